import { AppShell, browserLook, UiProvider } from '@telink/ui';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { createAccounts } from '../accounts.ts';
import AccountsScreen from '../accounts.screen.tsx';
import { AccountsProvider } from '../provide.tsx';
import { states } from './states.ts';

/** The screen in any of its states: `?state=waiting&outcome=connected`. The server is played by a few lines; the screen is the real one. */
const asked = new URLSearchParams(location.search);
let connections = [...(states[asked.get('state') ?? 'none'] ?? [])];
const down = asked.get('state') === 'failed';
const said: string[] = [];
Object.assign(globalThis, { said });

const accounts = createAccounts({
  now: () => Date.parse('2026-11-24T08:00:00Z'),
  navigate: (address) => said.push(`navigate ${address}`),
  wipe: async (connection) => void said.push(`wipe ${connection}`),
  tabs: { say: (news) => said.push(`tabs ${news.kind} ${news.connection}`), hear: () => () => undefined },
  call: async (method, path) => {
    said.push(`${method} ${path}`);
    if (down) return { status: 503, body: { code: 'unavailable' } };
    if (path === '/api/connectors')
      return { status: 200, body: [{ provider: 'microsoft365', name: 'Microsoft 365', features: ['mail'] }] };
    if (path === '/api/connections' && method === 'GET') return { status: 200, body: connections };
    if (path === '/api/connections')
      return asked.get('refuse') === null
        ? { status: 200, body: { redirect: 'https://login.example.com/authorize' } }
        : { status: 502, body: { code: 'provider-refused' } };
    if (path.endsWith('/admin-link'))
      return {
        status: 200,
        body: {
          link: `https://login.example.com/organizations/v2.0/adminconsent?client_id=1&scope=${'Mail.ReadWrite%20'.repeat(4)}&state=abc`,
          validUntil: '2026-12-24T08:00:00.000Z',
        },
      };
    if (path.endsWith('/disconnect')) {
      const id = path.split('/')[3] ?? '';
      connections = connections.map((each) =>
        each.id === id ? { ...each, state: 'disconnected', address: '', name: '' } : each,
      );
      return {
        status: 200,
        body: {
          id,
          deletedHere: ['refresh-token'],
          revokedAtProvider: false,
          tokenLivesUntil: '2026-11-24T08:52:00.000Z',
          consentPages: ['https://myapps.microsoft.com', 'https://account.live.com/consent/Manage'],
        },
      };
    }
    return { status: 404, body: {} };
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');
createRoot(root).render(
  <StrictMode>
    <UiProvider store={browserLook()} timeZone="Europe/Stockholm">
      <AppShell
        skip="Till innehållet"
        items={[
          { href: '#mail', label: 'Mejl', icon: 'mail' },
          { href: '#calls', label: 'Samtal', icon: 'phone' },
        ]}
        endItems={[{ href: '#accounts', label: 'Konton', icon: 'link', current: true }]}
      >
        <AccountsProvider accounts={accounts}>
          <AccountsScreen />
        </AccountsProvider>
      </AppShell>
    </UiProvider>
  </StrictMode>,
);
