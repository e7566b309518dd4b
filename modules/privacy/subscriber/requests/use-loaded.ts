import { ask, CallFailed } from '#session';
import { useCallback, useEffect, useState } from 'react';

export type Loaded<T> =
  | { readonly status: 'loading' }
  | { readonly status: 'there'; readonly value: T }
  | { readonly status: 'failed'; readonly code: string };

/** What a screen reads; `again` reads it anew and leaves what is shown until it is there. */
export function useLoaded<T>(path: string): { readonly state: Loaded<T>; readonly again: () => void } {
  const [state, setState] = useState<Loaded<T> & { readonly of?: string }>({ status: 'loading' });
  const again = useCallback(() => {
    ask<T>('GET', path).then(
      (value) => setState({ status: 'there', value, of: path }),
      (error: unknown) =>
        setState({ status: 'failed', code: error instanceof CallFailed ? error.code : 'other', of: path }),
    );
  }, [path]);
  useEffect(again, [again]);
  // What was read for another request is never shown for this one.
  return { state: state.of === path ? state : { status: 'loading' }, again };
}
