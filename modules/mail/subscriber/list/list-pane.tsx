import { lazy, Suspense, useState } from 'react';
import { Button, Skeleton, useFormat, useWords } from '@telink/ui';
import type { SearchList } from '../engine/types.ts';
import { useDesk } from '../page/desk.ts';
import { useLive, useMaybeLive } from '../use-live.ts';
import { mailWords } from '../words.ts';
import { SearchBar } from '../search/search-bar.tsx';
import css from './list.module.css';
import type { Filter } from './filter.ts';
import { ListHead } from './list-head.tsx';
import { Rows } from './rows.tsx';
import type { SteadyList } from './steady.ts';

/** Fetched ahead with everything else; see page/ahead.ts. */
const RowMenu = lazy(() => import('./row-menu.tsx'));
const SearchFoot = lazy(() => import('../search/search-foot.tsx'));

/** Fetched ahead with everything else; see page/ahead.ts. */
const Nothing = lazy(() => import('./nothing.tsx'));

export interface ListPaneProps {
  readonly title: string;
  readonly filter: Filter;
  readonly onFilter: (filter: Filter) => void;
  /** The engine's search behind the list, when that is what it shows. */
  readonly search: SearchList | null;
  readonly held: SteadyList | null;
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

/** The middle pane: search field, filters, the rows, and what stands there when there are none. */
export function ListPane({ title, filter, onFilter, search, held, query, onQuery }: ListPaneProps) {
  const desk = useDesk();
  const words = useWords(mailWords);
  const format = useFormat();
  const { list, view } = desk;
  // Counts change while the desk stays the same.
  const mailbox = useLive(desk.opened.mail.mailboxes).find(({ id }) => id === desk.mailbox?.id);
  const version = useMaybeLive(list?.version);
  const loading = useMaybeLive(list?.loading) ?? true;
  const waiting = useMaybeLive(held?.waiting) ?? 0;
  const status = useLive(desk.opened.mail.status);
  const searching = view.kind === 'search';
  const count = list === null || version === undefined ? 0 : list.count();
  const [menu, setMenu] = useState<{ x: number; y: number; index: number } | null>(null);

  const note = searching
    ? query.trim() === '' || search === null
      ? undefined
      : words.search.hits(format.count(count))
    : (mailbox?.unread ?? 0) > 0
      ? words.unread(mailbox?.unread ?? 0)
      : undefined;

  const label = note === undefined ? title : `${title}, ${note}`;
  return (
    <section className={css['pane']} aria-label={title}>
      <ListHead
        title={title}
        note={note}
        filter={searching || view.kind === 'flagged' || view.kind === 'category' ? null : filter}
        onFilter={onFilter}
        searching={searching}
      />
      {desk.layout === 'one' && !searching ? null : (
        <div className={css['searchLine']}>
          <SearchBar query={query} onQuery={onQuery} active={searching} />
        </div>
      )}
      <div className={css['strip']}>
        {filter === 'all' || searching ? null : (
          <>
            <span>
              {filter === 'unread'
                ? words.list.unread
                : filter === 'flagged'
                  ? words.list.flagged
                  : words.list.attachments}
            </span>
            <Button size="small" kind="quiet" icon="x" onClick={() => onFilter('all')}>
              {words.list.showAll}
            </Button>
          </>
        )}
        {(mailbox?.role === 'trash' || mailbox?.role === 'junk') && mailbox.total > 0 && !searching ? (
          <Button size="small" kind="danger" onClick={() => desk.ask({ what: 'empty', mailbox })}>
            {words.list.emptyNow}
          </Button>
        ) : null}
        {status.syncing !== null && status.syncing < 1 && !searching && count > 0 ? (
          <span>{words.status.syncing(format.percent(status.syncing))}</span>
        ) : null}
      </div>
      {list !== null && count > 0 ? (
        <div className={css['body']}>
          <Rows
            list={list}
            label={label}
            days={!searching}
            onContextMenu={(at, index) => {
              const row = list.row(index);
              if (row.state !== 'ready') return;
              if (!desk.selection.get().chosen.has(row.key)) {
                desk.selection.clear();
                desk.selection.stand(list, index);
              }
              setMenu({ ...at, index });
            }}
            onHold={held === null ? undefined : (on) => held.hold(on)}
          />
          {waiting > 0 ? (
            <Button className={css['newer']} size="small" icon="chevron-up" onClick={() => held?.hold(false)}>
              {words.search.newHits(waiting)}
            </Button>
          ) : null}
          {menu === null ? null : (
            <Suspense>
              <RowMenu at={menu} onClose={() => setMenu(null)} />
            </Suspense>
          )}
        </div>
      ) : loading && status.connection !== 'offline' && (!searching || query.trim() !== '') ? (
        <div className={css['body']} aria-busy="true">
          <Skeleton kind="mail" rows={8} label={words.loading} />
        </div>
      ) : (
        <Suspense>
          <Nothing filter={filter} query={query} onFilter={onFilter} />
        </Suspense>
      )}
      {searching && search !== null && query.trim() !== '' ? (
        <Suspense>
          <SearchFoot search={search} />
        </Suspense>
      ) : null}
    </section>
  );
}
