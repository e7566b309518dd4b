import { useSyncExternalStore } from 'react';
import css from './visually-hidden.module.css';

interface Said {
  readonly text: string;
  readonly turn: number;
}

let polite: Said = { text: '', turn: 0 };
let urgent: Said = { text: '', turn: 0 };
const listeners = new Set<() => void>();

/** Says something to those who listen instead of look. `assertive` breaks in; keep it for what cannot wait. */
export function announce(text: string, assertive = false): void {
  if (assertive) urgent = { text, turn: urgent.turn + 1 };
  else polite = { text, turn: polite.turn + 1 };
  for (const listener of listeners) listener();
}

function useSaid(read: () => Said): Said {
  return useSyncExternalStore((listener) => {
    listeners.add(listener);
    return () => listeners.delete(listener);
  }, read);
}

/** The regions `announce` speaks through. Two take turns, so that the same text twice is read twice. */
export function LiveRegions() {
  const calm = useSaid(() => polite);
  const loud = useSaid(() => urgent);
  return (
    <>
      {[0, 1].map((turn) => (
        <div key={turn} role="status" className={css['hidden']}>
          {calm.turn % 2 === turn ? calm.text : ''}
        </div>
      ))}
      {[0, 1].map((turn) => (
        <div key={turn} role="alert" className={css['hidden']}>
          {loud.turn % 2 === turn ? loud.text : ''}
        </div>
      ))}
    </>
  );
}
