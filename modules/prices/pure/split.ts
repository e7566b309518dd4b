import { charged, findRule, placeOf, type Tables } from './look-up.ts';
import type { Usage } from './usage.ts';

export interface RulePart {
  readonly rule: number;
  readonly units: number;
}

const DAY = 86_400_000;

/**
 * Divides a call between the prices that hold while it lasts. An increment belongs to the price in force when the increment begins;
 * set-up fee, first increment and minimum charge are those of the beginning. Neighbours with one price are one part.
 * @returns undefined when there is a time without a price.
 */
export function partsOfCall(
  tables: Tables,
  index: number,
  planId: string,
  where: number,
  incoming: number,
  rule: number,
  usage: Usage,
): readonly RulePart[] | undefined {
  const { rules } = tables;
  const parts: RulePart[] = [];
  const zone = tables.epochs[index]!.zoneIds[where]!;
  let inForce = rule;
  let units = 0;
  /** Seconds from the start that are charged for. */
  let position = 0;
  let boundary = usage.start;
  while (position < usage.seconds) {
    boundary = nextBoundary(tables, boundary);
    const until = Math.ceil((boundary - usage.start) / 1000);
    const next = ruleLater(tables, planId, zone, incoming, usage, boundary);
    if (next === inForce && until < usage.seconds) continue;
    const last = Math.min(until, usage.seconds);
    if (position < last) {
      const first = position === 0 ? rules.first[inForce]! : rules.next[inForce]!;
      const more = charged(last - position, first, rules.next[inForce]!);
      position += more;
      units += more;
    }
    if (units > 0) parts.push({ rule: inForce, units });
    units = 0;
    if (position >= usage.seconds) break;
    if (next < 0) return undefined;
    inForce = next;
  }
  return parts;
}

/** When another price could begin: a new version, the clock being changed, a local minute at which a band begins or ends. */
function nextBoundary(tables: Tables, after: number): number {
  const epoch = tables.epochs.find(({ start }) => start > after)?.start ?? Infinity;
  const local = after + tables.zone.offsetAt(after);
  const day = Math.floor(local / DAY) * DAY;
  const minute = Math.floor((local - day) / 60_000);
  const turn = bandTurns(tables).find((one) => one > minute) ?? 1440;
  return Math.min(epoch, tables.zone.nextChange(after), after + (day + turn * 60_000 - local));
}

const turnsOf = new WeakMap<Tables, readonly number[]>();

function bandTurns(tables: Tables): readonly number[] {
  const known = turnsOf.get(tables);
  if (known !== undefined) return known;
  const minutes = tables.rules.lists.flatMap(({ bands }) => bands.flatMap(({ from, to }) => [from, to]));
  const turns = [...new Set([...minutes, 1440])].toSorted((a, b) => a - b);
  turnsOf.set(tables, turns);
  return turns;
}

function ruleLater(
  tables: Tables,
  planId: string,
  zone: string,
  incoming: number,
  usage: Usage,
  at: number,
): number {
  const epoch = tables.epochs.findLast(({ start }) => start <= at);
  const plan = epoch?.plans.get(planId);
  if (epoch === undefined || plan === undefined) return -1;
  const where = epoch.zoneIds.indexOf(zone);
  const place = incoming === 1 ? 0 : placeOf(epoch, usage.other) >> 4;
  if (where < 0 || (place === 0 && incoming === 0)) return -1;
  return findRule(tables, epoch, plan, where, 0, incoming, place, at);
}
