import { dayNumber } from './wall-time.ts';

const DIGITS = '0123456789*#abc';

/** Telephony BCD: two digits an octet, the low half first, F fills (3GPP TS 24.008 §10.5.4.7). */
export function bcd(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < Math.min(to, from + 20); at += 1)
    for (const half of [bytes[at]! & 15, bytes[at]! >> 4]) if (half !== 15) text += DIGITS[half];
  return text;
}

/** An AddressString: type of number, then BCD (3GPP TS 29.002). International numbers get a plus, others stay as dialled. */
export function address(bytes: Uint8Array, from: number, to: number): string {
  if (to <= from) return '';
  const digits = bcd(bytes, from + 1, to);
  return digits !== '' && (bytes[from]! & 0x70) === 0x10 ? `+${digits}` : digits;
}

/** A whole number of at most six octets, never negative. @returns -1 when it is none. */
export function integer(bytes: Uint8Array, from: number, to: number): number {
  if (to <= from || to - from > 7 || bytes[from]! >= 0x80) return -1;
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 256 + bytes[at]!;
  return Number.isSafeInteger(value) ? value : -1;
}

const decimal = (octet: number): number =>
  octet >> 4 <= 9 && (octet & 15) <= 9 ? (octet >> 4) * 10 + (octet & 15) : Number.NaN;

/** TimeStamp of TS 32.298: YYMMDDhhmmss in BCD, a sign in ASCII, hhmm in BCD. @returns milliseconds since the epoch, and minutes east of UTC. */
export function timeStamp(
  bytes: Uint8Array,
  from: number,
  to: number,
): { readonly start: number; readonly offset: number } | undefined {
  if (to - from !== 9) return undefined;
  const part = (at: number): number => decimal(bytes[from + at]!);
  const sign = bytes[from + 6] === 0x2b ? 1 : bytes[from + 6] === 0x2d ? -1 : Number.NaN;
  const offset = sign * (part(7) * 60 + part(8));
  const [hour, minute, second] = [part(3), part(4), part(5)];
  const day = dayNumber(2000 + part(0), part(1), part(2));
  const start = day * 86_400_000 + ((hour * 60 + minute) * 60 + second) * 1000 - offset * 60_000;
  return hour <= 23 && minute <= 59 && second <= 59 && Math.abs(offset) <= 18 * 60 && Number.isFinite(start)
    ? { start, offset: offset === 0 ? 0 : offset }
    : undefined;
}

/** PLMN of three octets (TS 24.008 §10.5.1.3) as MCC-MNC; '' when it is none. */
export function network(bytes: Uint8Array, from: number, to: number): string {
  if (to - from !== 3) return '';
  const [a, b, c] = [bytes[from]!, bytes[from + 1]!, bytes[from + 2]!];
  const third = b >> 4;
  const text = `${a & 15}${a >> 4}${b & 15}-${c & 15}${c >> 4}${third === 15 ? '' : third}`;
  return /^\d{3}-\d{2,3}$/.test(text) ? text : '';
}

/** Any octets as hexadecimal, for keys. */
export function hex(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < Math.min(to, from + 20); at += 1) text += bytes[at]!.toString(16).padStart(2, '0');
  return text;
}
