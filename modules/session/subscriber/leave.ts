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
 * An act that ends the session by itself is waited for, and may lead elsewhere instead.
 */
export async function wipeAndLeave(last?: LastAct): Promise<void> {
  blank();
  // A browser that does not answer must not keep the person here: the signed-out page's header wipes what is left.
  await Promise.race([wipe(), new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
  await last?.();
  if (navigator.onLine) location.replace(SIGNED_OUT_PATH);
  else waitForNetwork();
}

async function wipe(): Promise<void> {
  await Promise.allSettled([closeNotifications(), clearBadge()]);
  await wipeOrigin();
}

function waitForNetwork(): void {
  const swedish = document.documentElement.lang !== 'en';
  const main = document.createElement('main');
  const heading = document.createElement('h1');
  heading.textContent = swedish ? 'Utloggad' : 'Signed out';
  const text = document.createElement('p');
  text.textContent = swedish
    ? 'Allt som Telink sparade i webbläsaren är rensat. Du är offline.'
    : 'Everything Telink saved in this browser is gone. You are offline.';
  main.append(heading, text);
  document.body.replaceChildren(main);
  document.documentElement.style.visibility = '';
  addEventListener('online', () => location.replace(SIGNED_OUT_PATH));
}

async function closeNotifications(): Promise<void> {
  const registrations = (await navigator.serviceWorker?.getRegistrations()) ?? [];
  for (const registration of registrations)
    for (const shown of await registration.getNotifications()) shown.close();
}

async function clearBadge(): Promise<void> {
  // Not every browser has one.
  await (navigator as Partial<Navigator>).clearAppBadge?.();
}
