import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';

export type ErasureState = 'planned' | 'ledgered' | 'destroying' | 'waiting' | 'done';
export type ErasureCause = 'request' | 'retention' | 'restore';

/** `subjects`: keyed hashes, hex. `waits` and `receipt`: JSON, without identity. Times ISO 8601 UTC. */
export interface ErasureRow {
  erasure_id: string;
  subjects: string[];
  customer_id: string | null;
  person_id: string | null;
  whole: boolean;
  cause: ErasureCause;
  state: ErasureState;
  waits: string;
  receipt: string;
  asked_at: string;
  destroyed_at: string | null;
  done_at: string | null;
}
export interface ErasureRecipientRow {
  erasure_id: string;
  recipient: string;
  told_at: string;
  answered_at: string | null;
  tries: number;
  next_at: string;
}
/** `review_on` a day, ISO. `person_id` or `table_name` null: all of them. */
export interface HoldRow {
  customer_id: string;
  hold_id: string;
  person_id: string | null;
  table_name: string | null;
  owner: string;
  reason: string | null;
  review_on: string;
  made_at: string;
  lifted_at: string | null;
}
export interface SuppressionRow {
  address_hash: string;
  made_at: string;
}

/** Needed for as long as something waits to be erased; emptied when all is done. */
const untilDone = {
  personal: true,
  category: 'kunddata',
  origin: 'derived',
  subject: 'self',
  purposes: [['rights', 'legal_obligation']],
  retention: { event: 'erased', plus: 'P0D', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;
const held = {
  ...untilDone,
  origin: 'observed',
  purposes: [
    ['legal_claims', 'legitimate_interest'],
    ['rights', 'legal_obligation'],
  ],
  retention: { event: 'erased', plus: 'P0D', then: 'delete' },
} as const satisfies Personal;

/** Promise access.9: what was erased stays erased, also after an old backup has been brought back. */
export const erasureLedger = table<ErasureRow>()({
  name: 'privacy.erasure_ledger',
  reach: [{ person: 'person_id' }],
  reference: 'It outlives the customer: from the day all is done nothing in it leads to anybody.',
  columns: {
    erasure_id: impersonal('Random name of the erasure; it is also the receipt’s.'),
    subjects: impersonal('Hash of a random id under a key that lies outside the database.'),
    customer_id: untilDone,
    person_id: untilDone,
    whole: impersonal('Whether the customer went with the person.'),
    cause: impersonal('Asked for, due by rule, or brought back by a backup.'),
    state: impersonal('How far it has come.'),
    waits: impersonal('What it waits for: kinds and days.'),
    receipt: impersonal('Names of tables and columns, counts, grounds and days; nothing of whom.'),
    asked_at: impersonal('When it was asked for.'),
    destroyed_at: impersonal('When the rows and keys had gone.'),
    done_at: impersonal('When the last of it was done.'),
  },
});

export const erasureRecipient = table<ErasureRecipientRow>()({
  name: 'privacy.erasure_recipient',
  reference: 'Says who was told of an erasure, not of whom.',
  columns: {
    erasure_id: impersonal('Random name of the erasure.'),
    recipient: impersonal('Name of a company.'),
    told_at: impersonal('When the company was told.'),
    answered_at: impersonal('When it answered.'),
    tries: impersonal('How often it was told.'),
    next_at: impersonal('When it is told next.'),
  },
});

export const hold = table<HoldRow>()({
  name: 'privacy.hold',
  subject: 'hold_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: held,
    hold_id: impersonal('Random name of the hold, and of the key its reason is sealed with.'),
    person_id: held,
    table_name: impersonal('Which kind of rows.'),
    owner: { ...held, subject: 'staff' },
    reason: { ...held, sealed: true },
    review_on: held,
    made_at: held,
    lifted_at: held,
  },
});

export const suppression = table<SuppressionRow>()({
  name: 'privacy.suppression',
  reach: [
    {
      nobody: 'A keyed hash of an address that wants no advertising; it can be tested, and leads to nobody.',
    },
  ],
  reference: 'Holds whoever the address belongs to, customer or not.',
  columns: {
    address_hash: {
      personal: true,
      category: 'kunddata',
      origin: 'derived',
      subject: 'self',
      purposes: [['rights', 'legal_obligation']],
      // Promise marketing.5: a no that ended would be no no.
      retention: { event: 'erased', plus: 'P0D', then: 'delete' },
      onErase: { retain: 'suppression' },
    },
    made_at: impersonal('When the hash was kept.'),
  },
});

export const tables: readonly AnyTable[] = [erasureLedger, erasureRecipient, hold, suppression];
export const stores: readonly Store[] = [
  {
    name: 'erasure/ledger.jsonl',
    where: 'server-file',
    what: 'The same ledger outside the database, signed and chained: a database that is brought back does not know what was erased after it was saved.',
    fields: {
      subjects: impersonal('Hash of a random id under a key that lies outside the database.'),
      at: impersonal('When it was asked for.'),
      hash: impersonal('SHA-256 over the entry and the hash before it.'),
      signature: impersonal('Ed25519 over the hash.'),
    },
  },
  {
    name: 'telink backup',
    where: 'backup',
    what: 'A file with every table as it stood, made when the operator says so. Never a key: what is sealed can be read only with the keys, and not at all when a person’s is destroyed.',
    fields: {
      rows: {
        ...untilDone,
        origin: 'observed',
        purposes: [['security', 'legitimate_interest']],
        retention: { event: 'created', plus: 'P90D', then: 'delete' },
        onErase: 'shred',
      },
    },
  },
];
