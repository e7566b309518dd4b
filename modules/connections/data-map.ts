import { impersonal, table, type DataMap, type Table } from '#platform/data-map';
import type { ConnectionState, StateReason } from './contract.ts';

export interface Connection {
  customer_id: string;
  connection_id: string;
  person_id: string;
  provider: string;
  state: ConnectionState;
  reason: StateReason | null;
  features: readonly string[];
  scopes: readonly string[];
  missing: readonly string[];
  subject: string | null;
  address: string | null;
  name: string | null;
  claims: string | null;
  admin_hash: string | null;
  admin_until: string | null;
  created_at: string;
  connected_at: string | null;
  last_token_at: string | null;
  last_token_until: string | null;
  disconnected_at: string | null;
}

export interface RefreshToken {
  customer_id: string;
  connection_id: string;
  person_id: string;
  token: string;
  stored_at: string;
}

export interface Flow {
  customer_id: string;
  state_hash: string;
  person_id: string;
  session_hash: string;
  provider: string;
  feature: string;
  connection_id: string | null;
  verifier: string;
  nonce: string;
  expires_at: string;
}

const use = [
  ['mail_client', 'contract'],
  ['rights', 'legal_obligation'],
] as const;
const useAndHelp = [...use, ['support', 'contract']] as const;
const connection = { personal: true, category: 'anslutning', subject: 'self', onErase: 'delete' } as const;
/** The row outlives the connection by 30 days without name or address: so the person's other devices learn what to wipe. */
const tombstone = { event: 'disconnected', plus: 'P30D', then: 'delete' } as const;
const atOnce = { event: 'disconnected', plus: 'P0D', then: 'delete' } as const;

const observed = { ...connection, origin: 'observed', purposes: useAndHelp, retention: tombstone } as const;
const fromProvider = {
  ...connection,
  origin: 'third-party',
  purposes: use,
  retention: atOnce,
  sealed: true,
} as const;

/** An account at a provider that the person has connected (promise mail.2). Ruling R11: listed in the access report. */
export const connectionTable = table<Connection>()({
  name: 'connections.connection',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: impersonal('Random id.'),
    connection_id: impersonal('Random id.'),
    person_id: impersonal('Random id.'),
    provider: observed,
    state: observed,
    reason: observed,
    features: observed,
    scopes: observed,
    missing: observed,
    subject: { ...fromProvider, sealed: 'exact' },
    address: fromProvider,
    name: fromProvider,
    claims: impersonal(
      'What the organisation’s sign-in rules ask for next: ids of rules, nothing of a person. Gone when met.',
    ),
    admin_hash: impersonal('SHA-256 of a random value in the link for the administrator.'),
    admin_until: impersonal('When that link ends.'),
    created_at: observed,
    connected_at: observed,
    last_token_at: observed,
    last_token_until: observed,
    disconnected_at: observed,
  },
}) satisfies Table<Connection>;

/** Refresh tokens: on the server only, sealed with the person's key, in no export (ruling R11). */
export const refreshTokenTable = table<RefreshToken>()({
  name: 'connections.refresh_token',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: impersonal('Random id.'),
    connection_id: impersonal('Random id.'),
    person_id: impersonal('Random id.'),
    token: {
      personal: true,
      category: 'anslutning',
      subject: 'self',
      origin: 'third-party',
      purposes: [['mail_client', 'contract']],
      recipients: ['Microsoft'],
      retention: atOnce,
      onErase: 'shred',
      sealed: true,
    },
    stored_at: { ...connection, origin: 'observed', purposes: use, retention: atOnce },
  },
}) satisfies Table<RefreshToken>;

const journey = { event: 'created', plus: 'P1D', then: 'delete' } as const;

/** A journey to the provider that has begun and not come back. Ten minutes, one use. */
export const flowTable = table<Flow>()({
  name: 'connections.flow',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: impersonal('Random id.'),
    state_hash: impersonal('SHA-256 of a random value.'),
    person_id: impersonal('Random id.'),
    session_hash: impersonal('SHA-256 of the session’s id: the journey ends in the session it began in.'),
    provider: { ...connection, origin: 'observed', purposes: use, retention: journey },
    feature: { ...connection, origin: 'observed', purposes: use, retention: journey },
    connection_id: impersonal('Random id.'),
    verifier: {
      ...connection,
      origin: 'derived',
      purposes: [['mail_client', 'contract']],
      recipients: ['Microsoft'],
      retention: journey,
      sealed: true,
    },
    nonce: {
      ...connection,
      origin: 'derived',
      purposes: [['mail_client', 'contract']],
      recipients: ['Microsoft'],
      retention: journey,
      sealed: true,
    },
    expires_at: impersonal('When the journey can no longer come back.'),
  },
}) satisfies Table<Flow>;

export const connectionsMap: DataMap = {
  slice: 'connections',
  tables: [connectionTable, refreshTokenTable, flowTable],
  stores: [
    {
      name: 'access tokens',
      where: 'browser',
      what: 'In the memory of the page only, for about an hour; never in any storage. Dropped at sign-out and disconnect.',
      fields: {
        accessToken: {
          ...connection,
          origin: 'third-party',
          purposes: [['mail_client', 'contract']],
          recipients: ['Microsoft'],
          retention: { event: 'session_ended', plus: 'P0D', then: 'delete' },
        },
      },
    },
  ],
};
