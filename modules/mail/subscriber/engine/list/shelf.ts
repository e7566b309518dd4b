import type { Vault } from '@telink/vault';
import { whole } from '../port/merge.ts';
import type { Message, MessageChange } from '../port/provider.ts';
import { createPages } from './pages.ts';
import { ALIVE, createTable, overlay } from './table.ts';
import type { PackedRows, Table } from './table.ts';
import { createView } from './view.ts';
import type { View } from './view.ts';

/** Rows of the table per vault record. */
const CHUNK = 1000;
/** Such records opened together. */
const TOGETHER = 6;

/** All known messages of one account: columns, headers, orders, and their encrypted copy. */
export interface Shelf {
  readonly table: Table;
  view(mailbox: string): View;
  /** From memory; undefined when unknown or its page is not loaded (`load` brings it). */
  header(id: string): Message | undefined;
  headerAt(slot: number): Message | undefined;
  has(id: string): boolean;
  /** Loads pages from the vault. Answers ids whose header was not there: the cache may lose anything. */
  load(slots: readonly number[]): Promise<readonly string[]>;
  /** Headers of these slots as they are now, in this order, leaving out what is lost or gone; memory keeps none it had not. */
  read(slots: readonly number[]): Promise<readonly Message[]>;
  /** Merges changes. Answers ids of partial rows about unknown messages: fetch those whole. */
  apply(changes: readonly MessageChange[]): Promise<readonly string[]>;
  /** Forgets messages; with `mailbox` only those that still lie in it (a move is «removed» there and «added» elsewhere). */
  drop(ids: readonly string[], mailbox?: string): void;
  /** Every message of a mailbox not in `keep`: after a resync. */
  dropOthers(mailbox: string, keep: ReadonlySet<string>): void;
  ids(mailbox: string): readonly string[];
  onChange(listener: (change: ShelfChange) => void): () => void;
  save(): Promise<void>;
  restore(): Promise<boolean>;
  clear(): void;
}

export interface ShelfChange {
  readonly mailboxes: ReadonlySet<string>;
  readonly changed: readonly string[];
  readonly removed: readonly string[];
  /** New messages, for the search index. */
  readonly added: readonly Message[];
}

const COLUMN_ONLY = new Set(['id', 'read', 'flagged', 'mailboxes', 'version']);
const isWhole = (change: MessageChange): boolean =>
  change.subject !== undefined && change.receivedAt !== undefined && change.from !== undefined;

