import type { AccessToken, MailEnvironment, TokenRefusal } from '../environment.ts';
import { done, trouble } from '../port/answers.ts';
import type { Answer, Trouble } from '../port/provider.ts';
import type { Connection } from '../types.ts';
import { claimsOf, classify, waitOf } from './errors.ts';
import { keepToken } from './token.ts';
import type { TokenKeeper } from './token.ts';
import { ALWAYS, once, partsOf } from './wire.ts';
import type { Part } from './wire.ts';

export type Priority = 'urgent' | 'normal' | 'background';

export interface Ask {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE' | 'PUT';
  /** Below the API root, e.g. '/me/messages/…', already encoded. */
  readonly path: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly priority?: Priority;
  /** False for acts that must not happen twice: a lost answer becomes 'unknown-outcome' instead of a repeat. */
  readonly repeatable?: boolean;
}

export interface Channel {
  ask(ask: Ask): Promise<Answer<unknown>>;
  /** Bytes cannot ride in a JSON batch cheaply: one request of its own. */
  bytes(path: string): Promise<Answer<Uint8Array>>;
  /** For the upload host: no Authorization, no cookies; the address itself is the permit. */
  bare(url: string, init: RequestInit): Promise<Answer<{ readonly status: number; readonly body: unknown }>>;
  /** An absolute next or delta link as a path below our root; null when it points anywhere else. */
  pathOf(link: string): Promise<string | null>;
  close(): void;
}

export type Reachability = Extract<
  Connection,
  'online' | 'offline' | 'slowed' | 'signed-out' | 'needs-consent' | 'pending-admin' | 'claims'
>;

interface Waiting {
  readonly ask: Ask;
  readonly settle: (answer: Answer<unknown>) => void;
  tries: number;
  renewed: boolean;
}

/** Outlook runs four requests at a time per mailbox and app; a $batch of k parts counts as min(k, 4). */
const UNITS = 4;
const MOST_PARTS = 20;
const TRIES = 6;
const RANK: Readonly<Record<Priority, number>> = { urgent: 0, normal: 1, background: 2 };

/**
 * Everything to the provider goes through here: batched, four at a time, retried with back-off, and the token renewed.
 * In a batch each part's Retry-After can be read, which CORS hides on the outer answer, and one address means one preflight.
 */
