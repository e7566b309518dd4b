import { uniquePart, htmlToText } from '../text.ts';
import type { FlagState, Person, StoredAttachment, StoredMessage } from '../message.ts';
import type { MessageDraft } from '../message.ts';
import { messageEventType, meetingProperties } from './render-meeting.ts';
import type { GraphCall, JsonObject } from './call.ts';
import { Refusal } from './call.ts';

export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

export function messageId(call: GraphCall, message: StoredMessage, moves: number = message.moves): string {
  return call.mailbox.ids.encode('message', message.key, call.immutable ? 0 : moves, call.immutable);
}

export function folderId(call: GraphCall, key: number): string {
  return call.mailbox.ids.encode('folder', key, 0, false);
}

export function changeKeyOf(version: number): string {
  const bytes = Buffer.alloc(15);
  bytes.writeUInt8(0x16, 3);
  bytes.writeUInt32BE(version >>> 0, 11);
  return `CQAA${bytes.toString('base64').slice(4)}`;
}

export const etagOf = (version: number): string => `W/"${changeKeyOf(version)}"`;

export function recipient({ name, address }: Person): JsonObject {
  return { emailAddress: { name, address } };
}

export function flagJson(flag: FlagState): JsonObject {
  return {
    flagStatus: flag.status,
    ...(flag.start == null ? {} : { startDateTime: flag.start }),
    ...(flag.due == null ? {} : { dueDateTime: flag.due }),
    ...(flag.completed == null ? {} : { completedDateTime: flag.completed }),
  };
}

type Render = (message: StoredMessage, call: GraphCall) => unknown;

