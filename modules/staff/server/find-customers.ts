import { customer, person } from '#data-map/customers';
import { read, transact, type Ctx } from '#platform/db';
import { readEmail, readNumber, readPhone } from '#modules/customers';
import type { FindBy, FoundCustomers } from '../contract.ts';
import { note } from './account.ts';
import { openCases } from './cases.ts';
import type { Parts, StaffActor } from './parts.ts';

const MOST = 20;

/**
 * Finds customers by one whole value, through keyed indexes only. The answer holds nothing but random ids: what they are called is seen
 * after a reason has been stated. The look itself is in the chain, without what was looked for (promise protection.5).
 */
export async function findCustomers(
  parts: Parts,
  actor: StaffActor,
  given: { readonly by: FindBy; readonly text: string },
): Promise<FoundCustomers> {
  const ids = [...new Set(await idsOf(parts, given.by, given.text.trim().normalize('NFC')))].slice(0, MOST);
  await transact(parts.own, (ctx) => note(ctx, 'read', '', { find: given.by, found: ids.length }, { actor }));
  const open = new Set((await openCases(parts, actor)).map((one) => one.customer));
  return { customers: ids.map((id) => ({ id, open: open.has(id) })) };
}

async function idsOf(parts: Parts, by: FindBy, text: string): Promise<readonly string[]> {
  const ctx = parts.own;
  if (by === 'customer') return customersWhere(ctx, { customer_id: text });
  if (by === 'name')
    return [...(await customersWhere(ctx, { name: text })), ...(await peopleWhere(ctx, { name: text }))];
  if (by === 'mail') return peopleWhere(ctx, { email: readEmail(text) ?? '-' });
  if (by === 'phone') {
    const number = readPhone(text);
    if (number === undefined) return [];
    return [...((await parts.holdersOf?.(number)) ?? []), ...(await peopleWhere(ctx, { phone: number }))];
  }
  const number = readNumber(text, new Date(parts.db.clock.now()).toISOString().slice(0, 10));
  if (number === undefined) return [];
  return [
    ...(await customersWhere(ctx, { number })),
    ...(await peopleWhere(ctx, { personal_number: number })),
  ];
}

async function customersWhere(
  ctx: Ctx,
  where: { readonly customer_id: string } | { readonly name: string } | { readonly number: string },
): Promise<readonly string[]> {
  const rows = await read(ctx, 'security', customer, ['customer_id'], { where, limit: MOST });
  return rows.map((row) => row.customer_id);
}

async function peopleWhere(
  ctx: Ctx,
  where:
    | { readonly name: string }
    | { readonly email: string }
    | { readonly phone: string }
    | { readonly personal_number: string },
): Promise<readonly string[]> {
  const rows = await read(ctx, 'security', person, ['customer_id'], { where, limit: MOST });
  return rows.map((row) => row.customer_id);
}
