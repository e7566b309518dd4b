import { cellAt } from './cells-of-plan.ts';
import type { HolidayTable } from './holidays.ts';
import type { Epoch, PlanInForce } from './period.ts';
import type { Rules } from './rules.ts';
import type { ZoneTime } from './zone-time.ts';

/** What rating stands on; made once by `compile`. */
export interface Tables {
  readonly epochs: readonly Epoch[];
  readonly rules: Rules;
  readonly zone: ZoneTime;
  readonly holidays: HolidayTable;
  readonly homeCountry: string;
}

const DAY = 86_400_000;

/** Index of the period in force, or -1 before the first. The last is asked first: most records are new. */
export function epochIndex(epochs: readonly Epoch[], at: number): number {
  let index = epochs.length - 1;
  while (index >= 0 && epochs[index]!.start > at) index -= 1;
  return index;
}

/** Number of the place that the other party's number belongs to * 16 + digits that decided; 0 for none. Up to six digits are a short code. */
export const placeOf = (epoch: Epoch, other: string): number =>
  other === '' ? 0 : other.length <= 6 ? epoch.shortCodes.find(other) : epoch.numbers.find(other);

/** The rule of a cell at a moment, or -1. */
export function ruleAt(tables: Tables, plan: PlanInForce, cell: number, at: number): number {
  const value = plan.cells.rule[cell]!;
  if (value >= -1) return value;
  const local = at + tables.zone.offsetAt(at);
  const day = Math.floor(local / DAY);
  const kindOfDay = tables.holidays.has(day) ? 7 : (day + 3) % 7;
  return ruleAtMinute(tables, plan, cell, kindOfDay * 1440 + Math.floor((local - day * DAY) / 60_000));
}

/** The rule of a cell at a minute of a kind of day (kind * 1440 + minute), or -1. */
export function ruleAtMinute(tables: Tables, plan: PlanInForce, cell: number, minute: number): number {
  const value = plan.cells.rule[cell]!;
  if (value >= -1) return value;
  const choices = plan.cells.choices[-2 - value]!;
  for (let index = 0; index < choices.length; index += 3) {
    const band = choices[index + 1]!;
    if (band === 0 || tables.rules.bands[choices[index]!]!.at[minute] === band) return choices[index + 2]!;
  }
  return -1;
}

/** The rule for a place; a zone that is like home falls back on what holds at home. */
export function findRule(
  tables: Tables,
  epoch: Epoch,
  plan: PlanInForce,
  where: number,
  kind: number,
  incoming: number,
  place: number,
  at: number,
): number {
  const rule = ruleAt(tables, plan, cellAt(plan.cells.places, where, kind, incoming, place), at);
  return rule >= 0 || where === 0 || epoch.likeHome[where] === 0
    ? rule
    : ruleAt(tables, plan, cellAt(plan.cells.places, 0, kind, incoming, place), at);
}

/** Whole increments: the first, then as many of the next as are begun. */
export const charged = (used: number, first: number, next: number): number =>
  used <= first ? first : first + Math.ceil((used - first) / next) * next;
