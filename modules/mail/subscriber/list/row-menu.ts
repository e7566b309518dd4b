import type { MenuItems } from '@telink/ui/menu';
import type { Command } from '../acts/keys.ts';
import type { Deed, Target } from '../acts/deal.ts';
import type { Mailbox } from '../engine/types.ts';
import type { MailWords } from '../words.ts';

/** The menu of one or several rows: what the toolbar and the keys do, in one place. */
export function rowMenu(parts: {
  readonly words: MailWords;
  readonly target: Target;
  readonly mailbox: Mailbox | undefined;
  readonly open: (() => void) | null;
  readonly deal: (deed: Deed) => void;
  readonly run: (command: Command) => void;
}): MenuItems {
  const { words, target, mailbox, open, deal, run } = parts;
  const role = mailbox?.role;
  const away = role === 'trash' || role === 'junk';
  return [
    ...(open === null
      ? []
      : [
          { label: words.act.open, keys: 'o', run: open },
          { label: words.act.reply, icon: 'reply' as const, keys: 'r', run: () => run('reply') },
          { label: words.act.replyAll, icon: 'reply-all' as const, keys: 'a', run: () => run('reply-all') },
          { label: words.act.forward, icon: 'forward' as const, keys: 'f', run: () => run('forward') },
          'separator' as const,
        ]),
    away
      ? { label: words.act.restore, icon: 'undo-2', run: () => deal({ do: 'restore' }) }
      : { label: words.act.archive, icon: 'archive', keys: 'e', run: () => deal({ do: 'archive' }) },
    { label: words.act.moveTo, icon: 'folder-input', keys: 'v', run: () => run('move') },
    {
      label: role === 'trash' ? words.act.removeForGood : words.act.remove,
      icon: 'trash-2',
      keys: 'del',
      danger: role === 'trash',
      run: () => deal({ do: 'remove' }),
    },
    'separator',
    target.anyUnread
      ? { label: words.act.read, icon: 'mail-open', keys: 'shift+i', run: () => deal({ do: 'read' }) }
      : { label: words.act.unread, icon: 'mail', keys: 'shift+u', run: () => deal({ do: 'unread' }) },
    target.anyFlagged
      ? { label: words.act.unflag, icon: 'flag', keys: 's', run: () => deal({ do: 'unflag' }) }
      : { label: words.act.flag, icon: 'flag', keys: 's', run: () => deal({ do: 'flag' }) },
    { label: words.act.categorize, icon: 'tag', keys: 'l', run: () => run('categorize') },
    role === 'junk'
      ? { label: words.act.notJunk, icon: 'shield-check', run: () => deal({ do: 'junk', isJunk: false }) }
      : {
          label: words.act.junk,
          icon: 'shield-alert',
          keys: '!',
          run: () => deal({ do: 'junk', isJunk: true }),
        },
  ];
}
