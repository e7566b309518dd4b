import { randomBytes } from 'node:crypto';
import type { Account } from '../accounts.ts';
import type { Mailbox } from '../mailbox.ts';
import type { StoredMessage } from '../message.ts';
import type { World } from '../world.ts';
import { attach, nextNumber } from './attachments.ts';
import type { GraphAnswer, GraphCall } from './call.ts';
import { isObject, jsonOf, parameter, Refusal, refusalAnswer } from './call.ts';
import { messageId } from './render-message.ts';

/** Docs, outlook-large-attachments. */
const sessionMin = 3 * 1024 * 1024;
const sessionMax = 157_286_400;
const lifetimeMs = 2 * 3_600_000;

export interface UploadSession {
  readonly token: string;
  readonly path: string;
  readonly account: Account;
  readonly mailbox: Mailbox;
  readonly message: StoredMessage;
  readonly name: string;
  readonly size: number;
  readonly contentType: string;
  readonly contentId: string | null;
  readonly isInline: boolean;
  readonly parts: Buffer[];
  received: number;
  expires: number;
}

/** `POST …/attachments/createUploadSession`: an address on another host that is authorised by itself. */
export function createUploadSession(call: GraphCall, message: StoredMessage, world: World): GraphAnswer {
  const item = parameter(jsonOf(call), 'AttachmentItem');
  if (
    !isObject(item) ||
    item['attachmentType'] !== 'file' ||
    typeof item['name'] !== 'string' ||
    typeof item['size'] !== 'number'
  )
    throw new Refusal(400, 'ErrorInvalidParameter', 'AttachmentItem needs attachmentType, name and size.');
  const { size } = item;
  if (!Number.isInteger(size) || size < sessionMin)
    throw new Refusal(
      400,
      'ErrorAttachmentSizeShouldNotBeLessThanMinimumSize',
      'The attachment size should not be less than 3 MB for an upload session.',
    );
  if (size > sessionMax)
    throw new Refusal(
      413,
      'ErrorAttachmentSizeLimitExceeded',
      'The attachment size exceeds the allowed limit.',
    );
  const token = randomBytes(24).toString('base64url');
  const path = `/api/v2.0/Users('${call.account.id}@tenant')/Messages('${messageId(call, message)}')/AttachmentSessions('${randomBytes(12).toString('base64url')}')`;
  const session: UploadSession = {
    token, path, account: call.account, mailbox: call.mailbox, message, name: item['name'], size,
    contentType: typeof item['contentType'] === 'string' ? item['contentType'] : 'application/octet-stream',
    contentId: typeof item['contentId'] === 'string' ? item['contentId'] : null,
    isInline: item['isInline'] === true, parts: [], received: 0, expires: call.now + lifetimeMs,
  }; // prettier-ignore
  world.uploads.set(token, session);
  return {
    status: 201,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#microsoft.graph.uploadSession`,
      uploadUrl: `${call.upload}${path}?authtoken=${token}`,
      expirationDateTime: new Date(session.expires).toISOString(),
      nextExpectedRanges: ['0-'],
    },
  };
}

export interface UploadRequest {
  readonly method: string;
  readonly token: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly body: Buffer;
  readonly now: number;
}

/** What the upload host answers; it refuses `Authorization`, for the address is the authorisation. */
export function takeUpload(request: UploadRequest, world: World): GraphAnswer {
  try {
    return upload(request, world);
  } catch (error) {
    if (error instanceof Refusal) return refusalAnswer(error, request.now);
    throw error;
  }
}

function upload({ method, token, headers, body, now }: UploadRequest, world: World): GraphAnswer {
  if (headers.has('authorization'))
    throw new Refusal(
      401,
      'InvalidAudienceForResource',
      'An Authorization header must not be sent to an upload session.',
    );
  const session = world.uploads.get(token);
  if (session === undefined || session.expires < now)
    throw new Refusal(404, 'ErrorItemNotFound', 'The upload session was not found.');
  if (method === 'DELETE') {
    world.uploads.delete(token);
    return { status: 204 };
  }
  if (method === 'GET') return { status: 200, body: progress(session) };
  if (method !== 'PUT') throw new Refusal(405, 'ErrorInvalidRequest', 'Only PUT, GET and DELETE.');
  const range = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
  if (range === null)
    throw new Refusal(400, 'invalidRequest', 'The Content-Range header is missing or malformed.');
  const [first, last, total] = [Number(range[1]), Number(range[2]), Number(range[3])];
  if (
    total !== session.size ||
    last - first + 1 !== body.length ||
    first !== session.received ||
    last >= total
  )
    throw new Refusal(
      416,
      'invalidRange',
      'Uploaded fragment overlaps with existing data, leaves a gap or has another length than it says.',
    );
  if (body.length >= 4 * 1024 * 1024)
    throw new Refusal(413, 'invalidRequest', 'A fragment must be smaller than 4 MB.');
  session.parts.push(body);
  session.received += body.length;
  if (session.received < session.size) return { status: 200, body: progress(session) };
  const number = nextNumber(session.message);
  attach(session, session.message, {
    number, kind: 'file', name: session.name, contentType: session.contentType, bytes: Buffer.concat(session.parts),
    isInline: session.isInline, contentId: session.contentId, modified: now,
  }); // prettier-ignore
  world.uploads.delete(token);
  const id = session.mailbox.ids.encode('attachment', session.message.key, number, true);
  return {
    status: 201,
    headers: {
      location: `${world.addresses.upload}${session.path.replace(/\/AttachmentSessions.*/, '')}/Attachments('${id}')`,
    },
  };
}

function progress(session: UploadSession): object {
  return {
    '@odata.context': 'https://outlook.office.com/api/v2.0/$metadata#Users',
    ExpirationDateTime: new Date(session.expires).toISOString(),
    NextExpectedRanges: [String(session.received)],
    nextExpectedRanges: [String(session.received)],
  };
}
