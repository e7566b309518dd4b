import type { MessageDraft, Person, StoredMessage } from '../message.ts';
import { emptyDraft } from '../message.ts';
import { conversationIndexOf, readEml } from '../read-eml.ts';
import { escapeHtml, htmlToText, previewOf } from '../text.ts';
import type { World } from '../world.ts';
import { mimeOf } from '../write-mime.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { isObject, jsonOf, parameter, Refusal } from './call.ts';
import { contentFrom, draftFrom, personFrom } from './draft-from.ts';
import { newMessageId } from './messages.ts';
import { messageJson, selectOf } from './render-message.ts';

export type AnswerKind = 'reply' | 'replyAll' | 'forward';

export function answerTo(act: string): AnswerKind {
  const name = act.toLowerCase();
  return name.endsWith('all') ? 'replyAll' : name.endsWith('forward') ? 'forward' : 'reply';
}

function refuseUnsendable(message: MessageDraft): void {
  const all = [...message.to, ...message.cc, ...message.bcc];
  if (all.length === 0)
    throw new Refusal(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
  const bad = all.find(({ address }) => !/^[^\s@<>]+@[^\s@<>]+\.[^\s@<>]+$/.test(address));
  if (bad !== undefined)
    throw new Refusal(
      400,
      'ErrorInvalidRecipients',
      `At least one recipient is not valid., Recipient '${bad.address}' is not resolved.`,
    );
}

/** `POST …/send`: the same immutable id goes on to Sent Items. */
export async function sendDraft(call: GraphCall, message: StoredMessage, world: World): Promise<GraphAnswer> {
  if (!message.isDraft) throw new Refusal(400, 'ErrorInvalidOperation', 'The item was already sent.');
  refuseUnsendable(message);
  const { mailbox } = call;
  mailbox.move(message, mailbox.known('sentitems'));
  mailbox.update(message, (sent) => {
    sent.isDraft = false;
    sent.isRead = true;
    sent.sent = Math.floor(call.now / 1000) * 1000;
    sent.received = sent.sent;
  });
  const lag = world.faults.use(call.account.address, 'read-after-write-lag');
  if (lag !== undefined) world.hideFor(call.account.address, message, lag.requests ?? 3);
  await world.deliver(await mimeOf(message, false), message, call.account);
  return { status: 202 };
}

/** `POST /me/sendMail`: 202, no id, only `x-` headers. */
export async function sendMail(call: GraphCall, world: World): Promise<GraphAnswer> {
  if ((call.headers.get('content-type') ?? '').startsWith('text/plain')) {
    const draft = await readEml(Buffer.from(call.body.toString('latin1'), 'base64'), { now: call.now });
    return await sendDraft(
      call,
      call.mailbox.add({ ...draft, isDraft: true }, call.mailbox.known('drafts')),
      world,
    );
  }
  const body = jsonOf(call);
  const json = parameter(body, 'message');
  if (!isObject(json)) throw new Refusal(400, 'ErrorInvalidParameter', "The parameter 'Message' is missing.");
  const draft = await newDraft(call, json);
  refuseUnsendable(draft);
  const message = call.mailbox.add(draft, call.mailbox.known('drafts'));
  await sendDraft(call, message, world);
  if (parameter(body, 'saveToSentItems') === false) call.mailbox.remove(message);
  return { status: 202 };
}

async function newDraft(call: GraphCall, json: JsonObject): Promise<MessageDraft> {
  const draft = emptyDraft(call.now, { name: call.account.name, address: call.account.address });
  Object.assign(draft, await draftFrom(json, call.now));
  const content = await contentFrom(json, draft.content(), call.now);
  draft.content = () => content;
  draft.hasAttachments = content.attachments.some(({ isInline }) => !isInline);
  if (draft.internetMessageId === '') draft.internetMessageId = newMessageId(call);
  draft.conversation = draft.internetMessageId;
  draft.conversationIndex = conversationIndexOf(draft.conversation, 0, call.now);
  return draft;
}

const prefixes: Readonly<Record<AnswerKind, string>> = { reply: 'RE: ', replyAll: 'RE: ', forward: 'FW: ' };

/** createReply, createReplyAll, createForward; with `world` the answer is sent at once (reply, replyAll, forward). */
export async function writeAnswer(
  call: GraphCall,
  original: StoredMessage,
  kind: AnswerKind,
  world?: World,
): Promise<GraphAnswer> {
  const body = jsonOf(call);
  const comment = parameter(body, 'comment');
  const json = parameter(body, 'message');
  const recipients = parameter(body, 'toRecipients');
  if (typeof comment === 'string' && comment !== '' && isObject(json) && isObject(json['body']))
    throw new Refusal(
      400,
      'ErrorInvalidRequest',
      "Specify either 'comment' or the body of the message, not both.",
    );
  const draft = answerDraft(call, original, kind, typeof comment === 'string' ? comment : '');
  if (Array.isArray(recipients)) draft.to = recipients.map(personFrom);
  if (isObject(json)) {
    Object.assign(draft, await draftFrom(json, call.now));
    const content = await contentFrom(json, draft.content(), call.now);
    draft.content = () => content;
  }
  if (world === undefined) {
    const message = call.mailbox.add(draft, call.mailbox.known('drafts'));
    return { status: 201, body: messageJson(message, call, selectOf(call.query)) };
  }
  refuseUnsendable(draft);
  return await sendDraft(call, call.mailbox.add(draft, call.mailbox.known('drafts')), world);
}

function answerDraft(
  call: GraphCall,
  original: StoredMessage,
  kind: AnswerKind,
  comment: string,
): MessageDraft {
  const self: Person = { name: call.account.name, address: call.account.address };
  const isSelf = ({ address }: Person): boolean => address.toLowerCase() === self.address.toLowerCase();
  const before = original.content();
  const sender =
    original.replyTo.length > 0 ? original.replyTo : original.from === null ? [] : [original.from];
  const back = sender.every(isSelf) ? original.to : sender;
  const quoted = `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"></head><body>${comment === '' ? '' : `<div>${escapeHtml(comment)}</div>`}<hr style="display:inline-block;width:98%" tabindex="-1"><div id="divRplyFwdMsg" dir="ltr">${quotedHead(original)}</div>${bodyInside(before.body)}</body></html>`;
  const references = [...original.references, original.internetMessageId].filter((id) => id !== '');
  const prefix = prefixes[kind];
  const draft = emptyDraft(call.now, self);
  const content = {
    body: { contentType: 'html' as const, content: quoted },
    headers: [],
    attachments:
      kind === 'forward' ? before.attachments : before.attachments.filter(({ isInline }) => isInline),
  };
  return {
    ...draft,
    subject: (original.subject.toLowerCase().startsWith(prefix.toLowerCase())
      ? original.subject
      : prefix + original.subject
    ).slice(0, 255),
    to:
      kind === 'forward'
        ? []
        : kind === 'reply'
          ? back
          : unique([...back, ...original.to]).filter((person) => !isSelf(person) || back.includes(person)),
    cc: kind === 'replyAll' ? unique(original.cc).filter((person) => !isSelf(person)) : [],
    hasAttachments: content.attachments.some(({ isInline }) => !isInline),
    preview: previewOf(htmlToText(quoted)),
    conversation: original.conversation,
    conversationIndex: conversationIndexOf(original.conversation, references.length, call.now),
    internetMessageId: newMessageId(call),
    inReplyTo: original.internetMessageId,
    references,
    content: () => content,
  };
}

function unique(people: readonly Person[]): Person[] {
  return [...new Map(people.map((person) => [person.address.toLowerCase(), person])).values()];
}

function quotedHead(original: StoredMessage): string {
  const name = ({ name, address }: Person): string =>
    escapeHtml(name === address ? address : `${name} <${address}>`);
  const lines = [
    `<b>From:</b> ${original.from === null ? '' : name(original.from)}`,
    `<b>Sent:</b> ${new Date(original.sent).toUTCString()}`,
    `<b>To:</b> ${original.to.map(name).join('; ')}`,
    ...(original.cc.length > 0 ? [`<b>Cc:</b> ${original.cc.map(name).join('; ')}`] : []),
    `<b>Subject:</b> ${escapeHtml(original.subject)}`,
  ];
  return `<font face="Calibri, sans-serif" style="font-size:11pt" color="#000000">${lines.join('<br>')}</font><div>&nbsp;</div>`;
}

function bodyInside({
  contentType,
  content,
}: {
  readonly contentType: 'html' | 'text';
  readonly content: string;
}): string {
  if (contentType === 'text')
    return `<div class="PlainText">${escapeHtml(content).replace(/\r?\n/g, '<br>')}</div>`;
  return /<body\b[^>]*>([\s\S]*?)(?:<\/body>|$)/i.exec(content)?.[1] ?? content;
}
