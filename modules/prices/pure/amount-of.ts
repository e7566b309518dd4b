import { halfUp } from './amount.ts';
import type { Price, PriceList } from './book.ts';
import type { Rater } from './compile.ts';
import { DENOMINATOR, kindNumber } from './rules.ts';
import type { Explanation } from './usage.ts';

/** A price by version and number; undefined when this rater was made without that version. */
export function priceOf(
  rater: Rater,
  version: string,
  rule: number,
): { readonly list: PriceList; readonly price: Price } | undefined {
  const { rules } = rater.tables;
  const list = rules.lists[rules.versionOf.indexOf(version)];
  const price = list?.prices[rule - 1];
  return list && price && { list, price };
}

/** What an amount consists of, all in öre over one denominator. */
export interface Arithmetic {
  readonly denominator: number;
  readonly setup: number;
  /** One for each price, the one at the start first. */
  readonly parts: readonly { readonly price: Price; readonly units: number; readonly numerator: number }[];
  /** What the minimum charge adds. */
  readonly minimum: number;
  /** What the one rounding, half up, adds or takes. */
  readonly rounding: number;
  readonly amountOre: number;
}

/** Does the sum again from an explanation and its price versions alone. @returns undefined when a version is missing. */
export function arithmeticOf(told: Explanation, rater: Rater): Arithmetic | undefined {
  if (told.outcome !== 'rated')
    return { denominator: 1, setup: 0, parts: [], minimum: 0, rounding: 0, amountOre: 0 };
  const found = [{ version: told.version, rule: told.rule, units: told.paid }, ...told.more].map((part) => {
    const price = priceOf(rater, part.version, part.rule)?.price;
    return price && { price, units: part.units, numerator: part.units * price.price };
  });
  const parts = found.filter((part) => part !== undefined);
  const [beginning] = parts;
  if (beginning === undefined || parts.length < found.length) return undefined;
  const denominator = DENOMINATOR[kindNumber(beginning.price.kind)]!;
  const scale = denominator / 1000;
  const setup = told.setup ? beginning.price.setup * scale : 0;
  const sum = parts.reduce((total, { numerator }) => total + numerator, setup);
  const anythingPaid = parts.some(({ units }) => units > 0);
  const minimum = anythingPaid ? Math.max(0, beginning.price.minimum * scale - sum) : 0;
  const amountOre = halfUp(sum + minimum, denominator);
  return {
    denominator,
    setup,
    parts,
    minimum,
    rounding: amountOre * denominator - sum - minimum,
    amountOre,
  };
}
