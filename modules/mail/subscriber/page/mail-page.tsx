import { lazy, Suspense, useEffect, useState } from 'react';
import { useRouter } from '@tanstack/react-router';
import { Sheet, useShortcuts, useWords } from '@telink/ui';
import type { MailAccounts, OpenedAccount } from '../accounts/accounts.ts';
import { composeRequests } from '../compose-seam.ts';
import { mailShortcuts } from '../acts/keys.ts';
import type { ComposeAccount } from '../compose/windows.ts';
import { filterQuery, type Filter } from '../list/filter.ts';
import { ListPane } from '../list/list-pane.tsx';
import { steady, type SteadyList } from '../list/steady.ts';
import { categoryLine } from '../engine/search/query.ts';
import type { MessageList, SearchList } from '../engine/types.ts';
import { useOpenList } from '../list/use-open-list.ts';
import { MailboxPane } from '../mailboxes/mailbox-pane.tsx';
import { StatusLine } from '../mailboxes/status-line.tsx';
import {
  conversationOf,
  conversationSlug as slugOf,
  viewOf,
  viewSlug as slugOfView,
  type OpenConversation,
  type View,
} from '../place/place.ts';
import { useLive } from '../use-live.ts';
import { mailWords, type MailWords } from '../words.ts';
import { fetchAsking, fetchCompose, fetchReading } from './ahead.ts';
import { DeskProvider } from './desk.ts';
import { useUndoKey } from './undo-key.ts';
import { useDeskOf } from './use-desk-of.ts';
import css from './page.module.css';

const ReadingPane = lazy(fetchReading);
const AskingDialog = lazy(fetchAsking);
const ComposeDock = lazy(fetchCompose);

export interface MailPageProps {
  readonly accounts: MailAccounts;
  readonly opened: OpenedAccount;
  readonly accountIndex: number;
  readonly viewSlug: string;
  readonly conversationSlug: string;
}

/** A mailbox's own list, or a search's, whose rows stand still under a pointer. */
type OpenList = MessageList & { readonly search?: SearchList };

const INBOX: View = { kind: 'role', role: 'inbox' };

/** What the address says, also after a reload: a name this tab has not seen is asked for in the vault. */
function usePlace({ opened, viewSlug, conversationSlug }: MailPageProps): {
  view: View;
  open: OpenConversation | null;
} {
  const { addresses } = opened;
  const [, again] = useState(0);
  const view = viewSlug === '' ? INBOX : viewOf(viewSlug, addresses);
  const open = conversationSlug === '' ? undefined : conversationOf(conversationSlug, addresses);
  useEffect(() => {
    const asks = [
      view === undefined ? addresses.recall('mailbox', viewSlug.replace(/-\d{1,2}$/, '')) : undefined,
      conversationSlug !== '' && open === undefined
        ? addresses.recall('conversation', conversationSlug)
        : undefined,
    ].filter((ask) => ask !== undefined);
    if (asks.length > 0)
      void Promise.all(asks).then((found) => found.some(Boolean) && again((turn) => turn + 1));
  }, [addresses, view, open, viewSlug, conversationSlug]);
  return { view: view ?? INBOX, open: open ?? null };
}

/** False until the first paint is over: an empty reading pane is no reason to fetch one before the list is seen. */
function useStill(): boolean {
  const [still, setStill] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setStill(true), 50);
    return () => clearTimeout(timer);
  }, []);
  return still;
}

function titleOf(view: View, words: MailWords, nameOf: (id: string) => string): string {
  if (view.kind === 'role') return words.roles[view.role];
  if (view.kind === 'flagged') return words.roles.flagged;
  if (view.kind === 'search') return words.search.title;
  return view.kind === 'category' ? view.name : nameOf(view.id);
}

