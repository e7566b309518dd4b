import { ask, CallFailed } from '#session';
import { useCallback, useEffect, useState } from 'react';

export type Own<T> =
  | { readonly status: 'loading' | 'failed' }
  | { readonly status: 'there'; readonly value: T };

/** What a screen reads; `again` reads it anew and leaves what is shown until it is there. */
export function useOwn<T>(path: string): { readonly state: Own<T>; readonly again: () => void } {
  const [state, setState] = useState<Own<T>>({ status: 'loading' });
  const again = useCallback(() => {
    ask<T>('GET', path).then(
      (value) => setState({ status: 'there', value }),
      () => setState({ status: 'failed' }),
    );
  }, [path]);
  useEffect(again, [again]);
  return { state, again };
}

/** An act under way: busy, and the code it was refused with. */
export function useDeed(): {
  readonly busy: boolean;
  readonly refused: string | undefined;
  readonly run: <T>(deed: () => Promise<T>) => Promise<T | undefined>;
} {
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string>();
  const run = async <T>(deed: () => Promise<T>): Promise<T | undefined> => {
    setBusy(true);
    setRefused(undefined);
    try {
      return await deed();
    } catch (error) {
      setRefused(error instanceof CallFailed ? error.code : 'other');
      return undefined;
    } finally {
      setBusy(false);
    }
  };
  return { busy, refused, run };
}
