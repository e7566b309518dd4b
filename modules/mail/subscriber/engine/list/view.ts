import { ALIVE } from './table.ts';
import type { Table } from './table.ts';

/**
 * One mailbox's order: its messages newest first, and its conversations as rows. Rebuilt from what changed:
 * additions are sorted and merged (O(n) moves of numbers), so the whole is sorted only once, at the first fill.
 */
export interface View {
  readonly box: number;
  /** Bumps whenever order or grouping changed. */
  revision(): number;
  /** Known messages. */
  messages(): number;
  rows(): number;
  /** Slots of one row, newest first. */
  slots(row: number): readonly number[];
  rowOfThread(thread: number): number;
  /** Tells that slots of this mailbox came, left or changed place. `added` may name slots already here. */
  changed(added: readonly number[]): void;
  /** Forgets the order: the table was filled from the vault. */
  refill(): void;
}

export function createView(table: Table, box: number): View {
  let order = new Int32Array(0);
  let heads = new Int32Array(0);
  let older = new Int32Array(0);
  let rowOf = new Int32Array(0);
  let rowCount = 0;
  let pending = new Set<number>();
  let dirty = true;
  let filled = false;
  let revision = 0;

  const here = (slot: number): boolean => (table.flagsAt(slot) & ALIVE) !== 0 && table.boxAt(slot) === box;
  const newestFirst = (a: number, b: number): number => table.timeAt(b) - table.timeAt(a) || a - b;

  const fill = (): Int32Array<ArrayBuffer> => {
    const found: number[] = [];
    for (let slot = 0; slot < table.size(); slot += 1) if (here(slot)) found.push(slot);
    return Int32Array.from(found).toSorted(newestFirst);
  };

  const merge = (moved: ReadonlySet<number>): Int32Array<ArrayBuffer> => {
    const fresh = [...moved].filter(here).toSorted(newestFirst);
    const next = new Int32Array(order.length + fresh.length);
    let n = 0;
    let f = 0;
    for (const slot of order) {
      if (!here(slot) || moved.has(slot)) continue;
      let first = fresh[f];
      while (first !== undefined && newestFirst(first, slot) < 0) {
        next[n++] = first;
        first = fresh[++f];
      }
      next[n++] = slot;
    }
    for (; f < fresh.length; f += 1) next[n++] = fresh[f] ?? 0;
    return next.slice(0, n);
  };

  const group = (): void => {
    const threads = table.threads.size();
    const last = new Int32Array(threads).fill(-1);
    rowOf = new Int32Array(threads).fill(-1);
    if (older.length < table.size()) older = new Int32Array(table.size() * 2);
    if (heads.length < order.length) heads = new Int32Array(order.length * 2);
    rowCount = 0;
    for (const slot of order) {
      older[slot] = -1;
      const thread = table.threadAt(slot);
      const before = last[thread] ?? -1;
      if (before === -1) {
        rowOf[thread] = rowCount;
        heads[rowCount] = slot;
        rowCount += 1;
      } else older[before] = slot;
      last[thread] = slot;
    }
  };

  const fresh = (): void => {
    if (!dirty) return;
    dirty = false;
    order = filled ? merge(pending) : fill();
    filled = true;
    pending = new Set();
    group();
    revision += 1;
  };

  return {
    box,
    revision: () => {
      fresh();
      return revision;
    },
    messages: () => {
      fresh();
      return order.length;
    },
    rows: () => {
      fresh();
      return rowCount;
    },
    slots: (row) => {
      fresh();
      const found: number[] = [];
      if (row < 0 || row >= rowCount) return found;
      for (let slot = heads[row] ?? -1; slot !== -1; slot = older[slot] ?? -1) found.push(slot);
      return found;
    },
    rowOfThread: (thread) => {
      fresh();
      return rowOf[thread] ?? -1;
    },
    changed: (added) => {
      dirty = true;
      for (const slot of added) pending.add(slot);
    },
    refill: () => {
      filled = false;
      dirty = true;
    },
  };
}
