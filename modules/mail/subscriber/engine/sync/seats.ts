import type { Tabs, Timer } from '../environment.ts';

const SEATS = 8;
const AGAIN_MS = 30_000;

/**
 * Each tab has a seat: the name of the vault records it alone writes (outbox, drafts). A seat is held by a lock that the browser
 * frees when the tab is gone, however it went; whoever then gets it takes over what lies there.
 */
export interface Seats {
  readonly mine: () => string;
  /** Resolves when this tab has its seat. */
  readonly seated: Promise<void>;
  /** Waits for the other seats, one by one, and calls `empty` for each that is free. */
  adoptOthers(empty: (seat: string) => Promise<void>): void;
  leave(): void;
}

export function takeSeat(tabs: Tabs, timer: Timer): Seats {
  let mine = '';
  let left = false;
  const cancels = new Map<string, () => void>();
  let sit = (): void => undefined;
  const seated = new Promise<void>((resolve) => {
    sit = resolve;
  });

  for (let at = 0; at < SEATS; at += 1) {
    const seat = String(at);
    const cancel = tabs.elect(`seat-${seat}`, () => {
      if (mine === '' && !left) {
        mine = seat;
        sit();
        for (const [other, stop] of cancels) if (other !== seat) stop();
      } else if (mine !== seat) queueMicrotask(() => cancels.get(seat)?.());
      return () => undefined;
    });
    cancels.set(seat, cancel);
    if (mine !== '' && mine !== seat) cancel();
  }

  const watch = (seat: string, empty: (seat: string) => Promise<void>): void => {
    if (left) return;
    const cancel = tabs.elect(`seat-${seat}`, () => {
      void empty(seat).finally(() => {
        cancel();
        timer.after(AGAIN_MS, () => watch(seat, empty));
      });
      return () => undefined;
    });
    cancels.set(seat, cancel);
  };

  return {
    mine: () => mine,
    seated,
    adoptOthers: (empty) => {
      for (let at = 0; at < SEATS; at += 1) if (String(at) !== mine) watch(String(at), empty);
    },
    leave: () => {
      left = true;
      for (const cancel of cancels.values()) cancel();
    },
  };
}
