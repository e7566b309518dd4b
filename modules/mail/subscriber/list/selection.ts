import type { Live, MessageList, Row } from '../engine/types.ts';

/** How many rows «select all» and a range may hold: each needs its ids, and nobody means 100,000. */
export const selectionCap = 1000;

export interface Selected {
  /** Conversation key → the message ids it had when it was chosen. */
  readonly chosen: ReadonlyMap<string, readonly string[]>;
  /** The row the keyboard stands on, -1 before there is one. */
  readonly cursor: number;
  readonly cursorKey: string | null;
  /** More was asked for than fits. */
  readonly capped: boolean;
  /** Grows when someone moved the cursor, and not when it followed its row. */
  readonly moves: number;
}

export interface Selection extends Live<Selected> {
  /** Stands on a row; `extend` chooses everything between the anchor and here. */
  stand(list: MessageList, index: number, extend?: boolean): void;
  toggle(list: MessageList, index: number): void;
  all(list: MessageList): void;
  clear(): void;
  /** After the list changed: the cursor follows its conversation, or stays at its place when that one is gone. */
  settle(list: MessageList): void;
  /** The ready rows chosen, as they are now. */
  rows(list: MessageList): readonly ReadyRow[];
  /** Forgets everything, for another list. */
  reset(): void;
}

export type ReadyRow = Extract<Row, { state: 'ready' }>;

const nothing: Selected = { chosen: new Map(), cursor: -1, cursorKey: null, capped: false, moves: 0 };

function idsOf(row: Row): readonly string[] {
  return row.state === 'ready' ? row.ids : [];
}

/** Which rows are chosen and where the keyboard stands. Keyed by conversation, so that new mail moves nothing. */
export function createSelection(): Selection {
  let state = nothing;
  let anchor: string | null = null;
  const listeners = new Set<() => void>();
  const set = (next: Selected): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const clamp = (list: MessageList, index: number): number => Math.max(0, Math.min(list.count() - 1, index));

  return {
    get: () => state,
    subscribe(changed) {
      listeners.add(changed);
      return () => listeners.delete(changed);
    },
    stand(list, index, extend = false) {
      if (list.count() === 0) return;
      const at = clamp(list, index);
      const { key } = list.row(at);
      if (!extend) {
        anchor = key;
        set({ ...state, cursor: at, cursorKey: key, moves: state.moves + 1 });
        return;
      }
      const began = anchor === null ? at : list.indexOf(anchor);
      const from = Math.min(began === -1 ? at : began, at);
      const to = Math.max(began === -1 ? at : began, at);
      const chosen = new Map<string, readonly string[]>();
      for (let here = from; here <= to && chosen.size < selectionCap; here += 1) {
        const row = list.row(here);
        chosen.set(row.key, idsOf(row));
      }
      anchor ??= key;
      set({
        chosen,
        cursor: at,
        cursorKey: key,
        capped: to - from + 1 > selectionCap,
        moves: state.moves + 1,
      });
    },
    toggle(list, index) {
      const row = list.row(clamp(list, index));
      const chosen = new Map(state.chosen);
      if (!chosen.delete(row.key)) chosen.set(row.key, idsOf(row));
      anchor = row.key;
      set({ chosen, cursor: row.index, cursorKey: row.key, capped: false, moves: state.moves });
    },
    all(list) {
      const chosen = new Map<string, readonly string[]>();
      for (let here = 0; here < list.count() && chosen.size < selectionCap; here += 1) {
        const row = list.row(here);
        chosen.set(row.key, idsOf(row));
      }
      set({ ...state, chosen, capped: list.count() > selectionCap });
    },
    clear() {
      if (state.chosen.size > 0) set({ ...state, chosen: nothing.chosen, capped: false });
    },
    settle(list) {
      const { cursor, cursorKey, chosen } = state;
      if (cursorKey === null) return;
      const found = list.indexOf(cursorKey);
      // Those that left the list are no longer chosen: an act must not reach what nobody sees.
      const kept = new Map([...chosen].filter(([key]) => list.indexOf(key) !== -1));
      const stays = kept.size === chosen.size;
      if (found === cursor && stays) return;
      if (found !== -1) set({ ...state, chosen: stays ? chosen : kept, cursor: found });
      else if (list.count() === 0) set({ ...nothing });
      else {
        const at = clamp(list, cursor);
        set({ ...state, chosen: kept, cursor: at, cursorKey: list.row(at).key });
      }
    },
    rows(list) {
      return [...state.chosen.keys()].flatMap((key) => {
        const index = list.indexOf(key);
        const row = index === -1 ? undefined : list.row(index);
        return row?.state === 'ready' ? [row] : [];
      });
    },
    reset() {
      anchor = null;
      set(nothing);
    },
  };
}
