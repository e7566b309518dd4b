import type { VaultKey } from '@telink/vault';
import type { SessionView, VaultKeyView } from '../contract.ts';
import type { Answer, Method } from './call.ts';

export type SessionState =
  | { readonly status: 'checking' | 'signed-out' | 'unreachable' | 'leaving' }
  | { readonly status: 'signed-in'; readonly view: SessionView };

/** What tabs of one browser tell each other: words only. */
export type Word = 'ended' | 'begun' | 'active';

/** What is done on the blank page of an act that ends the session by itself. It settles for the usual end; where it leads elsewhere it does not come back. */
export type LastAct = () => Promise<void>;

export interface SessionEnvironment {
  readonly call: (
    method: Method,
    path: string,
    body?: object,
    options?: { readonly background?: boolean; readonly keepalive?: boolean; readonly patience?: number },
  ) => Promise<Answer>;
  readonly now: () => number;
  readonly say: (word: Word) => void;
  /** Opens the server's stream; calls back when it says that the session has ended, or when it breaks for good. @returns how to close it. */
  readonly listen: (ended: () => void, broken: () => void) => () => void;
  /** Deletes what no living key opens. Before anything is read. */
  readonly deleteUnconfirmed: (kids: ReadonlySet<string>) => Promise<unknown>;
  /** Blanks the page, wipes the browser and leaves for the signed-out page. Does not come back. */
  readonly wipeAndLeave: () => Promise<void>;
}

/** What signing out would lose: what was written, what was to be sent, what was done to something. `name` is '' where it has none. */
export interface Loss {
  readonly what: 'draft' | 'letter' | 'change';
  readonly name: string;
}

/** Saves and sends what can be. Answers what would be lost. */
export type BeforeSignOut = () => Promise<readonly Loss[]> | readonly Loss[];

type CacheCategory = 'mail' | 'calendar' | 'contacts';

export interface SessionStore {
  readonly get: () => SessionState;
  readonly subscribe: (listener: () => void) => () => void;
  /** Asks the server who is signed in, and deletes stores whose keys are dead. First thing at every start, and after signing in. */
  readonly check: () => Promise<SessionState>;
  /** After a sign-in that went well: as `check`, and the other tabs learn of it. */
  readonly begun: () => Promise<SessionState>;
  /** Stays, and says in `unsaved` what would be lost, unless `anyway`. @returns false when it stayed. */
  readonly signOut: (options?: { readonly anyway?: boolean }) => Promise<boolean>;
  /** What the last sign-out would have lost; null when nothing stands in its way. */
  readonly unsaved: () => readonly Loss[] | null;
  /** The person stays, and looks after it. */
  readonly stay: () => void;
  /** The session has died elsewhere: by the clock, by another device, by the operator. Wipes and leaves. */
  readonly ended: () => Promise<void>;
  /** Runs before a sign-out that the person asked for. @returns how to take it back. */
  readonly beforeSignOut: (hook: BeforeSignOut) => () => void;
  /** Runs at every way out, before the wipe: drop keys and tokens, close vaults. Must not wait for the network. */
  readonly onEnd: (hook: () => void) => () => void;
  /** Set while an act runs that ends the session by itself: the way out, however it comes, waits for it. Must not reject. */
  last?: LastAct | undefined;
  /** The key of one account's cache. Lives in memory only. Rejects when the session is gone; then the page is leaving. */
  readonly vaultKey: (account: string, category: CacheCategory) => Promise<VaultKey>;
  /** Asks for that key now, since it will be wanted in a moment: the next `vaultKey` for the same takes the answer, once. */
  readonly expectKey: (account: string, category: CacheCategory) => void;
  /** A person did something: counts as use, here, in the other tabs and, once a minute, at the server. */
  readonly active: () => void;
  /** A word from another tab. */
  readonly heard: (word: Word) => void;
  /** Ends the session when its time is up by this machine's clock; also without the network. To be called now and then, and when the page is seen again. */
  readonly tick: () => void;
}

const TELL_SERVER_EVERY = 60_000;
const TELL_TABS_EVERY = 5_000;

