import { useLayoutEffect, useState } from 'react';
import type { MessageList } from '../engine/types.ts';

interface Held<L> {
  readonly of: string;
  readonly list: L;
}

/** A list of the engine, open for as long as `of` stays the same. Null for one commit, before anything is painted. */
export function useOpenList<L extends MessageList>(of: string, open: () => L): L | null {
  const [held, setHeld] = useState<Held<L> | null>(null);
  useLayoutEffect(() => {
    const list = open();
    setHeld({ of, list });
    return () => list.close();
    // oxlint-disable-next-line react/exhaustive-deps -- `of` names everything `open` reads
  }, [of]);
  return held?.of === of ? held.list : null;
}
