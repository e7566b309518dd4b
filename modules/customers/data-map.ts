import { impersonal, table, type DataMap, type Personal } from '#platform/data-map';

export interface CustomerRow {
  customer_id: string;
  kind: 'person' | 'organisation';
  name: string | null;
  number: string | null;
  state: 'active' | 'ended';
  contract_start: string;
  contract_end: string | null;
  source: string;
  verified_at: string | null;
  external_ref: string | null;
  created_at: string;
}

export interface PersonRow {
  customer_id: string;
  person_id: string;
  name: string | null;
  email: string | null;
  phone: string | null;
  personal_number: string | null;
  roles: ('subscriber' | 'user' | 'admin')[];
  language: 'sv' | 'en';
  source: string;
  verified_at: string | null;
  external_ref: string | null;
  created_at: string;
}

/** Days in the operator's zone, ISO; `valid_to` is the day from which it no longer holds. */
export interface ContactFactRow {
  customer_id: string;
  person_id: string;
  fact_id: string;
  kind: 'email' | 'phone';
  value: string | null;
  valid_from: string;
  valid_to: string | null;
  source: string;
  verified_at: string | null;
  bounced_at: string | null;
}

export interface AddressRow {
  customer_id: string;
  person_id: string;
  address_id: string;
  kind: 'home' | 'invoice' | 'delivery';
  street: string | null;
  postal_code: string | null;
  city: string | null;
  country: string;
  valid_from: string;
  valid_to: string | null;
  source: string;
  verified_at: string | null;
}

const contract = [
  ['deliver_contract', 'contract'],
  ['support', 'contract'],
  ['bill', 'contract'],
  ['rights', 'legal_obligation'],
  ['security', 'legitimate_interest'],
] as const;
/** Addresses of letters and mail also carry news of the service itself. */
const contact = [...contract, ['service_information', 'contract']] as const;
/** Dataskyddslagen 3 kap. 10 §: only where clearly justified. Not for support as such: whoever must see it in full states why (`unmask`). */
const number = [
  ['deliver_contract', 'contract'],
  ['rights', 'legal_obligation'],
  ['legal_claims', 'legitimate_interest'],
] as const;

const own = {
  personal: true,
  category: 'kunddata',
  origin: 'provided',
  subject: 'self',
  retention: { event: 'contract_ended', plus: 'P90D', then: 'shred' },
  onErase: 'shred',
} as const;
const plain = { ...own, onErase: 'delete' } as const;
const derived = { ...plain, origin: 'derived' } as const;

const link = { ...plain, origin: 'derived', purposes: contact } as const satisfies Personal;
const source = impersonal(
  'Where the fact came from: order, person, register or import; needed for GDPR Art. 15.1 (g).',
);
const verified = impersonal('When the fact was checked, and nothing about what it says.');

export const customer = table<CustomerRow>()({
  name: 'customers.customer',
  subject: 'customer_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: link,
    kind: impersonal('Person or organisation.'),
    name: { ...own, purposes: contact, sealed: 'exact' },
    number: { ...own, purposes: number, sealed: 'exact' },
    state: { ...derived, purposes: contract },
    contract_start: { ...derived, purposes: contract },
    contract_end: { ...derived, purposes: contract },
    source,
    verified_at: verified,
    external_ref: { ...own, origin: 'derived', purposes: contract, sealed: 'exact' },
    created_at: { ...derived, purposes: contract },
  },
});

export const person = table<PersonRow>()({
  name: 'customers.person',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: link,
    person_id: link,
    name: { ...own, purposes: contact, sealed: 'exact' },
    email: { ...own, purposes: contact, sealed: 'exact' },
    phone: { ...own, purposes: contact, sealed: 'exact' },
    personal_number: { ...own, purposes: number, sealed: 'exact' },
    roles: { ...derived, purposes: contract },
    language: { ...plain, purposes: contact },
    source,
    verified_at: verified,
    external_ref: { ...own, origin: 'derived', purposes: contract, sealed: 'exact' },
    created_at: { ...derived, purposes: contract },
  },
});

export const address = table<AddressRow>()({
  name: 'customers.address',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: link,
    person_id: link,
    address_id: impersonal('Random name of the fact.'),
    kind: impersonal('Home, invoice or delivery.'),
    street: { ...own, purposes: contact, sealed: true },
    postal_code: { ...own, purposes: contact, sealed: true },
    city: { ...own, purposes: contact, sealed: true },
    country: { ...plain, purposes: contact },
    valid_from: { ...plain, purposes: contact },
    valid_to: { ...plain, purposes: contact },
    source,
    verified_at: verified,
  },
});

export const contactFact = table<ContactFactRow>()({
  name: 'customers.contact_fact',
  subject: 'person_id',
  isolate: { customer: 'customer_id', person: 'person_id' },
  columns: {
    customer_id: link,
    person_id: link,
    fact_id: impersonal('Random name of the fact.'),
    kind: impersonal('E-mail address or phone number.'),
    value: { ...own, purposes: contact, sealed: true },
    valid_from: { ...plain, purposes: contact },
    valid_to: { ...plain, purposes: contact },
    source,
    verified_at: verified,
    bounced_at: impersonal('When a letter to it came back, and nothing about what it says.'),
  },
});

export const customersMap: DataMap = {
  slice: 'customers',
  tables: [customer, person, address, contactFact],
  stores: [],
};
