import type { Period } from '../pure/bank-days.ts';
import type { Quantity } from '../pure/invoice.ts';
import type { InvoiceWords } from './text.sv.ts';

const utc = (date: string): Date => new Date(`${date}T12:00:00Z`);
const shown = (language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat =>
  new Intl.DateTimeFormat(language, { timeZone: 'UTC', ...options });

/** `2 november 2026` */
export const longDate = (date: string, { language }: InvoiceWords): string =>
  shown(language, { day: 'numeric', month: 'long', year: 'numeric' }).format(utc(date));

/** `måndag 30 november 2026` */
export const dayAndDate = (date: string, { language }: InvoiceWords): string =>
  shown(language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
    .format(utc(date))
    .replace(/^(\w+) den /u, '$1 ');

export const monthName = (date: string, { language }: InvoiceWords): string =>
  shown(language, { month: 'long' }).format(utc(date));

/** `30 november` */
export const dayAndMonth = (date: string, { language }: InvoiceWords): string =>
  shown(language, { day: 'numeric', month: 'long' }).format(utc(date));

const short = (date: string, { language }: InvoiceWords): string =>
  shown(language, { month: 'short' }).format(utc(date)).replace('.', '');

/** `oktober 2026` for a whole month, else `1–15 okt`, `28 sep – 3 okt`. */
export function periodName({ from, to }: Period, words: InvoiceWords, long = false): string {
  const [a, b] = [Number(from.slice(8)), Number(to.slice(8))];
  if (long && from.slice(0, 7) === to.slice(0, 7))
    return shown(words.language, { month: 'long', year: 'numeric' }).format(utc(from));
  if (from === to) return `${a} ${short(from, words)}`;
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${a}–${b} ${short(to, words)}`
    : `${a} ${short(from, words)} – ${b} ${short(to, words)}`;
}

export const quantityName = ({ count, unit }: Quantity, words: InvoiceWords): string =>
  `${count.toLocaleString(words.language)} ${words.units[unit][Math.abs(count) === 1 ? 0 : 1]}`;

/** `1:02:05` or `2:05`: hours, minutes, seconds. */
export function duration(seconds: number): string {
  const [h, m, s] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (part: number): string => String(part).padStart(2, '0');
  return h > 0 ? `${h}:${two(m)}:${two(s)}` : `${m}:${two(s)}`;
}

/** `07-01 14:32` of the record's own clock: the zone it was made in, not the reader's. */
export const callTime = (start: number, offset: number): string =>
  new Date(start + offset * 60_000).toISOString().slice(5, 16).replace('T', ' ');

/** `070-174 06 07` for Swedish mobiles, else `+44 …`; short codes and masked numbers as they are. */
export function numberName(digits: string): string {
  if (digits.length <= 6) return digits;
  const mobile = /^46(7\d)([\dx]{3})([\dx]{2})([\dx]{2})$/.exec(digits);
  if (mobile) return `0${mobile[1]}-${mobile[2]} ${mobile[3]} ${mobile[4]}`;
  const area = /^46(8|[13-9]\d)([\dx]{2,3})([\dx]{2})([\dx]{2})$/.exec(digits);
  if (area) return `0${area[1]}-${area[2]} ${area[3]} ${area[4]}`;
  return digits.startsWith('46') ? `0${digits.slice(2)}` : `+${digits}`;
}
