import { createHash } from 'node:crypto';
import PostalMime from 'postal-mime';
import type { Address, Email } from 'postal-mime';
import { readInvitation } from './invitation.ts';
import type { MessageContent, MessageDraft, Person, StoredAttachment } from './message.ts';
import { emptyDraft } from './message.ts';
import { htmlToText, previewOf } from './text.ts';

export interface ReadOptions {
  readonly now: number;
  /** Nesting of forwarded messages already opened. */
  readonly depth?: number;
}

const nobody: Person = { name: '', address: '' };
const maxDepth = 6;

/**
 * Reads one RFC 5322 message as Exchange would show it. Never refuses: what can't be read is left out, and
 * the raw bytes are kept for `$value`.
 */
export async function readEml(raw: Uint8Array, options: ReadOptions): Promise<MessageDraft> {
  const bytes = Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength);
  const mail = await PostalMime.parse(bytes, {
    forceRfc822Attachments: true,
    attachmentEncoding: 'arraybuffer',
    maxNestingDepth: 256,
    maxHeadersSize: 4 * 1024 * 1024,
  });
  const received = receivedAt(mail) ?? options.now;
  const attachments = await readAttachments(mail, received, options);
  const html = mail.html ?? '';
  const text = mail.text ?? '';
  const body =
    html !== ''
      ? ({ contentType: 'html', content: html } as const)
      : ({ contentType: 'text', content: text } as const);
  const content: MessageContent = {
    body,
    attachments,
    headers: mail.headers.map(({ originalKey, value }) => ({ name: originalKey, value })),
    raw: bytes,
  };
  const from = people(mail.from === undefined ? [] : [mail.from])[0] ?? null;
  const sender = people(mail.sender === undefined ? [] : [mail.sender])[0] ?? from;
  const references = (mail.references ?? '').match(/<[^<>\s]+>/g) ?? [];
  const inReplyTo = /<[^<>\s]+>/.exec(mail.inReplyTo ?? '')?.[0] ?? '';
  const messageId =
    mail.messageId ?? `<${createHash('sha256').update(bytes).digest('hex').slice(0, 32)}@mail.example>`;
  const subject = (mail.subject ?? '').replace(/[\r\n]+/g, ' ').slice(0, 255);
  const root = references[0] ?? (inReplyTo === '' ? messageId : inReplyTo);
  return {
    ...emptyDraft(received, from ?? nobody),
    ...importanceOf(mail),
    received,
    sent: sentAt(mail) ?? received,
    subject,
    from,
    sender,
    to: people(mail.to),
    cc: people(mail.cc),
    bcc: people(mail.bcc),
    replyTo: people(mail.replyTo),
    isRead: false,
    isDraft: false,
    hasAttachments: attachments.some((attachment) => !attachment.isInline),
    preview: previewOf(html === '' ? text : htmlToText(html)),
    conversation: root,
    conversationIndex: conversationIndexOf(root, references.length, received),
    internetMessageId: messageId,
    inReplyTo,
    references,
    readReceipt: mail.headers.some(({ key }) => key === 'disposition-notification-to'),
    meeting: readInvitation(mail),
    size: bytes.length,
    content: () => content,
  };
}

/** 22 bytes for the root and 5 for each reply, as in [MS-OXOMSG] PidTagConversationIndex. */
export function conversationIndexOf(root: string, replies: number, at: number): string {
  const head = createHash('sha256').update(root).digest().subarray(0, 22);
  head[0] = 1;
  const tail = Buffer.alloc(Math.min(replies, 20) * 5);
  for (let i = 0; i < tail.length; i += 5) tail.writeUInt32BE((Math.floor(at / 1000) + i) >>> 0, i);
  return Buffer.concat([head, tail]).toString('base64');
}

function people(list: readonly Address[] | undefined): Person[] {
  return (list ?? []).flatMap((entry) =>
    entry.group === undefined
      ? [{ name: entry.name === '' ? entry.address : entry.name, address: entry.address }]
      : entry.group.map(({ name, address }) => ({ name: name === '' ? address : name, address })),
  );
}

function timeOf(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const time = Date.parse(value);
  return Number.isNaN(time) || time < 0 || time > 253_370_764_800_000 ? undefined : time;
}

function sentAt(mail: Email): number | undefined {
  return timeOf(mail.date);
}

/** The time of the topmost Received header, else Date. */
function receivedAt(mail: Email): number | undefined {
  const received = mail.headers.find(({ key }) => key === 'received')?.value;
  return timeOf(received?.slice(received.lastIndexOf(';') + 1).replace(/\(.*\)/, '')) ?? sentAt(mail);
}

function importanceOf(mail: Email): Pick<MessageDraft, 'importance' | 'classification'> {
  const value = (name: string): string =>
    (mail.headers.find(({ key }) => key === name)?.value ?? '').toLowerCase();
  const priority = value('x-priority').charAt(0);
  const importance =
    value('importance').startsWith('high') || priority === '1' || priority === '2'
      ? 'high'
      : value('importance').startsWith('low') || priority === '5'
        ? 'low'
        : 'normal';
  return { importance, classification: value('list-unsubscribe') === '' ? 'focused' : 'other' };
}

async function readAttachments(
  mail: Email,
  modified: number,
  options: ReadOptions,
): Promise<StoredAttachment[]> {
  const found: StoredAttachment[] = [];
  for (const part of mail.attachments) {
    // An invitation's alternative part is shown as the meeting itself, not as a file.
    if (part.mimeType === 'text/calendar' && part.disposition === null && part.filename === null) continue;
    const bytes =
      typeof part.content === 'string'
        ? Buffer.from(part.content)
        : part.content instanceof Uint8Array
          ? Buffer.from(part.content)
          : Buffer.from(new Uint8Array(part.content));
    const depth = options.depth ?? 0;
    const isMessage = part.mimeType === 'message/rfc822' && depth < maxDepth;
    const item = isMessage ? await readEml(bytes, { now: options.now, depth: depth + 1 }) : undefined;
    found.push({
      number: found.length + 1,
      kind: item === undefined ? 'file' : 'item',
      name: part.filename ?? (item === undefined ? `bilaga-${found.length + 1}` : item.subject),
      contentType: item === undefined ? part.mimeType : null,
      bytes,
      isInline: part.related === true || part.disposition === 'inline',
      contentId: part.contentId?.replace(/^<|>$/g, '') ?? null,
      modified,
      ...(item === undefined ? {} : { item }),
    });
  }
  return found;
}
