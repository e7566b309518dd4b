import type { Format } from '@telink/ui';
import type { InvoiceView } from '../contract.ts';
import type { BillWords } from './words.ts';

type Line = InvoiceView['lines'][number];

/** Noon, so that a day is the same day wherever it is read. */
export const noon = (day: string): number => Date.parse(`${day.slice(0, 10)}T12:00:00`);

export const kronor = (format: Format, ore: number): string => format.kronor(BigInt(ore));
export const amount = (format: Format, ore: number): string => format.amount(BigInt(ore));

/** The number, and its unit small after it where the language has it there. */
export function figure(format: Format, ore: number): { readonly children: string; readonly unit?: string } {
  const text = kronor(format, ore);
  return text.endsWith('\u00a0kr') ? { children: text.slice(0, -3), unit: 'kr' } : { children: text };
}

/** «Oktober 2026» */
export function monthOf(format: Format, month: string): string {
  const name = format.month(noon(`${month}-01`));
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** «1–31 okt», «28 sep – 3 okt», «12 okt» */
export function periodText(format: Format, { from, to }: Line['period']): string {
  if (from === to) return format.shortDate(noon(from));
  return from.slice(0, 7) === to.slice(0, 7)
    ? `${Number(from.slice(8))}–${format.shortDate(noon(to))}`
    : `${format.shortDate(noon(from))} – ${format.shortDate(noon(to))}`;
}

/** «38 min», «4 användare» */
export function quantityText(
  format: Format,
  said: BillWords,
  { count, unit }: { readonly count: number; readonly unit: string },
): string {
  const names = unit in said.units ? said.units[unit as keyof typeof said.units] : undefined;
  return `${format.count(count)} ${(Math.abs(count) === 1 ? names?.one : names?.many) ?? unit}`;
}

export const lineName = ({ name, serviceName }: Pick<Line, 'name' | 'serviceName'>): string =>
  serviceName === undefined ? name : `${name}, ${serviceName}`;

/** Kronor as people write them, to öre: `96`, `12,50`, `1 200`. @returns undefined when it is no amount above nothing. */
export function readKronor(text: string): number | undefined {
  const found = /^(\d{1,7})(?:[.,](\d{1,2}))?$/.exec(text.replaceAll(/[\s\u00a0]|kr$/gu, ''));
  if (!found) return undefined;
  const ore = Number(found[1]) * 100 + Number((found[2] ?? '').padEnd(2, '0'));
  return ore > 0 ? ore : undefined;
}
