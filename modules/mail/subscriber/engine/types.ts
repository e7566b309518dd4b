/**
 * The mail store's public API, framework-free. A screen reads `Live` values (made for React's useSyncExternalStore:
 * `useSyncExternalStore(x.subscribe, x.get)`), and calls acts. Everything a person does shows at once and is carried out behind.
 */
import type {
  Answer,
  Attachment,
  Capabilities,
  HeaderLine,
  Mailbox,
  Message,
  Person,
  ReplyKind,
  TroubleReason,
} from './port/provider.ts';

import type { MailSettingsApi } from './settings/settings-types.ts';
import type { Compose, Draft, DraftFields } from './writing-types.ts';

export type * from './port/provider.ts';
export type * from './settings/settings-types.ts';
export type * from './writing-types.ts';

/** A value that changes. `get` answers the same object until it has changed. */
export interface Live<T> {
  readonly get: () => T;
  readonly subscribe: (changed: () => void) => () => void;
}

export type Connection =
  | 'starting'
  | 'online'
  /** Cached mail is readable, acts wait in the outbox. */
  | 'offline'
  /** The provider asks us to wait; nothing for the person to do. */
  | 'slowed'
  | 'needs-consent'
  | 'pending-admin'
  | 'claims'
  | 'signed-out'
  /** The key or the account is gone; the store is closed. */
  | 'closed';

export interface MailStatus {
  readonly connection: Connection;
  /** 0–1 while headers of the open mailbox are still being fetched, null when all are known. */
  readonly syncing: number | null;
  /** Acts waiting to reach the provider. */
  readonly waiting: number;
  readonly lastSync: number | null;
  /** This tab does the polling. */
  readonly leader: boolean;
}

/** One line of a list. `key` is stable for a conversation; use it as React key and for selection. */
export type Row =
  | { readonly state: 'loading'; readonly key: string; readonly index: number }
  | {
      readonly state: 'ready';
      readonly key: string;
      readonly index: number;
      /** The newest message of the conversation in this mailbox. */
      readonly head: Message;
      /** Ids of the conversation's messages in this mailbox, newest first. */
      readonly ids: readonly string[];
      readonly unread: number;
      readonly flagged: boolean;
      readonly hasAttachments: boolean;
      readonly hasDraft: boolean;
      /** An act on it waits in the outbox. */
      readonly waiting: boolean;
    };

export interface MessageList {
  readonly mailbox: string | null;
  /** Bumps at every change of rows or of their number. */
  readonly version: Live<number>;
  /** True until the first rows are known (show skeletons), and for a search until every source answered. */
  readonly loading: Live<boolean>;
  count(): number;
  /** At once, never throws: a 'loading' row starts the fetch of its window by itself and bumps `version` when it is there. */
  row(index: number): Row;
  /** -1 when not known. */
  indexOf(key: string): number;
  /** The row after/before, for next and previous; undefined at the ends. */
  close(): void;
}

export interface SearchList extends MessageList {
  /** How many rows came from what is cached; null while looking. */
  readonly fromCache: Live<number | null>;
  readonly provider: Live<'asking' | 'done' | 'more' | TroubleReason>;
  /** Next page of the provider's hits. */
  more(): void;
  /** Set when the person's filters had to be checked here because the provider refused them. */
  readonly note: Live<'checked-here' | null>;
}

export interface Conversation {
  readonly key: string;
  readonly subject: string;
  /** Oldest first, from every mailbox (sent ones too); grows as the provider answers. */
  readonly messages: readonly Message[];
  readonly complete: boolean;
}

export type Authenticity = 'verified' | 'failed' | 'silent';

/**
 * A message's body, made ready to show. `document` goes to the frame's srcdoc (through the `mail-frame` Trusted Types policy) with
 * `sandbox={shown.sandbox}`; at the frame's load event call `dressFrame(frame, { css: shown.css, … })` for styles, theme, folded quote and height.
 */
export interface ShownBody {
  readonly document: string;
  readonly sandbox: string;
  readonly css: string;
  /** Remote loads taken out, and their hosts; 0 when none or allowed. */
  readonly blocked: number;
  readonly blockedHosts: readonly string[];
  /** Too deeply nested or too long to be shown as it was made: only its words, or the beginning of them. */
  readonly simplified: boolean;
  readonly remoteShown: boolean;
  /** It holds an answered message, which dressFrame folds. */
  readonly hasQuote: boolean;
  /** The message styles itself: the frame keeps a light background in dark mode. */
  readonly ownColors: boolean;
}

/** Data of a calendar part, for a card. */
export interface InvitationCard {
  readonly method: 'request' | 'cancel' | 'reply' | 'publish' | 'other';
  readonly summary: string;
  readonly location: string;
  readonly organizer: Person | null;
  readonly attendees: readonly {
    readonly person: Person;
    readonly status: 'accepted' | 'declined' | 'tentative' | 'none';
  }[];
  readonly start: CalendarTime | null;
  readonly end: CalendarTime | null;
  readonly repeats: boolean;
}

/** `local` as written (YYYY-MM-DDTHH:mm:ss or YYYY-MM-DD); `zone` IANA, 'UTC' or '' for floating. */
export interface CalendarTime {
  readonly local: string;
  readonly zone: string;
  readonly allDay: boolean;
}

export type OpenedMessage =
  | { readonly state: 'loading'; readonly message: Message | null }
  | {
      readonly state: 'ready';
      readonly message: Message;
      readonly shown: ShownBody;
      readonly headers: readonly HeaderLine[];
      /** Without inline images that are shown in the body. */
      readonly attachments: readonly Attachment[];
      readonly authenticity: Authenticity;
      readonly authenticityWhy: string;
      readonly invitation: InvitationCard | null;
      /** The body came from the raw source because the provider's was unusable. */
      readonly repaired: boolean;
    }
  | {
      readonly state: 'failed';
      readonly message: Message | null;
      readonly reason: TroubleReason;
      readonly retry: () => void;
    };

