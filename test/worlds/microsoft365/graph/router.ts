import type { Folder } from '../folder.ts';
import type { GraphAnswer, GraphCall } from './call.ts';
import { Refusal } from './call.ts';
import {
  addAttachment,
  attachmentValue,
  getAttachment,
  listAttachments,
  removeAttachment,
} from './attachments.ts';
import {
  copyFolder,
  createFolder,
  deleteFolder,
  findFolder,
  folderDelta,
  getFolder,
  listFolders,
  moveFolder,
  renameFolder,
} from './folders.ts';
import { countMessages, listMessages } from './list-messages.ts';
import {
  changeMessage,
  copyMessage,
  createMessage,
  deleteMessage,
  findMessage,
  getMessage,
  messageValue,
  moveMessage,
} from './messages.ts';
import { messagesDelta } from './delta.ts';
import { answerTo, sendDraft, sendMail, writeAnswer } from './sending.ts';
import { createUploadSession } from './upload.ts';
import { me, people, photo, translateIds } from './person.ts';
import { categories, inferenceOverrides, mailboxSettings, mailTips, messageRules } from './settings.ts';
import { supported } from './supported.ts';
import type { World } from '../world.ts';

function unknown(call: GraphCall): Refusal {
  return new Refusal(
    400,
    'BadRequest',
    `Resource not found for the segment '${call.segments.join('/')}' with ${call.method}.`,
  );
}

/** Answers one call under `/v1.0/me`. */
export async function route(call: GraphCall, world: World): Promise<GraphAnswer> {
  const [first = '', ...rest] = call.segments;
  const { method } = call;
  switch (first.toLowerCase()) {
    case '':
      if (method === 'GET') return me(call);
      break;
    case 'mailfolders':
      return await folderRoute(call, rest, call.mailbox.root, 'mailFolders', world);
    case 'messages':
      return await messageRoute(call, rest, null, 'messages', world);
    case 'sendmail':
      if (method === 'POST' && rest.length === 0) return await sendMail(call, world);
      break;
    case 'mailboxsettings':
      return mailboxSettings(call, rest, world);
    case 'outlook':
      if (rest[0]?.toLowerCase() === 'mastercategories') return categories(call, rest.slice(1), world);
      return supported(call, rest);
    case 'inferenceclassification':
      return inferenceOverrides(call, rest, world);
    case 'people':
      return people(call, rest);
    case 'photo':
    case 'photos':
      return photo();
    case 'getmailtips':
      return mailTips(call, world);
    case 'translateexchangeids':
      return translateIds(call);
  }
  throw unknown(call);
}

async function folderRoute(
  call: GraphCall,
  rest: readonly string[],
  parent: Folder,
  path: string,
  world: World,
): Promise<GraphAnswer> {
  const { method } = call;
  const [id, next, ...more] = rest;
  if (id === undefined) {
    if (method === 'GET') return listFolders(call, parent, path);
    if (method === 'POST') return createFolder(call, parent);
    throw unknown(call);
  }
  if (id === '$count')
    return {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(String(call.mailbox.children(parent).filter((folder) => !folder.isHidden).length)),
    };
  if (id.toLowerCase() === 'delta' && method === 'GET') return folderDelta(call);
  const folder = findFolder(call, id);
  if (next === undefined) {
    if (method === 'GET') return getFolder(call, folder);
    if (method === 'PATCH') return renameFolder(call, folder);
    if (method === 'DELETE') return deleteFolder(call, folder, false);
    throw unknown(call);
  }
  switch (next.toLowerCase()) {
    case 'childfolders':
      return await folderRoute(call, more, folder, `${path}/${id}/childFolders`, world);
    case 'messages':
      return await messageRoute(call, more, folder, `${path}/${id}/messages`, world);
    case 'messagerules':
      return messageRules(call, folder, more, world);
    case 'move':
      return moveFolder(call, folder);
    case 'copy':
      return copyFolder(call, folder);
    case 'permanentdelete':
      return deleteFolder(call, folder, true);
    default:
      throw unknown(call);
  }
}

async function messageRoute(
  call: GraphCall,
  rest: readonly string[],
  folder: Folder | null,
  path: string,
  world: World,
): Promise<GraphAnswer> {
  const { method, mailbox } = call;
  const [id, next, ...more] = rest;
  const items = folder?.items ?? mailbox.all;
  if (id === undefined) {
    if (method === 'GET') return listMessages(call, items, path);
    if (method === 'POST') return await createMessage(call, folder ?? mailbox.known('drafts'));
    throw unknown(call);
  }
  if (id === '$count') return countMessages(call, items);
  if (id.toLowerCase() === 'delta' && method === 'GET') {
    if (folder === null)
      throw new Refusal(
        400,
        'ErrorInvalidRequest',
        'Change tracking is not supported against the whole mailbox. Use a folder.',
      );
    return messagesDelta(call, folder, path, world.faults);
  }
  const message = findMessage(call, id, folder ?? undefined);
  if (next === undefined) {
    if (method === 'GET') return getMessage(call, message);
    if (method === 'PATCH') return await changeMessage(call, message);
    if (method === 'DELETE') return deleteMessage(call, message);
    throw unknown(call);
  }
  if (method === 'GET' && next === '$value') return await messageValue(message);
  if (next.toLowerCase() === 'attachments') return await attachmentRoute(call, message, more, world);
  if (method !== 'POST' || more.length > 0) throw unknown(call);
  switch (next.toLowerCase()) {
    case 'move':
      return moveMessage(call, message);
    case 'copy':
      return copyMessage(call, message);
    case 'permanentdelete':
      return deleteMessage(call, message);
    case 'send':
      return await sendDraft(call, message, world);
    case 'createreply':
    case 'createreplyall':
    case 'createforward':
      return await writeAnswer(call, message, answerTo(next));
    case 'reply':
    case 'replyall':
    case 'forward': {
      await writeAnswer(call, message, answerTo(next), world);
      return { status: 202 };
    }
    default:
      throw unknown(call);
  }
}

async function attachmentRoute(
  call: GraphCall,
  message: ReturnType<typeof findMessage>,
  rest: readonly string[],
  world: World,
): Promise<GraphAnswer> {
  const { method } = call;
  const [id, next] = rest;
  if (id === undefined) {
    if (method === 'GET') return listAttachments(call, message);
    if (method === 'POST') return await addAttachment(call, message);
    throw unknown(call);
  }
  if (id === '$count')
    return {
      status: 200,
      headers: { 'content-type': 'text/plain' },
      body: Buffer.from(String(message.content().attachments.length)),
    };
  if (id.toLowerCase() === 'createuploadsession' && method === 'POST')
    return createUploadSession(call, message, world);
  if (next === '$value' && method === 'GET') return attachmentValue(call, message, id);
  if (next !== undefined) throw unknown(call);
  if (method === 'GET') return getAttachment(call, message, id);
  if (method === 'DELETE') return removeAttachment(call, message, id);
  throw unknown(call);
}
