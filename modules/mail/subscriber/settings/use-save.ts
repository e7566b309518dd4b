import { useRef, useState } from 'react';
import type { Answer, TroubleReason } from '../engine/types.ts';

export type Saving =
  | { readonly state: 'idle' | 'saving' | 'saved' }
  | { readonly state: 'failed'; readonly reason: TroubleReason };

/** Runs one save and says how it went; an answer to an earlier one changes nothing. */
export function useSave(): readonly [Saving, <T>(save: () => Promise<Answer<T>>) => Promise<T | undefined>] {
  const [saving, set] = useState<Saving>({ state: 'idle' });
  const turn = useRef(0);
  const run = async <T>(save: () => Promise<Answer<T>>): Promise<T | undefined> => {
    turn.current += 1;
    const mine = turn.current;
    set({ state: 'saving' });
    const answer = await save().catch(() => ({ ok: false, reason: 'unavailable', code: '' }) as const);
    if (mine === turn.current)
      set(answer.ok ? { state: 'saved' } : { state: 'failed', reason: answer.reason });
    return answer.ok ? answer.value : undefined;
  };
  return [saving, run];
}

/** A choice the engine keeps; false when the provider did not take it. */
export const kept = async (saved: Promise<boolean>): Promise<Answer<null>> =>
  (await saved) ? { ok: true, value: null } : { ok: false, reason: 'unavailable', code: '' };
