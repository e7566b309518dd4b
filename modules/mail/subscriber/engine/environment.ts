/** What the engine is given from outside, so that every part can be tried with a clock, a network and a store of the test's own. */
import type { Vault } from '@telink/vault';
import type { InvitationCard, Message, Person, Query } from './types.ts';

export interface AccessToken {
  readonly accessToken: string;
  /** UTC ms. */
  readonly expiresAt: number;
  /** API base addresses without trailing slash. */
  readonly graph: string;
  readonly upload: string;
}

/** Why no token: the states the connection can be in (RFC 6749, conditional access). */
export type TokenRefusal = 'signed-out' | 'needs-consent' | 'pending-admin' | 'claims' | 'offline';

/** Asks our server for a short-lived token. The engine keeps it in memory only. `claims` carries a challenge back. */
export type TokenSource = (claims?: string) => Promise<AccessToken | TokenRefusal>;

export interface Timer {
  readonly now: () => number;
  /** Answers a cancel. */
  readonly after: (ms: number, then: () => void) => () => void;
  readonly random: () => number;
}

/** A message read from its raw source in a worker, with a time limit. */
export interface ParsedSource {
  readonly subject: string;
  readonly from: Person | null;
  readonly to: readonly Person[];
  readonly date: number | null;
  readonly html: string | null;
  readonly text: string | null;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly attachments: readonly {
    readonly name: string;
    readonly type: string;
    readonly contentId: string | null;
    readonly inline: boolean;
    readonly bytes: Uint8Array;
  }[];
}

export type SourceReading =
  | { readonly ok: true; readonly source: ParsedSource }
  | { readonly ok: false; readonly reason: 'too-slow' | 'broken' };

/** Reads RFC 5322 source. Must give up after its limit. */
export type SourceReader = (bytes: Uint8Array) => Promise<SourceReading>;

/** The search index, somewhere off the main thread. Ids with a score, best first. */
export interface SearchIndex {
  add(messages: readonly Message[]): void;
  addBody(id: string, text: string): void;
  remove(ids: readonly string[]): void;
  find(query: Query, limit: number): Promise<readonly { readonly id: string; readonly score: number }[]>;
  people(typed: string, limit: number): Promise<readonly (Person & { readonly score: number })[]>;
  close(): void;
}

/** Tabs of one browser working together. */
export interface Tabs {
  /** Calls `lead` when this tab becomes the one that polls, and `lead`'s answer when it no longer is. */
  readonly elect: (name: string, lead: () => () => void) => () => void;
  readonly say: (message: unknown) => void;
  readonly hear: (heard: (message: unknown) => void) => () => void;
}

/** The page as the engine sees it. */
export interface Page {
  readonly visible: () => boolean;
  readonly online: () => boolean;
  /** `changed`: visibility, focus or network changed; `hiding`: the page may be gone in a moment. */
  readonly watch: (on: { readonly changed: () => void; readonly hiding: () => void }) => () => void;
  /** Resolves when what is to be drawn has been drawn, and soon in any case. */
  readonly idle: () => Promise<void>;
}

export interface MailEnvironment {
  readonly account: string;
  readonly address: string;
  readonly vault: Vault;
  readonly token: TokenSource;
  readonly fetch: typeof globalThis.fetch;
  readonly timer: Timer;
  readonly tabs: Tabs;
  readonly page: Page;
  readonly readSource: SourceReader;
  readonly searchIndex: SearchIndex;
  /** Random ids, e.g. crypto.randomUUID. */
  readonly uuid: () => string;
  /** Headers kept per account; more are fetched when looked at. Default 120,000. */
  readonly headerLimit?: number;
}

export type { InvitationCard };
