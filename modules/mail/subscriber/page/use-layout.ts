import { useSyncExternalStore } from 'react';
import type { Layout } from './desk.ts';

const phone = '(max-width: 640px)';
const desk = '(min-width: 1100px)';

function subscribe(changed: () => void): () => void {
  const queries = [phone, desk].map((query) => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}

function read(): Layout {
  if (matchMedia(phone).matches) return 'one';
  return matchMedia(desk).matches ? 'three' : 'two';
}

/** One pane on a phone, two from 641 pixels, three from 1100. */
export function useLayout(): Layout {
  return useSyncExternalStore(subscribe, read);
}