export function createShelf(vault: Vault): Shelf {
  const table = createTable();
  const pages = createPages(vault);
  const views = new Map<string, View>();
  const dirty = new Set<number>();
  const listeners = new Set<(change: ShelfChange) => void>();

  const viewOf = (mailbox: string): View => {
    const known = views.get(mailbox);
    if (known) return known;
    const view = createView(table, table.boxes.of(mailbox));
    views.set(mailbox, view);
    return view;
  };

  const laid = (slot: number, stored: Message | undefined): Message | undefined =>
    (table.flagsAt(slot) & ALIVE) === 0 || !stored || stored.id !== table.idAt(slot)
      ? undefined
      : overlay(stored, table.flagsAt(slot), table.boxes.nameOf(table.boxAt(slot)));
  const headerAt = (slot: number): Message | undefined =>
    slot < 0 ? undefined : laid(slot, pages.peek(slot));

  const tell = (
    touched: Map<string, number[]>,
    changed: readonly string[],
    removed: readonly string[],
    added: readonly Message[],
  ): void => {
    for (const [mailbox, slots] of touched) views.get(mailbox)?.changed(slots);
    const change: ShelfChange = { mailboxes: new Set(touched.keys()), changed, removed, added };
    for (const listener of listeners) listener(change);
  };

  const touch = (touched: Map<string, number[]>, box: number, slot: number | null): void => {
    const name = table.boxes.nameOf(box);
    const slots = touched.get(name) ?? [];
    if (slot !== null) slots.push(slot);
    touched.set(name, slots);
  };

  const shelf: Shelf = {
    table,
    view: viewOf,
    headerAt,
    header: (id) => headerAt(table.slotOf(id)),
    has: (id) => table.slotOf(id) !== -1,
    load: async (slots) => {
      await pages.load(slots);
      return slots.flatMap((slot) => {
        const id = table.idAt(slot);
        return id && !headerAt(slot) ? [id] : [];
      });
    },
    read: async (slots) => {
      const stored = await pages.read(slots);
      return slots.flatMap((slot, at) => laid(slot, stored[at]) ?? []);
    },
    apply: async (changes) => {
      const partial = changes.filter(
        (one) => !isWhole(one) && Object.keys(one).some((key) => !COLUMN_ONLY.has(key)),
      );
      const toLoad = partial.map((one) => table.slotOf(one.id)).filter((slot) => slot !== -1);
      if (toLoad.length > 0) await pages.load(toLoad);
      const unknown: string[] = [];
      const touched = new Map<string, number[]>();
      const added: Message[] = [];
      const changed: string[] = [];
      for (const change of changes) {
        const put = table.put(change);
        if (put.what === 'partial') {
          unknown.push(change.id);
          continue;
        }
        dirty.add(Math.floor(put.slot / CHUNK));
        const before = headerAt(put.slot);
        if (before || isWhole(change)) {
          const next = whole(change, before);
          pages.set(put.slot, next);
          if (put.what === 'added') added.push(next);
        } else if (put.what === 'added') unknown.push(change.id);
        changed.push(change.id);
        const order = put.what === 'added' || put.what === 'moved' || put.what === 'reordered';
        touch(touched, table.boxAt(put.slot), order ? put.slot : null);
        if (put.what === 'moved') touch(touched, put.boxBefore, null);
      }
      if (changed.length > 0) tell(touched, changed, [], added);
      return unknown;
    },
    drop: (ids, mailbox) => {
      const box = mailbox === undefined ? -1 : table.boxes.find(mailbox);
      const touched = new Map<string, number[]>();
      const gone: string[] = [];
      for (const id of ids) {
        const slot = table.slotOf(id);
        if (slot === -1 || (mailbox !== undefined && table.boxAt(slot) !== box)) continue;
        touch(touched, table.boxAt(slot), null);
        table.drop(id);
        pages.set(slot, null);
        dirty.add(Math.floor(slot / CHUNK));
        gone.push(id);
      }
      if (gone.length > 0) tell(touched, [], gone, []);
    },
    ids: (mailbox) => {
      const view = viewOf(mailbox);
      const found: string[] = [];
      for (let row = 0; row < view.rows(); row += 1)
        for (const slot of view.slots(row)) found.push(table.idAt(slot));
      return found;
    },
    dropOthers: (mailbox, keep) =>
      shelf.drop(
        shelf.ids(mailbox).filter((id) => !keep.has(id)),
        mailbox,
      ),
    onChange: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    save: async () => {
      const chunks = [...dirty];
      dirty.clear();
      await pages.save();
      if (chunks.length === 0) return;
      await vault.putMany('index', [
        ...chunks.map((chunk): [string, PackedRows] => [
          String(chunk),
          table.pack(chunk * CHUNK, (chunk + 1) * CHUNK),
        ]),
        ['meta', { chunks: Math.ceil(table.size() / CHUNK) }],
      ]);
    },
    restore: async () => {
      const meta = await vault.get<{ chunks: number }>('index', 'meta');
      if (!meta || !Number.isInteger(meta.chunks) || meta.chunks < 1) return false;
      const names = Array.from({ length: meta.chunks }, (_, chunk) => String(chunk));
      const packed: PackedRows[] = [];
      // Some at a time: opening a hundred at once would hold up the page for as long as that takes.
      for (let from = 0; from < names.length; from += TOGETHER) {
        const some = names.slice(from, from + TOGETHER);
        const found = await vault.getMany<PackedRows>('index', some);
        if (found.size !== some.length) return false;
        packed.push(...some.flatMap((name) => found.get(name) ?? []));
      }
      // Written only when all are there, and in one go: nobody sees half a table.
      for (const [chunk, rows] of packed.entries()) table.unpack(chunk * CHUNK, rows);
      for (const view of views.values()) view.refill();
      return true;
    },
    clear: () => {
      table.clear();
      pages.clear();
      dirty.clear();
      for (const view of views.values()) view.refill();
    },
  };
  return shelf;
}
