import { session, type SessionState } from '#session';
import type { Accounts } from '#subscriber/connections';
import { accountOf } from '../place/place.ts';
import { cacheChosen } from './cache-choice.ts';
import { mailAccountsOf } from './use-mail-accounts.ts';

/**
 * Begins with mail at a start, while the session is still being looked at and nothing is drawn: asks which accounts there are, then for
 * the key of the first one's cache, and opens the account that the address speaks of as soon as `checked` says who is signed in and that
 * stores without a living key are gone. One after the other, the list waited three times for the server and once for the first drawing.
 * Settles when the list can be drawn, or when it can't be; what stands in the way is the screen's to say.
 */
export async function expectMail(accounts: Accounts, checked: Promise<SessionState>): Promise<void> {
  await accounts.load();
  const first = accounts
    .get()
    .connections.find(({ state, features }) => state === 'connected' && features.includes('mail'));
  if (first === undefined) return;
  if (cacheChosen()) session.expectKey(first.id, 'mail');
  const mine = mailAccountsOf(accounts);
  // The server has just given its key, so it is none of those that go; nothing is read from it before they are gone.
  const opening = mine.cache.vaultOf(first.id).catch(() => undefined);
  await mine.known;
  if ((await checked).status !== 'signed-in') {
    (await opening)?.close();
    return;
  }
  const view = mine.view.get();
  if (view.state !== 'ready') return;
  const [, , viewSlug = ''] = location.pathname.split('/');
  const account = view.accounts[accountOf(viewSlug)] ?? view.accounts[0];
  if (account !== undefined) await mine.open(account, 'inbox').catch(() => undefined);
}
