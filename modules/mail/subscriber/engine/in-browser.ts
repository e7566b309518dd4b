import type { Vault } from '@telink/vault';
import type { MailEnvironment, Page, SourceReader, SourceReading, Tabs, TokenSource } from './environment.ts';
import { createMail } from './mail.ts';
// The bundler makes the address; there is no such file for the linter to look into.
// oxlint-disable import/default
import { indexInWorker } from './search/in-worker.ts';
import searchWorker from './search/index.worker.ts?worker&url';
import sourceWorker from './show/source.worker.ts?worker&url';
import type { Mail } from './types.ts';

export interface OpenMail {
  /** Connection id. */
  readonly account: string;
  readonly address: string;
  /** `openNullVault()` when the person has switched the cache off. */
  readonly vault: Vault;
  readonly token: TokenSource;
}

const PARSE_LIMIT_MS = 4000;

let policy: { createScriptURL(url: string): unknown } | null = null;

/** Workers only from the two addresses the build made. */
function openWorker(url: string): Worker {
  const factory = (globalThis as { trustedTypes?: TrustedTypePolicyFactory }).trustedTypes;
  if (!factory) return new Worker(url, { type: 'module' });
  policy ??= factory.createPolicy('tt-worker', {
    createScriptURL: (asked: string) => {
      if (asked !== searchWorker && asked !== sourceWorker)
        throw new TypeError('Not one of the workers of mail');
      return asked;
    },
  });
  const permit = policy;
  return new Worker(permit.createScriptURL(url) as string, { type: 'module' });
}

const readSource: SourceReader = (bytes) =>
  new Promise((resolve) => {
    const worker = openWorker(sourceWorker);
    const finish = (reading: SourceReading): void => {
      clearTimeout(limit);
      worker.terminate();
      resolve(reading);
    };
    const limit = setTimeout(() => finish({ ok: false, reason: 'too-slow' }), PARSE_LIMIT_MS);
    worker.addEventListener('message', ({ data }: MessageEvent<SourceReading>) => finish(data));
    worker.addEventListener('error', () => finish({ ok: false, reason: 'broken' }));
    worker.postMessage(bytes);
  });

/** Locks say which tab polls and which tab is gone; the channel is memory only, nothing of it is stored. */
function tabsOf(account: string): Tabs {
  const channel = new BroadcastChannel(`mail/${account}`);
  return {
    elect: (name, lead) => {
      const stop = new AbortController();
      let release = (): void => undefined;
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      navigator.locks
        .request(`mail/${account}/${name}`, { signal: stop.signal }, async () => {
          const end = lead();
          await held;
          end();
        })
        .catch(() => undefined);
      return () => {
        stop.abort();
        release();
      };
    },
    say: (message) => channel.postMessage(message),
    hear: (heard) => {
      const listener = ({ data }: MessageEvent<unknown>): void => heard(data);
      channel.addEventListener('message', listener);
      return () => channel.close();
    },
  };
}

const page: Page = {
  visible: () => document.visibilityState === 'visible',
  online: () => navigator.onLine,
  watch: ({ changed, hiding }) => {
    const stop = new AbortController();
    const { signal } = stop;
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') hiding();
      changed();
    };
    document.addEventListener('visibilitychange', hidden, { signal });
    globalThis.addEventListener('pagehide', hiding, { signal });
    for (const name of ['focus', 'online', 'offline']) globalThis.addEventListener(name, changed, { signal });
    return () => stop.abort();
  },
  idle: () =>
    new Promise((resolve) => {
      if (typeof requestIdleCallback === 'function') requestIdleCallback(() => resolve(), { timeout: 300 });
      else setTimeout(resolve, 100);
    }),
};

/** The engine with the browser's own clock, network, workers, locks and channel. One per connected account. */
export function openMail(open: OpenMail): Mail {
  const environment: MailEnvironment = {
    ...open,
    fetch: (input, init) => globalThis.fetch(input, init),
    timer: {
      now: () => Date.now(),
      after: (ms, then) => {
        const id = setTimeout(then, ms);
        return () => clearTimeout(id);
      },
      random: () => Math.random(),
    },
    tabs: tabsOf(open.account),
    page,
    readSource,
    searchIndex: indexInWorker(() => openWorker(searchWorker)),
    uuid: () => crypto.randomUUID(),
  };
  return createMail(environment);
}
