import { useWords } from '@telink/ui';
import { ContextMenu, type MenuItems } from '@telink/ui/menu';
import type { Command } from '../acts/keys.ts';
import { targetOf, type Deed, type Target } from '../acts/deal.ts';
import type { Mailbox } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { mailWords, type MailWords } from '../words.ts';

/** The menu of one or several rows: what the toolbar and the keys do, in one place. */
function rowMenu(parts: {
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

/** The menu of a row, where it was asked for: for the chosen rows when it is one of them. */
export default function RowMenu({
  at,
  onClose,
}: {
  readonly at: { x: number; y: number; index: number };
  readonly onClose: () => void;
}) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const row = desk.list?.row(at.index);
  if (desk.list === null || row?.state !== 'ready') return null;
  const chosen = desk.selection.get().chosen;
  const rows = chosen.has(row.key) ? desk.selection.rows(desk.list) : [row];
  const target = targetOf(rows);
  return (
    <ContextMenu
      at={at}
      label={words.more}
      onClose={onClose}
      items={rowMenu({
        words,
        target,
        mailbox: desk.mailbox,
        open: rows.length === 1 ? () => desk.openRow(row) : null,
        deal: (deed) => desk.deal(deed, target),
        run: desk.run,
      })}
    />
  );
}
