import type { MailEnvironment } from './environment.ts';
import { connectGraph } from './graph/index.ts';
import { openList } from './list/message-list.ts';
import type { OpenList, ReadyRow } from './list/message-list.ts';
import { openSearch } from './list/search-list.ts';
import type { OpenSearch } from './list/search-list.ts';
import { createShelf } from './list/shelf.ts';
import type { Shelf } from './list/shelf.ts';
import { createOutbox } from './outbox/outbox.ts';
import type { Entry, Outbox } from './outbox/outbox.ts';
import { effectOf } from './outbox/outbox.ts';
import { held } from './port/live.ts';
import type { Held } from './port/live.ts';
import type { Mailbox, Message, MessageChange, Provider } from './port/provider.ts';
import { createSync } from './sync/sync.ts';
import type { Sync, SyncNews } from './sync/sync.ts';
import type { Connection, MailStatus, MessageList, SearchList } from './types.ts';

const FIRST_ROWS = 60;
const LOOSE = 5000;

/** Everything that knows messages: shelf, sync, outbox, lists. */
export interface Core {
  readonly provider: Provider & { close(): void };
  readonly shelf: Shelf;
  readonly sync: Sync;
  readonly outbox: Outbox;
  readonly status: Held<MailStatus>;
  mailbox(idOrRole: string): Mailbox | undefined;
  header(id: string): Message | undefined;
  headers(ids: readonly string[]): Promise<readonly Message[]>;
  meet(messages: readonly Message[]): void;
  show(change: MessageChange): Promise<void>;
  perform(entries: readonly Entry[]): void;
  adjust(mailbox: string, change: { readonly unread?: number; readonly total?: number }): void;
  list(idOrRole: string): MessageList;
  search(line: string, mailbox: string | null): SearchList;
  setFirst(screens: ReadonlyMap<string, readonly ReadyRow[]>): void;
  saveScreens(): Promise<void>;
  setStatus(change: Partial<MailStatus>): void;
  hear(news: SyncNews): void;
  onReach(told: (connection: Connection) => void): void;
  changedLists(): void;
}

