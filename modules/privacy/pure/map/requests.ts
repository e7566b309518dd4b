import { impersonal, table, type AnyTable, type Personal, type Store } from '#platform/data-map';
import type { Channel, Hat, Outcome, Proof, RequestKind, RequestState, Step } from '../contract/requests.ts';

/** Times are ISO 8601 UTC; `target` and `latest` days in the operator's zone. */
export interface RequestRow {
  customer_id: string;
  person_id: string;
  request_id: string;
  kind: RequestKind;
  hat: Hat;
  channel: Channel;
  proof: Proof;
  received_at: string;
  target: string;
  latest: string;
  extended_at: string | null;
  paused_at: string | null;
  paused_days: number;
  state: RequestState;
  text: string | null;
  outcome: Outcome | null;
  answer: string | null;
  answered_at: string | null;
  overdue_at: string | null;
}

export interface RequestEventRow {
  customer_id: string;
  person_id: string;
  request_id: string;
  event_id: string;
  at: string;
  what: Step;
  done_by: 'person' | 'staff' | 'system';
  note: string | null;
  tell: boolean;
  told_at: string | null;
}

export interface UnknownRequestRow {
  request_id: string;
  mail: string | null;
  kind: RequestKind;
  hat: Hat;
  channel: Channel;
  language: 'sv' | 'en';
  text: string | null;
  received_at: string;
  target: string;
  latest: string;
  code: string | null;
  code_until: string | null;
  code_sent_at: string | null;
  tries: number;
  answer: string | null;
  answered_at: string | null;
}

/** Three years after the answer: so long can it be shown that the law was kept (the claim of damages, GDPR Art. 82, is then past its use). */
const kept = {
  personal: true,
  category: 'kunddata',
  origin: 'observed',
  subject: 'self',
  purposes: [
    ['rights', 'legal_obligation'],
    ['legal_claims', 'legitimate_interest'],
  ],
  retention: { event: 'request_answered', plus: 'P3Y', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;
const given = { ...kept, origin: 'provided' } as const satisfies Personal;
/** Their own words and ours go with their key; that something was asked and answered in time stays. */
const sealed = { ...given, onErase: 'shred', sealed: true } as const satisfies Personal;

export const request = table<RequestRow>()({
  name: 'privacy.request',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: kept,
    person_id: kept,
    request_id: impersonal('Random name of the request.'),
    kind: given,
    hat: given,
    channel: kept,
    proof: kept,
    received_at: kept,
    target: kept,
    latest: kept,
    extended_at: kept,
    paused_at: kept,
    paused_days: kept,
    state: kept,
    text: sealed,
    outcome: kept,
    answer: { ...sealed, origin: 'derived' },
    answered_at: kept,
    overdue_at: impersonal('When it was found late; says something of us.'),
  },
});

export const requestEvent = table<RequestEventRow>()({
  name: 'privacy.request_event',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: kept,
    person_id: kept,
    request_id: impersonal('Random name of the request.'),
    event_id: impersonal('Random name of the step.'),
    at: kept,
    what: kept,
    done_by: impersonal('The person, our staff or the product; no name.'),
    note: { ...sealed, origin: 'derived' },
    tell: impersonal('Whether a letter goes out about it.'),
    told_at: impersonal('When that letter went.'),
  },
});

const passing = {
  ...given,
  retention: { event: 'request_answered', plus: 'P90D', then: 'shred' },
  onErase: 'shred',
} as const satisfies Personal;
const passingSealed = { ...passing, sealed: true } as const satisfies Personal;

export const unknownRequest = table<UnknownRequestRow>()({
  name: 'privacy.unknown_request',
  subject: 'request_id',
  reference: 'Asked by somebody who is no customer, or has not shown that they are one.',
  reach: [
    { nobody: 'Who asked is not known: as soon as it is, the row moves to the person’s own requests.' },
  ],
  columns: {
    request_id: impersonal('Random name of the request.'),
    mail: passingSealed,
    kind: passing,
    hat: passing,
    channel: passing,
    language: passing,
    text: passingSealed,
    received_at: passing,
    target: passing,
    latest: passing,
    code: { ...passingSealed, origin: 'derived' },
    code_until: impersonal('An hour after the code was made.'),
    code_sent_at: impersonal('When the code went out.'),
    tries: impersonal('How many wrong codes.'),
    answer: { ...passingSealed, origin: 'derived' },
    answered_at: passing,
  },
});

export const tables: readonly AnyTable[] = [request, requestEvent, unknownRequest];
export const stores: readonly Store[] = [];
