import type { StoredMessage } from '../message.ts';
import { draftOf, emptyDraft } from '../message.ts';
import type { Folder } from '../folder.ts';
import { conversationIndexOf, readEml } from '../read-eml.ts';
import { mimeOf } from '../write-mime.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { jsonOf, notFound, Refusal, textParameter } from './call.ts';
import { contentFrom, draftFrom } from './draft-from.ts';
import { expandAttachments } from './attachments.ts';
import { findFolder } from './folders.ts';
import { etagOf, messageJson, selectOf } from './render-message.ts';

/** A message by id; an id that came before a move is unknown afterwards, unless it is immutable. */
export function findMessage(call: GraphCall, id: string, inFolder?: Folder): StoredMessage {
  const decoded = call.mailbox.ids.decode(id);
  if (decoded === undefined) throw new Refusal(400, 'ErrorInvalidIdMalformed', 'Id is malformed.');
  const message = decoded.kind === 'message' ? call.mailbox.messages.get(decoded.key) : undefined;
  if (message === undefined || (!decoded.immutable && decoded.stamp !== message.moves)) throw notFound();
  if (inFolder !== undefined && message.folder !== inFolder) throw notFound();
  return message;
}

function entity(call: GraphCall, message: StoredMessage, status: number): GraphAnswer {
  const expand = call.query.get('$expand');
  const json: JsonObject = {
    '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/messages/$entity`,
    ...messageJson(message, call, selectOf(call.query)),
    ...(expand === undefined ? {} : expandAttachments(call, message, expand)),
  };
  return { status, headers: { etag: etagOf(message.version) }, body: json };
}

export function getMessage(call: GraphCall, message: StoredMessage): GraphAnswer {
  return entity(call, message, 200);
}

export function newMessageId(call: { readonly mailbox: GraphCall['mailbox']; readonly now: number }): string {
  call.mailbox.version += 1;
  return `<${call.mailbox.ids.encode('other', call.mailbox.version, Math.floor(call.now / 1000) >>> 0, false).slice(-28, -4)}@prod.mail.example>`;
}

/** `POST /me/messages`: a draft from JSON, or from base64 MIME when the body is text/plain. */
export async function createMessage(call: GraphCall, folder: Folder): Promise<GraphAnswer> {
  const author = { name: call.account.name, address: call.account.address };
  if ((call.headers.get('content-type') ?? '').startsWith('text/plain')) {
    const draft = await readEml(Buffer.from(call.body.toString('latin1'), 'base64'), { now: call.now });
    return entity(call, call.mailbox.add({ ...draft, isDraft: true, isRead: true }, folder), 201);
  }
  const json = jsonOf(call);
  const draft = emptyDraft(call.now, author);
  Object.assign(draft, await draftFrom(json, call.now));
  const content = await contentFrom(json, draft.content(), call.now);
  draft.content = () => content;
  draft.hasAttachments = content.attachments.some(({ isInline }) => !isInline);
  if (draft.internetMessageId === '') draft.internetMessageId = newMessageId(call);
  draft.conversation = draft.internetMessageId;
  draft.conversationIndex = conversationIndexOf(draft.conversation, 0, call.now);
  return entity(call, call.mailbox.add(draft, folder), 201);
}

const onlyInDrafts = [
  'body',
  'subject',
  'toRecipients',
  'ccRecipients',
  'bccRecipients',
  'replyTo',
  'from',
  'sender',
  'internetMessageId',
];

export async function changeMessage(call: GraphCall, message: StoredMessage): Promise<GraphAnswer> {
  refuseStale(call, message);
  const json = jsonOf(call);
  const forbidden = message.isDraft ? undefined : onlyInDrafts.find((name) => name in json);
  if (forbidden !== undefined)
    throw new Refusal(
      400,
      'ErrorInvalidPropertySet',
      `Property '${forbidden}' is read-only and cannot be set: the message is not a draft.`,
    );
  const change = await draftFrom(json, call.now);
  const touchesContent = 'body' in json || 'internetMessageHeaders' in json;
  const content = touchesContent ? await contentFrom(json, message.content(), call.now) : undefined;
  call.mailbox.update(message, (draft) => {
    Object.assign(draft, change);
    if (content !== undefined) draft.content = () => content;
    if (message.isDraft && 'subject' in change) draft.content = withoutMime(draft);
  });
  return entity(call, message, 200);
}

function withoutMime(message: StoredMessage): StoredMessage['content'] {
  const { raw: _, ...content } = message.content();
  return () => content;
}

export function refuseStale(call: GraphCall, message: StoredMessage): void {
  const wanted = call.headers.get('if-match');
  if (wanted !== undefined && wanted !== '*' && wanted !== etagOf(message.version))
    throw new Refusal(
      412,
      'ErrorIrresolvableConflict',
      'The send or update operation could not be performed because the change key passed in the request does not match the current change key for the item.',
    );
}

/** Into Recoverable Items, which no folder list shows: Graph's DELETE is not a move to Deleted Items. */
export function deleteMessage(call: GraphCall, message: StoredMessage): GraphAnswer {
  refuseStale(call, message);
  call.mailbox.remove(message);
  return { status: 204 };
}

export function moveMessage(call: GraphCall, message: StoredMessage): GraphAnswer {
  call.mailbox.move(message, findFolder(call, textParameter(jsonOf(call), 'destinationId')));
  return entity(call, message, 201);
}

export function copyMessage(call: GraphCall, message: StoredMessage): GraphAnswer {
  const to = findFolder(call, textParameter(jsonOf(call), 'destinationId'));
  return entity(call, call.mailbox.add(draftOf(message), to), 201);
}

export async function messageValue(message: StoredMessage): Promise<GraphAnswer> {
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: await mimeOf(message, true) };
}
