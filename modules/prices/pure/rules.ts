import { DAYS, KINDS, versionId, type Price, type PriceList } from './book.ts';

/** Every price of every list version, in arrays by number, so that rating touches no object. */
export interface Rules {
  readonly lists: readonly PriceList[];
  readonly versionOf: readonly string[];
  /** Index of its list in `lists`. */
  readonly list: Int32Array;
  /** Number within its list, from 1. */
  readonly row: Int32Array;
  readonly setup: Float64Array;
  readonly price: Float64Array;
  readonly minimum: Float64Array;
  readonly first: Int32Array;
  readonly next: Int32Array;
  readonly split: Uint8Array;
  /** First rule of each list. */
  readonly base: readonly number[];
  /** Band number by kind of day and minute, for each list with bands. */
  readonly bands: readonly (BandTable | undefined)[];
}

export interface BandTable {
  /** 8 kinds of day by 1440 minutes; 0 is none. */
  readonly at: Uint8Array;
  readonly numbers: ReadonlyMap<string, number>;
}

export function rulesOf(lists: readonly PriceList[]): Rules {
  const prices: (readonly [Price, number, number])[] = lists.flatMap((list, index) =>
    list.prices.map((price, at) => [price, index, at + 1] as const),
  );
  const base: number[] = [];
  let next = 0;
  for (const list of lists) {
    base.push(next);
    next += list.prices.length;
  }
  return {
    lists,
    versionOf: lists.map(versionId),
    list: Int32Array.from(prices, ([, list]) => list),
    row: Int32Array.from(prices, ([, , row]) => row),
    setup: Float64Array.from(prices, ([price]) => price.setup),
    price: Float64Array.from(prices, ([{ price }]) => price),
    minimum: Float64Array.from(prices, ([price]) => price.minimum),
    first: Int32Array.from(prices, ([price]) => price.first),
    next: Int32Array.from(prices, ([price]) => price.next),
    split: Uint8Array.from(prices, ([, list]) => (lists[list]!.split ? 1 : 0)),
    base,
    bands: lists.map(bandTable),
  };
}

function bandTable(list: PriceList): BandTable | undefined {
  if (list.bands.length === 0) return undefined;
  const numbers = new Map<string, number>();
  const at = new Uint8Array(8 * 1440);
  for (const { band, days, from, to } of list.bands) {
    const number = numbers.get(band) ?? numbers.size + 1;
    numbers.set(band, number);
    for (const day of days) at.fill(number, DAYS.indexOf(day) * 1440 + from, DAYS.indexOf(day) * 1440 + to);
  }
  return { at, numbers };
}

export const kindNumber = (kind: string): number =>
  kind === 'voice' ? 0 : kind === 'sms' ? 1 : kind === 'mms' ? 2 : 3;
/** Parts of an öre in one milliöre of price a unit charged: minutes of 60 seconds, pieces, megabytes of 1000 kilobytes. */
export const DENOMINATOR: readonly number[] = KINDS.map((kind) =>
  kind === 'voice' ? 60_000 : kind === 'data' ? 1_000_000 : 1000,
);
