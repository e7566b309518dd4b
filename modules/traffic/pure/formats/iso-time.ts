import { wallTimeOf } from './wall-time.ts';

const SHAPE = /^(.{10}[T ].{8}(?:\.\d{1,9})?)(Z|[+-]\d\d(?::?\d\d)?)$/;

/** RFC 3339: date, time and offset. @returns milliseconds since the epoch (parts of them cut) and minutes east of UTC, or undefined. */
export function isoTime(text: string): { readonly start: number; readonly offset: number } | undefined {
  if (text.length > 40) return undefined;
  const match = SHAPE.exec(text);
  if (match === null) return undefined;
  const [, shown, zone] = match as unknown as [string, string, string];
  const wall = wallTimeOf(shown);
  if (wall < 0) return undefined;
  const fraction = shown.length > 20 ? Number(shown.slice(20, 23).padEnd(3, '0')) : 0;
  let offset = 0;
  if (zone !== 'Z') {
    const [hours, minutes] = [Number(zone.slice(1, 3)), Number(zone.slice(3).replace(':', '') || 0)];
    if (hours > 18 || minutes > 59) return undefined;
    offset = (hours * 60 + minutes) * (zone.startsWith('-') ? -1 : 1);
  }
  return { start: wall + fraction - offset * 60_000, offset };
}

const pad = (value: number): string => String(value).padStart(2, '0');

/** The other way round, with milliseconds only where there are any. */
export function writeIsoTime(start: number, offset: number): string {
  const shown = new Date(start + offset * 60_000).toISOString().slice(0, 23).replace('.000', '');
  const minutes = Math.abs(offset);
  return `${shown}${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
