/**
 * The provider port: what any mail provider must be able to do, in the product's own words.
 * Nothing here is shaped like one provider; a connector translates. Times are milliseconds since 1970 (UTC), sizes bytes.
 */

export type MailboxRole = 'inbox' | 'drafts' | 'sent' | 'archive' | 'junk' | 'trash' | 'none';

export interface Mailbox {
  readonly id: string;
  readonly role: MailboxRole;
  readonly name: string;
  /** null at the top level. */
  readonly parent: string | null;
  readonly unread: number;
  readonly total: number;
}

export interface Person {
  /** May be empty. */
  readonly name: string;
  readonly address: string;
}

export type MessageKind = 'message' | 'invitation' | 'invitation-answer' | 'cancellation' | 'report';

/** A message's header: everything a list shows. */
export interface Message {
  readonly id: string;
  readonly mailboxes: readonly string[];
  readonly thread: string;
  readonly subject: string;
  readonly from: Person | null;
  readonly to: readonly Person[];
  readonly cc: readonly Person[];
  readonly bcc: readonly Person[];
  readonly replyTo: readonly Person[];
  readonly receivedAt: number;
  readonly read: boolean;
  readonly flagged: boolean;
  readonly draft: boolean;
  readonly important: boolean;
  readonly categories: readonly string[];
  readonly hasAttachments: boolean;
  readonly preview: string;
  readonly kind: MessageKind;
  /** The Message-ID header (RFC 5322 §3.6.4), '' when unknown. */
  readonly internetId: string;
  /** Opaque version for conflict detection, '' when the provider gave none. */
  readonly version: string;
}

/** A row of changes: only the fields the provider sent. Merge, never replace. */
export type MessageChange = Pick<Message, 'id'> & Partial<Message>;

/** Opaque to everyone but the connector that made it. */
export type Cursor = string;

export interface Changes<T> {
  readonly changed: readonly T[];
  readonly removed: readonly string[];
  readonly cursor: Cursor;
  /** More pages wait: call again at once with `cursor`. */
  readonly more: boolean;
}

/** What went wrong, closed. `waitMs` is the provider's own wish, when it could be read. */
export type TroubleReason =
  | 'offline'
  | 'throttled'
  | 'unavailable'
  | 'signed-out'
  | 'needs-consent'
  | 'pending-admin'
  | 'claims'
  | 'forbidden'
  | 'gone'
  | 'conflict'
  | 'reset'
  | 'refused'
  | 'too-large'
  | 'too-complex'
  | 'unknown-outcome'
  | 'cancelled';

export interface Trouble {
  readonly ok: false;
  readonly reason: TroubleReason;
  /** The provider's code, for branching inside connectors and for the details line of a screen; never the provider's prose. */
  readonly code: string;
  readonly waitMs?: number;
}

export interface Done<T> {
  readonly ok: true;
  readonly value: T;
}

export type Answer<T> = Done<T> | Trouble;

export interface Attachment {
  readonly id: string;
  readonly name: string;
  /** Lower-case media type, 'application/octet-stream' when unknown. */
  readonly type: string;
  readonly size: number;
  readonly inline: boolean;
  /** Without angle brackets; null when unknown or absent. */
  readonly contentId: string | null;
  readonly kind: 'file' | 'message' | 'link';
}

export interface HeaderLine {
  readonly name: string;
  readonly value: string;
}

/** What a reader needs beyond the list header. Exactly as the provider sent it: NOT safe to show; see show/. */
export interface MessageBody {
  readonly id: string;
  readonly type: 'html' | 'text';
  readonly content: string;
  readonly headers: readonly HeaderLine[];
  readonly attachments: readonly Attachment[];
}

/** What a draft's parts look like to the provider. Only the given fields are written. */
export interface DraftPatch {
  readonly subject?: string;
  readonly html?: string;
  readonly to?: readonly Person[];
  readonly cc?: readonly Person[];
  readonly bcc?: readonly Person[];
  readonly important?: boolean;
}

export type ReplyKind = 'reply' | 'reply-all' | 'forward';

export type Intent =
  | { readonly do: 'set-read'; readonly id: string; readonly read: boolean }
  | { readonly do: 'set-flag'; readonly id: string; readonly flagged: boolean }
  | { readonly do: 'set-categories'; readonly id: string; readonly categories: readonly string[] }
  | { readonly do: 'move'; readonly id: string; readonly to: string }
  | { readonly do: 'destroy'; readonly id: string };

export interface Capabilities {
  /** Message ids stay the same when a message moves. */
  readonly stableIds: boolean;
  readonly categories: boolean;
  readonly rules: boolean;
  readonly automaticReplies: boolean;
  readonly search: boolean;
  /** Bytes. */
  readonly attachmentMax: number;
  readonly messageRaw: boolean;
}

export interface AutomaticReplies {
  readonly state: 'off' | 'on' | 'scheduled';
  readonly from: number | null;
  readonly until: number | null;
  readonly audience: 'none' | 'contacts' | 'all';
  readonly inside: string;
  readonly outside: string;
}

export interface MailSettings {
  /** IANA name where the provider's could be mapped, else the provider's own. */
  readonly timeZone: string;
  /** BCP 47, '' when unset. */
  readonly language: string;
  readonly automaticReplies: AutomaticReplies;
}

export interface Category {
  readonly id: string;
  readonly name: string;
  /** 0–24, -1 for none. */
  readonly color: number;
}

