import type { LocalClock } from './local-time.ts';

/** Begin, answer and end of a call as its switch wrote them: what a wall clock showed, counted as if it showed UTC; NaN where it stands empty. */
export interface WallTimes {
  readonly begin: number;
  readonly answer: number;
  readonly end: number;
  /** Seconds from answer to end, as counted by the switch. */
  readonly seconds: number;
  /** Milliseconds since the epoch of about when it began, where the format says it in another field; else NaN. */
  readonly hint: number;
}

export type CallTimes =
  | { readonly ok: true; readonly start: number; readonly offset: number }
  | { readonly ok: false; readonly reason: 'time-gap' | 'times-disagree' };

const GAP: CallTimes = { ok: false, reason: 'time-gap' };
const DISAGREE: CallTimes = { ok: false, reason: 'times-disagree' };
/** Clock and counter are rounded on their own, so a second's difference says nothing. */
const SLACK = 1000;
/** Rows are written when calls end, so the ends only go forward, but for rows that were written a little out of order. */
const OUT_OF_ORDER = 30 * 60_000;

export interface Times {
  settle(times: WallTimes): CallTimes;
  /** One moment of a file whose rows are written as things happen. NaN when the clock was set forward over it. */
  moment(wall: number): number;
}

/**
 * Local times → instants. In the hour that a clock shows twice, the first of these that says anything decides: the format's own hint; that
 * end − answer is the seconds; that the ends of a file only go forward. With none of them it is the first of the two.
 */
export function callTimes(clock: LocalClock): Times {
  let latest = Number.NEGATIVE_INFINITY;

  function instant(wall: number, notBefore: number, near: number): number {
    const first = clock.first(wall);
    const second = clock.second(wall);
    if (Number.isNaN(second)) return first;
    if (!Number.isNaN(near)) return Math.abs(second - near) < Math.abs(first - near) ? second : first;
    // Both before it: a row with a date far ahead came before, and says nothing about this one.
    return first < notBefore && second >= notBefore ? second : first;
  }

  return {
    moment: (wall) => {
      const at = instant(wall, latest - OUT_OF_ORDER, Number.NaN);
      if (at > latest) latest = at;
      return at;
    },
    settle: ({ begin, answer, end, seconds, hint }) => {
      const began = instant(begin, latest - OUT_OF_ORDER, hint);
      if (Number.isNaN(began)) return GAP;
      if (Number.isNaN(answer)) {
        if (began > latest) latest = began;
        return { ok: true, start: began, offset: clock.offsetAt(began) };
      }
      const ended = instant(end, Number.isNaN(hint) ? latest - OUT_OF_ORDER : began, Number.NaN);
      if (Number.isNaN(ended)) return GAP;
      // Nearest to what the seconds say, so that a call over the change is one call.
      let start = instant(answer, began, ended - seconds * 1000);
      if (Number.isNaN(start)) return GAP;
      let finish = ended;
      if (Math.abs(finish - start - seconds * 1000) > SLACK) {
        // The end may be in the other of the two hours.
        finish = clock.second(end);
        start = instant(answer, began, finish - seconds * 1000);
        if (Number.isNaN(finish) || Math.abs(finish - start - seconds * 1000) > SLACK) return DISAGREE;
      }
      if (began - start > SLACK && !(clock.first(begin) - start <= SLACK)) return DISAGREE;
      if (finish > latest) latest = finish;
      return { ok: true, start, offset: clock.offsetAt(start) };
    },
  };
}

/** The same for a format that writes instants (milliseconds since the epoch; NaN where it stands empty). */
export function settleInstants(
  clock: LocalClock,
  begin: number,
  answer: number,
  end: number,
  seconds: number,
): CallTimes {
  const start = Number.isNaN(answer) ? begin : answer;
  if (!Number.isNaN(answer)) {
    if (Math.abs(end - answer - seconds * 1000) > SLACK || begin - answer > SLACK) return DISAGREE;
  }
  return { ok: true, start, offset: clock.offsetAt(start) };
}
