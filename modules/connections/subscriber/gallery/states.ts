import type { ConnectionView } from '../../contract.ts';

const base: ConnectionView = {
  id: 'connection-1',
  provider: 'microsoft365',
  address: 'elin@example.se',
  name: 'Elin Ljungqvist',
  state: 'connected',
  reason: null,
  features: ['mail'],
  missing: [],
  connectedAt: '2026-09-14T08:00:00.000Z',
  lastTokenAt: '2026-11-24T07:14:00.000Z',
};
const waiting: ConnectionView = {
  ...base,
  id: 'connection-2',
  address: '',
  name: '',
  state: 'pending-admin',
  reason: 'asked',
  features: [],
  connectedAt: null,
  lastTokenAt: null,
};

/** Every state the screen can be in, by name. */
export const states: Readonly<Record<string, readonly ConnectionView[]>> = {
  none: [],
  connected: [
    base,
    {
      ...base,
      id: 'connection-3',
      address: 'elin.ljungqvist@example.org',
      name: 'Elin Ljungqvist (privat)',
      lastTokenAt: null,
    },
  ],
  waiting: [base, waiting],
  granted: [{ ...waiting, reason: 'granted' }],
  refused: [{ ...waiting, reason: 'refused' }],
  broken: [
    { ...base, state: 'needs-consent', reason: 'revoked', features: [] },
    {
      ...base,
      id: 'connection-4',
      address: 'kansliet@example.com',
      name: 'Kansliet',
      state: 'needs-consent',
      reason: 'claims',
    },
    {
      ...base,
      id: 'connection-5',
      address: 'elin@example.net',
      name: 'Elin L',
      state: 'needs-consent',
      reason: 'partial',
      features: [],
      missing: ['Mail.Send', 'MailboxSettings.ReadWrite'],
      connectedAt: null,
      lastTokenAt: null,
    },
  ],
};
