import type { StoredAttachment, StoredMessage } from '../message.ts';
import { emptyDraft } from '../message.ts';
import { textOf } from '../text.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { isObject, jsonOf, notFound, Refusal } from './call.ts';
import { contentFrom, draftFrom } from './draft-from.ts';
import { attachmentJson } from './render-message.ts';

/** Docs, outlook-large-attachments: one POST carries less than 3 MB. */
export const singlePostLimit = 3 * 1024 * 1024;

function selected(text: string | undefined): string[] | undefined {
  return text === undefined || text === ''
    ? undefined
    : text.split(',').map((part) => part.trim().replace(/^microsoft\.graph\.\w+\//, ''));
}

/** `$expand=attachments` or `$expand=attachments($select=id,name)` on a message. */
export function expandAttachments(call: GraphCall, message: StoredMessage, expand: string): JsonObject {
  if (/^(singleValue|multiValue)ExtendedProperties/i.test(expand)) return {};
  const found = /^attachments(?:\(\$select=([^)]*)\))?$/i.exec(expand.trim());
  if (found === null)
    throw new Refusal(400, 'ErrorInvalidUrlQuery', `The $expand '${expand}' is not supported.`);
  const select = selected(found[1]);
  return {
    attachments: message.content().attachments.map((attachment) =>
      attachmentJson(call, message, attachment, {
        bytes: true,
        item: false,
        ...(select === undefined ? {} : { select }),
      }),
    ),
  };
}

export function listAttachments(call: GraphCall, message: StoredMessage): GraphAnswer {
  const select = selected(call.query.get('$select'));
  const value = message.content().attachments.map((attachment) =>
    attachmentJson(call, message, attachment, {
      bytes: true,
      item: false,
      ...(select === undefined ? {} : { select }),
    }),
  );
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/messages('x')/attachments`,
      ...(call.query.get('$count') === 'true' ? { '@odata.count': value.length } : {}),
      value,
    },
  };
}

export function findAttachment(call: GraphCall, message: StoredMessage, id: string): StoredAttachment {
  const decoded = call.mailbox.ids.decode(id);
  const attachment = message.content().attachments.find(({ number }) => number === decoded?.stamp);
  if (decoded?.kind !== 'attachment' || decoded.key !== message.key || attachment === undefined)
    throw notFound();
  return attachment;
}

export function getAttachment(call: GraphCall, message: StoredMessage, id: string): GraphAnswer {
  const attachment = findAttachment(call, message, id);
  const item = /^microsoft\.graph\.itemattachment\/item/i.test(call.query.get('$expand') ?? '');
  const select = selected(call.query.get('$select'));
  return {
    status: 200,
    body: attachmentJson(call, message, attachment, {
      bytes: true,
      item,
      ...(select === undefined ? {} : { select }),
    }),
  };
}

/** The content itself: a file's bytes, a forwarded message's MIME; a reference has none. */
export function attachmentValue(call: GraphCall, message: StoredMessage, id: string): GraphAnswer {
  const attachment = findAttachment(call, message, id);
  if (attachment.kind === 'reference')
    throw new Refusal(405, 'ErrorNotSupported', 'The $value of a referenceAttachment is not supported.');
  return {
    status: 200,
    headers: {
      'content-type':
        attachment.kind === 'item' ? 'text/plain' : (attachment.contentType ?? 'application/octet-stream'),
    },
    body: attachment.bytes,
  };
}

/** An attachment described by a request body. */
export async function attachmentFrom(
  json: JsonObject,
  number: number,
  now: number,
): Promise<StoredAttachment> {
  const type = textOf(json['@odata.type']).toLowerCase();
  const base = {
    number,
    modified: now,
    name: textOf(json['name']),
    isInline: json['isInline'] === true,
  };
  if (type.endsWith('fileattachment')) {
    if (typeof json['contentBytes'] !== 'string')
      throw new Refusal(400, 'ErrorInvalidParameter', 'contentBytes is missing.');
    const bytes = Buffer.from(json['contentBytes'], 'base64');
    if (bytes.length >= singlePostLimit)
      throw new Refusal(
        413,
        'ErrorMessageSizeExceeded',
        'The maximum attachment size is 3 MB in one request. Use an upload session.',
      );
    return {
      ...base,
      kind: 'file',
      contentType: typeof json['contentType'] === 'string' ? json['contentType'] : 'application/octet-stream',
      bytes,
      contentId: typeof json['contentId'] === 'string' ? json['contentId'] : null,
    };
  }
  if (type.endsWith('itemattachment') && isObject(json['item'])) {
    const item = emptyDraft(now, { name: '', address: '' });
    Object.assign(item, await draftFrom(json['item'], now));
    const content = await contentFrom(json['item'], item.content(), now);
    item.content = () => content;
    return {
      ...base,
      kind: 'item',
      contentType: null,
      bytes: Buffer.from(content.body.content),
      contentId: null,
      item,
    };
  }
  if (type.endsWith('referenceattachment'))
    return { ...base, kind: 'reference', contentType: null, bytes: Buffer.alloc(0), contentId: null };
  throw new Refusal(400, 'ErrorInvalidParameter', "The attachment's @odata.type is missing or unknown.");
}

export async function addAttachment(call: GraphCall, message: StoredMessage): Promise<GraphAnswer> {
  const attachment = await attachmentFrom(jsonOf(call), nextNumber(message), call.now);
  attach(call, message, attachment);
  return { status: 201, body: attachmentJson(call, message, attachment, { bytes: true, item: false }) };
}

export function nextNumber(message: StoredMessage): number {
  return 1 + Math.max(0, ...message.content().attachments.map(({ number }) => number));
}

export function attach(
  call: { readonly mailbox: GraphCall['mailbox'] },
  message: StoredMessage,
  attachment: StoredAttachment,
): void {
  const { raw: _, ...content } = message.content();
  setAttachments(call, message, { ...content, attachments: [...content.attachments, attachment] });
}

function setAttachments(
  call: { readonly mailbox: GraphCall['mailbox'] },
  message: StoredMessage,
  content: ReturnType<StoredMessage['content']>,
): void {
  call.mailbox.update(message, (draft) => {
    draft.content = () => content;
    draft.hasAttachments = content.attachments.some(({ isInline }) => !isInline);
  });
}

export function removeAttachment(call: GraphCall, message: StoredMessage, id: string): GraphAnswer {
  const gone = findAttachment(call, message, id);
  const { raw: _, ...content } = message.content();
  setAttachments(call, message, {
    ...content,
    attachments: content.attachments.filter((attachment) => attachment !== gone),
  });
  return { status: 204 };
}
