import { impersonal, table, type Personal } from '#platform/data-map';

/** `start_at` and `event` name the record; `made_at`, `hidden_at` ISO 8601 UTC; `bill_month` the first day of a month. */
export interface HiddenCallRow {
  customer_id: string;
  person_id: string;
  start_at: string;
  event: string;
  hidden_at: string;
}
export interface ObjectionRow {
  customer_id: string;
  start_at: string;
  event: string;
  person_id: string;
  bill_month: string;
  reason: string;
  dispute: string | null;
  made_at: string;
}

/** Ends with the record it speaks of (server/own-choices.ts). */
const provided = {
  personal: true,
  category: 'trafikdata',
  origin: 'provided',
  subject: 'self',
  purposes: [
    ['bill', 'contract'],
    ['rights', 'legal_obligation'],
    ['legal_claims', 'legitimate_interest'],
  ],
  retention: { event: 'invoice_paid', plus: 'P30D', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const satisfies Personal;
const derived = { ...provided, origin: 'derived' } as const satisfies Personal;
const event = impersonal('Hash of the switch’s own name for the record.');
const when = impersonal('When the person did it.');

export const hiddenCall = table<HiddenCallRow>()({
  name: 'traffic.hidden_call',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: { customer_id: derived, person_id: derived, start_at: provided, event, hidden_at: when },
});
export const objection = table<ObjectionRow>()({
  name: 'traffic.objection',
  subject: 'person_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: derived,
    start_at: provided,
    event,
    person_id: derived,
    bill_month: impersonal('Month of a bill.'),
    reason: { ...provided, sealed: true },
    dispute: impersonal('Random name of the dispute in billing.'),
    made_at: when,
  },
});
