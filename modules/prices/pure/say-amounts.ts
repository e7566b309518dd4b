import type { Words } from './words.ts';
import type { ZoneTime } from './zone-time.ts';

/** Öre over a denominator as kronor: two decimals when that is exact, else four. */
export function moneyText(numerator: number, denominator: number, words: Words): string {
  const size = Math.abs(numerator);
  const exact = size % denominator === 0;
  const decimals = exact ? 2 : 4;
  const value = exact
    ? size / denominator
    : Number((BigInt(size) * 200n + BigInt(denominator)) / (BigInt(denominator) * 2n));
  const text = String(value).padStart(decimals + 1, '0');
  return `${numerator < 0 ? '−' : ''}${grouped(text.slice(0, -decimals))}${words.decimal}${text.slice(-decimals)}`;
}

/** Thousands apart by a no-break space. */
const grouped = (digits: string): string => digits.replace(/\B(?=(\d{3})+$)/g, '\u00A0');
export const numberText = (value: number): string => grouped(String(value));

export function durationText(seconds: number): string {
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return (
    [hours > 0 ? `${hours} h` : '', minutes > 0 ? `${minutes} min` : '', rest > 0 ? `${rest} s` : '']
      .filter((one) => one !== '')
      .join(' ') || '0 s'
  );
}

/** Decimal units, as prices are: a megabyte is 1,000,000 bytes. */
export function sizeText(bytes: number, words: Words): string {
  const [size, unit] = bytes >= 1e9 ? [1e9, 'GB'] : bytes >= 1e6 ? [1e6, 'MB'] : [1000, 'kB'];
  const decimals = Number.isInteger(bytes / size) ? 0 : bytes % (size / 10) === 0 ? 1 : 3;
  return `${(bytes / size).toFixed(decimals).replace('.', words.decimal)} ${unit}`;
}

export const dayText = (date: string, words: Words): string =>
  new Intl.DateTimeFormat(words.locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(Date.parse(`${date}T00:00:00Z`));

export const timeText = (at: number, zone: ZoneTime): string =>
  new Date(at + zone.offsetAt(at)).toISOString().slice(11, 16);

/** Country codes of one and two digits; all others have three (ITU-T E.164, list of codes). */
const TWO = /^(?:20|27|3[0-469]|4[013-9]|5[1-8]|6[0-6]|8[1246]|9[0-58])/;

/** Digits that begin a number, with a space after the country code: «+47 4». */
export function plusNumber(digits: string): string {
  const code = /^[17]/.test(digits) ? 1 : TWO.test(digits) ? 2 : 3;
  return `+${`${digits.slice(0, code)} ${digits.slice(code)}`.trim()}`;
}
