import type { Document, PlanTable } from './book.ts';

/** What a new version of the plans makes worse: a fee, an allowance, a discount, a bar. Empty when nothing is. */
export const worsePlans = (before: Document, after: Document): readonly string[] =>
  before.document === 'plans' && after.document === 'plans' ? lessForMore(before, after) : [];

function lessForMore(before: PlanTable, after: PlanTable): readonly string[] {
  const plans = new Map(before.plans.map((plan) => [plan.id, plan]));
  const allowances = new Map(after.allowances.map((one) => [one.id, one]));
  const discounts = new Map(after.discounts.map((one) => [one.id, one]));
  return [
    ...after.plans.flatMap((plan) => {
      const was = plans.get(plan.id);
      if (was === undefined) return [];
      return [
        ...(plan.fee > was.fee ? [`${plan.id}: fee`] : []),
        ...(plan.barred.some((one) => !was.barred.includes(one)) ? [`${plan.id}: barred`] : []),
      ];
    }),
    ...before.allowances.flatMap((was) => {
      const now = allowances.get(was.id);
      const less =
        now === undefined ||
        now.units < was.units ||
        now.rollover < was.rollover ||
        was.to.some((one) => !now.to.includes(one)) ||
        was.where.some((one) => !now.where.includes(one));
      return less ? [`${was.plan}: ${was.id}`] : [];
    }),
    ...before.discounts.flatMap((was) => {
      const now = discounts.get(was.id);
      return now === undefined || now.basisPoints < was.basisPoints || now.amount < was.amount
        ? [`${was.plan}: ${was.id}`]
        : [];
    }),
  ];
}

/**
 * The first day a worsening told today may hold (LEK 7 kap. 12 §: at least a month before, and whoever wants to may leave without cost): the same day of next month, or that month's last.
 */
export function monthAfter(today: string): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}
