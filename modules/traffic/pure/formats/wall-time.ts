const DAY = 86_400_000;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

const two = (bytes: Uint8Array, at: number): number => {
  const [tens, ones] = [bytes[at]! - 48, bytes[at + 1]! - 48];
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : Number.NaN;
};

/** Days from 1970-01-01 in the Gregorian calendar, or NaN when there is no such date. */
export function dayNumber(year: number, month: number, day: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const length = month === 2 && leap ? 29 : (LENGTHS[month - 1] ?? 0);
  if (!(year >= 1970 && day >= 1 && day <= length)) return Number.NaN;
  const before = year - 1;
  const leaps = Math.floor(before / 4) - Math.floor(before / 100) + Math.floor(before / 400);
  let days = before * 365 + leaps - 719_162;
  for (let at = 0; at < month - 1; at += 1) days += at === 1 && leap ? 29 : LENGTHS[at]!;
  return days + day - 1;
}

// Rows of a file are nearly always of the day that the last one was.
let [lastYear, lastMonth, lastDate, lastDay] = [0, 0, 0, 0];

/**
 * `2026-11-24 10:23:45`, with a space or T between and fractions passed over → what the clock showed, as milliseconds as if it showed UTC.
 * @returns -1 when it is no such time.
 */
export function wallTime(bytes: Uint8Array, from: number, to: number): number {
  if (to - from < 19 || bytes[from + 4] !== 45 || bytes[from + 7] !== 45) return -1;
  if (bytes[from + 13] !== 58 || bytes[from + 16] !== 58) return -1;
  if (bytes[from + 10] !== 32 && bytes[from + 10] !== 84) return -1;
  if (to - from > 19 && (bytes[from + 19] !== 46 || to - from > 29)) return -1;
  for (let at = from + 20; at < to; at += 1) if (bytes[at]! < 48 || bytes[at]! > 57) return -1;
  const year = two(bytes, from) * 100 + two(bytes, from + 2);
  const month = two(bytes, from + 5);
  const date = two(bytes, from + 8);
  if (year !== lastYear || month !== lastMonth || date !== lastDate) {
    const day = dayNumber(year, month, date);
    if (Number.isNaN(day)) return -1;
    lastYear = year;
    lastMonth = month;
    lastDate = date;
    lastDay = day;
  }
  const hour = two(bytes, from + 11);
  const minute = two(bytes, from + 14);
  const second = two(bytes, from + 17);
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return -1;
  return lastDay * DAY + ((hour * 60 + minute) * 60 + second) * 1000;
}

const scratch = new Uint8Array(32);

/** The same for a text. */
export function wallTimeOf(text: string): number {
  if (text.length > scratch.length) return -1;
  for (let at = 0; at < text.length; at += 1) scratch[at] = Math.min(text.charCodeAt(at), 255);
  return wallTime(scratch, 0, text.length);
}
