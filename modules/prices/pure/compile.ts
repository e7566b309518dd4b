import { versionId, type Document, type Fault, type PriceList } from './book.ts';
import { holidayTable } from './holidays.ts';
import type { Tables } from './look-up.ts';
import { epochOf, type EpochMade } from './period.ts';
import { emptyRated, rate } from './rate.ts';
import { rulesOf, type Rules } from './rules.ts';
import type { Balances, Rated, Usage } from './usage.ts';
import { periodsOf } from './versions.ts';
import { zoneTime } from './zone-time.ts';

export interface Rater {
  /**
   * Prices one record by what was in force when it started, and takes from `balances`. With `out` nothing is allocated but what an
   * allowance or a split needs; without, a new value is made.
   */
  rate(planId: string, usage: Usage, balances: Balances, out?: Rated): Rated;
  readonly tables: Tables;
}

export type Compiled =
  | { readonly ok: true; readonly rater: Rater }
  | { readonly ok: false; readonly faults: readonly Fault[] };

export interface Operator {
  /** Midnights and bands are those of this zone. */
  readonly timeZone: string;
  /** ISO 3166-1 alpha-2: a record that «visits» it is at home. */
  readonly homeCountry: string;
}

/** Makes a price book fast to look things up in, or tells everything that is contradictory or points at nothing. */
export function compile(documents: readonly Document[], operator: Operator): Compiled {
  const { periods, faults } = periodsOf(documents);
  const all = new Map<string, Fault>();
  const tell = (list: readonly Fault[]): void => {
    // The same contradiction holds in every period in which both are in force: told once.
    for (const fault of list) all.set(JSON.stringify(fault), fault);
  };
  tell(faults);
  const zone = zoneTime(operator.timeZone);
  const rules = rulesOf(documents.filter((one): one is PriceList => one.document === 'list'));
  const made = periods.map((period) => epochOf(period, zone.midnight(period.from), rules));
  for (const one of made) tell(one.faults);
  if (all.size === 0) tell(neverHeld(made, rules));
  const epochs = made.map(({ epoch }) => epoch);
  if (all.size > 0)
    return {
      ok: false,
      faults: [...all.values()].toSorted((a, b) => a.document.localeCompare(b.document) || a.line - b.line),
    };
  const tables: Tables = {
    epochs,
    rules,
    zone,
    holidays: holidayTable(2000, 2060),
    homeCountry: operator.homeCountry,
  };
  return {
    ok: true,
    rater: {
      tables,
      rate: (planId, usage, balances, out = emptyRated()) => rate(tables, planId, usage, balances, out),
    },
  };
}

/** A price that something more telling hides wherever and whenever it could hold is a slip: a premium number at the price of a landline. */
function neverHeld(made: readonly EpochMade[], rules: Rules): readonly Fault[] {
  const named = new Set(made.flatMap((one) => [...one.named]));
  for (const one of made) for (const rule of one.used) named.delete(rule);
  return [...named].map((rule) => {
    const list = rules.lists[rules.list[rule]!]!;
    return {
      document: versionId(list),
      line: list.prices[rules.row[rule]! - 1]!.line,
      reason: 'This price never holds: more telling ones price everything it is for.',
    };
  });
}