function bodyJson(content: string, isHtml: boolean, call: GraphCall): JsonObject {
  if (isHtml && /outlook\.body-content-type\s*=\s*"?text/i.test(call.headers.get('prefer') ?? ''))
    return { contentType: 'text', content: htmlToText(content) };
  return { contentType: isHtml ? 'html' : 'text', content };
}

/** Properties a message shows by default. */
const byDefault: Readonly<Record<string, Render>> = {
  createdDateTime: (m) => moment(m.created),
  lastModifiedDateTime: (m) => moment(m.modified),
  changeKey: (m) => changeKeyOf(m.version),
  categories: (m) => m.categories,
  receivedDateTime: (m) => moment(m.received),
  sentDateTime: (m) => moment(m.sent),
  hasAttachments: (m) => m.hasAttachments,
  internetMessageId: (m) => m.internetMessageId,
  subject: (m) => m.subject,
  bodyPreview: (m) => m.preview,
  importance: (m) => m.importance,
  parentFolderId: (m, call) => folderId(call, m.folder.key),
  conversationId: (m, call) => conversationIdOf(call, m.conversation),
  conversationIndex: (m) => m.conversationIndex,
  isDeliveryReceiptRequested: (m) => m.deliveryReceipt,
  isReadReceiptRequested: (m) => m.readReceipt,
  isRead: (m) => m.isRead,
  isDraft: (m) => m.isDraft,
  webLink: (m, call) =>
    `https://outlook.office365.example/owa/?ItemID=${encodeURIComponent(messageId(call, m))}&exvsurl=1`,
  inferenceClassification: (m) => m.classification,
  body: (m, call) => {
    const { body } = m.content();
    return bodyJson(body.content, body.contentType === 'html', call);
  },
  sender: (m) => (m.sender === null ? null : recipient(m.sender)),
  from: (m) => (m.from === null ? null : recipient(m.from)),
  toRecipients: (m) => m.to.map(recipient),
  ccRecipients: (m) => m.cc.map(recipient),
  bccRecipients: (m) => m.bcc.map(recipient),
  replyTo: (m) => m.replyTo.map(recipient),
  flag: (m) => flagJson(m.flag),
};

/** Properties that only `$select` brings. */
const onRequest: Readonly<Record<string, Render>> = {
  internetMessageHeaders: (m) => m.content().headers,
  uniqueBody: (m, call) => {
    const { body } = m.content();
    const isHtml = body.contentType === 'html';
    return bodyJson(uniquePart(body.content, isHtml), isHtml, call);
  },
};

const hiddenFromBasic = new Set(['body', 'bodyPreview', 'uniqueBody', 'internetMessageHeaders']);

const names = new Map(
  [...Object.keys(byDefault), ...Object.keys(onRequest), 'id', ...meetingProperties].map((name) => [
    name.toLowerCase(),
    name,
  ]),
);

/** `$select` as property names in their right case; refuses what a message does not have. */
export function selectOf(query: ReadonlyMap<string, string>): readonly string[] | undefined {
  const value = query.get('$select');
  if (value === undefined || value === '' || value === '*') return undefined;
  return value.split(',').map((part) => {
    const name = names.get(
      part
        .trim()
        .toLowerCase()
        .replace(/^microsoft\.graph\.eventmessage(request)?\//, ''),
    );
    if (name === undefined)
      throw new Refusal(
        400,
        'RequestBroker--ParseUri',
        `Could not find a property named '${part.trim()}' on type 'Microsoft.OutlookServices.Message'.`,
      );
    return name;
  });
}

export function conversationIdOf(call: GraphCall, conversation: string): string {
  let a = 0x811c9dc5;
  let b = 0x1000193;
  for (let i = 0; i < conversation.length; i += 1) {
    a = Math.imul(a ^ conversation.charCodeAt(i), 0x1000193) >>> 0;
    b = (Math.imul(b, 31) + conversation.charCodeAt(i)) >>> 0;
  }
  const id = call.mailbox.ids.encode('other', a, b, false);
  return `AAQkAD${id.slice(6)}`;
}

export function messageJson(
  message: StoredMessage,
  call: GraphCall,
  select: readonly string[] | undefined,
): JsonObject {
  const canReadAll = [...call.scopes].some((scope) => /^Mail\.Read(Write)?(\.Shared)?$/.test(scope));
  const json: JsonObject = {};
  const type = messageEventType(message);
  if (type !== undefined) json['@odata.type'] = `#microsoft.graph.${type}`;
  json['@odata.etag'] = etagOf(message.version);
  json['id'] = messageId(call, message);
  for (const name of select ?? Object.keys(byDefault)) {
    const render = byDefault[name] ?? onRequest[name];
    if (render === undefined || (!canReadAll && hiddenFromBasic.has(name))) continue;
    json[name] = render(message, call);
  }
  if (message.meeting !== null) {
    const meeting = meetingJson(message);
    for (const [name, value] of Object.entries(meeting))
      if (select === undefined || select.includes(name)) json[name] = value;
  }
  return json;
}

function meetingJson({ meeting }: StoredMessage): JsonObject {
  if (meeting === null) return {};
  const request = meeting.method === 'request';
  return {
    meetingMessageType: request
      ? 'meetingRequest'
      : meeting.method === 'cancel'
        ? 'meetingCancelled'
        : 'meetingAccepted',
    type: 'singleInstance',
    isOutOfDate: false,
    isAllDay: meeting.isAllDay,
    isDelegated: false,
    startDateTime: { dateTime: meeting.start, timeZone: meeting.timeZone },
    endDateTime: { dateTime: meeting.end, timeZone: meeting.timeZone },
    location: { displayName: meeting.location, locationType: 'default' },
    ...(request
      ? { responseRequested: true, allowNewTimeProposals: true, meetingRequestType: 'newMeetingRequest' }
      : {}),
  };
}

export function attachmentId(call: GraphCall, message: StoredMessage, attachment: StoredAttachment): string {
  return call.mailbox.ids.encode('attachment', message.key, attachment.number, call.immutable);
}

export function attachmentJson(
  call: GraphCall,
  message: StoredMessage,
  attachment: StoredAttachment,
  options: { readonly bytes: boolean; readonly item: boolean; readonly select?: readonly string[] },
): JsonObject {
  const { kind } = attachment;
  const all: JsonObject = {
    id: attachmentId(call, message, attachment),
    lastModifiedDateTime: moment(attachment.modified),
    name: attachment.name,
    contentType: attachment.contentType,
    // Exchange counts the properties too, so the size is a little larger than the content.
    size: attachment.bytes.length + 180,
    isInline: attachment.isInline,
    ...(kind === 'file' ? { contentId: attachment.contentId, contentLocation: null } : {}),
    // Not made for nothing: of a large file it is the slow part, and most ask for names only.
    ...(kind === 'file' && options.bytes && (options.select?.includes('contentBytes') ?? true)
      ? { contentBytes: attachment.bytes.toString('base64') }
      : {}),
    ...(kind === 'item' && options.item && attachment.item !== undefined
      ? { item: itemJson(attachment.item) }
      : {}),
  };
  const type = {
    '@odata.type': `#microsoft.graph.${kind}Attachment`,
    '@odata.mediaContentType': attachment.contentType ?? undefined,
  };
  if (options.select === undefined) return { ...type, ...all };
  const chosen = new Set(['id', ...options.select]);
  return {
    '@odata.type': type['@odata.type'],
    ...Object.fromEntries(Object.entries(all).filter(([name]) => chosen.has(name))),
  };
}

function itemJson(item: MessageDraft): JsonObject {
  const { body } = item.content();
  return {
    '@odata.type': '#microsoft.graph.message',
    id: '',
    createdDateTime: moment(item.received),
    lastModifiedDateTime: moment(item.received),
    receivedDateTime: moment(item.received),
    sentDateTime: moment(item.sent),
    hasAttachments: item.hasAttachments,
    internetMessageId: item.internetMessageId,
    subject: item.subject,
    importance: item.importance,
    isRead: item.isRead,
    isDraft: false,
    body: { contentType: body.contentType, content: body.content },
    sender: item.sender === null ? null : recipient(item.sender),
    from: item.from === null ? null : recipient(item.from),
    toRecipients: item.to.map(recipient),
    ccRecipients: item.cc.map(recipient),
  };
}
