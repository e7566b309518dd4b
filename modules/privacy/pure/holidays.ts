/**
 * Sweden's public holidays (lag 1989:253 om allmänna helgdagar), as far as they move a legal deadline. The three eves are left out: whether
 * they are on Sweden's list under Regulation 1182/71 is not verified, and without them a deadline is earlier, which is safe. Easter by
 * the anonymous Gregorian computus.
 */
export function isHoliday(day: string): boolean {
  const year = Number(day.slice(0, 4));
  return FIXED.has(day.slice(5)) || moving(year).has(day);
}

const FIXED = new Set(['01-01', '01-06', '05-01', '06-06', '12-25', '12-26']);
const DAY = 86_400_000;
const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const known = new Map<number, ReadonlySet<string>>();

function moving(year: number): ReadonlySet<string> {
  const found = known.get(year);
  if (found !== undefined) return found;
  const easter = easterSunday(year);
  const fromEaster = (days: number): string => dayOf(easter + days * DAY);
  const days = new Set([
    // Good Friday, Easter Sunday and Monday, Ascension, Whit Sunday.
    ...[-2, 0, 1, 39, 49].map(fromEaster),
    // Midsommardagen: the Saturday of 20–26 June. Alla helgons dag: that of 31 October–6 November.
    firstSaturday(Date.UTC(year, 5, 20)),
    firstSaturday(Date.UTC(year, 9, 31)),
  ]);
  known.set(year, days);
  return days;
}

const firstSaturday = (from: number): string =>
  dayOf(from + ((6 - new Date(from).getUTCDay() + 7) % 7) * DAY);

function easterSunday(year: number): number {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const rest = year % 100;
  const epact =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(rest / 4) - epact - (rest % 4)) % 7;
  const late = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const days = epact + weekday - 7 * late + 114;
  return Date.UTC(year, Math.floor(days / 31) - 1, (days % 31) + 1);
}
