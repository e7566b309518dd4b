import type { ZoneTime } from '#modules/prices';
import { monthAfter } from './months.ts';

export interface MonthBounds {
  /** `YYYY-MM`. */
  readonly month: string;
  /** Days, `until` the first of the month after. */
  readonly fromDay: string;
  readonly untilDay: string;
  /** Milliseconds of their midnights in the operator's zone: a month with a change of clocks is an hour shorter or longer. */
  readonly from: number;
  readonly until: number;
}

export function monthBounds(zone: ZoneTime, month: string): MonthBounds {
  const fromDay = `${month}-01`;
  const untilDay = monthAfter(fromDay);
  return { month, fromDay, untilDay, from: zone.midnight(fromDay), until: zone.midnight(untilDay) };
}

/** Every day of it, in order. */
export function daysOf({ fromDay, untilDay }: MonthBounds): readonly string[] {
  const days: string[] = [];
  for (let at = Date.parse(fromDay); at < Date.parse(untilDay); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10));
  return days;
}
