import type { Act, Mail, Mailbox } from '../engine/types.ts';
import type { ReadyRow } from '../list/selection.ts';
import type { MailWords } from '../words.ts';
import type { UndoStack } from './undo.ts';

/** What an act is done to: some conversations of one list. */
export interface Target {
  readonly ids: readonly string[];
  /** How many conversations, for the words. */
  readonly count: number;
  /** The newest message of each, for the flag. */
  readonly heads: readonly string[];
  readonly anyUnread: boolean;
  readonly anyFlagged: boolean;
}

export type Deed =
  | { readonly do: 'archive' | 'remove' | 'restore' | 'read' | 'unread' | 'flag' | 'unflag' }
  | { readonly do: 'junk'; readonly isJunk: boolean }
  | { readonly do: 'move'; readonly to: string }
  | { readonly do: 'categorize'; readonly name: string; readonly on: boolean };

export interface DealParts {
  readonly mail: Mail;
  readonly undo: UndoStack;
  readonly words: () => MailWords;
  readonly nameOf: (mailbox: Mailbox) => string;
  /** Shows the toast. */
  readonly say: (text: string, undo: (() => void) | null) => void;
  /** Asks first, before what can't be undone. */
  readonly confirmErase: (target: Target, go: () => void) => void;
}

export function targetOf(rows: readonly ReadyRow[]): Target {
  return {
    ids: rows.flatMap((row) => row.ids),
    count: rows.length,
    heads: rows.map((row) => row.head.id),
    anyUnread: rows.some((row) => row.unread > 0),
    anyFlagged: rows.some((row) => row.flagged),
  };
}

/** Whether the deed takes conversations out of the list they stand in. */
export function leaves(deed: Deed): boolean {
  return ['archive', 'remove', 'restore', 'junk', 'move'].includes(deed.do);
}

/** Does something to some conversations: at once, with a toast and a way back. Erasing asks first. */
export function createDeal(
  parts: DealParts,
): (deed: Deed, target: Target, from: Mailbox | undefined, after?: () => void) => void {
  const { mail } = parts;
  const carry = (deed: Deed, target: Target): readonly [Act, string] => {
    const { done } = parts.words();
    const { ids, count } = target;
    switch (deed.do) {
      case 'archive':
        return [mail.archive(ids), done.archived(count)];
      case 'remove':
        return [mail.remove(ids), done.removed(count)];
      case 'restore':
        return [mail.restore(ids), done.restored(count)];
      case 'junk':
        return [mail.junk(ids, deed.isJunk), deed.isJunk ? done.junked(count) : done.notJunked(count)];
      case 'move': {
        const to = mail.mailbox(deed.to);
        return [mail.move(ids, deed.to), done.moved(count, to === undefined ? '' : parts.nameOf(to))];
      }
      case 'flag':
        return [mail.setFlag(target.heads, true), done.flagged(count)];
      case 'unflag':
        return [mail.setFlag(ids, false), done.unflagged(count)];
      case 'read':
        return [mail.setRead(ids, true), done.read(count)];
      case 'unread':
        return [mail.setRead(target.heads, false), done.unread(count)];
      case 'categorize':
        return [
          mail.setCategories(ids, deed.on ? { add: [deed.name] } : { remove: [deed.name] }),
          deed.on ? done.categorized(deed.name) : done.uncategorized(deed.name),
        ];
    }
  };
  return (deed, target, from, after) => {
    if (target.ids.length === 0) return;
    const go = (): void => {
      const [act, text] = carry(deed, target);
      after?.();
      if (act.count === 0) return;
      const erased = deed.do === 'remove' && act.undo === null;
      const said = erased ? parts.words().done.erased(target.count) : text;
      const back = parts.undo.push(said, act);
      parts.say(said, back);
    };
    if (deed.do === 'remove' && from?.role === 'trash') parts.confirmErase(target, go);
    else go();
  };
}
