import type { Feature, TokenAnswer } from '../contract.ts';
import { problemCode, type Call } from './call.ts';

/** What the mail engine is handed. Held in memory, about an hour; never in any storage, message or address. */
export interface AccessToken {
  readonly accessToken: string;
  /** UTC ms, by this browser’s clock. */
  readonly expiresAt: number;
  readonly graph: string;
  readonly upload: string;
}

export type TokenRefusal = 'signed-out' | 'needs-consent' | 'pending-admin' | 'claims' | 'offline';

export interface Tokens {
  /** The token in memory while it has a minute left, else one from the server. `claims` carries a challenge and always asks. */
  readonly tokenFor: (
    connection: string,
    feature: Feature,
    claims?: string,
  ) => Promise<AccessToken | TokenRefusal>;
  readonly drop: (connection: string) => void;
  readonly dropAll: () => void;
}

const EARLY_MS = 60_000;

/** `refused` is told when the server says that a connection no longer gives tokens, so that the rest of the app can follow. */
export function createTokens(
  call: Call,
  now: () => number,
  refused: (connection: string, why: TokenRefusal, gone: boolean) => void,
): Tokens {
  const held = new Map<string, AccessToken>();
  const asking = new Map<string, Promise<AccessToken | TokenRefusal>>();
  /** Raised when tokens are dropped: an answer on its way from before is not kept. */
  let turn = 0;

  const ask = async (
    connection: string,
    key: string,
    feature: Feature,
    claims: string | undefined,
  ): Promise<AccessToken | TokenRefusal> => {
    const began = turn;
    const asked = now();
    const answer = await call(
      'POST',
      `/api/connections/${encodeURIComponent(connection)}/token`,
      { feature, ...(claims === undefined ? {} : { claims }) },
      { background: true },
    ).catch(() => undefined);
    if (began !== turn) return 'signed-out';
    if (answer?.status === 200) {
      const body = answer.body as TokenAnswer;
      const token = {
        accessToken: body.accessToken,
        expiresAt: asked + body.expiresIn * 1000,
        graph: body.graph,
        upload: body.upload,
      };
      held.set(key, token);
      return token;
    }
    held.delete(key);
    const why = answer === undefined ? 'offline' : whyNot(answer);
    refused(connection, why, answer?.status === 404 || why === 'needs-consent');
    return why;
  };

  return {
    tokenFor(connection, feature, claims) {
      const key = `${connection}\n${feature}`;
      const token = held.get(key);
      if (claims === undefined && token && token.expiresAt - EARLY_MS > now()) return Promise.resolve(token);
      const same = `${key}\n${claims ?? ''}`;
      const under = asking.get(same);
      if (under) return under;
      const mine = ask(connection, key, feature, claims).finally(() => {
        if (asking.get(same) === mine) asking.delete(same);
      });
      asking.set(same, mine);
      return mine;
    },
    drop(connection) {
      for (const key of held.keys()) if (key.startsWith(`${connection}\n`)) held.delete(key);
    },
    dropAll() {
      turn += 1;
      held.clear();
      asking.clear();
    },
  };
}

function whyNot(answer: { readonly status: number; readonly body: unknown }): TokenRefusal {
  if (answer.status === 401 || answer.status === 410) return 'signed-out';
  if (answer.status === 404) return 'needs-consent';
  const code = problemCode(answer);
  return code === 'needs-consent' || code === 'pending-admin' || code === 'claims' ? code : 'offline';
}
