import { wipeOrigin } from '@telink/vault';
import type { LastAct } from './store.ts';

export const SIGNED_OUT_PATH = '/utloggad';
/** Milliseconds. */
const PATIENCE = 6_000;

/** Nothing of the page is to be seen, at once: before the wipe, and before the next paint. */
export function blank(): void {
  document.title = 'Telink';
  document.documentElement.style.visibility = 'hidden';
  document.body.replaceChildren();
}

/**
 * The browser's half of every way out: blank, notifications closed and badge cleared, everything stored deleted, and away, without a
 * step back to where we were. The signed-out page sends `Clear-Site-Data` once more. Offline it can't be reached: then its words are shown here.
 * An act that ends the session by itself is waited for, in its own words, and leads where it says.
 */
export async function wipeAndLeave(last?: LastAct): Promise<void> {
  blank();
  if (last) say(last.title, last.text);
  // A browser that does not answer must not keep the person here: the signed-out page's header wipes what is left.
  await Promise.race([wipe(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  const to = await last?.leadsTo;
  if (to !== undefined) {
    // For its headers: cookies and what is stored go with it.
    await fetch(SIGNED_OUT_PATH, { cache: 'no-store' }).catch(() => undefined);
    location.replace(to);
  } else if (navigator.onLine) location.replace(SIGNED_OUT_PATH);
  else waitForNetwork();
}

async function wipe(): Promise<void> {
  await Promise.allSettled([closeNotifications(), clearBadge()]);
  await wipeOrigin();
}

function waitForNetwork(): void {
  const swedish = document.documentElement.lang !== 'en';
  say(
    swedish ? 'Utloggad' : 'Signed out',
    swedish
      ? 'Allt som Telink sparade i webbläsaren är rensat. Du är offline.'
      : 'Everything Telink saved in this browser is gone. You are offline.',
  );
  addEventListener('online', () => location.replace(SIGNED_OUT_PATH), { once: true });
}

function say(title: string, words: string): void {
  const main = document.createElement('main');
  main.setAttribute('aria-live', 'polite');
  const heading = document.createElement('h1');
  heading.textContent = title;
  const text = document.createElement('p');
  text.textContent = words;
  main.append(heading, text);
  document.body.replaceChildren(main);
  document.documentElement.style.visibility = '';
}

async function closeNotifications(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const registration of registrations)
    for (const shown of await registration.getNotifications()) shown.close();
}

async function clearBadge(): Promise<void> {
  if ('clearAppBadge' in navigator) await navigator.clearAppBadge();
}
