import { Button, IconButton, PaneHead, Toolbar, useFormat, useWords } from '@telink/ui';
import { targetOf, type Deed } from '../acts/deal.ts';
import { useDesk } from '../page/desk.ts';
import { LateMenuButton } from '../page/later.tsx';
import { useLive, useMaybeLive } from '../use-live.ts';
import { mailWords } from '../words-more.ts';
import css from './list.module.css';
import { selectionCap } from './selection.ts';

/** While rows are chosen: how many, and what can be done to them. */
export default function ChoosingHead({ count }: { readonly count: number }) {
  // The chosen rows are asked of the list, which stays the same while its rows change.
  'use no memo';
  const desk = useDesk();
  useMaybeLive(desk.list?.version);
  const words = useWords(mailWords);
  const format = useFormat();
  const { capped } = useLive(desk.selection);
  const rows = desk.list === null ? [] : desk.selection.rows(desk.list);
  const target = targetOf(rows);
  const role = desk.mailbox?.role;
  const deal = (deed: Deed) => () => desk.deal(deed, target);
  const narrow = desk.layout === 'one';
  return (
    <PaneHead
      level={1}
      className={css['choosing']}
      title={capped ? words.list.selectedCap(format.count(selectionCap)) : words.list.selected(count)}
    >
      <Toolbar label={words.list.tools} className={css['tools']}>
        {role === 'trash' || role === 'junk' ? (
          <IconButton icon="undo-2" label={words.act.restore} onClick={deal({ do: 'restore' })} />
        ) : (
          <IconButton icon="archive" label={words.act.archive} keys="e" onClick={deal({ do: 'archive' })} />
        )}
        <IconButton
          icon="trash-2"
          label={role === 'trash' ? words.act.removeForGood : words.act.remove}
          keys="del"
          onClick={deal({ do: 'remove' })}
        />
        {narrow ? null : (
          <IconButton
            icon="folder-input"
            label={words.act.moveTo}
            keys="v"
            onClick={() => desk.run('move')}
          />
        )}
        <IconButton
          icon={target.anyUnread ? 'mail-open' : 'mail'}
          label={target.anyUnread ? words.act.read : words.act.unread}
          keys={target.anyUnread ? 'shift+i' : 'shift+u'}
          onClick={deal({ do: target.anyUnread ? 'read' : 'unread' })}
        />
        <LateMenuButton
          label={words.more}
          icon="ellipsis"
          bare
          placement="bottom end"
          items={[
            { label: words.act.moveTo, icon: 'folder-input', keys: 'v', run: () => desk.run('move') },
            {
              label: target.anyFlagged ? words.act.unflag : words.act.flag,
              icon: 'flag',
              keys: 's',
              run: deal({ do: target.anyFlagged ? 'unflag' : 'flag' }),
            },
            { label: words.act.categorize, icon: 'tag', keys: 'l', run: () => desk.run('categorize') },
            {
              label: role === 'junk' ? words.act.notJunk : words.act.junk,
              icon: role === 'junk' ? 'shield-check' : 'shield-alert',
              keys: '!',
              run: deal({ do: 'junk', isJunk: role !== 'junk' }),
            },
            'separator',
            { label: words.list.selectAll, keys: '* a', run: () => desk.run('all') },
          ]}
        />
      </Toolbar>
      <Button kind="quiet" size="small" onClick={() => desk.selection.clear()}>
        {words.cancel}
      </Button>
    </PaneHead>
  );
}
