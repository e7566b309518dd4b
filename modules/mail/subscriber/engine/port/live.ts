import type { Live } from '../types.ts';

export interface Held<T> extends Live<T> {
  readonly set: (value: T) => void;
}

/** A value with listeners. Setting the same object tells no one. */
export function held<T>(first: T): Held<T> {
  let value = first;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    subscribe: (changed) => {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    set: (next) => {
      if (Object.is(next, value)) return;
      value = next;
      for (const listener of Array.from(listeners)) listener();
    },
  };
}
