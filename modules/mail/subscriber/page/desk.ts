import { createContext, use } from 'react';
import type { MailAccounts, OpenedAccount } from '../accounts/accounts.ts';
import type { Command } from '../acts/keys.ts';
import type { Deed, Target } from '../acts/deal.ts';
import type { Mailbox, MessageList, Row } from '../engine/types.ts';
import type { OpenConversation, View } from '../place/place.ts';
import type { Selection } from '../list/selection.ts';

export type Layout = 'one' | 'two' | 'three';

/** Small windows that ask something; loaded when first asked for. */
export type Asking =
  | { readonly what: 'move'; readonly target: Target }
  | { readonly what: 'categorize'; readonly target: Target; readonly on: readonly string[] }
  | { readonly what: 'erase'; readonly target: Target; readonly go: () => void }
  | { readonly what: 'empty'; readonly mailbox: Mailbox }
  | { readonly what: 'create-mailbox'; readonly parent: string | null }
  | { readonly what: 'rename-mailbox'; readonly mailbox: Mailbox }
  | { readonly what: 'move-mailbox'; readonly mailbox: Mailbox }
  | { readonly what: 'delete-mailbox'; readonly mailbox: Mailbox }
  | { readonly what: 'source'; readonly id: string }
  | { readonly what: 'mailboxes' };

/** What every part of the mail page may reach. Changes only when the account or the view does. */
export interface Desk {
  readonly accounts: MailAccounts;
  readonly opened: OpenedAccount;
  readonly accountIndex: number;
  readonly layout: Layout;
  readonly view: View;
  readonly list: MessageList | null;
  readonly selection: Selection;
  readonly open: OpenConversation | null;
  readonly now: () => number;
  /** The mailbox of the view, when it is one. */
  readonly mailbox: Mailbox | undefined;
  readonly nameOf: (mailbox: Mailbox) => string;
  readonly hrefOf: (view: View, account?: number) => string;
  readonly go: (view: View) => void;
  /** `follow`: the cursor moved here by itself, so history keeps no step of it and reading waits a little. */
  readonly openRow: (row: Row, how?: 'push' | 'follow') => void;
  readonly leave: () => void;
  readonly run: (command: Command) => void;
  readonly deal: (deed: Deed, target: Target) => void;
  /** What an act would be done to just now: the chosen rows, else the open conversation, else the row under the cursor. */
  readonly target: () => Target | null;
  readonly ask: (asking: Asking) => void;
  /** Shown or not, read once: how long to wait before an opened message counts as read. */
  readonly readAfter: () => number;
}

const Desks = createContext<Desk | null>(null);

export const DeskProvider = Desks.Provider;

export function useDesk(): Desk {
  const desk = use(Desks);
  if (desk === null) throw new Error('A part of the mail page stands outside it');
  return desk;
}
