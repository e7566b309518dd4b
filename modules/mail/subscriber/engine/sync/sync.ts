import type { Vault } from '@telink/vault';
import type { Timer } from '../environment.ts';
import type { Shelf } from '../list/shelf.ts';
import { held } from '../port/live.ts';
import type { Held } from '../port/live.ts';
import { passes } from '../port/answers.ts';
import type { Cursor, Mailbox, MessageChange, Provider, Trouble } from '../port/provider.ts';

/** What one collection's sync remembers between visits. */
interface Mark {
  readonly cursor: Cursor | null;
  /** The first full round has ended. */
  readonly complete: boolean;
}

export interface SyncParts {
  readonly provider: Provider;
  readonly vault: Vault;
  readonly shelf: Shelf;
  readonly timer: Timer;
  readonly headerLimit: number;
  /** Fields that acts in the outbox have already changed on screen: a late row must not flip them back. */
  readonly pending: (id: string) => Partial<MessageChange> | 'destroyed' | null;
  /** Tells the other tabs. */
  readonly share: (news: SyncNews) => void;
}

export type SyncNews =
  | { readonly mailboxes: readonly Mailbox[] }
  | { readonly changed: readonly MessageChange[] }
  | { readonly removed: readonly string[]; readonly mailbox: string };

export interface Sync {
  readonly mailboxes: Held<readonly Mailbox[]>;
  readonly progress: Held<number | null>;
  readonly lastSync: Held<number | null>;
  complete(mailbox: string): boolean;
  /** Marks from the vault. */
  restore(keepCursors: boolean): Promise<void>;
  /** Mailbox tree, then changes of the followed mailboxes, then the first rounds still open. One run at a time. */
  run(visible: string | null): Promise<Trouble | null>;
  /** Merges changes under what the outbox still holds, and fetches what a partial row left out. */
  merge(changes: readonly MessageChange[]): Promise<void>;
  /** When the work behind the last run has ended. */
  settled(): Promise<void>;
  hear(news: SyncNews): void;
  stop(): void;
}

const ORDER: Readonly<Record<string, number>> = {
  inbox: 0,
  sent: 1,
  drafts: 2,
  archive: 3,
  none: 4,
  trash: 5,
  junk: 6,
};
/** Every so many polls the mailboxes nobody looks at are asked too. */
const SELDOM = 5;

const stops = (trouble: Trouble): boolean => passes(trouble.reason) || trouble.reason === 'cancelled';

