import { useMemo, useRef, useState } from 'react';
import { announce, dismissToast, showToast, undoToast, useWords } from '@telink/ui';
import type { MailAccounts, OpenedAccount } from '../accounts/accounts.ts';
import { createDeal, leaves, targetOf, type Deed, type Target } from '../acts/deal.ts';
import type { Command } from '../acts/keys.ts';
import { requestCompose } from '../compose-seam.ts';
import type { Mailbox, MessageList, ReplyKind, Row } from '../engine/types.ts';
import { createSelection, type ReadyRow } from '../list/selection.ts';
import { settingsOf, type OpenConversation, type View } from '../place/place.ts';
import { mailWords } from '../words.ts';
import type { Asking, Desk } from './desk.ts';
import { pane } from './pane-commands.ts';
import { useLayout } from './use-layout.ts';

export interface DeskParts {
  readonly accounts: MailAccounts;
  readonly opened: OpenedAccount;
  readonly accountIndex: number;
  readonly view: View;
  readonly open: OpenConversation | null;
  readonly list: MessageList | null;
  readonly hrefOf: (view: View, account?: number, conversation?: OpenConversation) => string;
  readonly goTo: (href: string, replace?: boolean) => void;
}

export interface DeskOfPage extends Desk {
  readonly asking: Asking | null;
  readonly closeAsking: () => void;
}

/** How long an opened message is looked at before it counts as read, when the cursor only passes. Milliseconds. */
const PASSING = 600;
/** What is fetched for later does not hold up what was asked for now. Milliseconds. */
const AFTER_DRAWING = 60;
const ANSWERS: Partial<Record<Command, ReplyKind>> = {
  reply: 'reply',
  'reply-all': 'reply-all',
  forward: 'forward',
};

