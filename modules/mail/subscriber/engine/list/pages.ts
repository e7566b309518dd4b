import type { Vault } from '@telink/vault';
import type { Message } from '../port/provider.ts';

/** Headers lie in pages of this many slots: one vault record each. */
export const PAGE = 100;
/** Pages kept in memory beside the unsaved ones, where the vault has the rest: 6,000 headers. */
const KEPT = 60;

type Slots = (Message | null)[];

/** The headers of the table's slots. What is not in memory comes from the vault; what is in neither is `undefined` and must be asked for again. */
export interface Pages {
  peek(slot: number): Message | undefined;
  set(slot: number, message: Message | null): void;
  /** Brings the pages of these slots into memory; one vault read. */
  load(slots: readonly number[]): Promise<void>;
  /** Headers of these slots, without keeping their pages: for whoever goes through many once, so that those on screen stay. */
  read(slots: readonly number[]): Promise<readonly (Message | undefined)[]>;
  /** Pages changed since they were last written. */
  dirty(): readonly number[];
  /** Content of a page for the vault; merges into what lies there when the page was never loaded. */
  save(): Promise<void>;
  clear(): void;
}

export function createPages(vault: Vault): Pages {
  const pages = new Map<number, Slots>();
  /** Loaded wholly (from the vault, or known to be new). A page only written to is merged with the vault's at save. */
  const whole = new Set<number>();
  const unsaved = new Set<number>();
  /** Whether what is handed to the vault comes back: a cache that is turned off keeps nothing, and then memory is all there is. */
  let vaultKeeps: boolean | null = null;

  const touch = (index: number, page: Slots): void => {
    pages.delete(index);
    pages.set(index, page);
    if (pages.size <= KEPT || vaultKeeps !== true) return;
    for (const old of pages.keys()) {
      if (pages.size <= KEPT) return;
      if (unsaved.has(old)) continue;
      pages.delete(old);
      whole.delete(old);
    }
  };

  const load = async (indexes: readonly number[]): Promise<void> => {
    const missing = indexes.filter((index) => !whole.has(index));
    if (missing.length === 0) return;
    const found = await vault.getMany<Slots>('head', missing.map(String));
    for (const index of missing) {
      const stored = found.get(String(index)) ?? [];
      const mine = pages.get(index);
      // What was set while the vault was read is newer.
      const page: Slots = Array.from({ length: PAGE }, (_, at) => mine?.[at] ?? stored[at] ?? null);
      whole.add(index);
      touch(index, page);
    }
  };

  return {
    peek: (slot) => {
      const index = Math.floor(slot / PAGE);
      const page = pages.get(index);
      return page?.[slot % PAGE] ?? undefined;
    },
    set: (slot, message) => {
      const index = Math.floor(slot / PAGE);
      const page = pages.get(index) ?? [];
      page[slot % PAGE] = message;
      unsaved.add(index);
      touch(index, page);
    },
    load: (slots) => load([...new Set(slots.map((slot) => Math.floor(slot / PAGE)))]),
    read: async (slots) => {
      const needed = new Set(slots.map((slot) => Math.floor(slot / PAGE)));
      const missing = [...needed].filter((index) => !whole.has(index));
      const stored =
        missing.length === 0
          ? new Map<string, Slots>()
          : await vault.getMany<Slots>('head', missing.map(String));
      return slots.map((slot) => {
        const index = Math.floor(slot / PAGE);
        // What is in memory is newer.
        return pages.get(index)?.[slot % PAGE] ?? stored.get(String(index))?.[slot % PAGE] ?? undefined;
      });
    },
    dirty: () => [...unsaved],
    save: async () => {
      const indexes = [...unsaved];
      if (indexes.length === 0) return;
      await load(indexes);
      const entries = indexes.flatMap((index): [string, Slots][] => {
        const page = pages.get(index);
        return page ? [[String(index), page.map((one) => one ?? null)]] : [];
      });
      for (const index of indexes) unsaved.delete(index);
      await vault.putMany('head', entries);
      const [first] = entries;
      if (vaultKeeps === null && first) vaultKeeps = (await vault.get('head', first[0])) !== undefined;
    },
    clear: () => {
      pages.clear();
      whole.clear();
      unsaved.clear();
    },
  };
}