/** The three panes of one account, and what floats over them. */
export function MailPage(props: MailPageProps) {
  const { accounts, opened, accountIndex } = props;
  const words = useWords(mailWords);
  const router = useRouter();
  const { view, open } = usePlace(props);
  const { mail, addresses } = opened;
  const query = useLive(opened.query);
  const [filter, setFilter] = useState<Filter>('all');
  const [filtered, setFiltered] = useState(view);
  if (JSON.stringify(filtered) !== JSON.stringify(view)) {
    setFiltered(view);
    setFilter('all');
  }
  const hrefOf = (to: View, account = accountIndex, conversation?: OpenConversation): string =>
    `/mejl/${slugOfView(to, account, addresses)}${conversation === undefined ? '' : `/${slugOf(conversation, addresses)}`}`;
  const goTo = (href: string, replace = false): void => {
    if (replace) router.history.replace(href);
    else router.history.push(href);
  };
  const searching = view.kind === 'search';
  const source =
    view.kind === 'role' || view.kind === 'mailbox'
      ? filter === 'all'
        ? { list: view.kind === 'role' ? view.role : view.id, line: '' }
        : { list: view.kind === 'role' ? view.role : view.id, line: filterQuery[filter] }
      : {
          list: null,
          line:
            view.kind === 'flagged'
              ? filterQuery.flagged
              : view.kind === 'category'
                ? categoryLine(view.name)
                : query,
        };
  const name = JSON.stringify(source);
  const list = useOpenList<OpenList>(
    name,
    () => {
      if (source.list !== null && source.line === '') return mail.list(source.list);
      const search = mail.search(
        source.line,
        source.list === null ? null : (mail.mailbox(source.list)?.id ?? null),
      );
      return Object.assign(steady(search), { search });
    },
    searching,
  );
  const nameOfId = (id: string): string => mail.mailbox(id)?.name ?? words.folders;
  const desk = useDeskOf({ accounts, opened, accountIndex, view, open, list, hrefOf, goTo });
  useShortcuts(mailShortcuts(words, desk.run));
  useUndoKey(() => desk.run('undo'));
  const asked = useLive(composeRequests);
  const unfinished = useLive(mail.unfinished);

  const { layout, asking, closeAsking } = desk;
  const still = useStill();
  const reading = open !== null || (layout === 'three' && still);
  const listing = layout !== 'one' || open === null;
  return (
    <DeskProvider value={desk}>
      <div className={css['mail']} data-layout={layout}>
        {layout === 'three' ? <MailboxPane /> : null}
        <Sheet>
          <div className={css['panes']} data-reading={layout === 'one' && open !== null ? '' : undefined}>
            {listing ? (
              <div className={css['listing']}>
                <StatusLine />
                <ListPane
                  title={titleOf(view, words, nameOfId)}
                  filter={filter}
                  onFilter={setFilter}
                  search={searching ? (list?.search ?? null) : null}
                  held={list !== null && 'hold' in list ? (list as SteadyList) : null}
                  query={query}
                  onQuery={(next) => {
                    opened.query.set(next);
                    if (next.trim() !== '' && !searching) goTo(hrefOf({ kind: 'search' }));
                  }}
                />
              </div>
            ) : null}
            {reading || (layout === 'two' && still) ? (
              <Suspense fallback={<div />}>
                <ReadingPane />
              </Suspense>
            ) : null}
          </div>
        </Sheet>
      </div>
      {asking === null ? null : (
        <Suspense>
          <AskingDialog asking={asking} onClose={closeAsking} />
        </Suspense>
      )}
      {asked === null && unfinished.length === 0 ? null : (
        <Suspense>
          <ComposeDock accounts={writers(accounts)} />
        </Suspense>
      )}
    </DeskProvider>
  );
}

/** Every account that can be written from; each opens when somebody writes from it. */
function writers(accounts: MailAccounts): readonly ComposeAccount[] {
  const known = accounts.view.get();
  if (known.state !== 'ready') return [];
  return known.accounts.map((account) => ({
    id: account.id,
    address: account.address,
    name: account.name,
    mail: async () => (await accounts.open(account, 'inbox')).mail,
  }));
}
