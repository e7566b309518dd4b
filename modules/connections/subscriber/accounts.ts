import type {
  AdminLinkAnswer,
  ConnectionView,
  ConnectorView,
  DisconnectAnswer,
  Feature,
} from '../contract.ts';
import { problemCode, type Call } from './call.ts';
import { createTokens, type AccessToken, type TokenRefusal } from './tokens.ts';

export interface AccountsState {
  readonly status: 'loading' | 'ready' | 'failed';
  /** Those that are not ended, oldest first. */
  readonly connections: readonly ConnectionView[];
  /** What can be connected here. */
  readonly connectors: readonly ConnectorView[];
}

export type Done<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly code: string };

/** What tabs of one browser tell each other: ids only. */
export type TabNews = { readonly kind: 'disconnected' | 'changed'; readonly connection: string };

export interface AccountsEnvironment {
  readonly call: Call;
  readonly now: () => number;
  /** Leaves the page for that address. */
  readonly navigate: (address: string) => void;
  /** Wipes what this browser keeps of an account (`vault.wipe`). May be called twice. */
  readonly wipe: (connection: string) => Promise<void>;
  readonly tabs: {
    readonly say: (news: TabNews) => void;
    readonly hear: (heard: (news: unknown) => void) => () => void;
  };
}

/** The person’s connected accounts, in one place for the screens and the mail engine. Without React. */
export interface Accounts {
  readonly get: () => AccountsState;
  readonly subscribe: (listener: () => void) => () => void;
  readonly load: () => Promise<void>;
  /** Leaves for the provider; answers only when that could not be. */
  readonly connect: (options?: {
    readonly connection?: string;
    readonly claims?: string;
  }) => Promise<Done<undefined>>;
  readonly disconnect: (connection: string) => Promise<Done<DisconnectAnswer>>;
  readonly adminLink: (connection: string) => Promise<Done<AdminLinkAnswer>>;
  readonly tokenFor: (
    connection: string,
    feature: Feature,
    claims?: string,
  ) => Promise<AccessToken | TokenRefusal>;
  /** For the mail engine: `MailEnvironment.token`. */
  readonly tokenSource: (
    connection: string,
    feature: Feature,
  ) => (claims?: string) => Promise<AccessToken | TokenRefusal>;
  /** Calls when a connection has ended, here or elsewhere, after its cache was wiped. */
  readonly onEnded: (listener: (connection: string) => void) => () => void;
  /** Sign-out: tokens are dropped, nothing is remembered. */
  readonly signedOut: () => void;
  readonly close: () => void;
}

const EMPTY: AccountsState = { status: 'loading', connections: [], connectors: [] };

export function createAccounts(environment: AccountsEnvironment): Accounts {
  const { call, now, navigate, wipe, tabs } = environment;
  const listeners = new Set<() => void>();
  const ended = new Set<(connection: string) => void>();
  const wiped = new Set<string>();
  let state = EMPTY;
  /** Raised at sign-out: an answer to somebody who has left is not shown. */
  let turn = 0;

  const put = (next: AccountsState): void => {
    state = next;
    for (const listener of listeners) listener();
  };
  const tokens = createTokens(call, now, (connection, why, gone) => {
    if (gone) void end(connection);
    if (why === 'needs-consent' || why === 'claims' || why === 'pending-admin') void load();
  });
  const end = async (connection: string): Promise<void> => {
    tokens.drop(connection);
    if (wiped.has(connection)) return;
    wiped.add(connection);
    try {
      await wipe(connection);
    } catch {
      // The next load tries again: what could not be wiped must not be believed to be.
      wiped.delete(connection);
    }
    for (const listener of ended) listener(connection);
  };
  const load = async (): Promise<void> => {
    const began = turn;
    const [list, offers] = await Promise.all(
      ['/api/connections', '/api/connectors'].map((path) =>
        call('GET', path, undefined, { background: true }).catch(() => undefined),
      ),
    );
    if (began !== turn) return;
    if (list?.status !== 200 || offers?.status !== 200)
      return put({ ...state, status: state.status === 'ready' ? 'ready' : 'failed' });
    const all = list.body as readonly ConnectionView[];
    for (const { id, state: at, reason } of all) {
      if (at === 'disconnected' || (at === 'needs-consent' && reason !== 'claims')) void end(id);
      else wiped.delete(id);
    }
    put({
      status: 'ready',
      connections: all.filter((each) => each.state !== 'disconnected'),
      connectors: offers.body as readonly ConnectorView[],
    });
  };
  const asked = async <T>(method: 'GET' | 'POST', path: string, body?: object): Promise<Done<T>> => {
    const answer = await call(method, path, body).catch(() => undefined);
    if (answer === undefined) return { ok: false, code: 'offline' };
    return answer.status === 200
      ? { ok: true, value: answer.body as T }
      : { ok: false, code: problemCode(answer) };
  };
  const stopHearing = tabs.hear((heard) => {
    if (
      typeof heard !== 'object' ||
      heard === null ||
      !('kind' in heard) ||
      !('connection' in heard) ||
      typeof heard.connection !== 'string'
    )
      return;
    if (heard.kind === 'disconnected') void end(heard.connection);
    if (heard.kind === 'disconnected' || heard.kind === 'changed') void load();
  });

  return {
    get: () => state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    load,
    async connect(options = {}) {
      const answer = await asked<{ redirect: string }>('POST', '/api/connections', {
        provider: 'microsoft365',
        feature: 'mail',
        ...options,
      });
      if (!answer.ok) return answer;
      navigate(answer.value.redirect);
      return { ok: true, value: undefined };
    },
    async disconnect(connection) {
      const answer = await asked<DisconnectAnswer>(
        'POST',
        `/api/connections/${encodeURIComponent(connection)}/disconnect`,
      );
      if (answer.ok) {
        tabs.say({ kind: 'disconnected', connection });
        await end(connection);
        await load();
      }
      return answer;
    },
    adminLink: async (connection) => {
      const answer = await asked<AdminLinkAnswer>(
        'GET',
        `/api/connections/${encodeURIComponent(connection)}/admin-link`,
      );
      if (answer.ok) void load();
      return answer;
    },
    tokenFor: (connection, feature, claims) => tokens.tokenFor(connection, feature, claims),
    tokenSource: (connection, feature) => (claims) => tokens.tokenFor(connection, feature, claims),
    onEnded(listener) {
      ended.add(listener);
      return () => ended.delete(listener);
    },
    signedOut() {
      turn += 1;
      tokens.dropAll();
      wiped.clear();
      put(EMPTY);
    },
    close() {
      stopHearing();
      tokens.dropAll();
      listeners.clear();
      ended.clear();
    },
  };
}
