import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';

export type CorrectionWhat =
  | 'email'
  | 'phone'
  | 'address'
  | 'language'
  | 'name'
  | 'personal_number'
  | 'statement';
export type CorrectionState = 'code' | 'review' | 'done' | 'refused' | 'withdrawn';

/** Times ISO 8601 UTC. `code`: waits for the one-time code; `review`: waits for the operator. */
export interface CorrectionRow {
  customer_id: string;
  person_id: string;
  correction_id: string;
  what: CorrectionWhat;
  state: CorrectionState;
  earlier_value: string | null;
  new_value: string | null;
  own_words: string | null;
  ground: string | null;
  request_id: string | null;
  code_hash: string | null;
  code_until: string | null;
  code_tries: number;
  asked_at: string;
  decided_at: string | null;
  decided_by: string | null;
}

export type NoticeWhat = 'corrected' | 'erased' | 'restricted' | 'unrestricted';

/** `content`: what the recipient is to be told, JSON; gone once confirmed. `about`: id of the act it tells of. `proof`: the recipient's receipt, a hash or an id of theirs. */
export interface NoticeRow {
  customer_id: string;
  person_id: string;
  notice_id: string;
  recipient: string;
  what: NoticeWhat;
  content: string | null;
  about: string | null;
  state: 'pending' | 'sent' | 'confirmed';
  tries: number;
  next_at: string;
  made_at: string;
  sent_at: string | null;
  confirmed_at: string | null;
  proof: string | null;
}

/** What was wrong before is kept as long as the fact itself, to answer why it changed. */
const own = {
  personal: true,
  category: 'kunddata',
  origin: 'provided',
  subject: 'self',
  purposes: [
    ['rights', 'legal_obligation'],
    ['legal_claims', 'legitimate_interest'],
  ],
  retention: { event: 'contract_ended', plus: 'P90D', then: 'shred' },
  onErase: 'shred',
} as const satisfies Personal;
const derived = { ...own, origin: 'derived', onErase: 'delete' } as const satisfies Personal;
const sealed = { ...own, sealed: true } as const satisfies Personal;

export const correction = table<CorrectionRow>()({
  name: 'privacy.correction',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: derived,
    person_id: derived,
    correction_id: impersonal('Random name of the correction.'),
    what: impersonal('Which kind of fact, and nothing of what it says.'),
    state: impersonal('How far it is.'),
    earlier_value: sealed,
    new_value: sealed,
    own_words: sealed,
    ground: { ...sealed, origin: 'derived' },
    request_id: impersonal('Random name of the request it was filed as.'),
    code_hash: impersonal('Keyed hash of a one-time code that holds for a quarter of an hour.'),
    code_until: impersonal('When the one-time code stops holding.'),
    code_tries: impersonal('How often the code was tried.'),
    asked_at: derived,
    decided_at: derived,
    decided_by: { ...derived, subject: 'staff' },
  },
});

/** That somebody was told outlives the person's own data: it is the proof that they were (GDPR Art. 19). What was said does not. */
const told = {
  ...derived,
  category: 'logg',
  retention: { event: 'request_answered', plus: 'P5Y', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;

export const notice = table<NoticeRow>()({
  name: 'privacy.notice',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: told,
    person_id: told,
    notice_id: impersonal('Random name of the notice.'),
    recipient: told,
    what: impersonal('Which kind of notice.'),
    content: {
      ...told,
      sealed: true,
      retention: { event: 'request_answered', plus: 'P0D', then: 'delete' },
      onErase: 'shred',
    },
    about: impersonal('Random name of the correction or erasure it tells of.'),
    state: impersonal('Whether it was sent and confirmed.'),
    tries: impersonal('How often it was sent.'),
    next_at: impersonal('When it is sent next.'),
    made_at: told,
    sent_at: told,
    confirmed_at: told,
    proof: impersonal('What the recipient called its receipt.'),
  },
});

export const tables: readonly AnyTable[] = [correction, notice];
export const stores: readonly Store[] = [];
