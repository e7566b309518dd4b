import { ask } from '#session';
import { useEffect, useState } from 'react';
import type { ArchiveAnswer, HeldView } from '#contract/privacy';

export type HeldState =
  | { readonly status: 'loading' | 'failed' }
  | { readonly status: 'ready'; readonly view: HeldView };

/** What is held right now, in the page's language. */
export function useHeld(): { readonly state: HeldState; readonly load: () => void } {
  const [state, setState] = useState<HeldState>({ status: 'loading' });
  const load = (): void => {
    setState({ status: 'loading' });
    void ask<HeldView>('GET', '/api/privacy/held').then(
      (view) => setState({ status: 'ready', view }),
      () => setState({ status: 'failed' }),
    );
  };
  useEffect(() => {
    let gone = false;
    void ask<HeldView>('GET', '/api/privacy/held').then(
      (view) => gone || setState({ status: 'ready', view }),
      () => gone || setState({ status: 'failed' }),
    );
    return () => void (gone = true);
  }, []);
  return { state, load };
}

/** Asks for everything, and lets the browser take the file as it is written. */
export async function fetchEverything(language: 'sv' | 'en'): Promise<void> {
  const { archive } = await ask<ArchiveAnswer>('POST', '/api/privacy/archives', { language });
  const link = document.createElement('a');
  link.href = `/api/privacy/archives/${archive}`;
  link.download = '';
  link.click();
}
