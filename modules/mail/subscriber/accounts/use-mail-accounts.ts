import { useAccounts, type Accounts } from '#subscriber/connections';
import { openMailAccounts } from './in-browser.ts';
import type { MailAccounts } from './accounts.ts';

let opened: MailAccounts | null = null;

/** One for the tab, whatever screen asks: stores and their polling live as long as it does. */
export function useMailAccounts(): MailAccounts {
  return accountsOf(useAccounts());
}

function accountsOf(connections: Accounts): MailAccounts {
  opened ??= openMailAccounts(connections);
  return opened;
}
