import type { Rater } from './compile.ts';
import { monthAt, openingBalance, planAt } from './month.ts';
import { emptyRated } from './rate.ts';
import type { Balances, Bars, Rated, Usage } from './usage.ts';

/** One record of traffic as a simulation needs it: whose, on which plan. Ids mean nothing outside the run. */
export interface SimulatedRecord {
  readonly customer: string;
  /** Unique among all customers. */
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

/** What a customer pays in the whole run, öre. */
interface Sum {
  before: number;
  after: number;
}

interface Service {
  readonly sum: Sum;
  readonly before: Kept;
  readonly after: Kept;
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
  const [one, two] = [side(before), side(after)];
  const sums = new Map<string, Sum>();
  const services = new Map<string, Service>();
  const counts = { records: 0, ratedBefore: 0, ratedAfter: 0, unratedBefore: 0, unratedAfter: 0 };
  const take = (record: SimulatedRecord): void => {
    let service = services.get(record.service);
    if (service === undefined) {
      const sum = sums.get(record.customer) ?? { before: 0, after: 0 };
      sums.set(record.customer, sum);
      service = { sum, before: kept(), after: kept() };
      services.set(record.service, service);
    }
    const was = one(record, record.usage, service.before);
    const is = two(record, shift(record.usage), service.after);
    counts.records += 1;
    if (was.outcome === 'rated') counts.ratedBefore += 1;
    else if (was.outcome === 'unrated') counts.unratedBefore += 1;
    if (is.outcome === 'rated') counts.ratedAfter += 1;
    else if (is.outcome === 'unrated') counts.unratedAfter += 1;
    service.sum.before += was.amountOre;
    service.sum.after += is.amountOre;
  };
  // An array must not pay for a promise a record.
  if (Symbol.iterator in records) for (const record of records) take(record);
  else for await (const record of records) take(record);
  return { ...counts, ...toldOf([...sums].map(([customer, sum]) => ({ customer, ...sum }))) };
}

type CustomerSum = Sum & { readonly customer: string };

function toldOf(
  changes: readonly CustomerSum[],
): Pick<Simulation, 'beforeOre' | 'afterOre' | 'customers' | 'more' | 'less' | 'same' | 'mostAffected'> {
  const total = (key: 'before' | 'after'): bigint =>
    changes.reduce((sum, change) => sum + BigInt(change[key]), 0n);
  const changed = changes.filter((change) => change.after !== change.before);
  return {
    beforeOre: total('before'),
    afterOre: total('after'),
    customers: changes.length,
    more: changed.filter((change) => change.after > change.before).length,
    less: changed.filter((change) => change.after < change.before).length,
    same: changes.length - changed.length,
    mostAffected: changed
      .toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before))
      .slice(0, 10)
      .map(({ customer, before, after }) => ({
        customer,
        beforeOre: BigInt(before),
        afterOre: BigInt(after),
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

/** The balances a service has by one book; those of the month and plan it was last seen with are at hand. */
interface Kept {
  from: number;
  until: number;
  plan: string;
  balances: Balances;
  readonly months: Map<string, Balances>;
}

const kept = (): Kept => ({ from: 0, until: 0, plan: '', balances: { own: {} }, months: new Map() });

type Side = (record: SimulatedRecord, usage: Usage, service: Kept) => Rated;

/** Rates by one book, with balances of its own: full at the first record of each service and month. A shared allowance grows with each service that is seen. */
function side(rater: Rater): Side {
  const out = emptyRated();
  const pools = new Map<string, Record<string, number>>();
  let month = monthAt(rater, 0);
  const open = (record: SimulatedRecord, at: number, service: Kept): void => {
    // Services mostly meet the same month as the one before them.
    if (at < month.from || at >= month.until) month = monthAt(rater, at);
    const { from, until } = month;
    const key = `${month.month} ${record.plan}`;
    let balances = service.months.get(key);
    if (balances === undefined) {
      const pool = `${record.customer} ${key}`;
      const shared = pools.get(pool) ?? {};
      pools.set(pool, shared);
      balances = { own: {}, shared, ...(record.bars === undefined ? {} : { bars: record.bars }) };
      for (const allowance of planAt(rater, record.plan, at)?.allowances ?? []) {
        const into = allowance.shared ? shared : balances.own;
        into[allowance.id] = (into[allowance.id] ?? 0) + openingBalance(allowance, 0);
      }
      service.months.set(key, balances);
    }
    Object.assign(service, { from, until, plan: record.plan, balances });
  };
  return (record, usage, service) => {
    if (usage.start < service.from || usage.start >= service.until || record.plan !== service.plan)
      open(record, usage.start, service);
    return rater.rate(record.plan, usage, service.balances, out);
  };
}
