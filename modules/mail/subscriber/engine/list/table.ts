import type { Message, MessageChange } from '../port/provider.ts';
import { interner } from './intern.ts';
import type { Interner } from './intern.ts';

/** Bits of one message's flags. */
export const READ = 1;
export const FLAGGED = 2;
export const DRAFT = 4;
export const ATTACHED = 8;
export const ALIVE = 16;

/**
 * Every known message of one account as columns: what ordering, grouping and counting need and nothing more, so that 100,000
 * cost some 30 MB, not hundreds. The headers themselves lie in pages (pages.ts) of which only the looked-at ones are in memory.
 */
export interface Table {
  readonly threads: Interner;
  readonly boxes: Interner;
  /** Slots ever used; some may be dead. */
  size(): number;
  slotOf(id: string): number;
  idAt(slot: number): string;
  flagsAt(slot: number): number;
  timeAt(slot: number): number;
  threadAt(slot: number): number;
  boxAt(slot: number): number;
  /** Writes what a change says; 'partial' when the message is unknown and the change is not enough to begin one. */
  put(change: MessageChange): Put;
  drop(id: string): number;
  /** Columns of slots [from, to), for the vault. */
  pack(from: number, to: number): PackedRows;
  unpack(from: number, rows: PackedRows): void;
  clear(): void;
}

export interface Put {
  readonly slot: number;
  readonly what: 'added' | 'moved' | 'reordered' | 'flags' | 'same' | 'partial';
  readonly boxBefore: number;
}

export interface PackedRows {
  readonly ids: readonly string[];
  /** Times as the bytes of a Float64Array: what a vault record can hold. */
  readonly at: Uint8Array;
  readonly flags: Uint8Array;
  readonly threads: readonly string[];
  readonly boxes: readonly string[];
}

export function flagsOf(change: MessageChange, before: number): number {
  let flags = before;
  const bit = (mask: number, value: boolean | undefined): void => {
    if (value !== undefined) flags = value ? flags | mask : flags & ~mask;
  };
  bit(READ, change.read);
  bit(FLAGGED, change.flagged);
  bit(DRAFT, change.draft);
  bit(ATTACHED, change.hasAttachments);
  return flags;
}

/** The column values laid over a stored header: the columns are what is true now. */
export function overlay(message: Message, flags: number, box: string): Message {
  const read = (flags & READ) !== 0;
  const flagged = (flags & FLAGGED) !== 0;
  if (message.read === read && message.flagged === flagged && message.mailboxes[0] === box) return message;
  return { ...message, read, flagged, mailboxes: [box] };
}

export function createTable(): Table {
  const threads = interner();
  const boxes = interner();
  const byId = new Map<string, number>();
  const freed: number[] = [];
  let ids: string[] = [];
  let room = 1024;
  let at = new Float64Array(room);
  let flags = new Uint8Array(room);
  let thread = new Int32Array(room);
  let box = new Int32Array(room);

  const grow = (need: number): void => {
    if (need <= room) return;
    while (room < need) room *= 2;
    const wider = <T extends Float64Array | Uint8Array | Int32Array>(fresh: T, old: T): T => {
      fresh.set(old);
      return fresh;
    };
    at = wider(new Float64Array(room), at);
    flags = wider(new Uint8Array(room), flags);
    thread = wider(new Int32Array(room), thread);
    box = wider(new Int32Array(room), box);
  };

  return {
    threads,
    boxes,
    size: () => ids.length,
    slotOf: (id) => byId.get(id) ?? -1,
    idAt: (slot) => ids[slot] ?? '',
    flagsAt: (slot) => flags[slot] ?? 0,
    timeAt: (slot) => at[slot] ?? 0,
    threadAt: (slot) => thread[slot] ?? -1,
    boxAt: (slot) => box[slot] ?? -1,
    put: (change) => {
      const known = byId.get(change.id);
      if (known === undefined) {
        if (change.receivedAt === undefined || !change.mailboxes?.[0])
          return { slot: -1, what: 'partial', boxBefore: -1 };
        const slot = freed.pop() ?? ids.length;
        grow(slot + 1);
        ids[slot] = change.id;
        byId.set(change.id, slot);
        at[slot] = change.receivedAt;
        flags[slot] = flagsOf(change, ALIVE);
        thread[slot] = threads.of(change.thread ?? change.id);
        box[slot] = boxes.of(change.mailboxes[0]);
        return { slot, what: 'added', boxBefore: -1 };
      }
      const boxBefore = box[known] ?? -1;
      const flagsBefore = flags[known] ?? 0;
      flags[known] = flagsOf(change, flagsBefore);
      let reordered = false;
      if (change.receivedAt !== undefined && change.receivedAt !== at[known]) {
        at[known] = change.receivedAt;
        reordered = true;
      }
      if (change.thread) {
        const next = threads.of(change.thread);
        reordered ||= next !== thread[known];
        thread[known] = next;
      }
      if (change.mailboxes?.[0]) box[known] = boxes.of(change.mailboxes[0]);
      const what =
        box[known] !== boxBefore
          ? 'moved'
          : reordered
            ? 'reordered'
            : flags[known] !== flagsBefore
              ? 'flags'
              : 'same';
      return { slot: known, what, boxBefore };
    },
    drop: (id) => {
      const slot = byId.get(id);
      if (slot === undefined) return -1;
      byId.delete(id);
      flags[slot] = 0;
      ids[slot] = '';
      freed.push(slot);
      return slot;
    },
    pack: (from, to) => {
      const end = Math.min(to, ids.length);
      const names = (column: Int32Array, pool: Interner): string[] =>
        Array.from(column.subarray(from, end), (n) => pool.nameOf(n));
      return {
        ids: ids.slice(from, end),
        at: new Uint8Array(at.slice(from, end).buffer),
        flags: flags.slice(from, end),
        threads: names(thread, threads),
        boxes: names(box, boxes),
      };
    },
    unpack: (from, rows) => {
      grow(from + rows.ids.length);
      const times = new Float64Array(rows.at.slice().buffer);
      while (ids.length < from) {
        freed.push(ids.length);
        ids.push('');
      }
      for (const [offset, id] of rows.ids.entries()) {
        const slot = from + offset;
        const alive = ((rows.flags[offset] ?? 0) & ALIVE) !== 0 && id !== '' && !byId.has(id);
        ids[slot] = alive ? id : '';
        flags[slot] = alive ? (rows.flags[offset] ?? 0) : 0;
        at[slot] = times[offset] ?? 0;
        thread[slot] = threads.of(rows.threads[offset] ?? id);
        box[slot] = boxes.of(rows.boxes[offset] ?? '');
        if (alive) byId.set(id, slot);
        else freed.push(slot);
      }
    },
    clear: () => {
      ids = [];
      byId.clear();
      freed.length = 0;
      flags.fill(0);
    },
  };
}
