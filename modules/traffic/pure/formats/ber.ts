import {
  KEY_LIMIT,
  RAW_LIMIT,
  type Batch,
  type Reader,
  type ReaderOptions,
  type Reason,
  type Reject,
  type UsageRecord,
} from './batch.ts';
import { BATCH, dialect, type RecordTable } from './ber-dialect.ts';
import { context, elementsOf, headerAt, type Element, type Header } from './ber-element.ts';
import { berScanner } from './ber-stream.ts';
import { address, hex, integer, network, timeStamp } from './ber-value.ts';
import { partyRules, type PartyRules } from './parties.ts';
import { countryOf } from './visited.ts';

const MASK = 120; // x

/** Every tag that is read; what the others hold (cells, identities of equipment, content) is masked where a reject is kept. */
function tagsOf(table: RecordTable): ReadonlySet<number> {
  const numbers = [
    table.served,
    table.other,
    table.began,
    table.answered,
    table.seconds,
    table.network,
    ...table.key,
  ];
  return new Set(numbers.filter((number) => number !== undefined).map(context));
}
const READ: ReadonlyMap<RecordTable, ReadonlySet<number>> = new Map(
  [...dialect.records.values()].map((table) => [table, tagsOf(table)]),
);

/** The record with everything masked that is not read: still BER, tags and lengths are as they were. Of one that can't be taken apart nothing but its tag is left. */
function masked(bytes: Uint8Array, from: number, to: number): Uint8Array {
  const raw = bytes.slice(from, Math.min(to, from + RAW_LIMIT));
  const header = headerAt(bytes, from, to);
  const table = typeof header === 'string' ? undefined : dialect.records.get(header.tag);
  const elements =
    typeof header === 'string' || table === undefined ? undefined : elementsOf(bytes, header, to);
  if (typeof header === 'string' || table === undefined || elements === undefined) return raw.fill(MASK, 1);
  for (const { tag, from: begin, to: end } of elements)
    if (READ.get(table)?.has(tag) !== true && begin - from < raw.length)
      raw.fill(MASK, begin - from, Math.min(end - from, raw.length));
  return raw;
}

/** Sum of the volumes in a list; -1 when one of them is no number. */
function volumeOf(bytes: Uint8Array, list: Element, up: number, down: number): number {
  let sum = 0;
  const parts = elementsOf(
    bytes,
    { tag: 0, constructed: true, content: list.from, length: list.to - list.from },
    list.to,
  );
  for (const part of parts ?? []) {
    const inner = { tag: 0, constructed: true, content: part.from, length: part.to - part.from };
    for (const { tag, from, to } of elementsOf(bytes, inner, part.to) ?? []) {
      if (tag !== context(up) && tag !== context(down)) continue;
      const value = integer(bytes, from, to);
      if (value < 0) return -1;
      sum += value;
    }
  }
  return parts === undefined || !Number.isSafeInteger(sum) ? -1 : sum;
}

