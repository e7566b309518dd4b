import type { Rater } from './compile.ts';
import { monthOf, openingBalance, planAt } from './month.ts';
import { emptyRated } from './rate.ts';
import type { Balances, Bars, Usage } from './usage.ts';

/** One record of traffic as a simulation needs it: whose, on which plan. Ids mean nothing outside the run. */
export interface SimulatedRecord {
  readonly customer: string;
  readonly service: string;
  readonly plan: string;
  readonly usage: Usage;
  readonly bars?: Bars;
}

export interface CustomerChange {
  readonly customer: string;
  readonly beforeOre: bigint;
  readonly afterOre: bigint;
}

export interface Simulation {
  readonly records: number;
  /** Records with a price, before and after; the rest is free, barred or unrated. */
  readonly ratedBefore: number;
  readonly ratedAfter: number;
  readonly unratedBefore: number;
  readonly unratedAfter: number;
  readonly beforeOre: bigint;
  readonly afterOre: bigint;
  readonly customers: number;
  /** Customers who would pay more, less, the same. */
  readonly more: number;
  readonly less: number;
  readonly same: number;
  /** The ten whose bill changes most, either way, the largest change first. */
  readonly mostAffected: readonly CustomerChange[];
}

/**
 * Prices the same traffic by two books, record by record: memory grows with the number of services, not of records. `shift` moves
 * what is priced by the second book in time (milliseconds), so that a book that begins next month can be tried on last month's traffic.
 */
export async function simulate(
  before: Rater,
  after: Rater,
  records: AsyncIterable<SimulatedRecord> | Iterable<SimulatedRecord>,
  shift: (usage: Usage) => Usage = (usage) => usage,
): Promise<Simulation> {
  const sides = [side(before), side(after)] as const;
  const sums = new Map<string, { before: number; after: number }>();
  const counts = { records: 0, ratedBefore: 0, ratedAfter: 0, unratedBefore: 0, unratedAfter: 0 };
  const take = (record: SimulatedRecord): void => {
    const one = sides[0](record, record.usage);
    const two = sides[1](record, shift(record.usage));
    counts.records += 1;
    if (one.outcome === 'rated') counts.ratedBefore += 1;
    if (two.outcome === 'rated') counts.ratedAfter += 1;
    if (one.outcome === 'unrated') counts.unratedBefore += 1;
    if (two.outcome === 'unrated') counts.unratedAfter += 1;
    let sum = sums.get(record.customer);
    if (sum === undefined) sums.set(record.customer, (sum = { before: 0, after: 0 }));
    sum.before += one.amountOre;
    sum.after += two.amountOre;
  };
  // An array must not pay for a promise a record.
  if (Symbol.iterator in records) for (const record of records) take(record);
  else for await (const record of records) take(record);
  const changes = [...sums].map(([customer, sum]) => ({ customer, ...sum }));
  const most = changes
    .filter((one) => one.after !== one.before)
    .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
    .slice(0, 10);
  const total = (key: 'before' | 'after'): bigint => changes.reduce((sum, one) => sum + BigInt(one[key]), 0n);
  return {
    ...counts,
    beforeOre: total('before'),
    afterOre: total('after'),
    customers: changes.length,
    more: changes.filter((one) => one.after > one.before).length,
    less: changes.filter((one) => one.after < one.before).length,
    same: changes.filter((one) => one.after === one.before).length,
    mostAffected: most.map(({ customer, before: was, after: is }) => ({
      customer,
      beforeOre: BigInt(was),
      afterOre: BigInt(is),
    })),
  };
}

/**
 * Moves usage into the time of a book that begins at `begins`, by whole weeks counted from `earliest` (milliseconds since the epoch),
 * so that weekdays stay weekdays. Nothing moves when the book has begun by then.
 */
export function laterBy(begins: number, earliest: number): (usage: Usage) => Usage {
  const week = 7 * 86_400_000;
  const shift = Math.max(0, Math.ceil((begins - earliest) / week)) * week;
  return shift === 0 ? (usage) => usage : (usage) => ({ ...usage, start: usage.start + shift });
}

type Side = (
  record: SimulatedRecord,
  usage: Usage,
) => { readonly outcome: string; readonly amountOre: number };

/** Rates by one book, with balances of its own: full at the first record of each service and month. A shared allowance grows with each service that is seen. */
function side(rater: Rater): Side {
  const out = emptyRated();
  const own = new Map<string, Balances>();
  const pools = new Map<string, Record<string, number>>();
  return (record, usage) => {
    const month = monthNumber(rater, usage.start);
    const key = `${record.service} ${month} ${record.plan}`;
    let balances = own.get(key);
    if (balances === undefined) {
      const pool = `${record.customer} ${month} ${record.plan}`;
      const shared = pools.get(pool) ?? {};
      pools.set(pool, shared);
      balances = { own: {}, shared, ...(record.bars === undefined ? {} : { bars: record.bars }) };
      for (const allowance of planAt(rater, record.plan, usage.start)?.allowances ?? []) {
        const into = allowance.shared ? shared : balances.own;
        into[allowance.id] = (into[allowance.id] ?? 0) + openingBalance(allowance, 0);
      }
      own.set(key, balances);
    }
    return rater.rate(record.plan, usage, balances, out);
  };
}

const months = new WeakMap<Rater, { until: number; from: number; month: string }>();

/** The month of a moment; neighbours in time share the work. */
function monthNumber(rater: Rater, at: number): string {
  const known = months.get(rater);
  if (known !== undefined && at >= known.from && at < known.until) return known.month;
  const month = monthOf(rater, at);
  const [year = 0, number = 0] = month.split('-').map(Number);
  const from = rater.tables.zone.midnight(`${month}-01`);
  const next = new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
  months.set(rater, { month, from, until: rater.tables.zone.midnight(next) });
  return month;
}
