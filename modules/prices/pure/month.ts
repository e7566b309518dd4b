import type { Allowance, Discount, Plan, SpendCap } from './book.ts';
import { epochIndex } from './look-up.ts';
import type { Rater } from './compile.ts';

const DAY = 86_400_000;

/** The month a moment belongs to in the operator's zone, YYYY-MM. */
export const monthOf = (rater: Rater, at: number): string => rater.tables.zone.dateAt(at).slice(0, 7);

/** The month a moment belongs to, and its first and last bound in milliseconds since the epoch; `until` is exclusive. */
export function monthAt(
  rater: Rater,
  at: number,
): { readonly month: string; readonly from: number; readonly until: number } {
  const { zone } = rater.tables;
  const month = monthOf(rater, at);
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  return { month, from: zone.midnight(`${month}-01`), until: zone.midnight(next) };
}

/** Days of a month that a service existed. `from` and `to` are days YYYY-MM-DD; `to` is the first day it no longer did, or ''. */
export function daysIn(
  month: string,
  from: string,
  to: string,
): { readonly days: number; readonly of: number } {
  const first = Date.parse(`${month}-01T00:00:00Z`);
  const [year = 0, number = 0] = month.split('-').map(Number);
  const next = Date.UTC(year, number, 1);
  const begins = Math.max(first, Date.parse(`${from}T00:00:00Z`));
  const ends = to === '' ? next : Math.min(next, Date.parse(`${to}T00:00:00Z`));
  return { days: Math.max(0, (ends - begins) / DAY), of: (next - first) / DAY };
}

const halfUpBig = (numerator: bigint, denominator: bigint): bigint =>
  (numerator * 2n + denominator) / (denominator * 2n);

/** The monthly fee in öre for the days a service existed: one multiplication, one rounding, half up. */
export function feeFor(plan: Plan, month: string, from: string, to: string): bigint {
  const { days, of } = daysIn(month, from, to);
  return halfUpBig(BigInt(plan.fee) * BigInt(days), 1000n * BigInt(of));
}

/** Whole months from the service's first month to `month`, the first being 0. */
function monthsSince(from: string, month: string): number {
  const [a = 0, b = 0] = from.split('-').map(Number);
  const [c = 0, d = 0] = month.split('-').map(Number);
  return (c - a) * 12 + d - b;
}

export interface Discounted {
  readonly discount: Discount;
  /** Öre, not negative; never more than what it is taken from. */
  readonly ore: bigint;
}

/** What the plan's discounts take off a month's fee and usage (öre, not negative), in the order of the book, each from what is left. */
export function discountsFor(
  discounts: readonly Discount[],
  plan: string,
  month: string,
  from: string,
  fee: bigint,
  usage: bigint,
): readonly Discounted[] {
  const left = { fee, usage };
  return discounts.flatMap((discount): readonly Discounted[] => {
    if (discount.plan !== plan) return [];
    const age = monthsSince(from, month);
    if (age < 0 || (discount.months > 0 && age >= discount.months)) return [];
    const base = discount.on === 'total' ? left.fee + left.usage : left[discount.on];
    const wanted =
      discount.amount > 0
        ? halfUpBig(BigInt(discount.amount), 1000n)
        : halfUpBig(base * BigInt(discount.basisPoints), 10_000n);
    const ore = wanted > base ? base : wanted;
    if (ore === 0n) return [];
    const onFee = discount.on === 'usage' ? 0n : ore < left.fee ? ore : left.fee;
    left.fee -= onFee;
    left.usage -= ore - onFee;
    return [{ discount, ore }];
  });
}

export interface PlanOnADay {
  readonly plan: Plan;
  readonly allowances: readonly Allowance[];
  readonly discounts: readonly Discount[];
}

/** A plan as it is on a day, with what belongs to it; undefined when there is no such plan. */
export function planAt(rater: Rater, planId: string, at: number): PlanOnADay | undefined {
  const found = rater.tables.epochs[epochIndex(rater.tables.epochs, at)]?.plans.get(planId);
  return (
    found && {
      plan: found.plan,
      allowances: found.allowances.map(({ allowance }) => allowance),
      discounts: found.discounts,
    }
  );
}

/** All plans of a day, in the order of the book. */
export const plansAt = (rater: Rater, at: number): readonly Plan[] =>
  [...(rater.tables.epochs[epochIndex(rater.tables.epochs, at)]?.plans.values() ?? [])].map(
    ({ plan }) => plan,
  );

/** The spend caps that a plan begins with on a day; a customer may have chosen others. */
export const capsAt = (rater: Rater, planId: string, at: number): readonly SpendCap[] =>
  rater.tables.epochs[epochIndex(rater.tables.epochs, at)]?.plans.get(planId)?.caps ?? [];

/**
 * What an allowance holds when a month begins: its units, for each of the services that share it, and of what was left of the month
 * before at most `rollover`.
 */
export const openingBalance = (allowance: Allowance, leftBefore: number, services = 1): number =>
  allowance.units * (allowance.shared ? services : 1) +
  Math.min(Math.max(0, leftBefore), allowance.rollover * (allowance.shared ? services : 1));
