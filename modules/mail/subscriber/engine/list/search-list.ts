import type { SearchIndex } from '../environment.ts';
import { held } from '../port/live.ts';
import type { Cursor, Message, Provider, TroubleReason } from '../port/provider.ts';
import { isEmpty, parseQuery } from '../search/query.ts';
import type { Row, SearchList } from '../types.ts';

export interface SearchSource {
  readonly provider: Pick<Provider, 'search'>;
  readonly index: SearchIndex;
  /** Headers of cached hits; loads their pages. */
  headers(ids: readonly string[]): Promise<readonly Message[]>;
  /** Lets the rest of the engine know headers the provider found. */
  meet(messages: readonly Message[]): void;
  /** What a message is by now: an act may have changed it since it was found. Null when it is gone. */
  current(message: Message): Message | null;
  waits(id: string): boolean;
}

const MOST_CACHED = 500;
/** As many hits as a tall screen shows: their headers are read first, the others' behind them. */
const FIRST = 30;
/** Hits lie far apart, and each may need a page of headers opened: few enough at a time that a key pressed meanwhile is answered. */
const AT_ONCE = 15;

export interface OpenSearch extends SearchList {
  changed(): void;
}

/** One search: at once what is cached, then the provider's hits merged in by date, each message once. */
export function openSearch(source: SearchSource, line: string, mailbox: string | null): OpenSearch {
  const query = parseQuery(line);
  const version = held(0);
  const loading = held(!isEmpty(query));
  const fromCache = held<number | null>(null);
  const provider = held<'asking' | 'done' | 'more' | TroubleReason>('asking');
  const note = held<'checked-here' | null>(null);
  const found = new Map<string, Message>();
  let order: readonly Message[] = [];
  let places = new Map<string, number>();
  let cursor: Cursor | null = null;
  let closed = false;

  const arrange = (): void => {
    if (closed) return;
    order = [...found.values()]
      .flatMap((one) => source.current(one) ?? [])
      .filter((one) => mailbox === null || one.mailboxes.includes(mailbox))
      .toSorted((a, b) => b.receivedAt - a.receivedAt);
    places = new Map(order.map((one, at) => [`~${one.id}`, at]));
    version.set(version.get() + 1);
  };

  const ask = async (): Promise<void> => {
    provider.set('asking');
    const answer = await source.provider.search(query, cursor);
    if (closed) return;
    if (answer.ok) {
      source.meet(answer.value.messages);
      for (const one of answer.value.messages) found.set(one.id, one);
      cursor = answer.value.cursor;
      // The provider's word search can't tell read from unread, nor categories: those were sorted out here, so a page may look thin.
      if (
        query.words.length > 0 &&
        (query.unread !== null || query.flagged !== null || query.categories.length > 0)
      )
        note.set('checked-here');
      provider.set(cursor === null ? 'done' : 'more');
    } else provider.set(answer.reason);
    loading.set(false);
    arrange();
  };

  const look = async (): Promise<void> => {
    const hits = await source.index.find(query, MOST_CACHED);
    const take = async (from: number, to: number): Promise<void> => {
      const cached = await source.headers(hits.slice(from, to).map((hit) => hit.id));
      for (const one of cached) if (!found.has(one.id)) found.set(one.id, one);
      count += cached.length;
    };
    let count = 0;
    await take(0, FIRST);
    if (closed) return;
    fromCache.set(count);
    if (count > 0) loading.set(false);
    arrange();
    if (hits.length <= FIRST) return;
    for (let from = FIRST; from < hits.length; from += AT_ONCE) {
      await take(from, from + AT_ONCE);
      if (closed) return;
    }
    fromCache.set(count);
    arrange();
  };

  if (!isEmpty(query)) {
    void look();
    void ask();
  } else provider.set('done');

  return {
    mailbox,
    version,
    loading,
    fromCache,
    provider,
    note,
    count: () => order.length,
    row: (index): Row => {
      const head = order[index];
      if (!head) return { state: 'loading', key: `#${index}`, index };
      return {
        state: 'ready',
        key: `~${head.id}`,
        index,
        head,
        ids: [head.id],
        unread: head.read ? 0 : 1,
        flagged: head.flagged,
        hasAttachments: head.hasAttachments,
        hasDraft: head.draft,
        waiting: source.waits(head.id),
      };
    },
    indexOf: (key) => places.get(key) ?? -1,
    more: () => {
      if (provider.get() === 'more') void ask();
    },
    changed: arrange,
    close: () => {
      closed = true;
    },
  };
}
