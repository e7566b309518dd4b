import { createAccounts, tabNews, type Accounts } from '#subscriber/connections';
import { call, session } from '#session';

/** The person's connected accounts, for the screens and the mail engine. Their tokens go with the session. */
export const accounts: Accounts = createAccounts({
  call,
  now: Date.now,
  navigate: (address) => location.assign(address),
  // The server has destroyed the account's key by then; whatever it no longer confirms is deleted.
  wipe: async () => void (await session.check()),
  tabs: tabNews(),
});
session.onEnd(accounts.signedOut);