/** Everything the parts of the page may do, for this account, view and list. */
export function useDeskOf(parts: DeskParts): DeskOfPage {
  const { accounts, opened, view, open, list, hrefOf, goTo, accountIndex } = parts;
  const { mail } = opened;
  const words = useWords(mailWords);
  const layout = useLayout();
  const [asking, setAsking] = useState<Asking | null>(null);
  const place = JSON.stringify([opened.account.id, view]);
  // oxlint-disable-next-line react/exhaustive-deps -- a new view has a selection of its own
  const selection = useMemo(createSelection, [place]);
  const following = useRef(false);
  const mailbox: Mailbox | undefined =
    view.kind === 'role'
      ? mail.mailbox(view.role)
      : view.kind === 'mailbox'
        ? mail.mailbox(view.id)
        : undefined;
  const nameOf = (one: Mailbox): string => (one.role === 'none' ? one.name : words.roles[one.role]);
  const deal = createDeal({
    mail,
    undo: opened.undo,
    words: () => words,
    nameOf,
    say: (text, undo) =>
      showToast({
        text,
        ...(undo === null
          ? {}
          : {
              undo: () => {
                undo();
                announce(words.done.undone);
              },
            }),
      }),
    confirmErase: (target, go) => setAsking({ what: 'erase', target, go }),
  });
  const openRow = (row: Row, how: 'push' | 'follow' = 'push'): void => {
    if (row.state !== 'ready') return;
    following.current = how === 'follow';
    performance.mark('telink:open-asked');
    opened.heads.set(row.key, row.head);
    if (row.head.draft && mailbox?.role === 'drafts') {
      requestCompose({ open: 'draft', account: opened.account.id, draft: row.head.id });
      return;
    }
    // Asked for before the pane is drawn and before its neighbours, so that neither costs it a round trip.
    mail.message(row.head.id);
    const conversation = { key: row.key, message: view.kind === 'search' ? row.head.id : null };
    goTo(hrefOf(view, accountIndex, conversation), how === 'follow' || (layout !== 'one' && open !== null));
    if (list !== null) setTimeout(() => mail.prefetch(nearby(list, row.index)), AFTER_DRAWING);
  };
  const openRowNow = (): ReadyRow | undefined => {
    if (list === null || open === null) return undefined;
    const at = list.indexOf(open.key);
    const row = at === -1 ? undefined : list.row(at);
    return row?.state === 'ready' ? row : undefined;
  };
  const target = (): Target | null => {
    if (list === null) return null;
    const chosen = selection.rows(list);
    if (chosen.length > 0) return targetOf(chosen);
    const { cursor } = selection.get();
    const row = openRowNow() ?? (cursor === -1 ? undefined : list.row(cursor));
    return row?.state === 'ready' ? targetOf([row]) : null;
  };
  const leave = (): void => goTo(hrefOf(view));
  /** After the open conversation has left the list: on to the next one, or back to the list on a phone. */
  const onward = (deed: Deed): (() => void) => {
    const row = openRowNow();
    if (list === null || row === undefined || !leaves(deed)) return () => selection.clear();
    const next =
      list.count() > row.index + 1
        ? list.row(row.index + 1)
        : row.index > 0
          ? list.row(row.index - 1)
          : undefined;
    return () => {
      selection.clear();
      if (next?.state === 'ready' && layout !== 'one') openRow(next, 'follow');
      else leave();
    };
  };
  const dealNow = (deed: Deed, on: Target): void => deal(deed, on, mailbox, onward(deed));
  const step = (by: 1 | -1): void => {
    if (list === null || list.count() === 0) return;
    const { cursor } = selection.get();
    const from = cursor === -1 && open !== null ? list.indexOf(open.key) : cursor;
    selection.stand(list, from + by);
    const row = list.row(selection.get().cursor);
    if (layout !== 'one' || open !== null) openRow(row, 'follow');
  };
  const onTarget = (deed: (on: Target) => Deed): void => {
    const on = target();
    if (on !== null) dealNow(deed(on), on);
  };
  const run = (command: Command): void => {
    const answer = ANSWERS[command];
    if (answer !== undefined) {
      const id = pane.focused() ?? openRowNow()?.head.id ?? target()?.heads[0];
      if (id !== undefined) requestCompose({ open: 'answer', account: opened.account.id, kind: answer, id });
      return;
    }
    if (command === 'go-settings') return goTo(settingsOf(opened.account.id));
    if (command.startsWith('go-')) {
      const to = command.slice(3) as 'inbox';
      goTo(hrefOf((to as string) === 'flagged' ? { kind: 'flagged' } : { kind: 'role', role: to }));
      return;
    }
    if (pane.take(command)) return;
    switch (command) {
      case 'down':
        return step(1);
      case 'up':
        return step(-1);
      case 'open': {
        const { cursor } = selection.get();
        if (list !== null && cursor >= 0) openRow(list.row(cursor));
        return;
      }
      case 'back':
        if (selection.get().chosen.size > 0) selection.clear();
        else if (open !== null && layout === 'one') leave();
        else document.getElementById('mail-rows')?.focus();
        return;
      case 'select':
        if (list !== null) selection.toggle(list, Math.max(0, selection.get().cursor));
        return;
      case 'all':
        if (list !== null) selection.all(list);
        return;
      case 'none':
        return selection.clear();
      case 'archive':
        return onTarget(() => ({ do: 'archive' }));
      case 'remove':
        return onTarget(() => ({ do: 'remove' }));
      case 'restore':
        return onTarget(() => ({ do: 'restore' }));
      case 'junk':
        return onTarget(() => ({ do: 'junk', isJunk: mailbox?.role !== 'junk' }));
      case 'flag':
        return onTarget((on) => ({ do: on.anyFlagged ? 'unflag' : 'flag' }));
      case 'read':
        return onTarget(() => ({ do: 'read' }));
      case 'unread':
        return onTarget(() => ({ do: 'unread' }));
      case 'move': {
        const on = target();
        if (on !== null) setAsking({ what: 'move', target: on });
        return;
      }
      case 'categorize': {
        const on = target();
        if (on !== null)
          setAsking({ what: 'categorize', target: on, on: openRowNow()?.head.categories ?? [] });
        return;
      }
      case 'undo': {
        if (undoToast()) return;
        const done = opened.undo.undoLast();
        dismissToast();
        announce(done === undefined ? words.done.nothingToUndo : words.done.undone);
        return;
      }
      case 'compose':
        return requestCompose({ open: 'new', account: opened.account.id });
      case 'search':
        if (view.kind !== 'search' && layout === 'one') goTo(hrefOf({ kind: 'search' }));
        else
          document
            .querySelector<HTMLInputElement>('input[data-mail-search], [data-mail-search] input')
            ?.focus();
        return;
      case 'refresh':
        return void mail.refresh();
      case 'create-mailbox':
        return setAsking({ what: 'create-mailbox', parent: null });
      default:
        return;
    }
  };
  return {
    accounts,
    opened,
    accountIndex,
    layout,
    view,
    list,
    selection,
    open,
    now: accounts.now,
    mailbox,
    nameOf,
    hrefOf,
    go: (to) => goTo(hrefOf(to)),
    openRow,
    leave,
    run,
    deal: dealNow,
    target,
    ask: setAsking,
    readAfter: () => (following.current ? PASSING : 0),
    asking,
    closeAsking: () => setAsking(null),
  };
}

/** Whose bodies are likely to be wanted next. */
function nearby(list: MessageList, index: number): string[] {
  return [1, 2, -1].flatMap((by) => {
    const at = index + by;
    const row = at >= 0 && at < list.count() ? list.row(at) : undefined;
    return row?.state === 'ready' ? [row.head.id] : [];
  });
}
