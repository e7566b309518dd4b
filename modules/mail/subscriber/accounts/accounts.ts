import { createCategories, type Categories } from '../acts/categories.ts';
import { createUndoStack, type UndoStack } from '../acts/undo.ts';
import { composeRequests, forgetComposeRequests } from '../compose-seam.ts';
import { held, type Held } from '../engine/port/live.ts';
import type { Live, Loss, Mail, Message } from '../engine/types.ts';
import { createAddresses, type Addresses, type NameKeeper } from '../place/addresses.ts';

export interface MailAccount {
  /** Connection id. */
  readonly id: string;
  readonly address: string;
  /** What the person calls it; the address when nothing else is known. */
  readonly name: string;
  readonly state: 'connected' | 'needs-consent' | 'pending-admin';
}

export type AccountsView =
  | { readonly state: 'loading' }
  | { readonly state: 'failed' }
  | { readonly state: 'ready'; readonly accounts: readonly MailAccount[] };

/** Everything of one account that lives as long as the tab: in memory only, dropped together. */
export interface OpenedAccount {
  readonly account: MailAccount;
  readonly mail: Mail;
  readonly addresses: Addresses;
  readonly undo: UndoStack;
  readonly categories: Categories;
  /** The search line. Never in the address bar. */
  readonly query: Held<string>;
  /** Heads of conversations opened from a list, so that the pane has something to draw at once. */
  readonly heads: Map<string, Message>;
}

export interface MailAccounts {
  readonly view: Live<AccountsView>;
  /** Settles when the first look at which accounts there are has ended. */
  readonly known: Promise<void>;
  /** The account if it is open already, so that it can be drawn at once. */
  there(id: string): OpenedAccount | undefined;
  /** Opens an account's store, once; the same promise after that. Rejects when its key or its cache can't be had. */
  open(account: MailAccount, visible: string): Promise<OpenedAccount>;
  reload(): void;
  /** The list may have changed: looks again, and shows nothing else meanwhile. */
  relist(): Promise<void>;
  /** One account has ended: its store is closed and what it left in memory dropped. The others go on. */
  closeOne(id: string): Promise<void>;
  /** Before signing out: what could not be had at the provider, and so would be lost. */
  beforeSignOut(): Promise<readonly { readonly what: Loss['what']; readonly name: string }[]>;
  /** The session ended: stores closed, names and words forgotten. */
  close(): void;
  readonly now: () => number;
}

export interface AccountsOutside {
  /** Connected accounts whose mail feature is on; null when the list could not be had. */
  readonly list: () => Promise<readonly MailAccount[] | null>;
  readonly openMail: (account: MailAccount) => Promise<{ readonly mail: Mail; readonly names?: NameKeeper }>;
  readonly random: (bytes: Uint8Array) => Uint8Array;
  readonly now: () => number;
}

/** The mail accounts of the person signed in. */
export function createMailAccounts(outside: AccountsOutside): MailAccounts {
  const view = held<AccountsView>({ state: 'loading' });
  let opened = new Map<string, Promise<OpenedAccount>>();
  const there = new Map<string, OpenedAccount>();
  const load = async (): Promise<void> => {
    const accounts = await outside.list().catch(() => null);
    if (accounts === null) return view.set({ state: 'failed' });
    // The same again is no reason to open anything again.
    const before = view.get();
    if (before.state !== 'ready' || JSON.stringify(before.accounts) !== JSON.stringify(accounts))
      view.set({ state: 'ready', accounts });
  };
  const start = async (account: MailAccount, visible: string): Promise<OpenedAccount> => {
    const { mail, names } = await outside.openMail(account);
    await mail.start(visible);
    return {
      account,
      mail,
      addresses: createAddresses(outside.random, names),
      undo: createUndoStack(),
      categories: createCategories(mail),
      query: held(''),
      heads: new Map(),
    };
  };
  const shut = ({ mail, undo, query, heads }: OpenedAccount): void => {
    mail.close();
    undo.clear();
    heads.clear();
    query.set('');
  };
  const each = async (act: (one: OpenedAccount) => unknown): Promise<void> => {
    for (const one of opened.values()) await one.then(act).catch(() => undefined);
  };
  const known = load();
  return {
    view,
    known,
    there: (id) => there.get(id),
    now: outside.now,
    open(account, visible) {
      const before = opened.get(account.id);
      if (before !== undefined) return before;
      const opening = start(account, visible);
      opened.set(account.id, opening);
      opening.then(
        (one) => opened.get(account.id) === opening && there.set(account.id, one),
        () => opened.delete(account.id),
      );
      return opening;
    },
    reload() {
      view.set({ state: 'loading' });
      void load();
    },
    relist: () => (view.get().state === 'ready' ? load() : Promise.resolve()),
    async closeOne(id) {
      const opening = opened.get(id);
      opened.delete(id);
      there.delete(id);
      if (composeRequests.get()?.request.account === id) forgetComposeRequests();
      await opening?.then(shut).catch(() => undefined);
      const now = view.get();
      if (now.state === 'ready' && now.accounts.some((one) => one.id === id))
        view.set({ state: 'ready', accounts: now.accounts.filter((one) => one.id !== id) });
    },
    async beforeSignOut() {
      const lost: { readonly what: Loss['what']; readonly name: string }[] = [];
      await each(async ({ mail }) =>
        lost.push(...(await mail.beforeSignOut()).map(({ what, subject }) => ({ what, name: subject }))),
      );
      return lost;
    },
    close() {
      void each(shut);
      opened = new Map();
      there.clear();
      forgetComposeRequests();
      view.set({ state: 'loading' });
    },
  };
}
