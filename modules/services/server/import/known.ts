import { address, contactFact, customer, person } from '#data-map/customers';
import { read, type Ctx, type Role } from '#platform/db';
import { numberTable, planTable, serviceTable, type ServiceRow } from '#data-map/services';

/** What is stored of one customer, as an import compares with it. Changed as lines are taken, so that the next line sees it. */
export interface KnownCustomer {
  readonly id: string;
  readonly kind: 'person' | 'organisation';
  name: string;
  number: string | null;
  contractEnd: string | null;
  readonly people: Map<string, KnownPerson>;
  readonly services: Map<string, KnownService>;
}

export interface KnownPerson {
  readonly id: string;
  name: string;
  personalNumber: string | null;
  roles: readonly Role[];
  language: 'sv' | 'en';
  readonly addresses: Map<string, { id: string; lines: string }>;
  readonly contact: Map<'email' | 'phone', { id: string; value: string; verified: string | null }>;
}

export interface KnownService {
  readonly id: string;
  readonly row: Pick<ServiceRow, (typeof SERVICE)[number]>;
  plan: string | null;
  /** Held now: number → the holding’s id. */
  readonly numbers: Map<string, string>;
}

/** Who holds a number, from when to when; milliseconds. */
export interface Holding {
  readonly service: string;
  readonly from: number;
  to: number;
}

export interface Book {
  readonly customers: Map<string, KnownCustomer>;
  readonly holdings: Map<string, Holding[]>;
}

export const newBook = (): Book => ({ customers: new Map(), holdings: new Map() });

const SERVICE = [
  'service_id',
  'kind',
  'label',
  'person_id',
  'pool',
  'starts_on',
  'activated_on',
  'ends_on',
  'binding_until',
  'itemised',
  'masked',
  'spend_cap_ore',
  'roaming_cap_ore',
  'bar_premium',
  'bar_international',
  'bar_roaming',
] as const;

export const addressLines = (of: {
  street: string | null;
  postalCode: string | null;
  city: string | null;
  country: string;
}): string => [of.street, of.postalCode, of.city, of.country].join('\n');

/**
 * Brings what is stored of some customers (by their outside names) and who holds some numbers into the book. Read so that what is
 * kept is right (GDPR Art. 5.1 d, 16), which a customer whose contract has ended also has a right to.
 */
export async function lookUp(
  ctx: Ctx,
  book: Book,
  refs: readonly string[],
  numbers: readonly string[],
): Promise<void> {
  const missing = refs.filter((ref) => !book.customers.has(ref));
  if (missing.length > 0) await lookUpCustomers(ctx, book, missing);
  const unknown = numbers.filter((number) => !book.holdings.has(number));
  if (unknown.length === 0) return;
  for (const number of unknown) book.holdings.set(number, []);
  const held = await read(
    ctx,
    'rights',
    numberTable,
    ['service_id', 'phone_number', 'valid_from', 'valid_to'],
    { where: { phone_number: { in: unknown } } },
  );
  for (const row of held)
    book.holdings.get(row.phone_number)?.push({
      service: row.service_id,
      from: Date.parse(row.valid_from),
      to: row.valid_to === null ? Infinity : Date.parse(row.valid_to),
    });
}

async function lookUpCustomers(ctx: Ctx, book: Book, refs: readonly string[]): Promise<void> {
  const found = await read(
    ctx,
    'rights',
    customer,
    ['customer_id', 'kind', 'name', 'number', 'contract_end', 'external_ref'],
    { where: { external_ref: { in: refs } } },
  );
  if (found.length === 0) return;
  const byId = new Map<string, KnownCustomer>();
  for (const row of found) {
    if (row.external_ref === null) continue;
    const known: KnownCustomer = {
      id: row.customer_id,
      kind: row.kind,
      name: row.name ?? '',
      number: row.number,
      contractEnd: row.contract_end,
      people: new Map(),
      services: new Map(),
    };
    byId.set(known.id, known);
    book.customers.set(row.external_ref, known);
  }
  const of = { customer_id: { in: [...byId.keys()] } };
  await lookUpPeople(ctx, byId, of);
  await lookUpServices(ctx, byId, of);
}

type Of = { readonly customer_id: { readonly in: readonly string[] } };

async function lookUpPeople(ctx: Ctx, byId: ReadonlyMap<string, KnownCustomer>, of: Of): Promise<void> {
  const people = new Map<string, KnownPerson>();
  for (const row of await read(
    ctx,
    'rights',
    person,
    ['customer_id', 'person_id', 'name', 'personal_number', 'roles', 'language', 'external_ref'],
    { where: of },
  )) {
    const known: KnownPerson = {
      id: row.person_id,
      name: row.name ?? '',
      personalNumber: row.personal_number,
      roles: row.roles,
      language: row.language,
      addresses: new Map(),
      contact: new Map(),
    };
    people.set(known.id, known);
    if (row.external_ref !== null) byId.get(row.customer_id)?.people.set(row.external_ref, known);
  }
  const columns = ['person_id', 'address_id', 'kind', 'street', 'postal_code', 'city', 'country'] as const;
  for (const row of await read(ctx, 'rights', address, columns, { where: { ...of, valid_to: null } }))
    people.get(row.person_id)?.addresses.set(row.kind, {
      id: row.address_id,
      lines: addressLines({ ...row, postalCode: row.postal_code }),
    });
  const facts = await read(
    ctx,
    'rights',
    contactFact,
    ['person_id', 'fact_id', 'kind', 'value', 'verified_at'],
    { where: { ...of, valid_to: null } },
  );
  for (const row of facts)
    people.get(row.person_id)?.contact.set(row.kind, {
      id: row.fact_id,
      value: row.value ?? '',
      verified: row.verified_at?.slice(0, 10) ?? null,
    });
}

async function lookUpServices(ctx: Ctx, byId: ReadonlyMap<string, KnownCustomer>, of: Of): Promise<void> {
  const services = new Map<string, KnownService>();
  const rows = await read(ctx, 'rights', serviceTable, ['customer_id', 'external_ref', ...SERVICE], {
    where: of,
  });
  for (const row of rows) {
    const known: KnownService = { id: row.service_id, row, plan: null, numbers: new Map() };
    services.set(known.id, known);
    if (row.external_ref !== null) byId.get(row.customer_id)?.services.set(row.external_ref, known);
  }
  const plans = await read(ctx, 'rights', planTable, ['service_id', 'plan_id'], {
    where: of,
    order: [['valid_from', 'asc']],
  });
  // The newest, in force or to come: what the file tells is what shall hold.
  for (const row of plans) {
    const known = services.get(row.service_id);
    if (known) known.plan = row.plan_id;
  }
  const held = await read(ctx, 'rights', numberTable, ['service_id', 'number_id', 'phone_number'], {
    where: { ...of, valid_to: null },
  });
  for (const row of held) services.get(row.service_id)?.numbers.set(row.phone_number, row.number_id);
}
