import { useAccounts, type Accounts } from '#subscriber/connections';
import { openMailAccounts, type BrowserMailAccounts } from './in-browser.ts';

let opened: BrowserMailAccounts | null = null;

/** One for the tab, whatever screen asks: stores and their polling live as long as it does. */
export function useMailAccounts(): BrowserMailAccounts {
  return mailAccountsOf(useAccounts());
}

export function mailAccountsOf(connections: Accounts): BrowserMailAccounts {
  opened ??= openMailAccounts(connections);
  return opened;
}
