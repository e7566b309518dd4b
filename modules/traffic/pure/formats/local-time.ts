/** Minutes east of UTC on the two sides of a change, and when it happens; the same on both on the other days. */
interface DayOffsets {
  readonly before: number;
  readonly after: number;
  /** Milliseconds since the epoch; Infinity on a day without a change. */
  readonly change: number;
}

export interface LocalClock {
  /** Minutes east of UTC at an instant (milliseconds since the epoch). */
  offsetAt(instant: number): number;
  /**
   * What a wall clock showed → instants, in milliseconds. `wall` counts as if the clock showed UTC. Two when the clock was set back over it,
   * none when it was set forward over it.
   */
  first(wall: number): number;
  /** The later of two, or NaN when there are not two. */
  second(wall: number): number;
}

const DAY = 86_400_000;
const MINUTE = 60_000;

/** Asks the platform's zone rules once a day of the file; between them only sums. @throws RangeError for a zone that does not exist. */
export function localClock(timeZone: string): LocalClock {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    calendar: 'iso8601',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const ask = (instant: number): number => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(instant)) part[type] = Number(value);
    const shown = Date.UTC(
      part['year']!,
      part['month']! - 1,
      part['day'],
      part['hour'],
      part['minute'],
      part['second'],
    );
    return Math.round((shown - Math.floor(instant / 1000) * 1000) / MINUTE);
  };
  const days = new Map<number, DayOffsets>();
  let [lastDay, lastOffsets]: [number, DayOffsets | undefined] = [Number.NaN, undefined];

  // A day without a change on it or on its neighbours, as most are.
  let calmDay = Number.NaN;
  let calmOffset = 0;

  /** No zone has changed twice within a day of UTC in living memory. */
  function dayOf(day: number): DayOffsets {
    if (day === lastDay && lastOffsets !== undefined) return lastOffsets;
    let offsets = days.get(day);
    if (offsets === undefined) {
      let [low, high] = [day * DAY, (day + 1) * DAY];
      const [before, after] = [ask(low), ask(high)];
      // Halves the day until the second of the change is found; on the usual day there is nothing to find.
      if (before === after) low = high;
      while (high - low > 1000) {
        const middle = Math.floor((low + high) / 2000) * 1000;
        if (ask(middle) === before) low = middle;
        else high = middle;
      }
      offsets = { before, after, change: before === after ? Number.POSITIVE_INFINITY : high };
      // A file with a date of every day there ever was must not grow the table without end.
      if (days.size > 5000) days.clear();
      days.set(day, offsets);
    }
    [lastDay, lastOffsets] = [day, offsets];
    return offsets;
  }

  function offsetAt(instant: number): number {
    const { before, after, change } = dayOf(Math.floor(instant / DAY));
    return instant < change ? before : after;
  }
  /** A clock reads `wall` at wall − offset, for each offset in force a day around that leads back to itself. */
  const holds = (wall: number, offset: number): boolean => offsetAt(wall - offset * MINUTE) === offset;

  return {
    offsetAt: (instant) => {
      const day = Math.floor(instant / DAY);
      return day === calmDay ? calmOffset : offsetAt(instant);
    },
    first: (wall) => {
      const day = Math.floor(wall / DAY);
      if (day === calmDay) return wall - calmOffset * MINUTE;
      const here = dayOf(day);
      // The usual day: no change on it nor on its neighbours.
      const [early, late] = [dayOf(day - 1).before, dayOf(day + 1).after];
      if (early === late && here.before === early && here.after === early) {
        calmDay = day;
        calmOffset = early;
        return wall - early * MINUTE;
      }
      const [most, least] = [Math.max(early, late), Math.min(early, late)];
      if (holds(wall, most)) return wall - most * MINUTE;
      return holds(wall, least) ? wall - least * MINUTE : Number.NaN;
    },
    second: (wall) => {
      const day = Math.floor(wall / DAY);
      if (day === calmDay) return Number.NaN;
      const [early, late] = [dayOf(day - 1).before, dayOf(day + 1).after];
      if (early === late) return Number.NaN;
      const [most, least] = [Math.max(early, late), Math.min(early, late)];
      return holds(wall, most) && holds(wall, least) ? wall - least * MINUTE : Number.NaN;
    },
  };
}
