import { impersonal, table, type DataMap, type Personal, type Store } from '#platform/data-map';

export interface AccountRow {
  customer_id: string;
  person_id: string;
  password: string | null;
  password_changed_at: string;
  state: 'active' | 'disabled';
  passkey_user: string;
  totp: string | null;
  totp_confirmed_at: string | null;
  totp_step: number;
  created_at: string;
}

export interface UserIdRow {
  user_id: string;
  customer_id: string;
  person_id: string;
}

export interface SessionRow {
  customer_id: string;
  session_id: string;
  person_id: string;
  token_hash: Uint8Array;
  way: 'password' | 'second-factor' | 'passkey';
  device: string;
  created_at: string;
  seen_at: string;
  expires_at: string;
}

export interface VaultSecretRow {
  customer_id: string;
  session_id: string;
  person_id: string;
  account: string;
  category: string;
  kid: string;
  secret: string;
}

export interface PasskeyRow {
  customer_id: string;
  person_id: string;
  passkey_id: string;
  credential: string;
  public_key: string;
  counter: bigint;
  transports: string[];
  label: string | null;
  created_at: string;
  used_at: string | null;
}

export interface RecoveryCodeRow {
  customer_id: string;
  person_id: string;
  code_hash: Uint8Array;
}

export interface ResetRow {
  customer_id: string;
  person_id: string;
  token_hash: Uint8Array;
  expires_at: string;
}

export interface StepRow {
  token_hash: Uint8Array;
  kind: 'second-factor' | 'passkey-sign-in' | 'passkey-new';
  customer_id: string | null;
  person_id: string | null;
  challenge: string | null;
  tries: number;
  expires_at: string;
}

export interface AttemptRow {
  key_hash: Uint8Array;
  failed: number;
  last_at: string;
  until: string;
}

const purposes = [
  ['security', 'contract'],
  ['rights', 'legal_obligation'],
] as const;
const account_ = {
  personal: true,
  category: 'inloggning',
  origin: 'provided',
  subject: 'self',
  purposes,
  retention: { event: 'contract_ended', plus: 'P90D', then: 'delete' },
  onErase: 'delete',
} as const satisfies Personal;
const observed = { ...account_, origin: 'observed' } as const;
const sealed = {
  ...account_,
  retention: { event: 'contract_ended', plus: 'P90D', then: 'shred' },
  onErase: 'shred',
  sealed: true,
} as const satisfies Personal;
const live = {
  ...observed,
  retention: { event: 'session_ended', plus: 'P0D', then: 'delete' },
} as const satisfies Personal;
const aDay = {
  ...observed,
  retention: { event: 'created', plus: 'P1D', then: 'delete' },
} as const satisfies Personal;

export const account = table<AccountRow>()({
  name: 'session.account',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: account_,
    person_id: account_,
    password: sealed,
    password_changed_at: observed,
    state: observed,
    passkey_user: impersonal(
      'Random handle that passkeys are stored under; tells an authenticator nothing (WebAuthn §14.6.1).',
    ),
    totp: sealed,
    totp_confirmed_at: observed,
    totp_step: impersonal(
      'The last time step a code was taken from, so that no code works twice (RFC 6238 §5.2).',
    ),
    created_at: observed,
  },
});

export const userId = table<UserIdRow>()({
  name: 'session.user_id',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  reference:
    'The directory that says whose a user id is; it is asked before the customer is known, and must be unique across all of them.',
  columns: { user_id: { ...sealed, sealed: 'exact' }, customer_id: account_, person_id: account_ },
});

export const session = table<SessionRow>()({
  name: 'session.session',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: live,
    session_id: live,
    person_id: live,
    token_hash: impersonal('SHA-256 of 256 random bits; opens nothing.'),
    way: live,
    device: live,
    created_at: live,
    seen_at: live,
    expires_at: live,
  },
});

