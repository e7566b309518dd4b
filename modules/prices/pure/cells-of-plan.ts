import { versionId, type Fault, type Plan, type PriceList } from './book.ts';
import { kindNumber, type Rules } from './rules.ts';

/** Which price holds, for each kind, direction, whereabouts and place. */
export interface Cells {
  /** @see cellAt. -1: none. From 0: the rule. From -2 down: `choices[-2 - value]`. */
  readonly rule: Int32Array;
  /** Triples of list, band (0: whenever), rule; the first that fits holds. */
  readonly choices: readonly Int32Array[];
  readonly places: number;
}

export const cellAt = (
  places: number,
  where: number,
  kind: number,
  incoming: number,
  place: number,
): number => ((where * 4 + kind) * 2 + incoming) * places + place;

interface Candidate {
  readonly rule: number;
  readonly list: number;
  readonly band: number;
  readonly line: number;
  /** A list made for the plan goes before one for all plans. */
  readonly own: boolean;
}

interface Given {
  readonly plan: Plan;
  readonly lists: readonly PriceList[];
  readonly rules: Rules;
  /** Selectors each place answers to, by number. */
  readonly wordsOf: readonly (readonly string[])[];
  readonly whereNumber: ReadonlyMap<string, number>;
  readonly wheres: number;
}

export interface CellsMade {
  readonly cells: Cells;
  readonly faults: readonly Fault[];
  /** Rules that some place answers to, and those of them that hold for one. */
  readonly named: ReadonlySet<number>;
  readonly used: ReadonlySet<number>;
}

/** Fills the cells of one plan. Two lists that price the same with the same right are a fault. */
export function cellsOf(given: Given): CellsMade {
  const { wordsOf, wheres, rules } = given;
  const faults: Fault[] = [];
  const rule = new Int32Array(wheres * 8 * wordsOf.length).fill(-1);
  const choices: Int32Array[] = [];
  const [named, holding] = [new Set<number>(), new Set<number>()];
  for (const [combination, bySelector] of candidates(given)) {
    for (const found of bySelector.values()) tellOfTwo(found, rules, faults);
    for (const [place, words] of wordsOf.entries()) {
      const order = [true, false].flatMap((own) =>
        words.flatMap((word) => (bySelector.get(word) ?? []).filter((one) => one.own === own)),
      );
      const always = order.findIndex(({ band }) => band === 0);
      const used = always < 0 ? order : order.slice(0, always + 1);
      if (used.length === 0) continue;
      for (const one of order) named.add(one.rule);
      for (const one of used) holding.add(one.rule);
      // A list for all plans that a plan's own list goes before has done nothing wrong.
      const { own } = used.at(-1)!;
      for (const one of order) if (one.own !== own) holding.add(one.rule);
      const at = combination * wordsOf.length + place;
      if (always === 0) rule[at] = used[0]!.rule;
      else
        rule[at] = -1 - choices.push(Int32Array.from(used.flatMap((one) => [one.list, one.band, one.rule])));
    }
  }
  return { cells: { rule, choices, places: wordsOf.length }, faults, named, used: holding };
}

/** By where, kind and direction, then by selector. Prices of a band stand before the price for the rest of the time. */
function candidates({ plan, lists, rules, whereNumber }: Given): Map<number, Map<string, Candidate[]>> {
  const found = new Map<number, Map<string, Candidate[]>>();
  for (const list of lists) {
    const own = list.plans.includes(plan.id);
    if (list.vat !== plan.vat || (!own && list.plans.length > 0)) continue;
    const number = rules.lists.indexOf(list);
    for (const [row, price] of list.prices.entries()) {
      const where = whereNumber.get(price.where);
      if (where === undefined) continue;
      const combination = (where * 4 + kindNumber(price.kind)) * 2 + (price.direction === 'in' ? 1 : 0);
      const bySelector = found.get(combination) ?? new Map<string, Candidate[]>();
      found.set(combination, bySelector);
      const band = price.band === '' ? 0 : (rules.bands[number]?.numbers.get(price.band) ?? 0);
      const one = { rule: rules.base[number]! + row, list: number, band, line: price.line, own };
      bySelector.set(price.to, [...(bySelector.get(price.to) ?? []), one]);
    }
  }
  for (const bySelector of found.values())
    for (const list of bySelector.values())
      list.sort((a, b) => (a.band === 0 ? 1 : 0) - (b.band === 0 ? 1 : 0));
  return found;
}

function tellOfTwo(found: readonly Candidate[], rules: Rules, faults: Fault[]): void {
  for (const [at, one] of found.entries()) {
    const other = found.slice(0, at).find((before) => before.own === one.own && before.list !== one.list);
    if (other === undefined) continue;
    const { to, kind } = rules.lists[one.list]!.prices[rules.row[one.rule]! - 1]!;
    faults.push({
      document: versionId(rules.lists[one.list]!),
      line: one.line,
      reason: `${kind} to ${to} is also priced by ${versionId(rules.lists[other.list]!)} on line ${other.line}, with the same right.`,
    });
  }
}
