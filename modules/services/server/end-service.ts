import { dayAt, dayBegins, isDay, nextDay } from '#modules/customers';
import { read, remove, transact, update, type Ctx } from '#platform/db';
import { numberTable, planTable, serviceTable } from '../data-map.ts';
import type { ServiceRef } from './create-service.ts';

export type Ended =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'not-found' | 'dates' }
  | { readonly ok: false; readonly reason: 'bound'; readonly until: string };

/**
 * Ends a service after a day (ISO, in `zone`): numbers and plan end at the midnight after it. One that is bound longer is refused
 * unless `despiteBinding`: moving a number away, death and a price rise end a contract whatever was agreed.
 */
export async function endService(
  ctx: Ctx,
  ref: ServiceRef,
  given: { readonly lastDay: string; readonly zone: string; readonly despiteBinding?: boolean },
): Promise<Ended> {
  if (!isDay(given.lastDay)) return { ok: false, reason: 'dates' };
  const key = { customer_id: ref.customer, service_id: ref.service };
  return transact(ctx, async (inner) => {
    const [service] = await read(inner, 'bill', serviceTable, ['starts_on', 'binding_until', 'state'], {
      where: key,
      forUpdate: true,
    });
    if (service === undefined) return { ok: false, reason: 'not-found' };
    if (given.lastDay < service.starts_on) return { ok: false, reason: 'dates' };
    const free = nextDay(given.lastDay);
    if (given.despiteBinding !== true && service.binding_until !== null && service.binding_until > free)
      return { ok: false, reason: 'bound', until: service.binding_until };
    const over = given.lastDay < dayAt(ctx.db.clock.now(), given.zone);
    await update(inner, serviceTable, { ends_on: given.lastDay, ...(over ? { state: 'ended' } : {}) }, key);
    await endPeriods(inner, key, new Date(dayBegins(free, given.zone)).toISOString());
    return { ok: true };
  });
}

type Key = { readonly customer_id: string; readonly service_id: string };

/** What would begin at or after `at` never begins: a plan goes, a number is left with an empty period, which holds nothing. */
async function endPeriods(ctx: Ctx, key: Key, at: string): Promise<void> {
  const open = await read(ctx, 'bill', numberTable, ['number_id', 'valid_from', 'valid_to'], { where: key });
  for (const { number_id: id, valid_from: from, valid_to: to } of open)
    if (to === null || Date.parse(to) > Date.parse(at))
      await update(ctx, numberTable, { valid_to: later(from, at) }, { ...key, number_id: id });
  await remove(ctx, planTable, { ...key, valid_from: { from: at } });
  const plans = await read(ctx, 'bill', planTable, ['valid_from', 'valid_to'], { where: key });
  for (const { valid_from: from, valid_to: to } of plans)
    if (to === null || Date.parse(to) > Date.parse(at))
      await update(ctx, planTable, { valid_to: at }, { ...key, valid_from: from });
}

const later = (one: string, other: string): string => (Date.parse(one) > Date.parse(other) ? one : other);
