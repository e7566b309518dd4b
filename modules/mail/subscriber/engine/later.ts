import type * as Parts from './later-parts.ts';

/** What nobody needs before a list of mail is on screen: showing a message, writing one, settings. */
export type Later = typeof Parts;

let here: Later | null = null;
let coming: Promise<Later> | null = null;

/** What has been fetched; null before. */
export const laterNow = (): Later | null => here;

/** Fetches it once for the tab. Rejects when it can't be had just now; asked again, it is tried again. */
export function fetchLater(): Promise<Later> {
  coming ??= import('./later-parts.ts').then(
    (parts) => {
      here = parts;
      return parts;
    },
    (error: unknown) => {
      coming = null;
      throw error;
    },
  );
  return coming;
}
