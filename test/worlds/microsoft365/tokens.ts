import { randomBytes } from 'node:crypto';

export interface Granted {
  readonly account: string;
  readonly scopes: ReadonlySet<string>;
  /** Milliseconds since 1970. */
  readonly expires: number;
}

/** Access tokens in force: those of the authorization server, and those a test made for itself. */
export interface Tokens {
  issue(account: string, scopes: readonly string[], expires: number): string;
  find(token: string): Promise<Granted | undefined>;
  expire(account: string): void;
  /** Where the authorization server's own tokens are looked up. */
  source: (token: string) => Promise<Granted | undefined>;
}

export function tokenStore(now: () => number): Tokens {
  const issued = new Map<string, Granted>();
  const expiredBefore = new Map<string, Set<string>>();
  const seen = new Map<string, Set<string>>();
  const remember = (account: string, token: string): void => {
    const set = seen.get(account) ?? new Set();
    set.add(token);
    seen.set(account, set);
  };
  const tokens: Tokens = {
    issue: (account, scopes, expires) => {
      const token = `EwB${randomBytes(40).toString('base64url')}`;
      issued.set(token, { account, scopes: new Set(scopes), expires });
      return token;
    },
    find: async (token) => {
      const granted = issued.get(token) ?? (await tokens.source(token));
      if (granted === undefined || granted.expires <= now()) return undefined;
      if (expiredBefore.get(granted.account)?.has(token) === true) return undefined;
      remember(granted.account, token);
      return granted;
    },
    expire: (account) => {
      const set = expiredBefore.get(account) ?? new Set();
      for (const token of seen.get(account) ?? []) set.add(token);
      expiredBefore.set(account, set);
    },
    source: () => Promise.resolve(undefined),
  };
  return tokens;
}