export function createSync(parts: SyncParts): Sync {
  const { provider, shelf, vault } = parts;
  const mailboxes = held<readonly Mailbox[]>([]);
  const progress = held<number | null>(null);
  const lastSync = held<number | null>(null);
  const marks = new Map<string, Mark>();
  /** Ids met in a round that began from nothing though the mailbox was known: what is not met is gone. */
  const rounds = new Map<string, Set<string>>();
  let tree: Cursor | null = null;
  let running: Promise<Trouble | null> | null = null;
  /** A round asked for while one runs: that one may already have passed what is new. */
  let next: Promise<Trouble | null> | null = null;
  let wanted: string | null = null;
  let stopped = false;
  let filling: Promise<void> | null = null;
  let polls = 0;
  let savedAt = 0;
  /** Rows that any page has brought so far. */
  let met = 0;

  const saveMark = async (mailbox: string, mark: Mark): Promise<void> => {
    marks.set(mailbox, mark);
    await vault.put('sync', 'marks', { tree, marks: [...marks], open: [...rounds.keys()] });
  };

  const merge = async (changes: readonly MessageChange[]): Promise<void> => {
    const laid = changes.flatMap((change) => {
      const over = parts.pending(change.id);
      if (over === 'destroyed') return [];
      return over ? { ...change, ...over } : change;
    });
    const unknown = await shelf.apply(laid);
    if (unknown.length === 0) return;
    const fetched = await Promise.all(unknown.map((id) => provider.header(id)));
    await shelf.apply(fetched.flatMap((answer) => (answer.ok ? [answer.value] : [])));
  };

  const treeChanges = async (): Promise<Trouble | null> => {
    const known = new Map(mailboxes.get().map((one) => [one.id, one]));
    let fromNothing = tree === null;
    let met = new Set<string>();
    for (let page = 0; page < 200; page += 1) {
      const answer = await provider.mailboxes(tree);
      if (!answer.ok) {
        if (answer.reason !== 'reset' || tree === null) return answer;
        tree = null;
        fromNothing = true;
        met = new Set();
        continue;
      }
      for (const change of answer.value.changed) {
        met.add(change.id);
        known.set(change.id, {
          role: 'none',
          name: '',
          parent: null,
          unread: 0,
          total: 0,
          ...known.get(change.id),
          ...change,
        });
      }
      for (const id of answer.value.removed) known.delete(id);
      tree = answer.value.cursor;
      if (!answer.value.more) break;
    }
    if (fromNothing) for (const id of known.keys()) if (!met.has(id)) known.delete(id);
    const next = [...known.values()];
    if (JSON.stringify(next) !== JSON.stringify(mailboxes.get())) {
      for (const one of mailboxes.get()) {
        if (known.has(one.id)) continue;
        shelf.drop(shelf.ids(one.id), one.id);
        marks.delete(one.id);
      }
      mailboxes.set(next);
      parts.share({ mailboxes: next });
      await vault.put('screen', 'mailboxes', next);
    }
    return null;
  };

  /** One page of one mailbox. Answers whether more wait. */
  const page = async (mailbox: string): Promise<boolean | Trouble> => {
    const mark = marks.get(mailbox) ?? { cursor: null, complete: false };
    if (mark.cursor === null && !rounds.has(mailbox)) rounds.set(mailbox, new Set());
    const answer = await provider.changes(mailbox, mark.cursor);
    if (!answer.ok) {
      if (answer.reason !== 'reset' || mark.cursor === null) return answer;
      // The provider forgot where we were: walk the whole mailbox again; what is shown stays until the walk ends.
      rounds.set(mailbox, new Set());
      await saveMark(mailbox, { cursor: null, complete: mark.complete });
      return true;
    }
    const { changed, removed, cursor, more } = answer.value;
    met += changed.length + removed.length;
    const round = rounds.get(mailbox);
    for (const change of changed) round?.add(change.id);
    for (const id of removed) round?.delete(id);
    await merge(changed);
    shelf.drop(
      removed.filter((id) => !parts.pending(id)),
      mailbox,
    );
    if (changed.length > 0) parts.share({ changed });
    if (removed.length > 0) parts.share({ removed, mailbox });
    if (!more && round) {
      const kept = new Set([...round, ...shelf.ids(mailbox).filter((id) => parts.pending(id) !== null)]);
      shelf.dropOthers(mailbox, kept);
      rounds.delete(mailbox);
    }
    // Content first, cursor after: a crash in between repeats rows, which is harmless, and never loses any.
    if (!more || parts.timer.now() - savedAt > 1500) {
      await shelf.save();
      await saveMark(mailbox, { cursor, complete: mark.complete || !more });
      savedAt = parts.timer.now();
    } else marks.set(mailbox, { cursor, complete: mark.complete || !more });
    return more;
  };

  const drain = async (mailbox: string): Promise<Trouble | null> => {
    const total = mailboxes.get().find((one) => one.id === mailbox)?.total ?? 0;
    for (;;) {
      if (stopped) return null;
      const first = !marks.get(mailbox)?.complete;
      if (first && shelf.table.size() >= parts.headerLimit) return newest(mailbox);
      const more = await page(mailbox);
      if (typeof more === 'object') return more;
      if (first) progress.set(more ? Math.min(shelf.view(mailbox).messages() / Math.max(total, 1), 1) : null);
      if (!more) return null;
    }
  };

  /** A mailbox too large to know whole still shows what is new. */
  const newest = async (mailbox: string): Promise<Trouble | null> => {
    const answer = await provider.window(mailbox, 0, 50, false);
    if (!answer.ok) return answer;
    await merge(answer.value);
    parts.share({ changed: answer.value });
    return null;
  };

  const round = async (visible: string | null): Promise<Trouble | null> => {
    const problem = await treeChanges();
    if (problem) return problem;
    polls += 1;
    const before = met;
    const ordered = mailboxes
      .get()
      .toSorted(
        (a, b) =>
          Number(b.id === visible) - Number(a.id === visible) || (ORDER[a.role] ?? 4) - (ORDER[b.role] ?? 4),
      );
    const followed = ordered.filter(
      (one) => one.id === visible || one.role === 'inbox' || one.role === 'sent' || one.role === 'drafts',
    );
    const known = followed.filter((one) => marks.get(one.id)?.complete);
    const unfinished = followed.filter(
      (one) => !marks.get(one.id)?.complete && shelf.view(one.id).messages() > 0,
    );
    const results = await Promise.all([
      ...known.map((one) => drain(one.id)),
      ...unfinished.map((one) => newest(one.id)),
    ]);
    const failed = results.find((one) => one !== null && stops(one));
    if (failed) return failed;
    // What came in after the tree was read is in the lists now: the counts must not lag behind them until the next round.
    if (met > before && known.length > 0) await treeChanges();
    lastSync.set(parts.timer.now());
    const rest = ordered.filter(
      (one) => !marks.get(one.id)?.complete || (!followed.includes(one) && polls % SELDOM === 1),
    );
    filling ??= fill(rest).finally(() => {
      filling = null;
    });
    return null;
  };

  /** First rounds and the seldom-asked mailboxes, one after the other behind everything else. */
  const fill = async (rest: readonly Mailbox[]): Promise<void> => {
    for (const one of rest) {
      const stuck = await drain(one.id);
      progress.set(null);
      // One broken mailbox must not stop the others; a network that is gone stops them all.
      if (stopped || (stuck && stops(stuck))) break;
    }
    if (!stopped) await shelf.save();
  };

  const sync: Sync = {
    mailboxes,
    progress,
    lastSync,
    complete: (mailbox) => marks.get(mailbox)?.complete ?? false,
    restore: async (keepCursors) => {
      const stored = await vault.get<{ tree: Cursor | null; marks: [string, Mark][]; open: string[] }>(
        'sync',
        'marks',
      );
      if (!stored || !keepCursors) return;
      tree = mailboxes.get().length > 0 ? stored.tree : null;
      for (const [mailbox, mark] of stored.marks) {
        // A round that was under way lost its list of met ids with the page: begin it again.
        const broken = stored.open.includes(mailbox) && mark.complete;
        marks.set(mailbox, broken ? { ...mark, cursor: null } : mark);
      }
    },
    run: (visible) => {
      if (running) {
        wanted = visible ?? wanted;
        next ??= running.then(async (problem) => {
          const seen = wanted;
          next = wanted = null;
          return stopped ? problem : sync.run(seen);
        });
        return next;
      }
      running = round(visible).finally(() => {
        running = null;
      });
      return running;
    },
    merge,
    settled: async () => {
      await running;
      await filling;
    },
    hear: (news) => {
      if ('mailboxes' in news) mailboxes.set(news.mailboxes);
      else if ('changed' in news) void merge(news.changed);
      else shelf.drop(news.removed, news.mailbox);
    },
    stop: () => {
      stopped = true;
    },
  };
  return sync;
}
