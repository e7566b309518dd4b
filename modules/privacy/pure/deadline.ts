import { isHoliday } from './holidays.ts';

/**
 * When a request about one's data must be answered (GDPR Art. 12.3; Regulation (EEC, Euratom) 1182/71 Art. 3; promise access.3). This is
 * the only place that counts it. Days are ISO dates in the operator's zone.
 */
export interface DueDays {
  /** The one we work to: the same-numbered day one month on, or that month's last; never moved by a weekend, so always safe. */
  readonly target: string;
  /** The last day the law allows: the target, or the next working day. */
  readonly latest: string;
}

/** Article 12.3: one month, and two more where the person was told why within the first. */
const MONTHS = { plain: 1, extended: 3 } as const;

const DAY = 86_400_000;
const time = (day: string): number => Date.parse(`${day}T00:00:00Z`);
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);

export const daysAfter = (day: string, days: number): string => dayOf(time(day) + days * DAY);

/** Whole days from one to the other; negative when `to` has been. */
export const daysBetween = (from: string, to: string): number => Math.round((time(to) - time(from)) / DAY);

/** The same-numbered day so many months on; the month's last where it has none (Reg. 1182/71 Art. 3.2 (c)). */
export function monthsAfter(day: string, months: number): string {
  const [year = 0, month = 0, date = 0] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  return dayOf(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())));
}

/** This day, or the next that is no Saturday, Sunday or public holiday (Reg. 1182/71 Art. 3.4). */
export function workingDay(day: string): string {
  let at = day;
  for (;;) {
    const weekday = new Date(time(at)).getUTCDay();
    if (weekday !== 0 && weekday !== 6 && !isHoliday(at)) return at;
    at = daysAfter(at, 1);
  }
}

/**
 * @param received the day the request arrived by any channel; that day is not counted.
 * @param paused days in which the clock stood still while proof of identity was asked for (Art. 12.6).
 */
export function dueDays(
  received: string,
  { extended = false, paused = 0 }: { readonly extended?: boolean; readonly paused?: number } = {},
): DueDays {
  const target = daysAfter(monthsAfter(received, extended ? MONTHS.extended : MONTHS.plain), paused);
  return { target, latest: workingDay(target) };
}

/** Proof of identity is asked for «without delay»: later than this the clock is not stopped by it. */
export const PAUSE_ASKED_WITHIN = 14;
/** At most so many days the clock may stand still in all. */
export const PAUSE_AT_MOST = 30;
