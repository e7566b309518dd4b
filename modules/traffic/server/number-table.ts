import type { NumberInUse } from '#modules/services';

/** What is asked of the numbers in every record, as plain tables that go to another thread at once. Numbers in use are told by their place. */
export interface NumberTable {
  /** Each once, sorted. */
  readonly numbers: readonly string[];
  /** Where each number's periods begin, and one more: where the last one's end. */
  readonly first: Int32Array;
  /** For each number in use: milliseconds since the epoch, `to` the first that no longer belongs. */
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Customers in the order of their names: near each other in an index, so cheaper to store together. */
  readonly rank: Int32Array;
}

/** @param inUse sorted by number, then time */
export function numberTable(inUse: readonly NumberInUse[]): NumberTable {
  const numbers: string[] = [];
  const first: number[] = [];
  for (const [at, { number }] of inUse.entries())
    if (number !== numbers.at(-1)) {
      numbers.push(number);
      first.push(at);
    }
  const customers = [...new Set(inUse.map(({ customer }) => customer))].toSorted();
  const rankOf = new Map(customers.map((customer, at) => [customer, at]));
  return {
    numbers,
    first: Int32Array.from([...first, inUse.length]),
    from: Float64Array.from(inUse, ({ from }) => from),
    to: Float64Array.from(inUse, ({ to }) => to),
    rank: Int32Array.from(inUse, ({ customer }) => rankOf.get(customer)!),
  };
}

export interface NumberLookUp {
  has(number: string): boolean;
  /** Place of who had a number at a time (milliseconds), or -1 when nobody had it then. */
  at(number: string, at: number): number;
}

export function lookUpNumbers({ numbers, first, from, to }: NumberTable): NumberLookUp {
  const places = new Map(numbers.map((number, at) => [number, at]));
  return {
    has: (number) => places.has(number),
    at(number, at) {
      const place = places.get(number);
      if (place === undefined) return -1;
      for (let period = first[place + 1]! - 1; period >= first[place]!; period -= 1)
        if (from[period]! <= at) return at < to[period]! ? period : -1;
      return -1;
    },
  };
}
