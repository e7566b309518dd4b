import { insert, read, remove, transact, update, type Ctx } from '#platform/db';
import { planTable, serviceTable } from '../data-map.ts';
import type { ServiceRef } from './create-service.ts';

export type PlanChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'not-found' | 'before-start' | 'ended' };

/**
 * Another plan from a moment on (ISO time; a day's beginning in the operator's zone). A change that was planned for later than that is
 * dropped; what was in force earlier stays as it was, since calls were priced by it.
 */
export async function changePlan(
  ctx: Ctx,
  ref: ServiceRef,
  given: { readonly plan: string; readonly from: string },
): Promise<PlanChange> {
  const key = { customer_id: ref.customer, service_id: ref.service };
  return transact(ctx, async (inner) => {
    const [service] = await read(inner, 'bill', serviceTable, ['service_id'], {
      where: key,
      forUpdate: true,
    });
    if (service === undefined) return { ok: false, reason: 'not-found' };
    const periods = await read(inner, 'bill', planTable, ['valid_from', 'valid_to', 'plan_id'], {
      where: key,
      order: [['valid_from', 'asc']],
    });
    const moment = Date.parse(given.from);
    const before = periods.filter(({ valid_from: from }) => Date.parse(from) < moment);
    if (before.length === 0 && periods.length > 0 && Date.parse(periods[0]!.valid_from) > moment)
      return { ok: false, reason: 'before-start' };
    const end = periods.at(-1)?.valid_to ?? null;
    if (end !== null && Date.parse(end) <= moment) return { ok: false, reason: 'ended' };
    await remove(inner, planTable, { ...key, valid_from: { from: given.from } });
    const last = before.at(-1);
    const same = last?.plan_id === given.plan;
    if (last)
      await update(
        inner,
        planTable,
        { valid_to: same ? end : given.from },
        { ...key, valid_from: last.valid_from },
      );
    if (!same)
      await insert(inner, planTable, {
        ...key,
        valid_from: given.from,
        valid_to: end,
        plan_id: given.plan,
      });
    return { ok: true };
  });
}
