import { openingBalance, planAt, type Rater } from '#modules/prices';
import type { Service } from '#modules/services';
import { read, system, type Ctx } from '#platform/db';
import type { UsageSum } from '../contract.ts';
import { allowanceUse } from '../data-map.ts';
import type { MonthBounds } from './month-bounds.ts';
import { monthBefore } from './months.ts';
import { planWhen, type OwnServices } from './own-services.ts';

/**
 * What is left of each allowance of these services in a month, by the same reckoning as rating goes by (balances.ts). One that the
 * customer's services share is told once.
 */
export async function allowancesOf(
  ctx: Ctx,
  rater: Rater,
  customer: string,
  own: OwnServices,
  services: readonly Service[],
  bounds: MonthBounds,
): Promise<UsageSum['allowances']> {
  const before = monthBefore(bounds.fromDay);
  const rows = await read(
    { ...ctx, actor: system('usage') },
    'bill',
    allowanceUse,
    ['holder', 'month', 'allowance', 'used'],
    { where: { customer_id: customer, month: { in: [bounds.fromDay, before] } } },
  );
  const usedIn = (month: string, holder: string, allowance: string): number | undefined => {
    const found = rows.find(
      (row) => row.holder === holder && row.month === month && row.allowance === allowance,
    );
    return found === undefined ? undefined : Number(found.used);
  };
  const servicesOn = (plan: string): number =>
    [...own.plans.values()].filter((times) => times.some((time) => time.plan === plan)).length;
  const told = new Map<string, UsageSum['allowances'][number]>();
  for (const service of services) {
    const time = planWhen(
      own.plans.get(service.service) ?? [],
      Math.min(ctx.db.clock.now(), bounds.until - 1),
    );
    if (time === undefined || time.until <= bounds.from) continue;
    for (const allowance of planAt(rater, time.plan, Math.max(time.from, bounds.from))?.allowances ?? []) {
      const holder = allowance.shared ? `plan:${time.plan}` : service.service;
      const count = allowance.shared ? Math.max(1, servicesOn(time.plan)) : 1;
      const last = usedIn(before, holder, allowance.id);
      const of = openingBalance(allowance, last === undefined ? 0 : allowance.units * count - last, count);
      told.set(`${holder} ${allowance.id}`, {
        ...(allowance.shared ? {} : { service: service.service }),
        name: { sv: allowance.sv, en: allowance.en },
        unit: allowance.kinds.includes('data')
          ? 'bytes'
          : allowance.kinds.includes('voice')
            ? 'seconds'
            : 'pieces',
        left: Math.max(0, of - (usedIn(bounds.fromDay, holder, allowance.id) ?? 0)),
        of,
        rolledOver: of - allowance.units * count,
      });
    }
  }
  return [...told.values()];
}
