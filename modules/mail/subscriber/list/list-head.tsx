import { Button, IconButton, PaneHead, Toolbar, useFormat, useLook, useWords } from '@telink/ui';
import { useDesk } from '../page/desk.ts';
import { LateMenuButton } from '../page/later.tsx';
import { useLive, useMaybeLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import { targetOf, type Deed } from '../acts/deal.ts';
import css from './list.module.css';
import { selectionCap } from './selection.ts';
import type { Filter } from './filter.ts';

/** Name, count and tools of the list; while rows are chosen, what can be done to them. */
export function ListHead(props: {
  readonly title: string;
  readonly note: string | undefined;
  readonly filter: Filter | null;
  readonly onFilter: (filter: Filter) => void;
  readonly searching: boolean;
}) {
  const desk = useDesk();
  const { chosen } = useLive(desk.selection);
  if (chosen.size > 0) return <ChoosingHead count={chosen.size} />;
  return <PlainHead {...props} />;
}

function PlainHead({ title, note, filter, onFilter, searching }: Parameters<typeof ListHead>[0]) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const { look, change } = useLook();
  const option = (value: Filter, label: string) => ({
    label,
    checked: filter === value,
    run: () => onFilter(value),
  });
  return (
    <PaneHead level={1} title={title} {...(note === undefined ? {} : { note })}>
      <IconButton
        icon={searching ? 'arrow-left' : 'menu'}
        label={searching ? words.search.leave : words.list.openMailboxes}
        className={css['menuButton']}
        onClick={() =>
          searching ? desk.go({ kind: 'role', role: 'inbox' }) : desk.ask({ what: 'mailboxes' })
        }
      />
      {filter === null ? null : (
        <LateMenuButton
          label={words.list.filter}
          icon="list-filter"
          bare
          placement="bottom end"
          items={[
            option('all', words.list.all),
            option('unread', words.list.unread),
            option('flagged', words.list.flagged),
            option('attachments', words.list.attachments),
            'separator',
            {
              label: words.list.density,
              checked: look.density === 'compact',
              run: () => change({ density: look.density === 'compact' ? 'comfortable' : 'compact' }),
            },
            { label: words.list.selectAll, keys: '* a', run: () => desk.run('all') },
            {
              label: words.list.refresh,
              icon: 'refresh-cw',
              keys: 'shift+n',
              run: () => desk.run('refresh'),
            },
          ]}
        />
      )}
      {desk.layout === 'one' && !searching ? (
        <IconButton icon="search" label={words.search.label} onClick={() => desk.run('search')} />
      ) : null}
      <IconButton icon="square-pen" label={words.list.compose} keys="c" onClick={() => desk.run('compose')} />
    </PaneHead>
  );
}

function ChoosingHead({ count }: { readonly count: number }) {
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
