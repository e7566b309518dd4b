import { appendAudit } from '#platform/audit';
import { queryOf, read, transact, type Ctx, type Role } from '#platform/db';
import { Problem } from '#platform/problem';
import { person } from '../data-map.ts';
import { readEmail } from '../pure/contact.ts';
import { maskNumber } from '../pure/personal-number.ts';

export interface Person {
  readonly customer: string;
  readonly person: string;
  /** Empty when the person has been erased. */
  readonly name: string;
  readonly email: string | undefined;
  readonly phone: string | undefined;
  readonly roles: readonly Role[];
  readonly language: 'sv' | 'en';
}

export interface PersonRef {
  readonly customer: string;
  readonly person: string;
}

const COLUMNS = ['customer_id', 'person_id', 'name', 'email', 'phone', 'roles', 'language'] as const;

/**
 * What the service needs to address a person; after the contract's end, what we need to answer one who claims a right. Never the personal
 * number. Whose data is frozen is nobody for the service's own work, and is themself to themself. `purpose` rights: for what a person
 * reaches their rights by, such as the letters of signing in.
 */
export async function personById(
  ctx: Ctx,
  ref: PersonRef,
  purpose: 'deliver_contract' | 'rights' = 'deliver_contract',
): Promise<Person | undefined> {
  const where = { customer_id: ref.customer, person_id: ref.person };
  const [row] = await read(ctx, purpose, person, COLUMNS, { where }).catch((error: unknown) => {
    if (!(error instanceof Problem)) throw error;
    if (error.code === 'restricted' && ctx.actor.kind === 'system') return [];
    if ((error.code === 'forbidden' || error.code === 'restricted') && ctx.actor.kind !== 'staff')
      return read(ctx, 'rights', person, COLUMNS, { where });
    throw error;
  });
  if (!row || row.customer_id !== ref.customer || row.person_id !== ref.person) return undefined;
  return {
    customer: row.customer_id,
    person: row.person_id,
    name: row.name ?? '',
    email: row.email ?? undefined,
    phone: row.phone ?? undefined,
    roles: row.roles,
    language: row.language,
  };
}

/** Everyone with this address: one person may be known at several customers. Through the blind index; a text that is no address finds nobody. */
export async function findPersonsByEmail(ctx: Ctx, text: string): Promise<readonly PersonRef[]> {
  const email = readEmail(text);
  // An impossible address goes the same way, so that the time says nothing.
  const rows = await read(ctx, 'security', person, ['customer_id', 'person_id'], {
    where: { email: email ?? '-' },
  });
  return rows.map((row) => ({ customer: row.customer_id, person: row.person_id }));
}

/** `••••••-1234`, or undefined where no number is held. */
export async function maskedPersonalNumber(ctx: Ctx, ref: PersonRef): Promise<string | undefined> {
  const number = await personalNumber(ctx, ref);
  return number === undefined ? undefined : maskNumber(number);
}

/**
 * The whole personal number, for a stated reason; the person sees that it was shown, when, to which role and why (promise customer.2).
 * @throws Problem bad-request without a reason, forbidden when the rules say no.
 */
export async function unmaskPersonalNumber(
  ctx: Ctx,
  ref: PersonRef,
  reason: string,
  purpose: 'deliver_contract' | 'rights' = 'deliver_contract',
): Promise<string | undefined> {
  if (!/^[a-z][a-z-]{2,40}$/.test(reason)) throw new Problem('bad-request', ['reason']);
  return transact(ctx, async (inner) => {
    const number = await personalNumber(inner, ref, purpose);
    await appendAudit(queryOf(inner), inner.db.clock.now, {
      event: 'unmask',
      purpose,
      actor: inner.actor,
      subject: ref.person,
      customer: ref.customer,
      detail: { table: person.name, columns: ['personal_number'], reason },
    });
    return number;
  });
}

async function personalNumber(
  ctx: Ctx,
  ref: PersonRef,
  purpose: 'deliver_contract' | 'rights' = 'deliver_contract',
): Promise<string | undefined> {
  const [row] = await read(ctx, purpose, person, ['customer_id', 'person_id', 'personal_number'], {
    where: { customer_id: ref.customer, person_id: ref.person },
  });
  return row && row.person_id === ref.person && row.customer_id === ref.customer
    ? (row.personal_number ?? undefined)
    : undefined;
}

/** The hats a person wears now; empty when there is no such person. Asked at every request. */
export async function rolesOf(ctx: Ctx, ref: PersonRef): Promise<readonly Role[]> {
  const [row] = await read(ctx, 'security', person, ['roles'], {
    where: { customer_id: ref.customer, person_id: ref.person },
  });
  return row?.roles ?? [];
}

/** Those at a customer who pay: decisions about its money are decisions about them. Ids only. */
export async function payersOf(ctx: Ctx, customer: string): Promise<readonly string[]> {
  const rows = await read(ctx, 'rights', person, ['person_id', 'roles'], {
    where: { customer_id: customer },
  });
  return rows.filter(({ roles }) => roles.includes('subscriber')).map((row) => row.person_id);
}
