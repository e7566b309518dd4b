import type {
  Attachment,
  DraftPatch,
  HeaderLine,
  Mailbox,
  MailboxRole,
  Message,
  MessageBody,
  MessageChange,
  MessageKind,
  Person,
} from '../port/provider.ts';
import { whole } from '../port/merge.ts';

export type Raw = Readonly<Record<string, unknown>>;

export const isRaw = (value: unknown): value is Raw =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): readonly Raw[] => (Array.isArray(value) ? value.filter(isRaw) : []);

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** A documented delta answer carries `isRead: "true"` as text. */
export const truth = (value: unknown): boolean => value === true || value === 'true';

export const time = (value: unknown): number => {
  const at = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(at) ? 0 : at;
};

/** The header fields of a list; `from`… are asked for by name so that nothing else is sent over. */
export const HEADER_FIELDS =
  'id,parentFolderId,conversationId,subject,from,toRecipients,ccRecipients,bccRecipients,replyTo,receivedDateTime,isRead,isDraft,importance,flag,categories,hasAttachments,bodyPreview,internetMessageId,changeKey';

export function person(raw: unknown): Person | null {
  const address = isRaw(raw) && isRaw(raw['emailAddress']) ? raw['emailAddress'] : null;
  if (!address) return null;
  const name = text(address['name']);
  const mail = text(address['address']);
  return name || mail ? { name: name === mail ? '' : name, address: mail } : null;
}

const people = (raw: unknown): readonly Person[] => listOf(raw).flatMap((one) => person(one) ?? []);

function kindOf(type: string, raw: Raw): MessageKind {
  if (type.endsWith('.eventMessageRequest')) return 'invitation';
  if (type.endsWith('.eventMessageResponse')) return 'invitation-answer';
  if (type.endsWith('.eventMessage'))
    return raw['meetingMessageType'] === 'meetingCancelled' ? 'cancellation' : 'invitation';
  return 'message';
}

/** Only the fields that were sent: a delta row may be partial. Null when it has no id. */
export function messageChange(raw: Raw, mailbox?: string): MessageChange | null {
  const id = text(raw['id']);
  if (!id) return null;
  const change: { -readonly [K in keyof Message]?: Message[K] } & { id: string } = { id };
  if ('parentFolderId' in raw || mailbox !== undefined)
    change.mailboxes = [mailbox ?? text(raw['parentFolderId'])];
  if ('conversationId' in raw) change.thread = text(raw['conversationId']);
  if ('subject' in raw) change.subject = text(raw['subject']);
  if ('from' in raw) change.from = person(raw['from']);
  if ('toRecipients' in raw) change.to = people(raw['toRecipients']);
  if ('ccRecipients' in raw) change.cc = people(raw['ccRecipients']);
  if ('bccRecipients' in raw) change.bcc = people(raw['bccRecipients']);
  if ('replyTo' in raw) change.replyTo = people(raw['replyTo']);
  if ('receivedDateTime' in raw) change.receivedAt = time(raw['receivedDateTime']);
  if ('isRead' in raw) change.read = truth(raw['isRead']);
  if ('isDraft' in raw) change.draft = truth(raw['isDraft']);
  if ('importance' in raw) change.important = raw['importance'] === 'high';
  if ('flag' in raw) change.flagged = isRaw(raw['flag']) && raw['flag']['flagStatus'] === 'flagged';
  if ('categories' in raw)
    change.categories = Array.isArray(raw['categories']) ? raw['categories'].map(String) : [];
  if ('hasAttachments' in raw) change.hasAttachments = truth(raw['hasAttachments']);
  if ('bodyPreview' in raw) change.preview = text(raw['bodyPreview']).replace(/\s+/g, ' ').trim();
  if ('internetMessageId' in raw) change.internetId = text(raw['internetMessageId']);
  if ('changeKey' in raw) change.version = text(raw['changeKey']);
  if (typeof raw['@odata.type'] === 'string') change.kind = kindOf(raw['@odata.type'], raw);
  return change;
}

export function message(raw: unknown, mailbox?: string): Message | null {
  const change = isRaw(raw) ? messageChange(raw, mailbox) : null;
  return change && whole(change);
}

export function body(raw: Raw, attachments: readonly Attachment[]): MessageBody {
  const part = isRaw(raw['body']) ? raw['body'] : {};
  const headers: HeaderLine[] = listOf(raw['internetMessageHeaders']).map((one) => ({
    name: text(one['name']),
    value: text(one['value']),
  }));
  return {
    id: text(raw['id']),
    type: text(part['contentType']).toLowerCase() === 'html' ? 'html' : 'text',
    content: text(part['content']),
    headers,
    attachments,
  };
}

export function attachment(raw: Raw): Attachment {
  const type = text(raw['@odata.type']);
  const contentId = text(raw['contentId']).replace(/^<|>$/g, '');
  return {
    id: text(raw['id']),
    name: text(raw['name']),
    type: (text(raw['contentType']).toLowerCase().split(';')[0] ?? '').trim() || 'application/octet-stream',
    size: typeof raw['size'] === 'number' ? raw['size'] : 0,
    inline: truth(raw['isInline']),
    contentId: contentId || null,
    kind: type.endsWith('itemAttachment')
      ? 'message'
      : type.endsWith('referenceAttachment')
        ? 'link'
        : 'file',
  };
}

const ROLES: Readonly<Record<string, MailboxRole>> = {
  inbox: 'inbox',
  drafts: 'drafts',
  sentitems: 'sent',
  archive: 'archive',
  junkemail: 'junk',
  deleteditems: 'trash',
};
export const WELL_KNOWN = Object.keys(ROLES);
export const roleOf = (wellKnown: string): MailboxRole => ROLES[wellKnown] ?? 'none';
export const nameOfRole = (role: string): string => WELL_KNOWN.find((name) => ROLES[name] === role) ?? role;

export function mailboxChange(
  raw: Raw,
  roles: ReadonlyMap<string, MailboxRole>,
  root: string,
): Partial<Mailbox> & Pick<Mailbox, 'id'> {
  const id = text(raw['id']);
  const change: { -readonly [K in keyof Mailbox]?: Mailbox[K] } & { id: string } = {
    id,
    role: roles.get(id) ?? 'none',
  };
  if ('displayName' in raw) change.name = text(raw['displayName']);
  if ('parentFolderId' in raw)
    change.parent = raw['parentFolderId'] === root ? null : text(raw['parentFolderId']) || null;
  if (typeof raw['unreadItemCount'] === 'number') change.unread = raw['unreadItemCount'];
  if (typeof raw['totalItemCount'] === 'number') change.total = raw['totalItemCount'];
  return change;
}

const recipients = (list: readonly Person[]): readonly unknown[] =>
  list.map(({ name, address }) => ({ emailAddress: name ? { name, address } : { address } }));

/** Only what is given is written: fields we do not know survive. */
export function draftBody(patch: DraftPatch): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  if (patch.subject !== undefined) raw['subject'] = patch.subject;
  if (patch.html !== undefined) raw['body'] = { contentType: 'html', content: patch.html };
  if (patch.to) raw['toRecipients'] = recipients(patch.to);
  if (patch.cc) raw['ccRecipients'] = recipients(patch.cc);
  if (patch.bcc) raw['bccRecipients'] = recipients(patch.bcc);
  if (patch.important !== undefined) raw['importance'] = patch.important ? 'high' : 'normal';
  return raw;
}
