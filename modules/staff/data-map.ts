import { impersonal, table, type DataMap, type Personal, type Store } from '#platform/data-map';

export interface StaffAccountRow {
  staff_id: string;
  name: string | null;
  mail: string | null;
  password: string | null;
  totp: string | null;
  totp_confirmed_at: string | null;
  totp_step: number;
  roles: ('support' | 'billing' | 'prices' | 'privacy' | 'admin')[];
  state: 'active' | 'disabled';
  enrol_hash: Uint8Array | null;
  enrol_until: string | null;
  created_at: string;
  /** When they left; null for whoever may come in. */
  disabled_at: string | null;
}

export interface StaffRecoveryCodeRow {
  staff_id: string;
  code_hash: Uint8Array;
}

export interface StaffSessionRow {
  session_id: string;
  staff_id: string;
  token_hash: Uint8Array;
  device: string;
  created_at: string;
  seen_at: string;
  expires_at: string;
}

export interface StaffStepRow {
  token_hash: Uint8Array;
  staff_id: string;
  tries: number;
  expires_at: string;
}

export interface NdaRow {
  version: number;
  text: string;
  hash: string;
  published_at: string;
}

export interface SignatureRow {
  signature_id: string;
  staff_id: string;
  version: number;
  hash: string;
  signed_at: string;
  in_force_until: string;
  /** JSON of the whole signature and the name as it was typed. */
  statement: string | null;
}

export interface OpenedCaseRow {
  customer_id: string;
  case_id: string;
  staff_id: string;
  reason: string;
  note: string | null;
  opened_at: string;
  closes_at: string;
}

/** The operator's own people: their employment is the contract, keeping strangers out the interest (GDPR Art. 6.1 b, f). */
const ofStaff = {
  personal: true,
  category: 'inloggning',
  origin: 'provided',
  subject: 'staff',
  purposes: [
    ['security', 'legitimate_interest'],
    ['rights', 'legal_obligation'],
  ],
  retention: { event: 'contract_ended', plus: 'P90D', then: 'delete' },
  onErase: 'delete',
} as const satisfies Personal;
const sealed = {
  ...ofStaff,
  retention: { event: 'contract_ended', plus: 'P90D', then: 'shred' },
  onErase: 'shred',
  sealed: true,
} as const satisfies Personal;
const observed = { ...ofStaff, origin: 'observed' } as const satisfies Personal;
const live = {
  ...observed,
  retention: { event: 'session_ended', plus: 'P0D', then: 'delete' },
} as const satisfies Personal;
/** What shows that the one who saw a person's data was bound to silence stays as long as the log of who looked. */
const proof = {
  ...observed,
  retention: { event: 'created', plus: 'P5Y', then: 'delete' },
  onErase: { retain: 'security_log' },
} as const satisfies Personal;
const ofCustomer = {
  personal: true,
  category: 'kunddata',
  origin: 'observed',
  subject: 'self',
  purposes: [
    ['support', 'contract'],
    ['bill', 'contract'],
    ['rights', 'legal_obligation'],
    ['security', 'legitimate_interest'],
    ['rights', 'legal_obligation'],
  ],
  retention: { event: 'contract_ended', plus: 'P90D', then: 'shred' },
  onErase: 'shred',
} as const satisfies Personal;

const OWN = 'The operator’s own staff, who are nobody’s customer.';
const HASH = 'SHA-256 of 256 random bits; opens nothing.';

export const staffAccount = table<StaffAccountRow>()({
  name: 'staff.account',
  reach: [{ staff: 'staff_id' }],
  subject: 'staff_id',
  reference: OWN,
  columns: {
    staff_id: ofStaff,
    name: sealed,
    mail: { ...sealed, sealed: 'exact' },
    password: sealed,
    totp: sealed,
    totp_confirmed_at: observed,
    totp_step: impersonal(
      'The last time step a code was taken from, so that no code works twice (RFC 6238 §5.2).',
    ),
    roles: ofStaff,
    state: ofStaff,
    enrol_hash: impersonal(HASH),
    enrol_until: impersonal('When the link of the first sign-in stops working.'),
    created_at: observed,
    disabled_at: observed,
  },
});

export const staffRecoveryCode = table<StaffRecoveryCodeRow>()({
  name: 'staff.recovery_code',
  reach: [{ staff: 'staff_id' }],
  reference: OWN,
  columns: {
    staff_id: ofStaff,
    code_hash: impersonal('Hash under a key that lies outside the database.'),
  },
});

export const staffSession = table<StaffSessionRow>()({
  name: 'staff.session',
  reach: [{ staff: 'staff_id' }],
  subject: 'staff_id',
  reference: OWN,
  columns: {
    session_id: live,
    staff_id: live,
    token_hash: impersonal(HASH),
    device: live,
    created_at: live,
    seen_at: live,
    expires_at: live,
  },
});

export const staffStep = table<StaffStepRow>()({
  name: 'staff.step',
  reach: [{ staff: 'staff_id' }],
  reference: OWN,
  columns: {
    token_hash: impersonal(HASH),
    staff_id: { ...observed, retention: { event: 'created', plus: 'P1D', then: 'delete' } },
    tries: impersonal('How many wrong codes.'),
    expires_at: impersonal('Ten minutes after the step began.'),
  },
});

export const nda = table<NdaRow>()({
  name: 'staff.nda',
  reference: 'The operator’s confidentiality agreement, the same for all.',
  columns: {
    version: impersonal('Which version.'),
    text: impersonal('The agreement itself.'),
    hash: impersonal('SHA-256 of the text.'),
    published_at: impersonal('From when it must be signed.'),
  },
});

export const signature = table<SignatureRow>()({
  name: 'staff.signature',
  reach: [{ staff: 'staff_id' }],
  subject: 'staff_id',
  reference: OWN,
  columns: {
    signature_id: impersonal('Random name of the signature.'),
    staff_id: proof,
    version: proof,
    hash: impersonal('Which text was signed.'),
    signed_at: proof,
    in_force_until: proof,
    statement: { ...proof, sealed: true },
  },
});

export const openedCase = table<OpenedCaseRow>()({
  name: 'staff.opened_case',
  subject: 'customer_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: { ...ofCustomer, onErase: 'delete' },
    case_id: impersonal('Random name of the case.'),
    staff_id: { ...proof, subject: 'staff', category: 'logg' },
    reason: ofCustomer,
    note: { ...ofCustomer, sealed: true },
    opened_at: ofCustomer,
    closes_at: ofCustomer,
  },
});

const stores: readonly Store[] = [
  {
    name: '__Host-telink-office',
    where: 'cookie',
    what: 'Keeps a member of staff signed in at the office. Ends with the session.',
    fields: { token: live },
  },
  {
    name: '__Host-telink-office-step',
    where: 'cookie',
    what: 'Ties the second step of a sign-in at the office to the first. Ten minutes.',
    fields: { token: { ...live, retention: { event: 'created', plus: 'P1D', then: 'delete' } } },
  },
  {
    name: 'telink.office.look (localStorage)',
    where: 'browser',
    what: 'Remembers language and appearance of the office in this browser.',
    fields: { look: impersonal('Five choices from short lists.') },
  },
];

export const staffMap: DataMap = {
  slice: 'staff',
  tables: [staffAccount, staffRecoveryCode, staffSession, staffStep, nda, signature, openedCase],
  stores,
};
