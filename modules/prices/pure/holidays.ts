const DAY = 86_400_000;
const dayNumber = (year: number, month: number, day: number): number => Date.UTC(year, month - 1, day) / DAY;
/** 0 is Monday. */
const weekday = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher), as a day number since 1970-01-01. */
export function easterSunday(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return dayNumber(year, month, ((h + l - 7 * m + 114) % 31) + 1);
}

const saturdayFrom = (day: number): number => day + ((5 - weekday(day) + 7) % 7);

/** The public holidays of lag (1989:253) 1 § except ordinary Sundays, as day numbers since 1970-01-01. */
export function swedishHolidays(year: number): readonly number[] {
  const easter = easterSunday(year);
  return [
    dayNumber(year, 1, 1),
    dayNumber(year, 1, 6),
    easter - 2,
    easter,
    easter + 1,
    dayNumber(year, 5, 1),
    easter + 39,
    easter + 49,
    dayNumber(year, 6, 6),
    saturdayFrom(dayNumber(year, 6, 20)),
    saturdayFrom(dayNumber(year, 10, 31)),
    dayNumber(year, 12, 25),
    dayNumber(year, 12, 26),
  ];
}

/** Days of these years that are holidays, for a look-up without allocation. */
export interface HolidayTable {
  has(day: number): boolean;
}

export function holidayTable(fromYear: number, toYear: number): HolidayTable {
  const first = dayNumber(fromYear, 1, 1);
  const marks = new Uint8Array(dayNumber(toYear + 1, 1, 1) - first);
  for (let year = fromYear; year <= toYear; year += 1)
    for (const day of swedishHolidays(year)) marks[day - first] = 1;
  return { has: (day) => marks[day - first] === 1 };
}
