import { held } from '../port/live.ts';
import type { Answer, Message } from '../port/provider.ts';
import type { MessageList, Row } from '../types.ts';
import type { Shelf } from './shelf.ts';
import { DRAFT, FLAGGED, ATTACHED, READ } from './table.ts';
import type { View } from './view.ts';

/** Rows of one window fetched ahead of the sync, when a person jumps far down. */
const WINDOW = 50;
/** A header that the vault had lost and the provider did not give is not asked for again sooner. */
const AGAIN_MS = 10_000;
/** How long rows far down stand still after they were last looked at. */
const FAR_MS = 20_000;

export interface ListSource {
  /** Its id, or the role asked for while the tree is unknown. */
  mailbox(): string;
  readonly shelf: Shelf;
  /** All messages in it, by the provider's count. */
  total(): number;
  /** Every header is known: no rows beyond the table's. */
  complete(): boolean;
  /** The stored first screen, shown until the table is there. */
  first(): readonly ReadyRow[] | null;
  window(skip: number, take: number): Promise<Answer<readonly Message[]>>;
  header(id: string): Promise<void>;
  waits(id: string): boolean;
  now(): number;
}

export type ReadyRow = Extract<Row, { state: 'ready' }>;

export interface OpenList extends MessageList {
  /** Something in this mailbox changed. */
  changed(): void;
}

/**
 * The rows of one mailbox for a virtualiser. Known messages are conversations; beyond them, while the sync has not come that
 * far, each message is its own row, fetched by position. No call does work in proportion to the number of messages.
 */
export function openList(source: ListSource): OpenList {
  const version = held(0);
  const loading = held(true);
  const windows = new Map<number, readonly Message[] | 'asked'>();
  const ready = new Map<number, Row>();
  let askedSlots = new Set<number>();
  const askedHeaders = new Map<string, number>();
  let loadPlanned = false;
  let farUntil = 0;
  let shape = { rows: 0, known: 0, revision: -1, box: -1 };

  let bumping = false;
  const bump = (): void => {
    ready.clear();
    if (bumping) return;
    bumping = true;
    queueMicrotask(() => {
      bumping = false;
      version.set(version.get() + 1);
    });
  };

  const view = (): View => source.shelf.view(source.mailbox());

  /** While someone looks far down, growth from the sync must not move what is under their eyes. */
  const fresh = (): typeof shape => {
    if (shape.revision !== -1 && source.now() < farUntil && !source.complete()) return shape;
    const { box } = view();
    const revision = view().revision();
    if (revision !== shape.revision || box !== shape.box) {
      shape = { rows: view().rows(), known: view().messages(), revision, box };
      ready.clear();
      windows.clear();
      if (shape.known > 0 || source.complete()) loading.set(false);
    }
    return shape;
  };

  const usesFirst = (): boolean =>
    fresh().known === 0 && !source.complete() && (source.first()?.length ?? 0) > 0;

  const beyond = (): number => (source.complete() ? 0 : Math.max(0, source.total() - fresh().known));

  const askSlots = (slots: readonly number[]): void => {
    for (const slot of slots) askedSlots.add(slot);
    if (loadPlanned) return;
    loadPlanned = true;
    queueMicrotask(() => {
      loadPlanned = false;
      const wanted = [...askedSlots];
      askedSlots = new Set();
      void source.shelf.load(wanted).then((lost) => {
        // Drawn again only for what came: drawing asks for what is missing, and must not do so without end.
        if (lost.length < wanted.length) bump();
        const now = source.now();
        for (const id of lost) {
          if (now - (askedHeaders.get(id) ?? -Infinity) < AGAIN_MS) continue;
          askedHeaders.set(id, now);
          void source.header(id).then(bump);
        }
      });
    });
  };

  const askWindow = (index: number): void => {
    if (windows.has(index)) return;
    windows.set(index, 'asked');
    void source.window(index * WINDOW, WINDOW).then((answer) => {
      if (answer.ok) windows.set(index, answer.value);
      else windows.delete(index);
      if (windows.size > 40) windows.delete(windows.keys().next().value ?? -1);
      bump();
    });
  };

  const single = (index: number, key: string, message: Message): Row => ({
    state: 'ready',
    key,
    index,
    head: message,
    ids: [message.id],
    unread: message.read ? 0 : 1,
    flagged: message.flagged,
    hasAttachments: message.hasAttachments,
    hasDraft: message.draft,
    waiting: source.waits(message.id),
  });

  const make = (index: number): Row => {
    const { rows, known } = fresh();
    const first = usesFirst() ? source.first()?.[index] : undefined;
    if (first) return first;
    const table = source.shelf.table;
    if (index < rows) {
      const slots = view().slots(index);
      const headSlot = slots[0] ?? -1;
      const head = source.shelf.headerAt(headSlot);
      const key = table.threads.nameOf(table.threadAt(headSlot));
      if (!head) {
        askSlots([headSlot]);
        return { state: 'loading', key, index };
      }
      let any = 0;
      let unread = 0;
      for (const slot of slots) {
        const flags = table.flagsAt(slot);
        any |= flags;
        if ((flags & READ) === 0) unread += 1;
      }
      const ids = slots.map((slot) => table.idAt(slot));
      return {
        state: 'ready',
        key,
        index,
        head,
        ids,
        unread,
        flagged: (any & FLAGGED) !== 0,
        hasAttachments: (any & ATTACHED) !== 0,
        hasDraft: (any & DRAFT) !== 0,
        waiting: ids.some(source.waits),
      };
    }
    farUntil = source.now() + FAR_MS;
    const position = index - rows + known;
    const window = Math.floor(position / WINDOW);
    const got = windows.get(window);
    const message = typeof got === 'object' ? got[position % WINDOW] : undefined;
    if (message) return single(index, `~${message.id}`, message);
    if (typeof got !== 'object') askWindow(window);
    return { state: 'loading', key: `#${index}`, index };
  };

  return {
    get mailbox() {
      return source.mailbox();
    },
    version,
    loading,
    count: () =>
      usesFirst() ? Math.max(source.first()?.length ?? 0, source.total()) : fresh().rows + beyond(),
    row: (index) => {
      fresh();
      const kept = ready.get(index);
      if (kept) return kept;
      const row = make(index);
      if (row.state === 'ready') {
        if (ready.size > 2000) ready.clear();
        ready.set(index, row);
      }
      return row;
    },
    indexOf: (key) => {
      const { rows, known } = fresh();
      if (usesFirst()) return source.first()?.findIndex((one) => one.key === key) ?? -1;
      if (!key.startsWith('~')) {
        const thread = source.shelf.table.threads.find(key);
        return thread === -1 ? -1 : view().rowOfThread(thread);
      }
      for (const [window, got] of windows) {
        const at = typeof got === 'object' ? got.findIndex((one) => `~${one.id}` === key) : -1;
        if (at !== -1) return window * WINDOW + at - known + rows;
      }
      return -1;
    },
    changed: () => {
      if (source.first()?.length) loading.set(false);
      fresh();
      bump();
    },
    // One for all who look at the mailbox, and for those who come back to it: it goes with the account.
    close: () => undefined,
  };
}