export const vaultSecret = table<VaultSecretRow>()({
  name: 'session.vault_secret',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: live,
    session_id: live,
    person_id: live,
    account: live,
    category: impersonal('Which kind of content the key is for.'),
    kid: impersonal('Random name of the key.'),
    secret: {
      ...live,
      retention: { event: 'session_ended', plus: 'P0D', then: 'shred' },
      onErase: 'shred',
      sealed: true,
    },
  },
});

export const passkey = table<PasskeyRow>()({
  name: 'session.passkey',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: account_,
    person_id: account_,
    passkey_id: account_,
    credential: account_,
    public_key: account_,
    counter: impersonal('How often the authenticator says it has signed (WebAuthn §6.1.1).'),
    transports: impersonal('How the authenticator is reached: usb, internal, hybrid.'),
    label: sealed,
    created_at: observed,
    used_at: observed,
  },
});

export const recoveryCode = table<RecoveryCodeRow>()({
  name: 'session.recovery_code',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: account_,
    person_id: account_,
    code_hash: impersonal('Hash under a key that lies outside the database.'),
  },
});

export const reset = table<ResetRow>()({
  name: 'session.reset',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: aDay,
    person_id: aDay,
    token_hash: impersonal('SHA-256 of 256 random bits; opens nothing.'),
    expires_at: aDay,
  },
});

export const step = table<StepRow>()({
  name: 'session.step',
  reach: [{ person: 'person_id' }],
  reference: 'A passkey’s challenge is made before anyone knows who answers it. Lives ten minutes.',
  columns: {
    token_hash: impersonal('SHA-256 of 256 random bits; opens nothing.'),
    kind: impersonal('Which step.'),
    customer_id: aDay,
    person_id: aDay,
    challenge: impersonal('Random, for one answer.'),
    tries: impersonal('How many wrong codes.'),
    expires_at: impersonal('Ten minutes after the step began.'),
  },
});

export const attempt = table<AttemptRow>()({
  name: 'session.attempt',
  reach: [
    {
      nobody:
        'A keyed hash of what was typed, for a quarter of an hour; it can be tested against a guess but leads to nobody.',
    },
  ],
  reference: 'Counts what was typed, whether or not such a user exists.',
  columns: {
    key_hash: {
      ...aDay,
      purposes: [
        ['security', 'legitimate_interest'],
        ['rights', 'legal_obligation'],
      ],
    },
    failed: impersonal('How many times.'),
    last_at: impersonal('When last; rows go a day after.'),
    until: impersonal('When the next attempt is looked at.'),
  },
});

const cookies: readonly Store[] = [
  {
    name: '__Host-telink',
    where: 'cookie',
    what: 'Keeps you signed in. Ends with the session, at the latest when the browser closes or the session expires.',
    fields: { token: live },
  },
  {
    name: '__Host-telink-step',
    where: 'cookie',
    what: 'Ties the second step of signing in to the first. Ten minutes.',
    fields: { token: { ...live, retention: { event: 'created', plus: 'P1D', then: 'delete' } } },
  },
  {
    name: '__Host-telink-look',
    where: 'cookie',
    what: 'Remembers language, appearance and density in this browser, also after signing out. A year; only what was chosen, nothing of who chose it.',
    fields: { look: impersonal('Five choices from short lists.') },
  },
  {
    name: '__Host-telink-cache',
    where: 'cookie',
    what: 'Remembers that this browser may not keep your mail, also after signing out. 400 days; gone when you allow it again.',
    fields: { cache: impersonal('The word «off», or no cookie at all.') },
  },
  {
    name: 'telink-session (BroadcastChannel)',
    where: 'browser',
    what: 'Tells the tabs of one browser that the session has ended. Nothing is kept.',
    fields: { word: impersonal('«ended», «begun» or «active».') },
  },
];

export const sessionMap: DataMap = {
  slice: 'session',
  tables: [account, userId, session, vaultSecret, passkey, recoveryCode, reset, step, attempt],
  stores: cookies,
};
