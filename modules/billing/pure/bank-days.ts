/** Dates are ISO texts, YYYY-MM-DD, in the operator's zone; nothing here has a time of day, so nothing can slip a day at a zone's border. */
const DAY = 86_400_000;
const at = (date: string): number => Date.parse(`${date}T00:00:00Z`);
export const plusDays = (date: string, days: number): string =>
  new Date(at(date) + days * DAY).toISOString().slice(0, 10);
export const daysBetween = (from: string, to: string): number => Math.round((at(to) - at(from)) / DAY);
/** 0 is Sunday. */
export const weekday = (date: string): number => new Date(at(date)).getUTCDay();

/** Gregorian Easter Sunday (Meeus, Jones and Butcher). */
export function easter(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = Math.floor(b / 4);
  const e = b % 4;
  const g = Math.floor((8 * b + 13) / 25);
  const h = (19 * a + b - d - g + 15) % 30;
  const i = Math.floor(c / 4);
  const k = c % 4;
  const l = (32 + 2 * e + 2 * i - h - k) % 7;
  const m = Math.floor((a + 11 * h + 19 * l) / 433);
  const month = Math.floor((h + l - 7 * m + 90) / 25);
  const day = (h + l - 7 * m + 33 * month + 19) % 32;
  return `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** The first of that weekday on or after a date. */
const onOrAfter = (date: string, day: number): string => plusDays(date, (day - weekday(date) + 7) % 7);

/**
 * Days without banks that are no Saturday or Sunday by rule: the holidays of lag 1989:253 and the three eves that banks keep closed
 * (midsommarafton, julafton, nyårsafton; lag 1930:173 2 § puts them beside Sundays for payments).
 */
export function bankHolidays(year: number): ReadonlySet<string> {
  const sunday = easter(year);
  const midsummer = onOrAfter(`${year}-06-20`, 6);
  return new Set([
    `${year}-01-01`,
    `${year}-01-06`,
    plusDays(sunday, -2),
    sunday,
    plusDays(sunday, 1),
    `${year}-05-01`,
    plusDays(sunday, 39),
    plusDays(sunday, 49),
    `${year}-06-06`,
    plusDays(midsummer, -1),
    midsummer,
    onOrAfter(`${year}-10-31`, 6),
    `${year}-12-24`,
    `${year}-12-25`,
    `${year}-12-26`,
    `${year}-12-31`,
  ]);
}

export const isBankDay = (date: string): boolean =>
  weekday(date) !== 0 && weekday(date) !== 6 && !bankHolidays(Number(date.slice(0, 4))).has(date);

export function nextBankDay(date: string): string {
  let day = date;
  while (!isBankDay(day)) day = plusDays(day, 1);
  return day;
}

/** At least `days` after the invoice's date, on a bank day: whoever pays on the last day must be able to (lag 1930:173). */
export const dueDate = (issuedOn: string, days = 30): string => nextBankDay(plusDays(issuedOn, days));

export interface Period {
  /** First and last day, both in it. */
  readonly from: string;
  readonly to: string;
}

/** The days of a month given as YYYY-MM. @throws RangeError on anything else. */
export function monthOf(month: string): Period {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(month)) throw new RangeError('A month is written YYYY-MM.');
  const [year, number] = [Number(month.slice(0, 4)), Number(month.slice(5))];
  return { from: `${month}-01`, to: new Date(Date.UTC(year, number, 0)).toISOString().slice(0, 10) };
}

export const monthBefore = (month: string): string => plusDays(`${month}-01`, -1).slice(0, 7);
