import { useWords } from '@telink/ui';
import { useCallback, useEffect, useState } from 'react';
import { ask } from './call.ts';
import { problemText, words } from './words.ts';

/** An act under way: busy, and what it said when it failed. */
export function useAct(): {
  readonly busy: boolean;
  readonly problem: string | undefined;
  readonly run: (act: () => Promise<unknown>) => Promise<boolean>;
  readonly say: (problem: string | undefined) => void;
} {
  const said = useWords(words);
  const [busy, setBusy] = useState(false);
  const [problem, say] = useState<string>();
  const run = async (act: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true);
    say(undefined);
    try {
      await act();
      return true;
    } catch (error) {
      say(problemText(said, error));
      return false;
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, run, say };
}

export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'there'; readonly value: T }
  | { readonly status: 'failed'; readonly error: unknown };

/** When the screen was opened, in milliseconds: what «today» is measured from. */
export function useOpenedAt(): number {
  const [at] = useState(() => Date.now());
  return at;
}

/** What a screen reads from the office's server; `again` reads it anew and leaves what is shown until it is there. */
export function useLoaded<T>(path: string): { readonly state: Loaded<T>; readonly again: () => void } {
  const [state, setState] = useState<Loaded<T> & { readonly of?: string }>({ status: 'loading' });
  const again = useCallback(() => {
    ask<T>('GET', path).then(
      (value) => setState({ status: 'there', value, of: path }),
      (error: unknown) => setState({ status: 'failed', error, of: path }),
    );
  }, [path]);
  useEffect(again, [again]);
  // What was read for another address is never shown for this one.
  return { state: state.of === path ? state : { status: 'loading' }, again };
}
