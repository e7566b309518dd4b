import { address, contactFact, person } from '#data-map/customers';
import { randomId } from '#platform/crypto';
import { update } from '#platform/db';
import { addressLines, type KnownCustomer, type KnownPerson } from './known.ts';
import type { Outcome, Taking } from './take.ts';
import type { ImportRow } from './understand.ts';

type Told = NonNullable<ImportRow['person']>;

/** Stores or changes the person of a line. What is not told stays; an address or a way to be reached that changed ends and another begins. */
export function takePerson(taking: Taking, customer: KnownCustomer, told: Told): Outcome {
  const known = customer.people.get(told.ref);
  if (known === undefined) return newPerson(taking, customer, told);
  const where = { customer_id: customer.id, person_id: known.id };
  const name = told.name ?? known.name;
  const personalNumber = told.personalNumber ?? known.personalNumber;
  const roles = told.roles ?? known.roles;
  const language = told.language ?? known.language;
  let changed = false;
  if (
    name !== known.name ||
    personalNumber !== known.personalNumber ||
    language !== known.language ||
    [...roles].toSorted().join() !== [...known.roles].toSorted().join()
  ) {
    changed = true;
    Object.assign(known, { name, personalNumber, roles, language });
    taking.pending.changes.push((ctx) =>
      update(
        ctx,
        person,
        { name, personal_number: personalNumber, roles: [...roles], language, source: 'import' },
        where,
      ),
    );
  }
  for (const kind of ['email', 'phone'] as const)
    if (takeContact(taking, customer, known, kind, told)) {
      changed = true;
      const value = told[kind];
      if (value !== undefined)
        taking.pending.changes.push((ctx) =>
          update(ctx, person, kind === 'email' ? { email: value } : { phone: value }, where),
        );
    }
  if (takeAddress(taking, customer, known, told)) changed = true;
  return changed ? 'changed' : 'same';
}

function newPerson(taking: Taking, customer: KnownCustomer, told: Told): Outcome {
  const known: KnownPerson = {
    id: randomId(),
    name: told.name ?? '',
    personalNumber: told.personalNumber ?? null,
    roles: told.roles ?? ['user'],
    language: told.language ?? 'sv',
    addresses: new Map(),
    contact: new Map(),
  };
  customer.people.set(told.ref, known);
  taking.pending.people.push({
    customer_id: customer.id,
    person_id: known.id,
    name: known.name,
    email: told.email ?? null,
    phone: told.phone ?? null,
    personal_number: known.personalNumber,
    roles: [...known.roles],
    language: known.language,
    source: 'import',
    verified_at: null,
    external_ref: told.ref,
    created_at: taking.now,
  });
  takeContact(taking, customer, known, 'email', told);
  takeContact(taking, customer, known, 'phone', told);
  takeAddress(taking, customer, known, told);
  return 'created';
}

function takeContact(
  taking: Taking,
  customer: KnownCustomer,
  known: KnownPerson,
  kind: 'email' | 'phone',
  told: Told,
): boolean {
  const value = told[kind];
  const day = kind === 'email' ? told.emailVerified : told.phoneVerified;
  const before = known.contact.get(kind);
  if (value === undefined) return false;
  if (before?.value === value && (day === undefined || day === before.verified)) return false;
  const where = { customer_id: customer.id, person_id: known.id };
  const waiting = taking.pending.facts.find((each) => each.fact_id === before?.id);
  if (waiting !== undefined) waiting.valid_to = taking.today;
  else if (before !== undefined)
    taking.pending.changes.push((ctx) =>
      update(ctx, contactFact, { valid_to: taking.today }, { ...where, fact_id: before.id }),
    );
  const fact = { id: randomId(), value, verified: day ?? null };
  known.contact.set(kind, fact);
  taking.pending.facts.push({
    ...where,
    fact_id: fact.id,
    kind,
    value,
    valid_from: taking.today,
    valid_to: null,
    source: 'import',
    verified_at: day === undefined ? null : `${day}T12:00:00.000Z`,
    bounced_at: null,
  });
  return true;
}

function takeAddress(taking: Taking, customer: KnownCustomer, known: KnownPerson, told: Told): boolean {
  if (told.address === undefined) return false;
  const { kind, street, postalCode, city, country } = told.address;
  const lines = addressLines(told.address);
  const before = known.addresses.get(kind);
  if (before?.lines === lines) return false;
  const where = { customer_id: customer.id, person_id: known.id };
  const waiting = taking.pending.addresses.find((each) => each.address_id === before?.id);
  if (waiting !== undefined) waiting.valid_to = taking.today;
  else if (before !== undefined)
    taking.pending.changes.push((ctx) =>
      update(ctx, address, { valid_to: taking.today }, { ...where, address_id: before.id }),
    );
  const id = randomId();
  known.addresses.set(kind, { id, lines });
  taking.pending.addresses.push({
    ...where,
    address_id: id,
    kind,
    street,
    postal_code: postalCode,
    city,
    country,
    valid_from: taking.today,
    valid_to: null,
    source: 'import',
    verified_at: null,
  });
  return true;
}