export function createCore(env: MailEnvironment, slot: () => string): Core {
  const status = held<MailStatus>({
    connection: 'starting',
    syncing: null,
    waiting: 0,
    lastSync: null,
    leader: false,
  });
  const setStatus = (change: Partial<MailStatus>): void => {
    const next = { ...status.get(), ...change };
    if (JSON.stringify(next) !== JSON.stringify(status.get())) status.set(next);
  };
  let reached: (connection: Connection) => void = () => undefined;
  const provider = connectGraph(env, (connection) => {
    const before = status.get().connection;
    if (before === 'closed') return;
    setStatus({ connection });
    if (before !== connection) reached(connection);
  });
  const shelf = createShelf(env.vault);
  const loose = new Map<string, Message>();
  const lists = new Map<string, OpenList>();
  const searches = new Set<OpenSearch>();
  let first: ReadonlyMap<string, readonly ReadyRow[]> = new Map();
  const gone = new Set<string>();

  /** Whether a list may show something else than its stored screen does. */
  let fresher = false;
  const tellLists = (mailboxes?: ReadonlySet<string>): void => {
    fresher = true;
    for (const list of lists.values()) if (!mailboxes || mailboxes.has(list.mailbox ?? '')) list.changed();
    for (const search of searches) search.changed();
  };

  const outbox = createOutbox({
    provider,
    vault: env.vault,
    slot,
    show: (change) => core.show(change),
    forget: (ids) => shelf.drop(ids),
  });
  outbox.view.subscribe(() => setStatus({ waiting: outbox.view.get().waiting }));

  const share = (news: SyncNews): void => env.tabs.say(news);
  const sync = createSync({
    provider,
    vault: env.vault,
    shelf,
    timer: env.timer,
    headerLimit: env.headerLimit ?? 120_000,
    pending: (id) => outbox.pending(id),
    share,
  });
  sync.progress.subscribe(() => setStatus({ syncing: sync.progress.get() }));
  sync.lastSync.subscribe(() => setStatus({ lastSync: sync.lastSync.get() }));
  sync.mailboxes.subscribe(() => tellLists());

  shelf.onChange(({ mailboxes, added, changed, removed }) => {
    if (added.length > 0) env.searchIndex.add(added);
    const flags =
      changed.length - added.length > 0 && changed.length <= 400
        ? changed.flatMap((id) => core.header(id) ?? [])
        : [];
    if (flags.length > 0) env.searchIndex.add(flags);
    if (removed.length > 0) env.searchIndex.remove(removed);
    tellLists(mailboxes);
  });

  const mailbox = (idOrRole: string): Mailbox | undefined =>
    sync.mailboxes.get().find((one) => one.id === idOrRole) ??
    sync.mailboxes.get().find((one) => one.role === idOrRole && idOrRole !== 'none');

  const core: Core = {
    provider,
    shelf,
    sync,
    outbox,
    status,
    mailbox,
    header: (id) => shelf.header(id) ?? loose.get(id),
    headers: async (ids) => {
      const known = await shelf.read(ids.map((id) => shelf.table.slotOf(id)).filter((at) => at !== -1));
      return [...known, ...ids.flatMap((id) => (shelf.has(id) ? [] : (loose.get(id) ?? [])))];
    },
    meet: (messages) => {
      for (const one of messages) {
        if (shelf.has(one.id)) continue;
        loose.delete(one.id);
        const over = outbox.pending(one.id);
        if (over !== 'destroyed') loose.set(one.id, { ...one, ...over });
        if (loose.size > LOOSE) loose.delete(loose.keys().next().value ?? '');
      }
    },
    show: async (change) => {
      const at = loose.get(change.id);
      if (at) loose.set(change.id, { ...at, ...change });
      if (!at || change.mailboxes) await sync.merge([at ? { ...at, ...change } : change]);
      else tellLists();
    },
    perform: (entries) => {
      outbox.add(entries);
      const destroyed: string[] = [];
      const shown: MessageChange[] = [];
      for (const { intent } of entries) {
        const effect = effectOf(intent);
        if (effect === 'destroyed') destroyed.push(intent.id);
        else if (shelf.has(intent.id)) shown.push({ id: intent.id, ...effect });
        else void core.show({ id: intent.id, ...effect });
      }
      for (const id of destroyed) {
        loose.delete(id);
        gone.add(id);
      }
      shelf.drop(destroyed);
      if (shown.length > 0) {
        void shelf.apply(shown);
        share({ changed: shown });
      }
      for (const id of destroyed) share({ removed: [id], mailbox: '' });
      tellLists();
      void outbox.drain().then(() => tellLists());
    },
    adjust: (id, { unread = 0, total = 0 }) => {
      if (unread === 0 && total === 0) return;
      sync.mailboxes.set(
        sync.mailboxes
          .get()
          .map((one) =>
            one.id === id
              ? { ...one, unread: Math.max(0, one.unread + unread), total: Math.max(0, one.total + total) }
              : one,
          ),
      );
    },
    list: (idOrRole) => {
      const known = lists.get(idOrRole);
      if (known) return known;
      const id = (): string => mailbox(idOrRole)?.id ?? idOrRole;
      const list = openList({
        mailbox: id,
        shelf,
        total: () => mailbox(idOrRole)?.total ?? 0,
        complete: () => sync.complete(id()),
        first: () => first.get(idOrRole) ?? first.get(id()) ?? null,
        window: async (skip, take) => {
          const answer = await provider.window(id(), skip, take);
          if (answer.ok) core.meet(answer.value);
          return answer;
        },
        header: async (messageId) => {
          const answer = await provider.header(messageId);
          if (answer.ok) await sync.merge([answer.value]);
          else if (answer.reason === 'gone') shelf.drop([messageId]);
        },
        waits: (messageId) => outbox.pending(messageId) !== null,
        now: env.timer.now,
      });
      lists.set(idOrRole, list);
      return list;
    },
    search: (line, within) => {
      const search = openSearch(
        {
          provider,
          index: env.searchIndex,
          headers: core.headers,
          meet: core.meet,
          current: (message) => (gone.has(message.id) ? null : (core.header(message.id) ?? message)),
          waits: (id) => outbox.pending(id) !== null,
        },
        line,
        within,
      );
      const open: OpenSearch = {
        ...search,
        close: () => {
          searches.delete(open);
          search.close();
        },
      };
      searches.add(open);
      return open;
    },
    setFirst: (screens) => {
      first = screens;
      tellLists();
    },
    saveScreens: async () => {
      // Sealing sixty rows a list holds up a page that is being left, and mostly they are stored already.
      if (!fresher) return;
      fresher = false;
      const entries: [string, unknown][] = [['mailboxes', sync.mailboxes.get()]];
      for (const [key, list] of lists) {
        const rows: ReadyRow[] = [];
        for (let at = 0; at < Math.min(FIRST_ROWS, list.count()); at += 1) {
          const row = list.row(at);
          if (row.state !== 'ready') break;
          rows.push(row);
        }
        if (rows.length === 0) continue;
        const box = mailbox(key);
        entries.push([box?.id ?? key, rows]);
        if (box && box.role !== 'none') entries.push([box.role, rows]);
      }
      await env.vault.putMany('screen', entries);
    },
    setStatus,
    hear: (news) => {
      if ('removed' in news && news.mailbox === '') shelf.drop(news.removed);
      else sync.hear(news);
    },
    onReach: (told) => {
      reached = told;
    },
    changedLists: () => tellLists(),
  };
  return core;
}