/** An act done. `undo` reverses it (null when it can't be: say so before, not after). */
export interface Act {
  readonly count: number;
  readonly undo: (() => Act) | null;
}

export type ActProblem = {
  readonly id: string;
  readonly subject: string;
  readonly what: string;
  readonly reason: TroubleReason;
};

export interface OutboxView {
  readonly waiting: number;
  /** Acts the provider refused for good; already rolled back on screen. */
  readonly problems: readonly ActProblem[];
}

export interface Suggestion extends Person {
  readonly score: number;
}

export interface AttachmentPreview {
  readonly kind: 'image' | 'pdf' | 'text' | 'invitation' | 'message' | 'none';
  readonly name: string;
  /** For image and pdf: an object URL of a safe type. Revoke with `release`. */
  readonly url: string | null;
  readonly text: string | null;
  readonly invitation: InvitationCard | null;
  readonly message: {
    readonly subject: string;
    readonly from: Person | null;
    readonly receivedAt: number | null;
    readonly shown: ShownBody;
  } | null;
  release(): void;
}

export interface Signature {
  readonly html: string;
  readonly onReplies: boolean;
}

/** What signing out would lose: a draft, a letter that was to be sent, an act on a letter. */
export interface Loss {
  readonly what: 'draft' | 'letter' | 'change';
  readonly subject: string;
}

export interface Mail {
  readonly account: string;
  readonly address: string;
  readonly capabilities: Capabilities;
  readonly status: Live<MailStatus>;
  readonly mailboxes: Live<readonly Mailbox[]>;
  readonly outbox: Live<OutboxView>;
  /** Drafts being written, held, refused, unsure or recovered after a crash; the saved ones are in the drafts mailbox. */
  readonly unfinished: Live<readonly Draft[]>;

  /** Reads the first screen from the vault, then starts syncing. Resolves as soon as there is something to paint. `visible` mailbox: id or role. */
  start(visible?: string): Promise<void>;
  /** Looks for new mail now. */
  refresh(): Promise<void>;
  mailbox(idOrRole: string): Mailbox | undefined;
  list(idOrRole: string): MessageList;
  search(query: string, mailbox?: string | null): SearchList;
  conversation(key: string, head?: Message): Live<Conversation>;
  message(id: string): Live<OpenedMessage>;
  /** Loads the bodies a person is likely to open next. */
  prefetch(ids: readonly string[]): void;
  /** Takes those of these bodies that the cache holds into memory. Asks nobody for any. */
  recall(ids: readonly string[]): void;

  setRead(ids: readonly string[], read: boolean): Act;
  setFlag(ids: readonly string[], flagged: boolean): Act;
  setCategories(
    ids: readonly string[],
    change: { readonly add?: readonly string[]; readonly remove?: readonly string[] },
  ): Act;
  move(ids: readonly string[], mailbox: string): Act;
  archive(ids: readonly string[]): Act;
  junk(ids: readonly string[], isJunk: boolean): Act;
  /** To trash; from trash for good (undo null there). */
  remove(ids: readonly string[]): Act;
  /** From trash or junk back to the inbox, or to where they came from in this session. */
  restore(ids: readonly string[]): Act;
  /** Trash or junk only. Everything in it, for good. Answers how many. */
  empty(mailbox: string): Promise<Answer<number>>;
  dismissProblem(id: string): void;

  createMailbox(name: string, parent: string | null): Promise<Answer<Mailbox>>;
  renameMailbox(id: string, name: string): Promise<Answer<null>>;
  moveMailbox(id: string, parent: string | null): Promise<Answer<null>>;
  deleteMailbox(id: string): Promise<Answer<null>>;

  /** Remote content: once for this message, or always for its sender (kept in the vault). */
  showRemote(id: string, how: 'once' | 'always'): void;
  forgetSender(address: string): void;
  trustedSenders(): Promise<readonly string[]>;
  raw(id: string): Promise<Answer<string>>;
  download(message: string, attachment: Attachment): Promise<Answer<File>>;
  preview(message: string, attachment: Attachment): Promise<Answer<AttachmentPreview>>;

  compose(start?: DraftFields): Compose;
  reply(id: string, kind: ReplyKind): Promise<Compose>;
  /** A draft from the drafts mailbox, or one of `unfinished`. */
  resume(idOrKey: string): Promise<Answer<Compose>>;
  people(typed: string): Promise<readonly Suggestion[]>;

  readonly settings: MailSettingsApi;
  signature(): Promise<Signature>;
  /** Looks for the person's choices in the mailbox. False when it did not answer: they may be older than the mailbox's. */
  choicesKnown(): Promise<boolean>;
  /** As all that saves a choice: answers whether the provider has it, so that it outlives the session. */
  saveSignature(signature: Signature): Promise<boolean>;
  /** Seconds a sent message is held, 0–60. */
  holdSeconds(): Promise<number>;
  saveHoldSeconds(seconds: number): Promise<boolean>;
  /** Whether the browser may check the spelling of what is written from this account. Off until chosen. */
  readonly spelling: Live<boolean>;
  saveSpelling(on: boolean): Promise<boolean>;

  /** Before sign-out: a last try to have everything at the provider. Lists what could not be had there, and so would be lost. */
  beforeSignOut(): Promise<readonly Loss[]>;
  close(): void;
}
