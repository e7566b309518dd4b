import { address, customer, person } from '#data-map/customers';
import { maskNumber, unmaskPersonalNumber } from '#modules/customers';
import { read } from '#platform/db';
import { Problem } from '#platform/problem';
import type { Static } from 'typebox';
import type { CustomerView, PersonView, UnmaskReason } from '../contract.ts';
import { openedCase } from '../data-map.ts';
import { casesAt, viewOf, withCase } from './cases.ts';
import { as, readsFor, type Parts, type StaffActor } from './parts.ts';
import { lookedAt } from './who-looked.ts';

type Person = Static<typeof PersonView>;

/**
 * Everything the office shows of a customer on one page, read as the member of staff with the case: each person's row leaves its entry
 * in the chain. Personal numbers are masked. @throws Problem case-needed, forbidden (the role is for something else)
 */
export async function customerPage(parts: Parts, actor: StaffActor, id: string): Promise<CustomerView> {
  const cased = await withCase(parts, actor, id);
  const ctx = as(parts, cased);
  const [found] = await read(
    ctx,
    readsFor(cased),
    customer,
    ['customer_id', 'kind', 'name', 'state', 'contract_start'],
    { where: { customer_id: id } },
  );
  if (!found) throw new Problem('not-found');
  const people = await peopleAt(parts, cased, id);
  const [opened] = await read(
    parts.own,
    'security',
    openedCase,
    ['case_id', 'customer_id', 'reason', 'opened_at', 'closes_at'],
    { where: { customer_id: id, case_id: cased.case?.id ?? '' } },
  );
  if (!opened) throw new Problem('case-needed');
  return {
    id,
    kind: found.kind,
    name: found.name ?? '',
    number: await shownNumber(parts, id, found.kind),
    state: found.state,
    contractStart: found.contract_start,
    case: viewOf(opened),
    people,
    cases: [...(await casesAt(parts, cased, id))],
    looked: [...(await lookedAt(parts.own, id, [id, ...people.map((one) => one.id)]))],
  };
}

async function peopleAt(parts: Parts, cased: StaffActor, id: string): Promise<Person[]> {
  const ctx = as(parts, cased);
  const rows = await read(ctx, readsFor(cased), person, ['person_id', 'name', 'email', 'phone', 'roles'], {
    where: { customer_id: id },
    order: [['created_at', 'asc']],
    limit: 100,
  });
  const places = await read(
    ctx,
    readsFor(cased),
    address,
    ['person_id', 'kind', 'street', 'postal_code', 'city', 'country', 'valid_to'],
    { where: { customer_id: id }, order: [['valid_from', 'desc']] },
  );
  return Promise.all(
    rows.map(async (row) => ({
      id: row.person_id,
      name: row.name ?? '',
      email: row.email,
      phone: row.phone,
      personalNumber: await masked(parts, id, row.person_id),
      roles: row.roles,
      addresses: places
        .filter((place) => place.person_id === row.person_id && place.valid_to === null)
        .map((place) => ({
          kind: place.kind,
          street: place.street ?? '',
          postalCode: place.postal_code ?? '',
          city: place.city ?? '',
          country: place.country,
        })),
    })),
  );
}

/** The product masks the number itself; the member of staff has not read it, and the chain does not say so. */
async function masked(parts: Parts, id: string, of: string): Promise<string | null> {
  const [row] = await read(parts.own, 'deliver_contract', person, ['personal_number'], {
    where: { customer_id: id, person_id: of },
  });
  return row?.personal_number ? maskNumber(row.personal_number) : null;
}

async function shownNumber(
  parts: Parts,
  id: string,
  kind: 'person' | 'organisation',
): Promise<string | null> {
  const [row] = await read(parts.own, 'deliver_contract', customer, ['number'], {
    where: { customer_id: id },
  });
  if (!row?.number) return null;
  return kind === 'person' ? maskNumber(row.number) : `${row.number.slice(0, 6)}-${row.number.slice(6)}`;
}

/** A personal number in full, for a reason of its own; the person sees that it was shown (promise customer.2). @throws Problem case-needed, forbidden */
export async function unmask(
  parts: Parts,
  actor: StaffActor,
  ref: { readonly customer: string; readonly person: string },
  reason: UnmaskReason,
): Promise<string | null> {
  const cased = await withCase(parts, actor, ref.customer);
  const purpose = readsFor(cased) === 'rights' ? 'rights' : 'deliver_contract';
  return (await unmaskPersonalNumber(as(parts, cased), ref, reason, purpose)) ?? null;
}
