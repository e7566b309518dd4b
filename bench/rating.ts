import {
  compile,
  emptyRated,
  operatorOf,
  packExplanation,
  readDocument,
  simulate,
  startBook,
  type Document,
  type DestinationClass,
  type Rater,
  type SimulatedRecord,
  type Usage,
} from '#modules/prices';
import { median } from './figures.ts';

export interface RatingLine {
  readonly bench: 'rating';
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly aim: number | null;
  readonly against: string | null;
  /** How many times as fast as `against`, within the same run. */
  readonly ratio: number | null;
}

const PLANS = ['mobil-fri', 'mobil-bas', 'vaxel'] as const;
const CALLABLE: readonly DestinationClass[] = [
  'domestic-fixed',
  'domestic-mobile',
  'international-fixed',
  'international-mobile',
];

/** A small generator of evenly spread numbers (xorshift32): every run measures the same traffic. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

interface Traffic {
  readonly usages: readonly Usage[];
  readonly prefixes: ReadonlyMap<string, number>;
}

/** Calls of November 2026: two in three within Sweden, the rest to every country there is. */
function traffic(documents: readonly Document[], count: number): Traffic {
  const places = documents.flatMap((one) => (one.document === 'destinations' ? one.destinations : []));
  const prefixes = new Map(places.flatMap((place, at) => place.prefixes.map((prefix) => [prefix, at + 1])));
  const callable = places.filter((place) => CALLABLE.includes(place.class) && place.prefixes.length > 0);
  const [home, abroad] = [true, false].map((inside) =>
    callable.filter(({ country }) => (country === 'SE') === inside),
  );
  const roll = dice(20_261_124);
  const start = Date.parse('2026-11-01T00:00:00+01:00');
  const usages = Array.from({ length: count }, (): Usage => {
    const from = (roll(3) < 2 ? home : abroad) ?? [];
    const place = from[roll(from.length)]!;
    const prefix = place.prefixes[roll(place.prefixes.length)]!;
    return {
      kind: 'voice',
      direction: 'out',
      other: (prefix + String(100_000_000 + roll(899_999_999))).slice(0, Math.max(11, prefix.length)),
      start: start + roll(30 * 86_400) * 1000,
      seconds: 1 + roll(900),
      bytes: 0,
      answered: true,
      visited: '',
    };
  });
  return { usages, prefixes };
}

/** Nanoseconds a piece of `work` over all of `count`, the median of `rounds` after one to warm up. */
function measure(rounds: number, count: number, work: () => void): number {
  work();
  const times = Array.from({ length: rounds }, () => {
    const began = process.cpuUsage();
    work();
    const used = process.cpuUsage(began);
    return ((used.user + used.system) * 1000) / count;
  });
  return median(times);
}

function rateAll(rater: Rater, usages: readonly Usage[], pack: boolean): () => void {
  const out = emptyRated();
  let sum = 0;
  return () => {
    const balances = { own: { utl30: 100_000 }, shared: { pott: 1_000_000 } };
    for (let at = 0; at < usages.length; at += 1) {
      sum += rater.rate(PLANS[at % 3]!, usages[at]!, balances, out).amountOre;
      if (pack) sum += packExplanation(out).length;
    }
    if (!Number.isSafeInteger(sum)) throw new Error('The sum was lost.');
  };
}

/** What rating is held against: the longest prefix alone, by a Map of texts cut to each length. */
function lookUpAll(prefixes: ReadonlyMap<string, number>, usages: readonly Usage[]): () => void {
  const longest = Math.max(...[...prefixes.keys()].map(({ length }) => length));
  let found = 0;
  return () => {
    for (const { other } of usages)
      for (let length = longest; length > 0; length -= 1) {
        const place = prefixes.get(other.slice(0, length));
        if (place === undefined) continue;
        found += place;
        break;
      }
    if (found === 0) throw new Error('Nothing was found.');
  };
}

const TIMES = 50;

/** The same calls over and over, spread over ten thousand services: a simulation is long, and what it sets up for each service is paid once. */
function* manyTimes(usages: readonly Usage[]): Iterable<SimulatedRecord> {
  let at = 0;
  for (let time = 0; time < TIMES; time += 1)
    for (const usage of usages) {
      const service = at % 9973;
      at += 1;
      yield { customer: `c${service}`, service: `s${service}`, plan: PLANS[service % 3]!, usage };
    }
}

/** Rates calls on one core, with the starting price book. Times are of the processor, so that a busy machine stretches them little. */
export async function benchRating(count: number, rounds: number): Promise<readonly RatingLine[]> {
  const documents = startBook().flatMap(({ name, text }) => {
    const read = readDocument(text, name);
    return read.ok ? [read.document] : [];
  });
  const compiled = compile(documents, operatorOf({ timeZone: 'Europe/Stockholm' }));
  if (!compiled.ok) throw new Error('The starting price book can’t be compiled.');
  const { rater } = compiled;
  const { usages, prefixes } = traffic(documents, count);
  const map = measure(rounds, count, lookUpAll(prefixes, usages));
  const rate = measure(rounds, count, rateAll(rater, usages, false));
  const kept = measure(rounds, count, rateAll(rater, usages, true));
  const records = TIMES * count;
  const began = process.cpuUsage();
  await simulate(rater, rater, manyTimes(usages));
  const used = process.cpuUsage(began);
  const simulated = ((used.user + used.system) * 1000) / records;
  const against = 'longest prefix alone, by a Map for each length';
  const line = (
    metric: string,
    value: number,
    unit: string,
    aim: number | null = null,
    ratio: number | null = null,
  ): RatingLine => ({
    bench: 'rating',
    metric,
    value,
    unit,
    aim,
    against: ratio === null ? null : against,
    ratio,
  });
  return [
    line(against, map / 1000, 'µs'),
    line('a rating', rate / 1000, 'µs', 2, map / rate),
    line('ratings a second and core', Math.round(1e9 / rate), '1/s', 500_000, map / rate),
    line('a rating with its explanation packed', kept / 1000, 'µs', null, map / kept),
    line('a record simulated by two books', simulated / 1000, 'µs', 3, map / simulated),
  ];
}

/** For people. */
export const ratingTable = (lines: readonly RatingLine[]): string =>
  lines
    .map(
      ({ metric, value, unit, ratio }) =>
        `${metric.padEnd(48)} ${(value >= 1000 ? Math.round(value).toLocaleString('en') : value.toFixed(3)).padStart(12)} ${unit}${ratio === null ? '' : `   ${ratio.toFixed(2)} × as fast as the Map`}\n`,
    )
    .join('');
