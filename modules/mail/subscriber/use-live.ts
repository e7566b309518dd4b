import { useEffect, useState, useSyncExternalStore } from 'react';
import type { Live } from './engine/types.ts';

/** The value of a `Live`, drawn again when it changes. */
export function useLive<T>(live: Live<T>): T {
  return useSyncExternalStore(live.subscribe, live.get);
}

const still: Live<undefined> = { get: () => undefined, subscribe: () => () => undefined };

/** The same for a `Live` that may not be there yet. */
export function useMaybeLive<T>(live: Live<T> | null | undefined): T | undefined {
  return useSyncExternalStore<T | undefined>((live ?? still).subscribe, (live ?? still).get);
}

/** A clock for what is on screen: «14:32» becomes «i går» at midnight without anybody pressing anything. Milliseconds. */
export function useNow(read: () => number, every = 60_000): number {
  const [now, setNow] = useState(read);
  useEffect(() => {
    const timer = setInterval(() => setNow(read()), every);
    return () => clearInterval(timer);
  }, [read, every]);
  return now;
}
