import type { Draft } from '../engine/types.ts';

export interface Left {
  readonly draft: Draft;
  readonly why: 'kept' | 'refused' | 'unsure';
}

/** Which unfinished drafts nobody has in front of them: not those in a window, not those on their way out. */
export function leftBehind(unfinished: readonly Draft[], open: readonly string[]): readonly Left[] {
  return unfinished.flatMap((draft): Left[] => {
    if (open.includes(draft.key)) return [];
    if (draft.state === 'refused' || draft.state === 'unsure') return [{ draft, why: draft.state }];
    return draft.state === 'kept-here' || draft.state === 'at-risk' || draft.state === 'saved'
      ? [{ draft, why: 'kept' }]
      : [];
  });
}
