import { deleteUnconfirmed, onWiped } from '@telink/vault';
import { call, onGone } from './call.ts';
import { wipeAndLeave } from './leave.ts';
import { createSessionStore, type SessionStore, type Word } from './store.ts';

const WORDS: ReadonlySet<unknown> = new Set<Word>(['ended', 'begun', 'active']);
/** How long a page may be out of sight before it is asked again whether it may be seen. */
const OUT_OF_SIGHT = 60_000;

/** The session of this tab. One for the app; slices take it from here. */
export const session: SessionStore = startSession();

function startSession(): SessionStore {
  const channel = new BroadcastChannel('telink-session');
  const store = createSessionStore({
    call,
    now: Date.now,
    say: (word) => channel.postMessage(word),
    listen,
    deleteUnconfirmed,
    wipeAndLeave: () => wipeAndLeave(store.last),
  });
  channel.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
    if (WORDS.has(data)) store.heard(data as Word);
  });
  onGone(() => void store.ended());
  // Another tab may wipe without a word of ours, e.g. an older version of the app.
  onWiped(() => void store.ended());
  watchUse(store);
  watchSight(store);
  return store;
}

/** The stream can wait for the first screen: a session that ended meanwhile answers it with an error. */
const AFTER_FIRST_SCREEN = 300;

function listen(ended: () => void, broken: () => void): () => void {
  let events: EventSource | undefined;
  const timer = setTimeout(() => {
    const opened = new EventSource('/api/session/events');
    events = opened;
    opened.addEventListener('ended', ended);
    opened.addEventListener('error', () => {
      // While the browser tries again by itself there is nothing to do; when it has given up, the answer was an error.
      if (opened.readyState === EventSource.CLOSED) broken();
    });
  }, AFTER_FIRST_SCREEN);
  return () => {
    clearTimeout(timer);
    events?.close();
  };
}

function watchUse(store: SessionStore): void {
  for (const kind of ['pointerdown', 'keydown', 'wheel', 'touchmove'] as const)
    addEventListener(kind, store.active, { passive: true, capture: true });
  setInterval(store.tick, 5_000);
}

/** A page brought back from the browser's memory, or seen again after a while, shows nothing until the session is known to live. */
function watchSight(store: SessionStore): void {
  let hiddenAt: number | undefined;
  const cover = (covered: boolean): void => {
    document.documentElement.style.visibility = covered ? 'hidden' : '';
  };
  const look = (): void => {
    if (store.get().status !== 'signed-in') return;
    cover(true);
    store.tick();
    void store.check().then(({ status }) => {
      if (status !== 'leaving') cover(false);
    });
  };
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'hidden') hiddenAt = Date.now();
    else if (hiddenAt !== undefined && Date.now() - hiddenAt > OUT_OF_SIGHT) look();
  });
  addEventListener('pagehide', (event) => {
    if (event.persisted && store.get().status === 'signed-in') cover(true);
  });
  addEventListener('pageshow', (event) => {
    if (!event.persisted) return;
    if (store.get().status === 'signed-in') look();
    else if (store.get().status === 'leaving') location.replace('/utloggad');
  });
}