export function openChannel(
  env: Pick<MailEnvironment, 'fetch' | 'timer' | 'token' | 'page'>,
  reached: (state: Reachability) => void,
): Channel {
  const token = keepToken(env.token, env.timer);
  const queue: Waiting[] = [];
  let free = UNITS;
  let heldUntil = 0;
  let closed = false;
  let planned = false;

  const backOff = (tries: number): number => Math.min(500 * 2 ** tries, 30_000) * (0.5 + env.timer.random());

  const plan = (): void => {
    if (planned || closed) return;
    planned = true;
    const wait = Math.max(0, heldUntil - env.timer.now());
    if (wait === 0) queueMicrotask(pump);
    else env.timer.after(wait, pump);
  };

  function pump(): void {
    planned = false;
    if (closed) return;
    if (env.timer.now() < heldUntil) return plan();
    queue.sort((a, b) => RANK[a.ask.priority ?? 'normal'] - RANK[b.ask.priority ?? 'normal']);
    while (queue.length > 0 && free > 0) {
      const rank = RANK[queue[0]?.ask.priority ?? 'normal'];
      // Background work leaves one place free, so a click never waits behind it.
      const units = rank === RANK.background ? free - 1 : free;
      if (units < 1) return;
      let most = units === UNITS || (rank === RANK.background && units === UNITS - 1) ? MOST_PARTS : units;
      const parts: Waiting[] = [];
      while (most > 0 && queue[0] && RANK[queue[0].ask.priority ?? 'normal'] === rank) {
        parts.push(queue.shift() as Waiting);
        most -= 1;
      }
      const used = Math.min(parts.length, units);
      free -= used;
      void sendBatch(parts).finally(() => {
        free += used;
        if (queue.length > 0) plan();
      });
    }
  }

  const again = (waiting: Waiting, wait: number): void => {
    env.timer.after(wait, () => {
      if (closed) return waiting.settle(trouble('cancelled'));
      queue.push(waiting);
      plan();
    });
  };

  const lost = (waiting: Waiting, sent: boolean): void => {
    if (sent && waiting.ask.repeatable === false) return waiting.settle(trouble('unknown-outcome'));
    waiting.tries += 1;
    if (!env.page.online() || waiting.tries >= 3) {
      reached('offline');
      return waiting.settle(trouble('offline'));
    }
    again(waiting, backOff(waiting.tries));
  };

  async function sendBatch(parts: readonly Waiting[]): Promise<void> {
    const permit = await token.current();
    if (typeof permit === 'string') return refuse(parts, permit);
    const requests = parts.map(({ ask }, index) => ({
      id: String(index + 1),
      method: ask.method,
      url: ask.path,
      headers: {
        ...(ask.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...ask.headers,
        Prefer: [ALWAYS.Prefer, ask.headers?.['Prefer']].filter(Boolean).join(', '),
      },
      ...(ask.body === undefined ? {} : { body: ask.body }),
    }));
    const outer = await once(env.fetch, `${permit.graph}/v1.0/$batch`, permit, {
      method: 'POST',
      body: JSON.stringify({ requests }),
      headers: { 'Content-Type': 'application/json' },
    });
    if (closed) {
      for (const waiting of parts) waiting.settle(trouble('cancelled'));
      return;
    }
    if (outer === null) {
      for (const waiting of parts) lost(waiting, true);
      return;
    }
    const answers = outer.status === 200 ? partsOf(outer.body) : null;
    for (const [index, waiting] of parts.entries()) {
      const part = answers ? answers.get(String(index + 1)) : outer;
      if (!part || (outer.status === 200 && !answers)) lost(waiting, true);
      else take(waiting, part, permit);
    }
  }

  function refuse(parts: readonly Waiting[], refusal: TokenRefusal): void {
    reached(refusal);
    for (const waiting of parts) waiting.settle(trouble(refusal));
  }

  function take(waiting: Waiting, part: Part, permit: AccessToken): void {
    if (part.status >= 200 && part.status < 300) {
      reached('online');
      return waiting.settle(done(part.body));
    }
    const wait = waitOf(part.headers, env.timer.now());
    const problem = classify(part.status, part.body, wait);
    const claims = claimsOf(part.headers);
    if (part.status === 401 || problem.reason === 'claims' || (part.status === 403 && claims)) {
      if (waiting.renewed) {
        const reason = claims || problem.reason === 'claims' ? 'claims' : 'needs-consent';
        reached(reason);
        return waiting.settle(trouble(reason, problem.code));
      }
      waiting.renewed = true;
      void token.renew(permit.accessToken, claims ?? undefined).then((fresh) => {
        if (typeof fresh === 'string') refuse([waiting], fresh);
        else again(waiting, 0);
      });
      return;
    }
    const notDone = part.status === 429 || part.status === 503;
    const retry = notDone || part.status >= 500 || part.status === 424;
    if (!retry) {
      reached('online');
      return waiting.settle(problem);
    }
    if (!notDone && waiting.ask.repeatable === false)
      return waiting.settle(trouble('unknown-outcome', problem.code));
    waiting.tries += 1;
    if (waiting.tries >= TRIES) return waiting.settle(problem);
    const delay = wait ?? backOff(waiting.tries);
    if (part.status === 429) {
      reached('slowed');
      heldUntil = Math.max(heldUntil, env.timer.now() + delay);
    }
    again(waiting, delay);
  }

  const direct = async (path: string): Promise<Answer<Uint8Array>> => {
    let renewed = false;
    for (let tries = 0; tries < TRIES; tries += 1) {
      const permit = await token.current();
      if (typeof permit === 'string') return trouble(permit);
      const answer = await once(env.fetch, `${permit.graph}/v1.0${path}`, permit, { method: 'GET' }, true);
      if (closed) return trouble('cancelled');
      if (answer && answer.status === 200) return done(answer.body as Uint8Array);
      if (!answer && !env.page.online()) return trouble('offline');
      if (answer?.status === 401 && !renewed) {
        renewed = true;
        const fresh = await token.renew(permit.accessToken, claimsOf(answer.headers) ?? undefined);
        if (typeof fresh === 'string') return trouble(fresh);
        continue;
      }
      const problem: Trouble = answer
        ? classify(answer.status, answer.body, waitOf(answer.headers, env.timer.now()))
        : trouble('unavailable');
      if (problem.reason !== 'unavailable' && problem.reason !== 'throttled') return problem;
      await new Promise<void>((resolve) => void env.timer.after(problem.waitMs ?? backOff(tries), resolve));
    }
    return trouble('unavailable');
  };

  const channel: Channel = {
    ask: (ask) =>
      closed
        ? Promise.resolve(trouble('cancelled'))
        : new Promise((settle) => {
            queue.push({ ask, settle, tries: 0, renewed: false });
            plan();
          }),
    bytes: async (path) => {
      free -= 1;
      try {
        return await direct(path);
      } finally {
        free += 1;
        plan();
      }
    },
    bare: async (url, init) => {
      const answer = await once(env.fetch, url, null, init);
      if (!answer) return trouble('offline');
      return answer.status < 400
        ? done({ status: answer.status, body: answer.body })
        : classify(answer.status, answer.body, waitOf(answer.headers, env.timer.now()));
    },
    pathOf: (link) => relative(link, token),
    close: () => {
      closed = true;
      token.drop();
      for (const waiting of queue.splice(0)) waiting.settle(trouble('cancelled'));
    },
  };
  return channel;
}

/** A link the provider gave may only lead back to the provider: the token must never follow it elsewhere. */
async function relative(link: string, token: TokenKeeper): Promise<string | null> {
  if (link.startsWith('/')) return link;
  const permit = await token.current();
  if (typeof permit === 'string') return null;
  const root = `${permit.graph}/v1.0`;
  return link.startsWith(`${root}/`) ? link.slice(root.length) : null;
}
