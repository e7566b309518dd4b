const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** A time zone as a table of its changes, so that local time costs no allocation. */
export interface ZoneTime {
  readonly timeZone: string;
  /** Milliseconds to add to UTC. */
  offsetAt(at: number): number;
  /** The next time the offset changes, or Infinity. */
  nextChange(at: number): number;
  /** Milliseconds since the epoch of the first moment of a local day YYYY-MM-DD. */
  midnight(date: string): number;
  /** YYYY-MM-DD of the local day. */
  dateAt(at: number): string;
}

/** Reads the zone's rules from the runtime once. Right from `fromYear` to `toYear`; outside, the nearest offset known is used. @throws RangeError on an unknown zone. */
export function zoneTime(timeZone: string, fromYear = 2015, toYear = 2045): ZoneTime {
  const probe = prober(timeZone);
  const times: number[] = [];
  const offsets: number[] = [probe(Date.UTC(fromYear, 0, 1))];
  const end = Date.UTC(toYear + 1, 0, 1);
  for (let at = Date.UTC(fromYear, 0, 1); at < end; at += 14 * DAY) {
    const before = offsets.at(-1)!;
    if (probe(at + 14 * DAY) === before) continue;
    let [low, high] = [at, at + 14 * DAY];
    while (high - low > 60_000) {
      const middle = Math.floor((low + high) / 2 / 60_000) * 60_000;
      if (probe(middle) === before) low = middle;
      else high = middle;
    }
    times.push(high);
    offsets.push(probe(high));
  }
  /** Index of the offset in force. */
  const find = (at: number): number => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (times[middle]! <= at) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  const offsetAt = (at: number): number => offsets[find(at)]!;
  return {
    timeZone,
    offsetAt,
    nextChange: (at) => times[find(at)] ?? Infinity,
    midnight(date) {
      const local = Date.parse(`${date}T00:00:00Z`);
      // Where midnight is skipped or comes twice, the earlier offset names the first moment of the day.
      const guess = local - offsetAt(local - DAY / 2);
      return offsetAt(guess) === offsetAt(local - DAY / 2) ? guess : local - offsetAt(guess);
    },
    dateAt: (at) => new Date(at + offsetAt(at)).toISOString().slice(0, 10),
  };
}

function prober(timeZone: string): (at: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  return (at) => {
    const part: Record<string, number> = {};
    for (const { type, value } of format.formatToParts(at)) part[type] = Number(value);
    return (
      Date.UTC(part['year']!, part['month']! - 1, part['day'], part['hour'], part['minute'], part['second']) -
      Math.floor(at / 1000) * 1000
    );
  };
}
