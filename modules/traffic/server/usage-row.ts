import { packExplanation, type Rated, type Usage } from '#modules/prices';
import type { NumberInUse } from '#modules/services';
import type { CopyRows } from '#platform/db';
import { latin } from '../pure/formats/index.ts';
import { DIRECTIONS, KINDS, NAME, type Gathered } from './gather.ts';

export const COLUMNS = [
  'customer_id',
  'start_at',
  'event',
  'service_id',
  'person_id',
  'system',
  'kind',
  'direction',
  'offset_minutes',
  'seconds',
  'bytes',
  'answered',
  'other',
  'destination',
  'origin_network',
  'terminating_network',
  'visited',
  'outcome',
  'amount_ore',
  'vat_included',
  'explanation',
  'bill_month',
  'file_order',
  'line',
] as const;

/** What of a record decides its price, and the names that stand in it. One is enough for all records: each is read into it in its turn. */
export type Read = { -readonly [K in keyof Usage]: Usage[K] } & {
  system: string;
  originNetwork: string;
  terminatingNetwork: string;
};
export const emptyRead = (): Read => ({
  kind: 'voice',
  direction: 'out',
  other: '',
  start: 0,
  seconds: 0,
  bytes: 0,
  answered: false,
  visited: '',
  system: '',
  originNetwork: '',
  terminatingNetwork: '',
});

export function readInto(read: Read, batch: Gathered, at: number): void {
  const what = batch.what[at]!;
  read.kind = KINDS[what & 3]!;
  read.direction = DIRECTIONS[(what >> 2) & 3]!;
  read.answered = what >= 16;
  read.start = batch.start[at]!;
  read.seconds = batch.seconds[at]!;
  read.bytes = batch.bytes[at]!;
  const { words, word } = batch;
  read.system = words[word[at * 4]!]!;
  read.originNetwork = words[word[at * 4 + 1]!]!;
  read.terminatingNetwork = words[word[at * 4 + 2]!]!;
  read.visited = words[word[at * 4 + 3]!]!;
  read.other = latin(batch.other, at * NAME, at * NAME + batch.otherLength[at]!);
}

/** A record as it is stored, in the order of `COLUMNS`. @param other sealed; undefined when it is withheld or there is none */
export function writeRow(
  rows: CopyRows,
  holder: NumberInUse,
  read: Read,
  told: Rated,
  batch: Gathered,
  at: number,
  rest: { readonly other: Buffer | undefined; readonly bill: number; readonly fileOrder: number },
): void {
  rows.row(COLUMNS.length);
  rows.text(holder.customer);
  rows.time(read.start);
  rows.part(batch.event, at * NAME, (at + 1) * NAME);
  rows.text(holder.service);
  rows.text(holder.person ?? holder.customer);
  rows.text(read.system);
  rows.text(read.kind);
  rows.text(read.direction);
  rows.int2(batch.offset[at]!);
  rows.int4(read.seconds);
  rows.int8(read.bytes);
  rows.bool(read.answered);
  if (rest.other === undefined) rows.null();
  else rows.bytes(rest.other);
  rows.text(told.destination);
  rows.text(read.originNetwork);
  rows.text(read.terminatingNetwork);
  rows.text(read.visited);
  rows.text(told.outcome);
  rows.int8(told.amountOre);
  rows.bool(told.vatIncluded);
  rows.text(packExplanation(told));
  rows.date(rest.bill);
  rows.int8(rest.fileOrder);
  rows.int4(batch.line[at]!);
}
