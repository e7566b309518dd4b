import type { Live, MessageList } from '../engine/types.ts';

export interface SteadyList extends MessageList {
  /** While held, rows keep their places: what arrives waits, so that nothing moves under a pointer or a finger. */
  hold(on: boolean): void;
  /** How many rows wait. */
  readonly waiting: Live<number>;
}

/** A search's list whose rows stand still while someone is about to press one of them. */
export function steady(inner: MessageList): SteadyList {
  let order: readonly string[] | null = null;
  let turn = 0;
  const listeners = new Set<() => void>();
  const tell = (): void => {
    turn += 1;
    for (const listener of listeners) listener();
  };
  const keys = (): readonly string[] => Array.from({ length: inner.count() }, (_, at) => inner.row(at).key);
  let drawn: { readonly of: string; readonly keys: readonly string[] } | null = null;
  /** The held order without what is gone; made once for each change, for every row asks. */
  const shown = (): readonly string[] | null => {
    if (order === null) return null;
    const of = `${inner.version.get()} ${turn} ${inner.count()}`;
    if (drawn?.of !== of) drawn = { of, keys: order.filter((key) => inner.indexOf(key) !== -1) };
    return drawn.keys;
  };
  const waitingNow = (): number => (order === null ? 0 : inner.count() - (shown()?.length ?? 0));
  const subscribe = (changed: () => void): (() => void) => {
    listeners.add(changed);
    const stop = inner.version.subscribe(changed);
    return () => {
      listeners.delete(changed);
      stop();
    };
  };
  return {
    mailbox: inner.mailbox,
    version: { get: () => inner.version.get() * 1000 + (turn % 1000), subscribe },
    loading: inner.loading,
    waiting: { get: waitingNow, subscribe },
    count: () => shown()?.length ?? inner.count(),
    row(index) {
      const key = shown()?.[index];
      const at = key === undefined ? index : inner.indexOf(key);
      const row = inner.row(at);
      return at === index ? row : { ...row, index };
    },
    indexOf: (key) => shown()?.indexOf(key) ?? inner.indexOf(key),
    hold(on) {
      if (on === (order !== null)) return;
      // A list with nothing in it yet has nothing to hold still.
      if (on && inner.count() === 0) return;
      order = on ? keys() : null;
      tell();
    },
    close: () => inner.close(),
  };
}
