/** The slice’s door in the browser. The screen itself is loaded by `screens`; `ConnectStart` is also the mail’s first sight. */
export {
  createAccounts,
  type Accounts,
  type AccountsEnvironment,
  type AccountsState,
  type Done,
  type TabNews,
} from './accounts.ts';
export { problemCode, type Call } from './call.ts';
export { AccountsProvider, useAccounts, useAccountsState } from './provide.tsx';
export { ConnectStart } from './late-start.ts';
export { screens } from './screens.ts';
export { tabNews } from './tab-news.ts';
export type { AccessToken, TokenRefusal } from './tokens.ts';