/** @returns the record, or why it is none. */
function recordOf(
  bytes: Uint8Array,
  elements: readonly Element[],
  table: RecordTable,
  line: number,
  options: ReaderOptions,
  parties: PartyRules,
): UsageRecord | Omit<Reject, 'line' | 'raw'> {
  const bad = (field: number): Omit<Reject, 'line' | 'raw'> => ({ reason: 'field', field: `[${field}]` });
  const find = (number: number | undefined): Element | undefined =>
    number === undefined ? undefined : elements.find(({ tag }) => tag === context(number));
  const number = (field: number | undefined) => {
    const element = find(field);
    return parties.numberOf(element === undefined ? '' : address(bytes, element.from, element.to));
  };
  const time = (field: number | undefined) => {
    const element = find(field);
    return element === undefined ? undefined : timeStamp(bytes, element.from, element.to);
  };

  const began = time(table.began);
  const answer = time(table.answered);
  if (find(table.answered) !== undefined && answer === undefined) return bad(table.answered ?? 0);
  const moment = answer ?? began;
  if (moment === undefined) return bad(table.began);
  const length = find(table.seconds);
  const seconds = length === undefined ? 0 : integer(bytes, length.from, length.to);
  if (seconds < 0) return bad(table.seconds ?? 0);
  const answered = table.answered === undefined || answer !== undefined;
  if (!answered && seconds > 0) return { reason: 'unanswered-with-seconds' };

  let volume = 0;
  for (const { list, up, down } of table.volumes ?? []) {
    const element = find(list);
    if (element === undefined) continue;
    const sum = volumeOf(bytes, element, up, down);
    if (sum < 0) return bad(list);
    volume = sum;
    break;
  }
  const served = number(table.served);
  if (!served.ok || (served.kind !== 'own-country' && served.kind !== 'abroad'))
    return { reason: 'served', field: `[${table.served}]` };
  if (options.own !== undefined && !options.own(served.number))
    return { reason: 'served', field: `[${table.served}]` };
  const other = number(table.other);
  const pays = table.direction === 'out' && table.kind !== 'data';
  if (pays && (!other.ok || other.number === '')) return { reason: 'number', field: `[${table.other}]` };

  const identity = table.key.map((field) => {
    const element = find(field);
    return element === undefined ? '' : hex(bytes, element.from, element.to);
  });
  // The same numbers come again after years, so the moment is part of it.
  const key = `${table.kind}-${table.direction}-${identity.join('-')}-${served.number}-${moment.start / 1000}`;
  if (key.length > KEY_LIMIT) return bad(table.key[0] ?? 0);
  const plmn = find(table.network);
  const where = plmn === undefined ? '' : network(bytes, plmn.from, plmn.to);
  const away =
    table.roaming === true || (where !== '' && options.network !== undefined && where !== options.network);
  return {
    system: options.system,
    key,
    action: 'new',
    kind: table.kind,
    direction: table.direction,
    served: served.number,
    other: other.ok ? other.number : '',
    start: moment.start,
    offset: moment.offset,
    seconds: table.kind === 'sms' ? 0 : seconds,
    bytes: volume,
    answered,
    originNetwork: where === '' ? (options.network ?? '') : where,
    terminatingNetwork: '',
    visited: away ? countryOf(where) : '',
    line,
  };
}

/** BER files in the manner of 3GPP TS 32.298 and of roaming partners. The tags that are read are in docs/traffic-formats.md. */
export function readBer(options: ReaderOptions): Reader {
  const parties = partyRules(options);
  let records: UsageRecord[] = [];
  let rejects: Reject[] = [];
  let legs = 0;
  const scanner = berScanner({
    kindOf: (tag, inside) => {
      if (dialect.containers.has(tag)) return 'container';
      return inside === BATCH ? 'other' : 'record';
    },
    record: (bytes: Uint8Array, header: Header, from: number, to: number, line: number) => {
      const refuse = (why: Omit<Reject, 'line' | 'raw'>): void =>
        void rejects.push({ line, ...why, raw: masked(bytes, from, to) });
      if (dialect.legs.has(header.tag)) {
        legs += 1;
        return;
      }
      const table = dialect.records.get(header.tag);
      if (table === undefined) return refuse({ reason: 'dialect' });
      const elements = header.constructed ? elementsOf(bytes, header, to) : undefined;
      if (elements === undefined) return refuse({ reason: 'syntax' });
      const read = recordOf(bytes, elements, table, line, options, parties);
      if ('reason' in read) refuse(read);
      else records.push(read);
    },
    // What stands in a record that has no end can't be told, so nothing but its first octet is kept.
    broken: (bytes: Uint8Array, from: number, to: number, line: number, reason: Reason) =>
      void rejects.push({ line, reason, raw: bytes.slice(from, Math.min(to, from + 1)) }),
  });
  function take(): Batch {
    const batch = { records, rejects, legs };
    [records, rejects, legs] = [[], [], 0];
    return batch;
  }
  return {
    push: (chunk) => {
      scanner.push(chunk);
      return take();
    },
    end: () => {
      scanner.end();
      return take();
    },
  };
}
