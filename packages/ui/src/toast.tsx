import { useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Kbd } from './kbd.tsx';
import css from './toast.module.css';
import { useWords } from './words/language.tsx';
import { own } from './words/own.ts';

export interface Toast {
  /** «Arkiverad.» Never an error: errors stand where they happened. */
  readonly text: string;
  /** Takes the act back. */
  readonly undo?: (() => void) | undefined;
  /** Instead of «Ångra». */
  readonly undoLabel?: string | undefined;
  /** Called when the toast goes without having been undone: the act is final. */
  readonly onGone?: (() => void) | undefined;
  /** Milliseconds it stands. 8000 when not said. */
  readonly stands?: number | undefined;
}

interface Standing extends Toast {
  readonly turn: number;
}

let standing: Standing | undefined;
let turns = 0;
const listeners = new Set<() => void>();

function put(next: Standing | undefined): void {
  standing = next;
  for (const listener of listeners) listener();
}

/** Shows one toast; a toast already standing is over, and its act final. */
export function showToast(toast: Toast): void {
  const before = standing;
  turns += 1;
  put({ ...toast, turn: turns });
  before?.onGone?.();
}

/** Takes back what the standing toast speaks of. False when there is nothing to take back. For the key Z. */
export function undoToast(): boolean {
  const toast = standing;
  if (toast?.undo === undefined) return false;
  put(undefined);
  toast.undo();
  return true;
}

/** Takes the standing toast away; its act is final. */
export function dismissToast(): void {
  const toast = standing;
  put(undefined);
  toast?.onGone?.();
}

const defaultStands = 8000;

/** Where toasts stand. Mounted once, by `UiProvider`. */
export function Toasts() {
  const toast = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => standing,
  );
  return (
    <div role="status" className={css['place']} data-noprint>
      {toast === undefined ? null : <ToastBox key={toast.turn} toast={toast} />}
    </div>
  );
}

function ToastBox({ toast }: { readonly toast: Standing }) {
  const words = useWords(own);
  const [held, setHeld] = useState(false);
  const left = useRef(toast.stands ?? defaultStands);

  useEffect(() => {
    if (held) return undefined;
    const began = performance.now();
    const timer = setTimeout(dismissToast, left.current);
    return () => {
      clearTimeout(timer);
      left.current = Math.max(1000, left.current - (performance.now() - began));
    };
  }, [held]);

  return (
    <div
      className={css['toast']}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <span className={css['text']}>{toast.text}</span>
      {toast.undo === undefined ? null : (
        <button type="button" aria-keyshortcuts="Z" onClick={undoToast}>
          {toast.undoLabel ?? words.undo}
          <Kbd keys="z" />
        </button>
      )}
    </div>
  );
}
