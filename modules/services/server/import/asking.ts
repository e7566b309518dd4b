import { isDay } from '#modules/customers';
import type { Column, Fault } from './columns.ts';

export type Values = Readonly<Partial<Record<Column, string>>>;

/** A word that is not what its column takes. Ends the reading of its line, and of nothing else. */
export class Bad extends Error {
  override readonly name = 'Bad';
  readonly fault: Fault;
  constructor(column: Column, reason: Fault['reason']) {
    super(reason);
    this.fault = { column, reason };
  }
}

type Told<O> = { [K in keyof O as undefined extends O[K] ? never : K]: O[K] } & {
  [K in keyof O as undefined extends O[K] ? K : never]?: Exclude<O[K], undefined>;
};
/** Without what was not told. */
export const told = <O extends object>(all: O): Told<O> =>
  Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)) as Told<O>;

export interface Asking {
  needed(column: Column, most: number): string;
  text(column: Column, most: number): string | undefined;
  day(column: Column): string | undefined;
  yes(column: Column): boolean | undefined;
  one<const V extends string>(column: Column, of: readonly V[]): V | undefined;
  several<const V extends string>(column: Column, of: readonly V[]): readonly V[] | undefined;
  parsed<R>(column: Column, parse: (text: string) => R | undefined): R | undefined;
  read(
    column: Column,
    parse: (
      text: string,
    ) => { ok: true; number: string } | { ok: false; reason: 'shape' | 'date' | 'check-digit' },
  ): string | undefined;
  /** Whether anything of a group was told; its key is needed then. */
  group(key: Column, others: readonly Column[]): boolean;
}

export function asking(values: Values): Asking {
  const text = (column: Column, most: number): string | undefined => {
    const value = values[column];
    if (value === undefined) return undefined;
    if (value.length > most) throw new Bad(column, 'too-long');
    // A spreadsheet would run it when the fact is exported one day (OWASP, CSV injection); no name begins so.
    if (/^[=+\-@]/.test(value)) throw new Bad(column, 'formula');
    if (/\p{Cc}/u.test(value)) throw new Bad(column, 'shape');
    return value;
  };
  const parsed = <R>(column: Column, parse: (text: string) => R | undefined): R | undefined => {
    const value = values[column];
    if (value === undefined) return undefined;
    const found = value.length > 4000 ? undefined : parse(value);
    if (found === undefined) throw new Bad(column, 'shape');
    return found;
  };
  const one = <V extends string>(column: Column, of: readonly V[]): V | undefined => {
    const value = values[column]?.toLowerCase();
    if (value === undefined) return undefined;
    const found = of.find((each) => each === value);
    if (found === undefined) throw new Bad(column, 'not-allowed');
    return found;
  };
  return {
    text,
    parsed,
    one,
    needed(column, most) {
      const value = text(column, most);
      if (value === undefined) throw new Bad(column, 'required');
      return value;
    },
    day(column) {
      const value = values[column];
      if (value !== undefined && !isDay(value)) throw new Bad(column, 'date');
      return value;
    },
    yes(column) {
      const value = one(column, ['yes', 'no']);
      return value === undefined ? undefined : value === 'yes';
    },
    several(column, of) {
      const words = values[column]
        ?.toLowerCase()
        .split(/[\s|;,]+/)
        .filter((word) => word !== '');
      return words?.map((word) => {
        const found = of.find((each) => each === word);
        if (found === undefined) throw new Bad(column, 'not-allowed');
        return found;
      });
    },
    read(column, parse) {
      const value = values[column];
      if (value === undefined) return undefined;
      const result = parse(value);
      if (!result.ok) throw new Bad(column, result.reason);
      return result.number;
    },
    group: (key, others) =>
      values[key] !== undefined || others.some((column) => values[column] !== undefined),
  };
}
