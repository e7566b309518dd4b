import type { Page, Timer } from '../environment.ts';

const VISIBLE_MS = 40_000;
const SOON_MS = 300;

export interface Poll {
  /** Now, or as soon as the running one has ended. */
  now(): Promise<void>;
  stop(): void;
}

/**
 * Every 40 s while the page is seen, at once when it comes back or the network does, never while hidden:
 * the provider sees no request that nobody is there for. After a failure the pause doubles, to ten minutes.
 */
export function startPolling(
  timer: Timer,
  page: Page,
  leads: () => boolean,
  ask: () => Promise<boolean>,
): Poll {
  let stopped = false;
  let failures = 0;
  let cancel = (): void => undefined;
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;

  const plan = (ms: number): void => {
    cancel();
    if (!stopped) cancel = timer.after(ms, () => void tick());
  };
  const tick = async (): Promise<void> => {
    if (stopped || running) return;
    if (!leads() || !page.visible()) return plan(VISIBLE_MS);
    await now();
  };
  const now = (): Promise<void> => {
    // The running one may already have passed what the caller knows to be new.
    if (running) {
      next ??= running.then(() => {
        next = null;
        return stopped ? undefined : now();
      });
      return next;
    }
    running = ask()
      .then((well) => {
        failures = well ? 0 : failures + 1;
      })
      .finally(() => {
        running = null;
        plan(
          failures === 0 ? VISIBLE_MS * (0.75 + timer.random() / 2) : Math.min(5000 * 2 ** failures, 600_000),
        );
      });
    return running;
  };
  const unwatch = page.watch({
    changed: () => {
      if (page.visible() && page.online()) plan(SOON_MS);
    },
    hiding: () => undefined,
  });
  plan(VISIBLE_MS);
  return {
    now,
    stop: () => {
      stopped = true;
      cancel();
      unwatch();
    },
  };
}
