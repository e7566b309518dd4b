import { ALWAYS_FREE, CLASSES, KINDS, type DestinationClass } from './book.ts';
import { cellAt } from './cells-of-plan.ts';
import type { Rater } from './compile.ts';
import { epochIndex, placeOf, ruleAtMinute } from './look-up.ts';
import type { Epoch, PlanInForce } from './period.ts';

/** A price by which something costs more than by the price it had. */
export interface Dearer {
  /** id@version and line of the price, or of the old one when there is none any more. */
  readonly version: string;
  readonly line: number;
  readonly reason: string;
  /** id@version of the price it had. */
  readonly than: string;
}

type Side = 'before' | 'after';
type Pair = Readonly<Record<Side, number>>;

/**
 * Finds what costs more by `after` than by `before` at a moment, for any plan both have, whatever the change was: a price, a price that
 * hides a cheaper one, a number that moved to another destination, a country that moved to another zone.
 */
export function dearerPrices(before: Rater, after: Rater, at: number): readonly Dearer[] {
  const was = before.tables.epochs[epochIndex(before.tables.epochs, at)];
  const is = after.tables.epochs[epochIndex(after.tables.epochs, at)];
  if (was === undefined || is === undefined) return [];
  const found = new Map<string, Dearer>();
  const places = placePairs(was, is);
  const wheres = wherePairs(was, is);
  const turns = minutesToTry(before, after);
  for (const [id, planWas] of was.plans) {
    const planIs = is.plans.get(id);
    if (planIs === undefined) continue;
    for (const where of wheres)
      for (const place of places)
        for (const [kind] of KINDS.entries())
          for (const incoming of [0, 1]) {
            if ((place.before === 0) !== (kind === 3 || incoming === 1)) continue;
            if (incoming === 0 && isFree(was, place.before, where.before)) {
              if (!isFree(is, place.after, where.after))
                tellOfFree(is.places[place.after]?.id ?? 'a number', found);
              continue;
            }
            if (incoming === 1 && kind !== 3 && was.likeHome[where.before] === 1) {
              if (is.likeHome[where.after] !== 1) tellOfFree('incoming', found);
              continue;
            }
            const old = rulesThrough(before, was, planWas, where.before, kind, incoming, place.before, turns);
            const now = rulesThrough(after, is, planIs, where.after, kind, incoming, place.after, turns);
            for (const [index, rule] of old.entries())
              compareRules(before, after, rule, now[now.length === 1 ? 0 : index]!, found);
            if (old.length === 1 && now.length > 1)
              for (const rule of now) compareRules(before, after, old[0]!, rule, found);
          }
  }
  return [...found.values()];
}

/** Every number that a prefix of either book stands for, as the pair of places it belongs to; and none, for data and what comes in. */
function placePairs(was: Epoch, is: Epoch): readonly Pair[] {
  const pairs = new Map<string, Pair>([['0 0', { before: 0, after: 0 }]]);
  for (const place of [...was.places, ...is.places])
    for (const digits of [
      ...(place?.prefixes ?? []).map((prefix) => prefix.padEnd(7, '0')),
      ...(place?.short ?? []),
    ]) {
      const pair = { before: placeOf(was, digits) >> 4, after: placeOf(is, digits) >> 4 };
      if (pair.before > 0) pairs.set(`${pair.before} ${pair.after}`, pair);
    }
  return [...pairs.values()];
}

function wherePairs(was: Epoch, is: Epoch): readonly Pair[] {
  const pairs = new Map<string, Pair>([['0 0', { before: 0, after: 0 }]]);
  for (const [country, before] of was.zoneOf) {
    const after = is.zoneOf.get(country) ?? -1;
    pairs.set(`${before} ${after}`, { before, after });
  }
  return [...pairs.values()];
}

/** One minute within each stretch that has one price, on each kind of day. */
function minutesToTry(before: Rater, after: Rater): readonly number[] {
  const bands = [before, after].flatMap(({ tables }) => tables.rules.lists.flatMap((list) => list.bands));
  const starts = [...new Set([0, ...bands.flatMap(({ from, to }) => [from, to])])].filter(
    (minute) => minute < 1440,
  );
  return Array.from({ length: 8 }, (_, day) => starts.map((minute) => day * 1440 + minute)).flat();
}

const free = new Set<DestinationClass>(ALWAYS_FREE);
function isFree(epoch: Epoch, place: number, where: number): boolean {
  const found = CLASSES[epoch.classOf[place] ?? 255];
  return found !== undefined && (free.has(found) || (found === 'freephone' && epoch.likeHome[where] === 1));
}

const tellOfFree = (what: string, found: Map<string, Dearer>): void =>
  void found.set(`free ${what}`, { version: '', line: 1, reason: `${what}: free before`, than: '' });

/** The rule at each minute to try; only one when it is the same around the clock. */
function rulesThrough(
  rater: Rater,
  epoch: Epoch,
  plan: PlanInForce,
  where: number,
  kind: number,
  incoming: number,
  place: number,
  minutes: readonly number[],
): readonly number[] {
  if (where < 0) return [-1];
  const { tables } = rater;
  const cells = [where, ...(where > 0 && epoch.likeHome[where] === 1 ? [0] : [])].map((one) =>
    cellAt(plan.cells.places, one, kind, incoming, place),
  );
  const at = (minute: number): number => {
    for (const cell of cells) {
      const rule = ruleAtMinute(tables, plan, cell, minute);
      if (rule >= 0) return rule;
    }
    return -1;
  };
  return cells.every((cell) => plan.cells.rule[cell]! >= -1) ? [at(0)] : minutes.map(at);
}

const COLUMNS = ['price', 'setup', 'minimum', 'first', 'next'] as const;

function compareRules(
  before: Rater,
  after: Rater,
  old: number,
  now: number,
  found: Map<string, Dearer>,
): void {
  if (old < 0) return;
  const [was, is] = [before.tables.rules, after.tables.rules];
  const than = was.versionOf[was.list[old]!]!;
  if (now < 0) {
    const { line, words } = nameOf(before, old);
    found.set(`removed ${than} ${words}`, { version: than, line, reason: `${words}: removed`, than });
    return;
  }
  for (const column of COLUMNS) {
    if (is[column][now]! <= was[column][old]!) continue;
    const { line, words } = nameOf(after, now);
    const version = is.versionOf[is.list[now]!]!;
    found.set(`${version} ${words} ${column}`, { version, line, reason: `${words}: ${column}`, than });
  }
}

function nameOf(rater: Rater, rule: number): { readonly line: number; readonly words: string } {
  const { rules } = rater.tables;
  const price = rules.lists[rules.list[rule]!]!.prices[rules.row[rule]! - 1]!;
  const { kind, direction, where, to, band, line } = price;
  return { line, words: [kind, direction, where, to, band].join(' ').trim() };
}
