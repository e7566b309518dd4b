import type { Core } from '../core.ts';
import type { ArrivingDrafts } from '../half.ts';
import type { MailEnvironment } from '../environment.ts';
import type { ReadyRow } from '../list/message-list.ts';
import type { Mailbox } from '../port/provider.ts';
import type { Kept } from '../settings/kept.ts';
import { startPolling } from './poll.ts';
import type { Poll } from './poll.ts';
import type { Seats } from './seats.ts';
import type { SyncNews } from './sync.ts';

export interface BootParts {
  readonly env: MailEnvironment;
  readonly core: Core;
  readonly desk: ArrivingDrafts;
  readonly kept: Kept;
  readonly seats: Seats;
}

export interface Running {
  start(visible?: string): Promise<void>;
  refresh(): Promise<void>;
  /** The person looks at this mailbox. */
  look(mailbox: string): void;
  stop(): void;
}

const COLD_ROWS = 60;
const SCREEN_MS = 1500;
/** Headers handed to the search index at once: more would hold up a key or a frame. */
const SLICE = 200;

/** Starting, keeping up, and stopping: first the stored screen, then everything else behind it. */
export function boot({ env, core, desk, kept, seats }: BootParts): Running {
  const { sync, shelf, provider, outbox } = core;
  let visible = 'inbox';
  let leads = false;
  let stopped = false;
  let poll: Poll | null = null;
  let ready: Promise<void> = Promise.resolve();
  let cancelScreen = (): void => undefined;
  const ends: (() => void)[] = [];

  const visibleId = (): string | null => core.mailbox(visible)?.id ?? null;

  const planScreen = (): void => {
    cancelScreen();
    if (leads && !stopped)
      cancelScreen = env.timer.after(SCREEN_MS, () => void core.saveScreens().then(() => shelf.save()));
  };

  const round = async (): Promise<boolean> => {
    await ready;
    if (stopped) return true;
    const stuck = await outbox.drain();
    if (stuck !== null) return false;
    const problem = await sync.run(visibleId());
    if (!problem) desk.wake();
    planScreen();
    return problem === null;
  };

  const paint = async (): Promise<boolean> => {
    const stored = await env.vault.getMany<unknown>('screen', ['mailboxes', visible]);
    const boxes = stored.get('mailboxes');
    const rows = stored.get(visible);
    if (!Array.isArray(boxes) || !Array.isArray(rows)) return false;
    core.setFirst(new Map([[visible, rows as ReadyRow[]]]));
    sync.mailboxes.set(boxes as Mailbox[]);
    return true;
  };

  /** Nothing stored: the newest rows and the tree are asked for together, before anything else. */
  const cold = async (): Promise<void> => {
    const [window] = await Promise.all([provider.window(visible, 0, COLD_ROWS), sync.run(null)]);
    await ready;
    if (window.ok) await sync.merge(window.value);
    core.changedLists();
  };

  const restore = async (): Promise<void> => {
    await seats.seated;
    const whole = await shelf.restore();
    await sync.restore(whole);
    core.changedLists();
    await outbox.adopt(seats.mine());
    // Not waited for: the list does not depend on drafts, and the part that writes them may still be on its way.
    void desk.adopt(seats.mine()).catch(() => undefined);
    void fillSearch();
  };

  /** The index lives in memory only: filled from the stored headers, in slices, when nothing else is to be done. */
  const fillSearch = async (): Promise<void> => {
    const size = shelf.table.size();
    for (let from = 0; from < size; from += SLICE) {
      if (stopped) return;
      const slots = Array.from({ length: Math.min(SLICE, size - from) }, (_, at) => from + at);
      env.searchIndex.add(await shelf.read(slots));
      await new Promise<void>((resolve) => void env.timer.after(5, resolve));
    }
  };

  const lead = (): (() => void) => {
    const before = leads;
    leads = true;
    core.setStatus({ leader: true });
    seats.adoptOthers(async (seat) => {
      await outbox.adopt(seat);
      await desk.adopt(seat);
      if (outbox.view.get().waiting > 0) await outbox.drain();
    });
    if (!before && poll) void poll.now();
    return () => {
      leads = false;
      core.setStatus({ leader: false });
    };
  };

  const begin = (): void => {
    ends.push(env.tabs.hear((news) => core.hear(news as SyncNews)));
    ends.push(env.tabs.elect('leader', lead));
    poll = startPolling(env.timer, env.page, () => leads, round);
    ends.push(() => poll?.stop());
    ends.push(
      env.page.watch({
        changed: () => {
          if (!env.page.online()) core.setStatus({ connection: 'offline' });
        },
        hiding: () => {
          void desk.keepAll();
          // What can't be had lies in the vault.
          desk.saveAll().catch(() => undefined);
          if (leads) void core.saveScreens().then(() => shelf.save());
        },
      }),
    );
    core.onReach((connection) => {
      // The way is open again: what waited goes first.
      if (connection === 'online') void outbox.drain().then(() => desk.wake());
    });
  };

  return {
    start: async (wanted = 'inbox') => {
      visible = wanted;
      const [painted] = await Promise.all([paint(), kept.restore()]);
      // Opening a hundred thousand stored headers at once would keep the stored screen from being drawn.
      ready = painted ? env.page.idle().then(restore) : restore();
      begin();
      if (!painted) await cold();
      const first = poll?.now() ?? Promise.resolve();
      void first.then(() => kept.learn());
    },
    refresh: () => poll?.now() ?? Promise.resolve(),
    look: (mailbox) => {
      if (mailbox === visible) return;
      visible = mailbox;
      if (poll && !sync.complete(visibleId() ?? '')) void poll.now();
    },
    stop: () => {
      stopped = true;
      sync.stop();
      cancelScreen();
      for (const end of ends) end();
      seats.leave();
    },
  };
}