export function createSessionStore(environment: SessionEnvironment): SessionStore {
  const { call, now, say, listen, deleteUnconfirmed, wipeAndLeave } = environment;
  const listeners = new Set<() => void>();
  const before = new Set<BeforeSignOut>();
  const ends = new Set<() => void>();
  let state: SessionState = { status: 'checking' };
  let close: (() => void) | undefined;
  /** How far this machine's clock is behind the server's. Milliseconds. */
  let behind = 0;
  let lastUse = now();
  let toldServer = now();
  let toldTabs = 0;
  let leaving: Promise<void> | undefined;
  let unsaved: readonly Loss[] | null = null;
  const expected = new Map<string, Promise<VaultKey>>();
  const askKey = async (account: string, category: CacheCategory): Promise<VaultKey> => {
    const answer = await call('POST', '/api/session/vault-key', { account, category }, { background: true });
    if (answer.status !== 200) throw new Error(`No key: ${answer.status}`);
    const { kid, secret } = answer.body as VaultKeyView;
    return { kid, secret: bytesOf(secret) };
  };

  const put = (next: SessionState): SessionState => {
    if (leaving !== undefined) return state;
    state = next;
    for (const listener of listeners) listener();
    return state;
  };
  const keepBack = (losses: readonly Loss[] | null): void => {
    unsaved = losses;
    for (const listener of listeners) listener();
  };
  const unsavedNow = async (): Promise<readonly Loss[]> => {
    const losses: Loss[] = [];
    for (const hook of before) losses.push(...(await hook()));
    return losses;
  };
  const leave = (tell: boolean): Promise<void> => {
    if (leaving !== undefined) return leaving;
    put({ status: 'leaving' });
    close?.();
    if (tell) say('ended');
    expected.clear();
    for (const hook of ends) hook();
    leaving = wipeAndLeave();
    return leaving;
  };
  const ended = (): Promise<void> =>
    state.status === 'signed-in' ? leave(true) : (leaving ?? Promise.resolve());

  const check = async (): Promise<SessionState> => {
    const answer = await call('GET', '/api/session').catch(() => undefined);
    if (answer === undefined || answer.status >= 500)
      return state.status === 'signed-in' ? state : put({ status: 'unreachable' });
    if (answer.status !== 200) {
      if (state.status === 'signed-in') {
        await ended();
        return state;
      }
      await deleteUnconfirmed(new Set());
      return put({ status: 'signed-out' });
    }
    const view = answer.body as SessionView;
    behind = Date.parse(view.now) - now();
    if (state.status === 'signed-in' && state.view.user.id !== view.user.id) {
      // Another tab signed in as somebody else: nothing of the first person may stay on this page.
      await ended();
      return state;
    }
    await deleteUnconfirmed(new Set(view.kids));
    if (state.status !== 'signed-in') lastUse = toldServer = now();
    close ??= listen(
      () => void ended(),
      () => void check(),
    );
    return put({ status: 'signed-in', view });
  };

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    check,
    async begun() {
      const next = await check();
      if (next.status === 'signed-in') say('begun');
      return next;
    },
    async signOut({ anyway = false } = {}) {
      const losses = anyway ? [] : await unsavedNow();
      keepBack(losses.length === 0 ? null : losses);
      if (losses.length > 0) return false;
      // Offline: this browser is wiped all the same; the server's half dies when the signed-out page is reached, or by the clock.
      await call('POST', '/api/session/sign-out', {}, { patience: 6_000 }).catch(() => undefined);
      await leave(true);
      return true;
    },
    unsaved: () => unsaved,
    stay: () => keepBack(null),
    ended,
    beforeSignOut(hook) {
      before.add(hook);
      return () => void before.delete(hook);
    },
    onEnd(hook) {
      ends.add(hook);
      return () => void ends.delete(hook);
    },
    vaultKey(account, category) {
      const name = `${category} ${account}`;
      const asked = expected.get(name);
      expected.delete(name);
      return asked ?? askKey(account, category);
    },
    expectKey(account, category) {
      const asked = askKey(account, category);
      // Nobody may come for it; whoever does hears of the failure.
      asked.catch(() => undefined);
      expected.set(`${category} ${account}`, asked);
    },
    active() {
      if (state.status !== 'signed-in') return;
      const at = now();
      // Time that ran out while the machine slept is not saved by the first key press after it.
      if (at - lastUse >= state.view.idleMs) return void overdue();
      lastUse = at;
      if (at - toldTabs >= TELL_TABS_EVERY) {
        toldTabs = at;
        say('active');
      }
      if (at - toldServer >= Math.min(TELL_SERVER_EVERY, state.view.idleMs / 4)) {
        toldServer = at;
        void call('POST', '/api/session/alive', {}).catch(() => undefined);
      }
    },
    heard(word) {
      if (word === 'active') lastUse = now();
      if (word === 'ended' && state.status === 'signed-in') void leave(false);
      if (word === 'begun' && (state.status === 'signed-out' || state.status === 'signed-in')) void check();
    },
    tick() {
      if (state.status !== 'signed-in') return;
      if (now() - lastUse >= state.view.idleMs || now() + behind >= Date.parse(state.view.absoluteExpiry))
        void overdue();
    },
  };

  /** Keys are dropped first, without asking anyone; then the server is told, if it can be reached. */
  function overdue(): Promise<void> {
    void call('POST', '/api/session/sign-out', {}, { keepalive: true }).catch(() => undefined);
    return leave(true);
  }
}

function bytesOf(base64url: string): Uint8Array {
  const text = atob(base64url.replaceAll('-', '+').replaceAll('_', '/'));
  return Uint8Array.from(text, (letter) => letter.charCodeAt(0));
}