/** A rule in the subset the screens can edit. `foreign` is true when the provider's rule holds more: it may be switched or deleted, never rewritten. */
export interface Rule {
  readonly id: string;
  readonly name: string;
  readonly order: number;
  readonly on: boolean;
  readonly broken: boolean;
  readonly foreign: boolean;
  readonly when: {
    readonly from?: readonly string[];
    readonly to?: readonly string[];
    readonly subject?: readonly string[];
    readonly body?: readonly string[];
    readonly hasAttachments?: boolean;
  };
  readonly then: {
    readonly moveTo?: string;
    readonly copyTo?: string;
    readonly markRead?: boolean;
    readonly categories?: readonly string[];
    readonly forwardTo?: readonly Person[];
    readonly delete?: boolean;
    readonly stop?: boolean;
  };
}

export type RuleDraft = Omit<Rule, 'id' | 'broken' | 'foreign'>;

export interface SearchHits {
  readonly messages: readonly Message[];
  readonly cursor: Cursor | null;
}

/** One query, parsed; see search/query.ts. */
export interface Query {
  readonly words: readonly string[];
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly subject: readonly string[];
  /** Whole names; each must be on the message. */
  readonly categories: readonly string[];
  readonly hasAttachment: boolean | null;
  readonly unread: boolean | null;
  readonly flagged: boolean | null;
  /** Received at or after, before: UTC ms. */
  readonly after: number | null;
  readonly before: number | null;
}

export interface UploadProgress {
  readonly sent: number;
  readonly total: number;
}

/** A connector to one account at one provider. Every call may answer a Trouble; none throws for what a network or a provider does. */
export interface Provider {
  readonly capabilities: Capabilities;
  /** Full list at `cursor` null, changes after. Roles are filled in. */
  mailboxes(cursor: Cursor | null): Promise<Answer<Changes<Partial<Mailbox> & Pick<Mailbox, 'id'>>>>;
  createMailbox(name: string, parent: string | null): Promise<Answer<Mailbox>>;
  renameMailbox(id: string, name: string): Promise<Answer<null>>;
  moveMailbox(id: string, parent: string | null): Promise<Answer<null>>;
  deleteMailbox(id: string): Promise<Answer<null>>;

  /** Messages of one mailbox, newest first; null starts from the beginning. */
  changes(mailbox: string, cursor: Cursor | null): Promise<Answer<Changes<MessageChange>>>;
  /** `take` headers after the `skip` newest, sorted newest first. `mailbox` may also be a role. */
  window(mailbox: string, skip: number, take: number, urgent?: boolean): Promise<Answer<readonly Message[]>>;
  thread(thread: string): Promise<Answer<readonly Message[]>>;
  header(id: string): Promise<Answer<Message>>;
  body(id: string, urgent: boolean): Promise<Answer<MessageBody>>;
  raw(id: string): Promise<Answer<Uint8Array>>;
  attachment(
    message: string,
    attachment: string,
    /** Its entry in the message's listing, when only its bytes are wanted: a large file then comes without packing. */
    known?: Attachment,
  ): Promise<Answer<{ readonly info: Attachment; readonly bytes: Uint8Array }>>;
  search(query: Query, cursor: Cursor | null): Promise<Answer<SearchHits>>;
  findSent(internetId: string): Promise<Answer<Message | null>>;

  /** Answers in the order of the intents. */
  apply(intents: readonly Intent[]): Promise<readonly Answer<{ readonly id: string }>[]>;

  createDraft(patch: DraftPatch): Promise<Answer<Message>>;
  createReply(to: string, kind: ReplyKind): Promise<Answer<Message>>;
  patchDraft(id: string, patch: DraftPatch): Promise<Answer<Message>>;
  attach(
    draft: string,
    file: {
      readonly name: string;
      readonly type: string;
      readonly bytes: Blob;
      readonly contentId: string | null;
    },
    progress: (p: UploadProgress) => void,
    signal: AbortSignal,
  ): Promise<Answer<Attachment>>;
  attachments(message: string): Promise<Answer<readonly Attachment[]>>;
  detach(draft: string, attachment: string): Promise<Answer<null>>;
  /** 'unknown-outcome' when the answer was lost: look for it in sent before sending again. */
  send(draft: string): Promise<Answer<null>>;

  /** One small text of the product's own, kept out of sight in the person's mailbox; null when there is none. */
  readNote(): Promise<Answer<string | null>>;
  writeNote(text: string): Promise<Answer<null>>;

  settings(): Promise<Answer<MailSettings>>;
  saveSettings(patch: {
    readonly automaticReplies?: AutomaticReplies;
    readonly timeZone?: string;
    readonly language?: string;
  }): Promise<Answer<MailSettings>>;
  categories(): Promise<Answer<readonly Category[]>>;
  createCategory(name: string, color: number): Promise<Answer<Category>>;
  /** A name can't be changed once it is made: messages carry the name itself. */
  recolorCategory(id: string, color: number): Promise<Answer<Category>>;
  /** From the account's list; messages keep the name. */
  deleteCategory(id: string): Promise<Answer<null>>;
  rules(): Promise<Answer<readonly Rule[]>>;
  createRule(rule: RuleDraft): Promise<Answer<Rule>>;
  updateRule(id: string, patch: Partial<RuleDraft>): Promise<Answer<Rule>>;
  deleteRule(id: string): Promise<Answer<null>>;
}
