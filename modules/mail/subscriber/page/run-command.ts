import { showToast, undoToast } from '@telink/ui';
import type { Command } from '../acts/keys.ts';
import type { Deed } from '../acts/deal.ts';
import { requestCompose } from '../compose-seam.ts';
import type { MailWords } from '../words.ts';
import type { Desk } from './desk.ts';

const goes: Partial<Record<Command, Parameters<Desk['go']>[0]>> = {
  'go-inbox': { kind: 'role', role: 'inbox' },
  'go-flagged': { kind: 'flagged' },
  'go-drafts': { kind: 'role', role: 'drafts' },
  'go-sent': { kind: 'role', role: 'sent' },
  'go-archive': { kind: 'role', role: 'archive' },
  'go-junk': { kind: 'role', role: 'junk' },
  'go-trash': { kind: 'role', role: 'trash' },
};

const simple: Partial<Record<Command, Deed>> = {
  archive: { do: 'archive' },
  remove: { do: 'remove' },
  restore: { do: 'restore' },
  read: { do: 'read' },
  unread: { do: 'unread' },
};

/** Puts the focus on the next message of the open conversation; folded ones unfold on Enter. */
function stepMessage(by: 1 | -1): void {
  const all = [...document.querySelectorAll<HTMLElement>('[data-reading] [data-message]')];
  const at = all.findIndex((one) => one.contains(document.activeElement));
  const next = all[at === -1 ? (by === 1 ? 0 : all.length - 1) : at + by];
  next?.focus();
  next?.scrollIntoView({ block: 'start' });
}

function focusList(): void {
  document.getElementById('mail-rows')?.focus({ preventScroll: true });
}

/** The message a reply answers: the newest of the open conversation that is no draft, else the head of the row. */
function answered(desk: Desk): string | null {
  if (desk.open !== null) {
    const head = desk.opened.heads.get(desk.open.key);
    const { messages } = desk.opened.mail.conversation(desk.open.key, head).get();
    const wanted = desk.open.message ?? messages.findLast((one) => !one.draft)?.id;
    if (wanted !== undefined) return wanted;
  }
  return desk.target()?.heads[0] ?? null;
}

/** Does what a key, a button or a menu asked for. */
export function runCommand(desk: Desk, command: Command, words: MailWords): void {
  const { list, selection, opened } = desk;
  const target = desk.target();
  const account = opened.account.id;
  const view = goes[command];
  if (view !== undefined) return desk.go(view);
  const deed = simple[command];
  if (deed !== undefined) return target === null ? undefined : desk.deal(deed, target);
  const step = (by: 1 | -1): void => {
    if (list === null || list.count() === 0) return;
    const { cursor } = selection.get();
    const to = Math.max(0, Math.min(list.count() - 1, cursor + by));
    selection.stand(list, to);
    if (desk.layout !== 'one' || desk.open !== null) desk.openRow(list.row(to), 'follow');
  };
  switch (command) {
    case 'down':
      return step(1);
    case 'up':
      return step(-1);
    case 'open': {
      const { cursor } = selection.get();
      if (list !== null && cursor >= 0) desk.openRow(list.row(cursor));
      return;
    }
    case 'back':
      if (selection.get().chosen.size > 0) selection.clear();
      else if (desk.layout === 'one' && desk.open !== null) desk.leave();
      else if (desk.view.kind === 'search') desk.go({ kind: 'role', role: 'inbox' });
      else focusList();
      return;
    case 'select':
      if (list !== null && selection.get().cursor >= 0) selection.toggle(list, selection.get().cursor);
      return;
    case 'all':
      return list === null ? undefined : selection.all(list);
    case 'none':
      return selection.clear();
    case 'flag':
      return target === null ? undefined : desk.deal({ do: target.anyFlagged ? 'unflag' : 'flag' }, target);
    case 'junk':
      return target === null ? undefined : desk.deal({ do: 'junk', isJunk: desk.mailbox?.role !== 'junk' }, target);
    case 'move':
      return target === null ? undefined : desk.ask({ what: 'move', target });
    case 'categorize': {
      if (target === null) return;
      const rows = list === null ? [] : selection.rows(list);
      const heads = rows.length > 0 ? rows.map((row) => row.head) : desk.opened.mail.conversation(desk.open?.key ?? '', opened.heads.get(desk.open?.key ?? '')).get().messages;
      return desk.ask({ what: 'categorize', target, on: [...new Set(heads.flatMap((one) => one.categories))] });
    }
    case 'undo':
      if (undoToast()) return;
      if (opened.undo.undoLast() === undefined) showToast({ text: words.done.nothingToUndo, stands: 2500 });
      else showToast({ text: words.done.undone, stands: 2500 });
      return;
    case 'reply':
    case 'reply-all':
    case 'forward': {
      const id = answered(desk);
      if (id !== null) requestCompose({ open: 'answer', account, kind: command, id });
      return;
    }
    case 'compose':
      return requestCompose({ open: 'new', account });
    case 'search':
      desk.go({ kind: 'search' });
      document.querySelector<HTMLElement>('[data-mail-search]')?.focus();
      return;
    case 'refresh':
      return void opened.mail.refresh();
    case 'next-message':
      return stepMessage(1);
    case 'previous-message':
      return stepMessage(-1);
    case 'expand-all':
    case 'collapse-all':
      document.dispatchEvent(new CustomEvent('telink:fold', { detail: command === 'expand-all' }));
      return;
    case 'print':
      return print();
    case 'source': {
      const id = answered(desk);
      if (id !== null) desk.ask({ what: 'source', id });
      return;
    }
    case 'create-mailbox':
      return desk.ask({ what: 'create-mailbox', parent: null });
  }
}
