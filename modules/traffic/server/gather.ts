import type { Batch, Reject } from '../pure/formats/index.ts';
import type { UsageRecord } from '../pure/usage-record.ts';
import { eventOf } from './event.ts';
import type { NumberLookUp, NumberTable } from './number-table.ts';

/** Records a commit. */
export const BATCH = 20_000;
export const KINDS = ['voice', 'sms', 'mms', 'data'] as const;
export const DIRECTIONS = ['out', 'in', 'forwarded'] as const;
/** Bytes of a record's name, and room for the other party: E.164 has fifteen digits. */
export const NAME = 16;

/**
 * Up to `BATCH` records of a file whose numbers somebody had, column by column: without an object for each they cost the collector nothing
 * while they wait, and go to another thread as they are.
 */
export interface Gathered {
  /** New ones. */
  readonly count: number;
  /** Their places, by customer and within a customer as they came: an allowance is a customer's, so that is all that has to keep its order. */
  readonly order: Uint32Array;
  /** Place in the holders' `inUse`. */
  readonly holder: Int32Array;
  readonly start: Float64Array;
  readonly offset: Int16Array;
  readonly seconds: Float64Array;
  readonly bytes: Float64Array;
  readonly line: Float64Array;
  /** Kind, direction (times four) and whether it was answered (times sixteen). */
  readonly what: Uint8Array;
  /** System, the two networks, and where it was: places in `words`, four for each. */
  readonly word: Uint32Array;
  readonly words: readonly string[];
  readonly other: Uint8Array;
  readonly otherLength: Uint8Array;
  readonly event: Uint8Array;
  /** Records that were here already under the same name. */
  readonly duplicates: number;
  /** Records of numbers that nobody had then. */
  readonly strangers: readonly UsageRecord[];
  /** Corrections and withdrawals of numbers that somebody had. */
  readonly changes: readonly UsageRecord[];
  readonly rejects: readonly Reject[];
  readonly legs: number;
}

export interface Gatherer {
  /** @returns what became full by it. */
  add(batch: Batch): Gathered[];
  /** What there is, full or not. */
  take(): Gathered;
}

/** Finds whose each record is, and leaves out what a batch holds twice. */
export function gatherer(table: NumberTable, lookUp: NumberLookUp, most: number = BATCH): Gatherer {
  let open = opened(most);
  let known = new Map<string, number>();
  /** Places of names that are here, and one more, found by the name's own first bytes: it is a hash. At most half of them are taken. */
  const slots = new Int32Array(2 ** Math.ceil(Math.log2(most) + 1));

  /** Whether a name stands at an earlier place already. */
  function isHere(at: number): boolean {
    const { event } = open;
    const own = at * NAME;
    let slot = (event[own]! | (event[own + 1]! << 8) | (event[own + 2]! << 16)) & (slots.length - 1);
    for (; slots[slot] !== 0; slot = (slot + 1) & (slots.length - 1)) {
      const other = (slots[slot]! - 1) * NAME;
      let byte = 0;
      while (byte < NAME && event[own + byte] === event[other + byte]) byte += 1;
      if (byte === NAME) return true;
    }
    slots[slot] = at + 1;
    return false;
  }
  const wordOf = (text: string): number => {
    let place = known.get(text);
    if (place === undefined) {
      place = open.words.push(text) - 1;
      known.set(text, place);
    }
    return place;
  };
  function record(one: UsageRecord): void {
    if (one.action !== 'new') return void open.changes.push(one);
    const holder = lookUp.at(one.served, one.start);
    if (holder < 0) return void open.strangers.push(one);
    if (one.other.length > NAME) throw new RangeError('No number has more than sixteen digits.');
    const at = open.count;
    const event = eventOf(one.system, one.key);
    for (let byte = 0; byte < NAME; byte += 1) open.event[at * NAME + byte] = event.charCodeAt(byte);
    if (isHere(at)) return void (open.duplicates += 1);
    open.count += 1;
    open.holder[at] = holder;
    open.start[at] = one.start;
    open.offset[at] = one.offset;
    open.seconds[at] = one.seconds;
    open.bytes[at] = one.bytes;
    open.line[at] = one.line;
    open.what[at] =
      KINDS.indexOf(one.kind) | (DIRECTIONS.indexOf(one.direction) << 2) | (one.answered ? 16 : 0);
    open.word[at * 4] = wordOf(one.system);
    open.word[at * 4 + 1] = wordOf(one.originNetwork);
    open.word[at * 4 + 2] = wordOf(one.terminatingNetwork);
    open.word[at * 4 + 3] = wordOf(one.visited);
    const { other } = one;
    open.otherLength[at] = other.length;
    for (let digit = 0; digit < other.length; digit += 1)
      open.other[at * NAME + digit] = other.charCodeAt(digit);
  }
  function take(): Gathered {
    const { count } = open;
    // One number that sorts both ways: a batch has fewer places than that.
    const keys = new Float64Array(count);
    for (let at = 0; at < count; at += 1) keys[at] = table.rank[open.holder[at]!]! * most + at;
    keys.sort();
    const order = new Uint32Array(count);
    for (let at = 0; at < count; at += 1) order[at] = keys[at]! % most;
    const gathered = { ...open, order };
    open = opened(most);
    slots.fill(0);
    known = new Map();
    return gathered;
  }
  const full = (): boolean =>
    open.count + open.duplicates + open.strangers.length + open.changes.length + open.rejects.length >= most;

  return {
    take,
    add({ records, rejects, legs }) {
      const taken: Gathered[] = [];
      open.legs += legs;
      for (const one of records) {
        record(one);
        if (full()) taken.push(take());
      }
      for (const one of rejects) {
        open.rejects.push(one);
        if (full()) taken.push(take());
      }
      return taken;
    },
  };
}

/** What of a batch goes to another thread without being copied. */
export const buffersOf = (batch: Gathered): ArrayBufferLike[] =>
  Object.values(batch).flatMap((column: unknown) => (ArrayBuffer.isView(column) ? [column.buffer] : []));

const opened = (most: number) => ({
  count: 0,
  holder: new Int32Array(most),
  start: new Float64Array(most),
  offset: new Int16Array(most),
  seconds: new Float64Array(most),
  bytes: new Float64Array(most),
  line: new Float64Array(most),
  what: new Uint8Array(most),
  word: new Uint32Array(most * 4),
  words: [] as string[],
  other: new Uint8Array(most * NAME),
  otherLength: new Uint8Array(most),
  event: new Uint8Array(most * NAME),
  duplicates: 0,
  strangers: [] as UsageRecord[],
  changes: [] as UsageRecord[],
  rejects: [] as Reject[],
  legs: 0,
});
