import { session } from '#session';
import type { Accounts } from '#subscriber/connections';
import { cacheChosen } from './cache-choice.ts';

/**
 * Asks for what mail waits for at a start, while the session is still being looked at and the script is still on its way: which accounts
 * there are, and then the key of the first one's cache. One after the other, the list waited three times for the server.
 */
export async function expectMail(accounts: Accounts): Promise<void> {
  await accounts.load();
  const first = accounts
    .get()
    .connections.find(({ state, features }) => state === 'connected' && features.includes('mail'));
  if (first !== undefined && cacheChosen()) session.expectKey(first.id, 'mail');
}
