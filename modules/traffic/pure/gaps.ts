/** What a switch recorded in one minute. */
export interface BusyMinute {
  /** Start of the minute, milliseconds. */
  readonly at: number;
  readonly records: number;
}

/** A time in which a switch that was busy recorded nothing: half open, milliseconds. */
export interface Gap {
  readonly from: number;
  readonly to: number;
  /** How many records there would have been at the pace around it. */
  readonly expected: number;
}

const MINUTE = 60_000;
const AROUND = 60 * MINUTE;
/** At a pace that makes fifteen likely, none at all happens by chance once in three million times (Poisson: e^−15). */
const SURE = 15;

/**
 * Silences that chance does not explain: the slower of the paces in the hour before and the hour after would have made fifteen records or
 * more. A switch that is quiet at night, or that stops for the day, is therefore not told of. @param minutes in order of time, only those with records
 */
export function gapsIn(minutes: readonly BusyMinute[]): Gap[] {
  const sums = [0];
  for (const { records } of minutes) sums.push(sums.at(-1)! + records);
  const gaps: Gap[] = [];
  let [first, last] = [0, 0];
  for (let next = 1; next < minutes.length; next += 1) {
    const from = minutes[next - 1]!.at + MINUTE;
    const to = minutes[next]!.at;
    if (to <= from) continue;
    while (minutes[first]!.at < from - AROUND) first += 1;
    while (last < minutes.length && minutes[last]!.at < to + AROUND) last += 1;
    const before = sums[next]! - sums[first]!;
    const after = sums[last]! - sums[next]!;
    const expected = (Math.min(before, after) / AROUND) * (to - from);
    if (expected >= SURE) gaps.push({ from, to, expected: Math.round(expected) });
  }
  return gaps;
}
