import { createContext, use, useSyncExternalStore, type ReactNode } from 'react';
import type { Accounts, AccountsState } from './accounts.ts';

const Held = createContext<Accounts | null>(null);

/** Gives the screens the person’s accounts. Mounted once, by the app, around everything that has a session. */
export function AccountsProvider({
  accounts,
  children,
}: {
  readonly accounts: Accounts;
  readonly children: ReactNode;
}) {
  return <Held value={accounts}>{children}</Held>;
}

export function useAccounts(): Accounts {
  const accounts = use(Held);
  if (accounts === null) throw new Error('AccountsProvider is missing.');
  return accounts;
}

export function useAccountsState(): AccountsState {
  const accounts = useAccounts();
  return useSyncExternalStore(accounts.subscribe, accounts.get);
}
