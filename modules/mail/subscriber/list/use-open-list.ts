import { useLayoutEffect, useRef, useState } from 'react';
import type { MessageList } from '../engine/types.ts';

interface Held<L> {
  readonly of: string;
  readonly list: L;
}

/**
 * A list of the engine, open for as long as `of` stays the same. There at the first drawing, so that the page is not drawn once without
 * its rows; null for one commit after `of` has changed, before anything is painted.
 */
export function useOpenList<L extends MessageList>(of: string, open: () => L): L | null {
  const [held, setHeld] = useState<Held<L>>(() => ({ of, list: open() }));
  const opened = useRef<L | null>(held.list);
  useLayoutEffect(() => {
    const list = opened.current ?? open();
    if (opened.current === null) setHeld({ of, list });
    opened.current = null;
    return () => list.close();
    // oxlint-disable-next-line react/exhaustive-deps -- `of` names everything `open` reads
  }, [of]);
  return held.of === of ? held.list : null;
}
