import type { DestinationClass, Kind } from './book.ts';
import type { Reason } from './usage.ts';

/** The words an explanation is told in. */
export interface Words {
  readonly locale: string;
  readonly decimal: string;
  called(kind: Kind, direction: 'out' | 'in' | 'forwarded', whom: string): string;
  readonly unknownNumber: string;
  kindOfNumber(prefix: string, what: DestinationClass): string;
  began(kind: Kind, time: string): string;
  visited(country: string): string;
  list(name: string, version: string): string;
  since(date: string): string;
  readonly setup: string;
  minutes(count: number, price: string): string;
  duration(length: string, price: string): string;
  pieces(kind: Kind, price: string): string;
  megabytes(amount: string, price: string): string;
  countedUp(used: string, charged: string): string;
  included(plan: string): string;
  left(what: string): string;
  readonly piecesLeft: string;
  readonly minimum: string;
  readonly rounding: string;
  sum(vatIncluded: boolean): string;
  readonly why: Readonly<Record<Exclude<Reason, ''>, string>>;
}
