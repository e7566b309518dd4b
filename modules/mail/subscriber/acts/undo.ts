import type { Act } from '../engine/types.ts';

export interface Undoable {
  readonly text: string;
  readonly undo: () => void;
}

export interface UndoStack {
  /** Remembers an act that can be taken back. Answers what takes exactly this one back, once. */
  push(text: string, act: Act): (() => void) | null;
  /** Takes the latest back. Undefined when there is none. */
  undoLast(): Undoable | undefined;
  clear(): void;
}

const depth = 50;

/** What Z takes back, latest first. An act that cannot be reversed is not here: it asked before. */
export function createUndoStack(): UndoStack {
  let stack: Undoable[] = [];
  const take = (entry: Undoable): void => {
    if (!stack.includes(entry)) return;
    stack = stack.filter((one) => one !== entry);
    entry.undo();
  };
  return {
    push(text, act) {
      const { undo } = act;
      if (undo === null || act.count === 0) return null;
      const entry: Undoable = { text, undo: () => void undo() };
      stack = [...stack.slice(-depth + 1), entry];
      return () => take(entry);
    },
    undoLast() {
      const entry = stack.at(-1);
      if (entry !== undefined) take(entry);
      return entry;
    },
    clear() {
      stack = [];
    },
  };
}
