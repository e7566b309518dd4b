import { useAccounts } from '#subscriber/connections';
import { openMailAccounts } from './in-browser.ts';
import type { MailAccounts } from './accounts.ts';

let opened: MailAccounts | null = null;

/** One for the tab, whatever screen asks: stores and their polling live as long as it does. */
export function useMailAccounts(): MailAccounts {
  const connections = useAccounts();
  opened ??= openMailAccounts(connections);
  return opened;
}
