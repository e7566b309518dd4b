/**
 * Swedish personal numbers (personnummer, samordningsnummer) and organisation numbers: SKV 704, SKV 707, SKV 709.
 * One form inside: 12 digits, century first, so that one person has one blind index however the number was written.
 */
export type NumberFault = 'shape' | 'date' | 'check-digit';
export type NumberResult =
  | { readonly ok: true; readonly number: string; readonly coordination: boolean }
  | { readonly ok: false; readonly reason: NumberFault };

const SHAPE = /^(\d{2})?(\d{2})(\d{2})(\d{2})([-+]?)(\d{4})$/;

/**
 * Reads a personal number written with 10 or 12 digits, with «-» or, from the year of the hundredth birthday, «+». Without a century
 * the latest one that is not in the future is meant. A samordningsnummer has 60 added to the day. `today` is the ISO date.
 */
export function readPersonalNumber(text: string, today: string): NumberResult {
  const match = SHAPE.exec(text.trim().replace(/\s/g, ''));
  if (!match) return { ok: false, reason: 'shape' };
  const [, century, yy = '', mm = '', dd = '', sign, last = ''] = match;
  const year = century === undefined ? fullYear(yy, mm, dd, sign === '+', today) : Number(century + yy);
  const day = Number(dd) > 60 ? Number(dd) - 60 : Number(dd);
  if (!isDate(year, Number(mm), day) || isoDate(year, Number(mm), day) > today || year < 1840)
    return { ok: false, reason: 'date' };
  if (!luhn(yy + mm + dd + last)) return { ok: false, reason: 'check-digit' };
  return { ok: true, number: `${year}${mm}${dd}${last}`, coordination: Number(dd) > 60 };
}

/** Reads an organisation number, `NNNNNN-NNNN`; the third digit is at least 2, which tells it from a personal number. */
export function readOrganisationNumber(text: string): NumberResult {
  const digits = text
    .trim()
    .replace(/[-\s]/g, '')
    .replace(/^16(?=\d{10}$)/, '');
  if (!/^\d{10}$/.test(digits) || Number(digits[2]) < 2) return { ok: false, reason: 'shape' };
  return luhn(digits)
    ? { ok: true, number: digits, coordination: false }
    : { ok: false, reason: 'check-digit' };
}

/** A personal or organisation number in its one form, whichever it is; undefined when it is neither. `today` is the ISO date. */
export function readNumber(text: string, today: string): string | undefined {
  for (const read of [readPersonalNumber(text, today), readOrganisationNumber(text)])
    if (read.ok) return read.number;
  return undefined;
}

/** `••••••-1234`: what anyone sees who has not stated a purpose and a reason (promise customer.2). */
export function maskNumber(number: string): string {
  return `••••••-${number.slice(-4)}`;
}

function fullYear(yy: string, mm: string, dd: string, hundred: boolean, today: string): number {
  const thisYear = Number(today.slice(0, 4));
  let year = Math.floor(thisYear / 100) * 100 + Number(yy);
  const day = Number(dd) > 60 ? Number(dd) - 60 : Number(dd);
  if (year > thisYear || isoDate(year, Number(mm), day) > today) year -= 100;
  if (hundred) year -= 100;
  return year;
}

const pad = (number: number): string => String(number).padStart(2, '0');
const isoDate = (year: number, month: number, day: number): string => `${year}-${pad(month)}-${pad(day)}`;

function isDate(year: number, month: number, day: number): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function luhn(digits: string): boolean {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const doubled = Number(digits[index]) * (index % 2 === 0 ? 2 : 1);
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
