import { lazy, Suspense } from 'react';
import { IconButton, PaneHead, useLook, useWords } from '@telink/ui';
import { useDesk } from '../page/desk.ts';
import { LateMenuButton } from '../page/later.tsx';
import { useLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import css from './list.module.css';
import type { Filter } from './filter.ts';

/** Fetched ahead with everything else; see page/ahead.ts. */
const ChoosingHead = lazy(() => import('./choosing-head.tsx'));

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
  const plain = <PlainHead {...props} />;
  if (chosen.size === 0) return plain;
  return (
    <Suspense fallback={plain}>
      <ChoosingHead count={chosen.size} />
    </Suspense>
  );
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
