import type { AccessToken, TokenRefusal, Timer, TokenSource } from '../environment.ts';

export interface TokenKeeper {
  /** The token in memory, or a fresh one when it is about to expire. */
  current(): Promise<AccessToken | TokenRefusal>;
  /** Drops the token that was refused and asks for another; many callers share one question. */
  renew(refused: string, claims?: string): Promise<AccessToken | TokenRefusal>;
  drop(): void;
}

const EARLY_MS = 60_000;

/** Holds the access token in this closure only: never in storage, never in a message to another tab. */
export function keepToken(ask: TokenSource, timer: Timer): TokenKeeper {
  let token: AccessToken | null = null;
  let asking: Promise<AccessToken | TokenRefusal> | null = null;
  const fetchOne = (claims?: string): Promise<AccessToken | TokenRefusal> => {
    asking ??= ask(claims)
      .catch((): TokenRefusal => 'offline')
      .then((answer) => {
        token = typeof answer === 'string' ? null : answer;
        return answer;
      })
      .finally(() => {
        asking = null;
      });
    return asking;
  };
  return {
    current: () => (token && token.expiresAt - EARLY_MS > timer.now() ? Promise.resolve(token) : fetchOne()),
    renew: (refused, claims) => {
      if (token && token.accessToken !== refused) return Promise.resolve(token);
      token = null;
      return fetchOne(claims);
    },
    drop: () => {
      token = null;
    },
  };
}
