import { useLayoutEffect, useRef, useState } from 'react';
import type { MessageList } from '../engine/types.ts';

interface Held<L> {
  readonly of: string;
  readonly list: L;
  readonly lingers: boolean;
}

/** How long what was found before stands while what is asked for now is looked up. Milliseconds. */
const AT_MOST = 300;

/**
 * A list of the engine, open for as long as `of` stays the same. There at the first drawing, so that the page is not drawn once without
 * its rows; null for one commit after `of` has changed, before anything is painted. Where one that lingers follows another, as one
 * search the other while somebody types, the one before stands until the next has something to show: not taken down and built anew at
 * each letter.
 */
export function useOpenList<L extends MessageList>(of: string, open: () => L, lingers: boolean): L | null {
  const [held, setHeld] = useState<Held<L>>(() => ({ of, list: open(), lingers }));
  const opened = useRef<L | null>(held.list);
  useLayoutEffect(() => {
    const before = opened.current;
    opened.current = null;
    const list = before ?? open();
    const stops: (() => void)[] = [];
    const show = (): void => {
      for (const stop of stops.splice(0)) stop();
      setHeld({ of, list, lingers });
    };
    if (before === null) {
      if (!lingers || list.count() > 0 || !list.loading.get()) show();
      else {
        const late = setTimeout(show, AT_MOST);
        stops.push(list.version.subscribe(show), list.loading.subscribe(show), () => clearTimeout(late));
      }
    }
    return () => {
      for (const stop of stops) stop();
      list.close();
    };
    // oxlint-disable-next-line react/exhaustive-deps -- `of` names everything `open` reads
  }, [of]);
  return held.of === of || (lingers && held.lingers) ? held.list : null;
}
