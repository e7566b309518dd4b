import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';
import type { Against, DecisionKind, Ground, OptionalPurpose, Scope } from '../contract/restrict.ts';

/** Times ISO 8601 UTC. `record_key`: columns of the frozen row and what stands in them. */
export interface RestrictionRow {
  customer_id: string;
  restriction_id: string;
  person_id: string;
  covers_customer: boolean;
  scope: Scope;
  table_name: string | null;
  field_name: string | null;
  record_key: Readonly<Record<string, string>> | null;
  ground: Ground;
  placed_by: 'person' | 'staff' | 'objection';
  request_id: string | null;
  note: string | null;
  from_at: string;
  lift_asked_at: string | null;
  notice_sent_at: string | null;
  lifted_at: string | null;
  kept_until: string | null;
}
export interface ObjectionRow {
  customer_id: string;
  objection_id: string;
  person_id: string;
  against: Against;
  decision_kind: DecisionKind | null;
  request_id: string | null;
  restriction_id: string | null;
  words: string | null;
  made_at: string;
  outcome: 'pending' | 'upheld' | 'refused';
  ground: 'contract' | 'law' | null;
  reviewed_by: string | null;
  answer: string | null;
  decided_at: string | null;
  kept_until: string | null;
}
/** `inputs`: JSON of what the rule looked at. */
export interface DecisionRow {
  customer_id: string;
  decision_id: string;
  person_id: string;
  kind: DecisionKind;
  rule_version: number;
  inputs: string | null;
  consequence: string;
  decided_at: string;
  contested_at: string | null;
  words: string | null;
  reviewed_at: string | null;
  reviewed_by: string | null;
  review: 'stands' | 'changed' | null;
  answer: string | null;
  kept_until: string | null;
}
export interface ConsentRow {
  customer_id: string;
  consent_id: string;
  person_id: string;
  purpose: OptionalPurpose;
  text_version: number;
  text_hash: string;
  channel: 'app' | 'staff';
  given_at: string;
  withdrawn_at: string | null;
  kept_until: string | null;
}

/** What a right leaves behind serves the right itself, and whoever is later asked to prove that it was honoured. */
const uses = [
  ['rights', 'legal_obligation'],
  ['legal_claims', 'legitimate_interest'],
] as const;
const provided = {
  personal: true,
  category: 'kunddata',
  origin: 'provided',
  subject: 'self',
  purposes: uses,
  retention: { event: 'contract_ended', plus: 'P3Y', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;
const derived = { ...provided, origin: 'derived' } as const satisfies Personal;
const words = {
  ...provided,
  retention: { ...provided.retention, then: 'shred' },
  onErase: 'shred',
  sealed: true,
} as const satisfies Personal;
const answer = { ...words, origin: 'derived' } as const satisfies Personal;
const staff = { ...derived, subject: 'staff' } as const satisfies Personal;
const request = impersonal('Random name of the request it was asked in.');
const keptUntil = impersonal('The last day it is kept, ISO; set when the person is erased.');
const isolate = { customer: 'customer_id', person: 'person_id' } as const;

export const restriction = table<RestrictionRow>()({
  name: 'privacy.restriction',
  subject: 'person_id',
  isolate,
  columns: {
    customer_id: derived,
    restriction_id: impersonal('Random name of the restriction.'),
    person_id: derived,
    covers_customer: derived,
    scope: provided,
    table_name: provided,
    field_name: provided,
    record_key: provided,
    ground: provided,
    placed_by: impersonal('Whether the person, staff or an objection placed it.'),
    request_id: request,
    note: words,
    from_at: derived,
    lift_asked_at: derived,
    notice_sent_at: derived,
    lifted_at: derived,
    kept_until: keptUntil,
  },
});
export const objection = table<ObjectionRow>()({
  name: 'privacy.objection',
  subject: 'person_id',
  isolate,
  columns: {
    customer_id: derived,
    objection_id: impersonal('Random name of the objection.'),
    person_id: derived,
    against: provided,
    decision_kind: provided,
    request_id: request,
    restriction_id: impersonal('Random name of the restriction that it set.'),
    words,
    made_at: derived,
    outcome: derived,
    ground: derived,
    reviewed_by: staff,
    answer,
    decided_at: derived,
    kept_until: keptUntil,
  },
});
export const decision = table<DecisionRow>()({
  name: 'privacy.decision',
  subject: 'person_id',
  isolate,
  columns: {
    customer_id: derived,
    decision_id: impersonal('Random name of the decision.'),
    person_id: derived,
    kind: derived,
    rule_version: impersonal('Which version of the rule decided.'),
    inputs: answer,
    consequence: derived,
    decided_at: derived,
    contested_at: derived,
    words,
    reviewed_at: derived,
    reviewed_by: staff,
    review: derived,
    answer,
    kept_until: keptUntil,
  },
});
export const consent = table<ConsentRow>()({
  name: 'privacy.consent',
  subject: 'person_id',
  isolate,
  columns: {
    customer_id: derived,
    consent_id: impersonal('Random name of the consent.'),
    person_id: derived,
    purpose: provided,
    text_version: impersonal('Which version of the text was shown.'),
    text_hash: impersonal('Fingerprint of the text that was shown.'),
    channel: provided,
    given_at: derived,
    withdrawn_at: derived,
    kept_until: keptUntil,
  },
});

export const tables: readonly AnyTable[] = [restriction, objection, decision, consent];
export const stores: readonly Store[] = [];
