import type { Folder } from './folder.ts';

/** A sender or recipient. */
export interface Person {
  readonly name: string;
  readonly address: string;
}

export type AttachmentKind = 'file' | 'item' | 'reference';

export interface StoredAttachment {
  readonly number: number;
  readonly kind: AttachmentKind;
  readonly name: string;
  readonly contentType: string | null;
  readonly bytes: Buffer;
  readonly isInline: boolean;
  readonly contentId: string | null;
  readonly modified: number;
  /** The forwarded message of an itemAttachment. */
  readonly item?: MessageDraft;
}

export interface MessageContent {
  readonly body: { readonly contentType: 'html' | 'text'; readonly content: string };
  readonly attachments: readonly StoredAttachment[];
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  /** The MIME as it came; built on demand for drafts. */
  readonly raw?: Buffer;
}

export interface MeetingInvitation {
  readonly method: 'request' | 'cancel' | 'reply';
  readonly start: string;
  readonly end: string;
  readonly timeZone: string;
  readonly isAllDay: boolean;
  readonly location: string;
}

/** Everything of a message but its place in a mailbox. Times are milliseconds since 1970. */
export interface MessageDraft {
  received: number;
  sent: number;
  subject: string;
  from: Person | null;
  sender: Person | null;
  to: readonly Person[];
  cc: readonly Person[];
  bcc: readonly Person[];
  replyTo: readonly Person[];
  isRead: boolean;
  isDraft: boolean;
  flag: FlagState;
  categories: readonly string[];
  importance: 'low' | 'normal' | 'high';
  classification: 'focused' | 'other';
  hasAttachments: boolean;
  preview: string;
  conversation: string;
  conversationIndex: string;
  internetMessageId: string;
  inReplyTo: string;
  references: readonly string[];
  readReceipt: boolean;
  deliveryReceipt: boolean;
  meeting: MeetingInvitation | null;
  size: number;
  /** Built when first asked for; never kept when it can be built again. */
  content: () => MessageContent;
}

export interface GraphMoment {
  readonly dateTime: string;
  readonly timeZone?: string | null;
}

export interface FlagState {
  readonly status: 'notFlagged' | 'flagged' | 'complete';
  readonly start?: GraphMoment | null;
  readonly due?: GraphMoment | null;
  readonly completed?: GraphMoment | null;
}

/** A message in its mailbox. */
export interface StoredMessage extends MessageDraft {
  readonly key: number;
  folder: Folder;
  moves: number;
  /** The mailbox's change counter at the last change; the source of etag and changeKey. */
  version: number;
  created: number;
  modified: number;
  /** Not listed yet: read-after-write lag. */
  hidden: boolean;
}

/** A message that builds itself when it is put in its place. */
export interface LazyDraft {
  readonly received: number;
  readonly isRead: boolean;
  readonly isDraft: boolean;
  placed(key: number, folder: Folder, version: number): StoredMessage;
}

/** The message without its place: what a copy starts from. */
export function draftOf(message: StoredMessage): MessageDraft {
  const {
    received,
    sent,
    subject,
    from,
    sender,
    to,
    cc,
    bcc,
    replyTo,
    isRead,
    isDraft,
    flag,
    categories,
    importance,
  } = message;
  const {
    classification,
    hasAttachments,
    preview,
    conversation,
    conversationIndex,
    internetMessageId,
    inReplyTo,
  } = message;
  const { references, readReceipt, deliveryReceipt, meeting, size, content } = message;
  return {
    received, sent, subject, from, sender, to, cc, bcc, replyTo, isRead, isDraft, flag, categories, importance,
    classification, hasAttachments, preview, conversation, conversationIndex, internetMessageId, inReplyTo,
    references, readReceipt, deliveryReceipt, meeting, size, content,
  }; // prettier-ignore
}

export function emptyDraft(now: number, author: Person): MessageDraft {
  return {
    received: now,
    sent: now,
    subject: '',
    from: author,
    sender: author,
    to: [],
    cc: [],
    bcc: [],
    replyTo: [],
    isRead: true,
    isDraft: true,
    flag: { status: 'notFlagged' },
    categories: [],
    importance: 'normal',
    classification: 'focused',
    hasAttachments: false,
    preview: '',
    conversation: '',
    conversationIndex: '',
    internetMessageId: '',
    inReplyTo: '',
    references: [],
    readReceipt: false,
    deliveryReceipt: false,
    meeting: null,
    size: 0,
    content: () => ({ body: { contentType: 'text', content: '' }, attachments: [], headers: [] }),
  };
}
