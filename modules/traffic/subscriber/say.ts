import { showNumber } from '#contract/services';
import { createFormat, type Format } from '@telink/ui';
import type { UsageCall, UsageSum } from '../contract.ts';
import { nameOf } from './name-of.ts';
import type { UsageWords } from './words.ts';

const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);
const locale = (format: Format): string => (format.language === 'sv' ? 'sv-SE' : 'en-GB');
/** Days are days of the operator's zone: no reader's clock moves them. */
const days = { sv: createFormat('sv', 'UTC'), en: createFormat('en', 'UTC') };

/** «november», with its year where that is not this one. */
export function monthName(month: string, today: string, format: Format): string {
  const sameYear = month.slice(0, 4) === today.slice(0, 4);
  return new Intl.DateTimeFormat(locale(format), {
    month: 'long',
    timeZone: 'UTC',
    ...(sameYear ? {} : { year: 'numeric' }),
  }).format(at(`${month}-15`));
}
export const capital = (text: string): string => text.charAt(0).toLocaleUpperCase('sv') + text.slice(1);
export const shortDay = (day: string, format: Format): string => days[format.language].shortDate(at(day));
export const longDay = (day: string, format: Format): string => days[format.language].longDate(at(day));
/** «30 jan 2027» */
export const dateOf = (day: string, format: Format): string => `${shortDay(day, format)} ${day.slice(0, 4)}`;

/** «13:12» today, «i går 15:22», «12 nov 15:22»; by the clock where the call was made. */
export function whenOf(call: UsageCall, today: string, format: Format): string {
  const local = Date.parse(`${call.start.slice(0, 19)}Z`);
  const zone = days[format.language];
  return call.start.startsWith(today) ? zone.time(local) : zone.moment(local, at(today));
}

/** «2 min 05 s» */
function lengthOf(seconds: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const [hours, minutes, rest] = [
    Math.floor(seconds / 3600),
    Math.floor((seconds % 3600) / 60),
    seconds % 60,
  ];
  if (hours > 0) return `${hours}\u00a0h ${two(minutes)}\u00a0min`;
  return minutes > 0 ? `${minutes}\u00a0min ${two(rest)}\u00a0s` : `${rest}\u00a0s`;
}

export function amountUsed(call: UsageCall, said: UsageWords, format: Format): string {
  if (call.kind === 'data') return format.bytes(call.bytes);
  if (call.kind !== 'voice') return call.kind;
  return call.answered ? lengthOf(call.seconds) : said.unanswered;
}

/** «070-174 06 •••» where the end is not the reader's to see. */
export function numberOf(call: UsageCall): string {
  if (call.other === '') return '';
  if (call.other.replace('x', '').length <= 6) return call.other.replaceAll('x', '•');
  if (!call.other.endsWith('xxx')) return showNumber(call.other);
  const shown = [...showNumber(call.other.replace('xxx', '000'))];
  let left = 3;
  for (let index = shown.length - 1; index >= 0 && left > 0; index -= 1)
    if (/\d/.test(shown[index] ?? '')) {
      shown[index] = '•';
      left -= 1;
    }
  return shown.join('');
}

export const countryName = (code: string, format: Format): string =>
  new Intl.DisplayNames(locale(format), { type: 'region' }).of(code) ?? code;

/** Whom it was with: by name where the reader's own book has one, else what sort of number it is. */
export function whomOf(call: UsageCall, said: UsageWords, format: Format): string {
  if (call.kind === 'data')
    return call.visited === '' ? said.surf : said.surfIn(countryName(call.visited, format));
  if (call.other === '') return call.direction === 'in' ? said.withheld : said.unknown;
  return (
    (call.masked ? undefined : nameOf(call.other)) ??
    capital(call.destination?.[format.language] ?? said.unknown)
  );
}

/** What stands in the column of costs, and the question it answers. */
export function costOf(
  call: UsageCall,
  said: UsageWords,
  format: Format,
): { readonly text: string; readonly question: string; readonly paid: boolean } {
  const amount = format.amount(BigInt(call.ore));
  if (call.ore > 0) return { text: amount, question: said.why(amount), paid: true };
  if (call.outcome === 'rated' || (call.outcome === 'free' && call.answered && call.kind === 'voice'))
    return { text: said.included, question: said.whyIncluded, paid: false };
  if (call.outcome === 'unrated')
    return { text: said.unpriced, question: said.why(said.unpriced), paid: false };
  if (call.outcome === 'barred') return { text: said.stopped, question: said.why(said.stopped), paid: false };
  return { text: said.free, question: said.whyFree, paid: false };
}

/** What people call a service. */
export const serviceName = (one: UsageSum['services'][number] | undefined): string =>
  one === undefined ? '' : one.label !== '' ? one.label : showNumber(one.numbers[0] ?? '');

/** «21,4», of bytes in GB. */
export const gigabytes = (bytes: number, format: Format): string => {
  const value = Math.round(bytes / 100_000_000) / 10;
  return new Intl.NumberFormat(locale(format), { maximumFractionDigits: 1 }).format(value);
};
