import { impersonal, table, type DataMap, type Table } from '#platform/data-map';

export type ServiceKind = 'mobile' | 'fixed' | 'data' | 'sip-trunk';
export type ServiceState = 'ordered' | 'active' | 'paused' | 'ended';

/** Dates are days in the operator's zone, ISO `YYYY-MM-DD`; `ends_on` is the last day, `binding_until` the first free one. Amounts in öre. */
export interface ServiceRow {
  customer_id: string;
  service_id: string;
  kind: ServiceKind;
  label: string | null;
  person_id: string | null;
  pool: string | null;
  state: ServiceState;
  starts_on: string;
  activated_on: string | null;
  ends_on: string | null;
  binding_until: string | null;
  itemised: boolean;
  masked: boolean;
  spend_cap_ore: bigint | null;
  roaming_cap_ore: bigint | null;
  bar_premium: boolean;
  bar_international: boolean;
  bar_roaming: boolean;
  external_ref: string | null;
  source: string;
  created_at: string;
}

/** From `valid_from` until just before `valid_to`, ISO 8601 UTC; null while it lasts. */
export interface PlanRow {
  customer_id: string;
  service_id: string;
  valid_from: string;
  valid_to: string | null;
  plan_id: string;
}

/** `phone_number`: E.164 digits without the plus. */
export interface NumberRow {
  customer_id: string;
  service_id: string;
  number_id: string;
  phone_number: string;
  valid_from: string;
  valid_to: string | null;
  source: string;
}

/** What a network needs to carry a call, and what a bill is made of, is read for those purposes too (promises traffic.2, traffic.3). */
const uses = [
  ['deliver_contract', 'contract'],
  ['convey', 'contract'],
  ['bill', 'contract'],
  ['support', 'contract'],
  ['rights', 'legal_obligation'],
  ['legal_claims', 'legitimate_interest'],
] as const;

const provided = {
  personal: true,
  category: 'kunddata',
  origin: 'provided',
  subject: 'self',
  purposes: uses,
  retention: { event: 'contract_ended', plus: 'P90D', then: 'delete' },
  onErase: 'delete',
} as const;
const derived = { ...provided, origin: 'derived' } as const;
const sealed = {
  ...provided,
  retention: { ...provided.retention, then: 'shred' },
  onErase: 'shred',
} as const;
const source = impersonal('Where the fact came from: order, person, staff or import; GDPR Art. 15.1 (g).');

/** Theirs who pays, and shown to whoever uses the service (ruling R9). */
const OF_SERVICE = [
  { customer: 'customer_id' },
  { usedThrough: 'services.service', on: 'service_id' },
] as const;

/** Which services a customer has, who uses each, and what the customer has chosen for it (promise customer.3). Sealed with the customer's key: the contract's, not the user's. */
export const serviceTable = table<ServiceRow>()({
  name: 'services.service',
  subject: 'customer_id',
  isolate: { customer: 'customer_id' },
  reach: [{ customer: 'customer_id' }, { user: 'person_id' }],
  columns: {
    customer_id: derived,
    service_id: derived,
    kind: provided,
    label: { ...sealed, sealed: true },
    person_id: provided,
    pool: provided,
    state: derived,
    starts_on: provided,
    activated_on: { ...provided, origin: 'observed' },
    ends_on: provided,
    binding_until: provided,
    itemised: provided,
    masked: provided,
    spend_cap_ore: provided,
    roaming_cap_ore: provided,
    bar_premium: provided,
    bar_international: provided,
    bar_roaming: provided,
    external_ref: derived,
    source,
    created_at: derived,
  },
}) satisfies Table<ServiceRow>;

export const planTable = table<PlanRow>()({
  name: 'services.plan',
  subject: 'customer_id',
  isolate: { customer: 'customer_id' },
  reach: OF_SERVICE,
  columns: {
    customer_id: derived,
    service_id: derived,
    valid_from: provided,
    valid_to: provided,
    plan_id: provided,
  },
}) satisfies Table<PlanRow>;

/** A number that moves is a new row under the new customer's key: no history goes along. */
export const numberTable = table<NumberRow>()({
  name: 'services.number',
  subject: 'customer_id',
  isolate: { customer: 'customer_id' },
  reach: OF_SERVICE,
  columns: {
    customer_id: derived,
    service_id: derived,
    number_id: impersonal('Random name of the fact.'),
    phone_number: { ...sealed, sealed: 'exact' },
    valid_from: provided,
    valid_to: provided,
    source,
  },
}) satisfies Table<NumberRow>;

export const servicesMap: DataMap = {
  slice: 'services',
  tables: [serviceTable, planTable, numberTable],
  stores: [],
};
