import type { Document, PlanTable, Price, PriceList } from './book.ts';

/**
 * What a new version makes worse for those who have the contract: such a change is told a month before, and lets them leave without
 * cost (LEK 7 kap. 12 §). Empty when nothing is worse.
 */
export function worsenings(before: Document, after: Document): readonly string[] {
  if (before.document === 'list' && after.document === 'list') return dearer(before, after);
  if (before.document === 'plans' && after.document === 'plans') return lessForMore(before, after);
  return [];
}

const keyOf = ({ kind, direction, where, to, band }: Price): string =>
  [kind, direction, where, to, band].join(' ').trim();

function dearer(before: PriceList, after: PriceList): readonly string[] {
  const old = new Map(before.prices.map((price) => [keyOf(price), price]));
  const now = new Set(after.prices.map(keyOf));
  return [
    ...after.prices.flatMap((price) => {
      const was = old.get(keyOf(price));
      const columns = (['price', 'setup', 'minimum', 'first', 'next'] as const).filter(
        (column) => was !== undefined && price[column] > was[column],
      );
      return columns.map((column) => `${keyOf(price)}: ${column}`);
    }),
    // What loses its own price is priced by something wider, or not at all: somebody has to look.
    ...before.prices.filter((price) => !now.has(keyOf(price))).map((price) => `${keyOf(price)}: removed`),
  ];
}

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

/** The first day a worsening told today may hold: the same day of next month, or that month's last. */
export function monthAfter(today: string): string {
  const [year = 0, month = 0, day = 0] = today.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, last))).toISOString().slice(0, 10);
}
