import type { Microsoft365 } from '../microsoft365/index.ts';
import { memoryVault } from './memory-vault.ts';
import type { MemoryVault } from './memory-vault.ts';

export { letter } from './letter.ts';
export { memoryVault } from './memory-vault.ts';
export type { MemoryVault } from './memory-vault.ts';

/** Time runs this much faster in a tab of the tests: waits are the product's own, only shorter. */
const SPEED = 60;

export interface TabOptions {
  readonly vault?: MemoryVault;
  readonly scopes?: readonly string[];
  /** Answers for the token question instead of the stand-in's token. */
  readonly token?: (claims?: string) => Promise<never>;
  readonly speed?: number;
  /** Tabs of one browser share it. */
  readonly browser?: Browser;
}

/** What tabs of one browser share: locks and the channel. */
export interface Browser {
  readonly locks: Map<string, (() => void)[]>;
  readonly ears: Set<(from: object, message: unknown) => void>;
}

export const openBrowser = (): Browser => ({ locks: new Map(), ears: new Set() });

/** One tab as the mail engine sees it, over real HTTP to the stand-in; the network and the tab's visibility can be switched. */
export interface Tab {
  readonly vault: MemoryVault;
  readonly environment: TabEnvironment;
  goOffline(): void;
  goOnline(): void;
  hide(): void;
  /** The next `times` requests whose body says `word` are carried out, but their answer never arrives. */
  loseAnswers(word: string, times: number): void;
  /** The tab dies without a word: its locks are freed, nothing of it runs any more. */
  crash(): void;
  /** How often the server was asked for a token. */
  tokensAsked(): number;
}

export interface TabEnvironment {
  readonly account: string;
  readonly address: string;
  readonly vault: MemoryVault;
  readonly token: (
    claims?: string,
  ) => Promise<{ accessToken: string; expiresAt: number; graph: string; upload: string }>;
  readonly fetch: typeof fetch;
  readonly timer: { now(): number; after(ms: number, then: () => void): () => void; random(): number };
  readonly tabs: {
    elect(name: string, lead: () => () => void): () => void;
    say(message: unknown): void;
    hear(heard: (message: unknown) => void): () => void;
  };
  readonly page: {
    visible(): boolean;
    online(): boolean;
    idle(): Promise<void>;
    watch(on: { readonly changed: () => void; readonly hiding: () => void }): () => void;
  };
  readonly uuid: () => string;
}

const MAIL = ['Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.ReadWrite'];

export function openTab(world: Microsoft365, address: string, options: TabOptions = {}): Tab {
  const vault = options.vault ?? memoryVault();
  const speed = options.speed ?? SPEED;
  const browser = options.browser ?? openBrowser();
  const began = Date.now();
  const watchers = new Set<{ readonly changed: () => void; readonly hiding: () => void }>();
  const timers = new Set<NodeJS.Timeout>();
  const releases = new Set<() => void>();
  let online = true;
  let visible = true;
  let dead = false;
  let asked = 0;
  let ids = 0;
  let losing = { word: '', times: 0 };

  const now = (): number => began + (Date.now() - began) * speed;

  const elect = (name: string, lead: () => () => void): (() => void) => {
    const queue = browser.locks.get(name) ?? [];
    browser.locks.set(name, queue);
    let end: (() => void) | null = null;
    const grant = (): void => {
      end = lead();
    };
    queue.push(grant);
    if (queue[0] === grant) queueMicrotask(() => queue[0] === grant && end === null && grant());
    const release = (): void => {
      releases.delete(release);
      const held = queue[0] === grant;
      const at = queue.indexOf(grant);
      if (at !== -1) queue.splice(at, 1);
      if (held) {
        end?.();
        const next = queue[0];
        if (next) queueMicrotask(next);
      }
    };
    releases.add(release);
    return release;
  };

  const self = {};
  return {
    vault,
    environment: {
      account: `account-of-${address}`,
      address,
      vault,
      token: (claims) => {
        asked += 1;
        if (options.token) return options.token(claims);
        return Promise.resolve({
          accessToken: world.issueToken(address, options.scopes ?? MAIL, 3600),
          expiresAt: now() + 3_600_000,
          graph: world.graph,
          upload: world.upload,
        });
      },
      fetch: async (input, init) => {
        if (!online || dead) throw new TypeError('Failed to fetch');
        const answer = await fetch(input, init);
        if (losing.times > 0 && typeof init?.body === 'string' && init.body.includes(losing.word)) {
          losing = { ...losing, times: losing.times - 1 };
          await answer.text();
          throw new TypeError('Failed to fetch');
        }
        return answer;
      },
      timer: {
        now,
        after: (ms, then) => {
          const timer = setTimeout(
            () => {
              timers.delete(timer);
              if (!dead) then();
            },
            Math.ceil(ms / speed),
          );
          timers.add(timer);
          return () => clearTimeout(timer);
        },
        random: () => 0.5,
      },
      tabs: {
        elect,
        say: (message) => {
          for (const ear of browser.ears) ear(self, structuredClone(message));
        },
        hear: (heard) => {
          const ear = (from: object, message: unknown): void => {
            if (from !== self && !dead) heard(message);
          };
          browser.ears.add(ear);
          return () => void browser.ears.delete(ear);
        },
      },
      page: {
        visible: () => visible,
        idle: () => Promise.resolve(),
        online: () => online,
        watch: (on) => {
          watchers.add(on);
          return () => void watchers.delete(on);
        },
      },
      uuid: () => `id-${began}-${++ids}-${Math.random().toString(36).slice(2)}`,
    },
    goOffline: () => {
      online = false;
      for (const on of watchers) on.changed();
    },
    goOnline: () => {
      online = true;
      for (const on of watchers) on.changed();
    },
    hide: () => {
      visible = false;
      for (const on of watchers) on.hiding();
    },
    loseAnswers: (word, times) => {
      losing = { word, times };
    },
    crash: () => {
      dead = true;
      for (const timer of timers) clearTimeout(timer);
      for (const release of Array.from(releases)) release();
    },
    tokensAsked: () => asked,
  };
}

/** Waits for what is expected to come about by itself. */
export async function until(what: () => boolean | Promise<boolean>, ms = 15_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await what())) {
    if (Date.now() > end) throw new Error(`It did not come about within ${ms} ms: ${what.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
