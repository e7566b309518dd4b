import type {
  FlagState,
  GraphMoment,
  MessageContent,
  MessageDraft,
  Person,
  StoredAttachment,
} from '../message.ts';
import { htmlToText, previewOf, textOf } from '../text.ts';
import { attachmentFrom } from './attachments.ts';
import type { JsonObject } from './call.ts';
import { isObject, Refusal } from './call.ts';

function invalid(name: string): Refusal {
  return new Refusal(400, 'RequestBodyRead', `The value of the property '${name}' has the wrong type.`);
}

export function personFrom(value: unknown): Person {
  const email = isObject(value) ? value['emailAddress'] : undefined;
  if (!isObject(email) || typeof email['address'] !== 'string')
    throw new Refusal(400, 'ErrorInvalidRecipients', 'At least one recipient is not valid.');
  const name = typeof email['name'] === 'string' && email['name'] !== '' ? email['name'] : email['address'];
  return { name, address: email['address'] };
}

function peopleFrom(json: JsonObject, name: string): Person[] {
  const value = json[name];
  if (!Array.isArray(value)) throw invalid(name);
  return value.map(personFrom);
}

function momentFrom(value: unknown): GraphMoment | null {
  if (!isObject(value)) return null;
  return {
    dateTime: String(value['dateTime']),
    timeZone: typeof value['timeZone'] === 'string' ? value['timeZone'] : 'UTC',
  };
}

function flagFrom(value: unknown): FlagState {
  if (!isObject(value)) throw invalid('flag');
  const status = value['flagStatus'];
  if (status !== 'notFlagged' && status !== 'flagged' && status !== 'complete') throw invalid('flag');
  if (status === 'notFlagged') return { status };
  if (value['dueDateTime'] != null && value['startDateTime'] == null)
    throw new Refusal(400, 'ErrorInvalidArgument', 'A start date is needed when a due date is set.');
  return {
    status,
    start: momentFrom(value['startDateTime']),
    due: momentFrom(value['dueDateTime']),
    completed: momentFrom(value['completedDateTime']),
  };
}

function oneOf<T extends string>(json: JsonObject, name: string, allowed: readonly T[]): T {
  const value = allowed.find((entry) => entry.toLowerCase() === String(json[name]).toLowerCase());
  if (value === undefined) throw invalid(name);
  return value;
}

function truth(json: JsonObject, name: string): boolean {
  if (typeof json[name] !== 'boolean') throw invalid(name);
  return json[name];
}

/** The properties of a message that a request body sets; those it does not name are left alone. */
export async function draftFrom(json: JsonObject, now: number): Promise<Partial<MessageDraft>> {
  const draft: Partial<MessageDraft> = {};
  if ('subject' in json) draft.subject = textOf(json['subject']).slice(0, 255);
  if ('toRecipients' in json) draft.to = peopleFrom(json, 'toRecipients');
  if ('ccRecipients' in json) draft.cc = peopleFrom(json, 'ccRecipients');
  if ('bccRecipients' in json) draft.bcc = peopleFrom(json, 'bccRecipients');
  if ('replyTo' in json) draft.replyTo = peopleFrom(json, 'replyTo');
  if (json['from'] != null) draft.from = personFrom(json['from']);
  if (json['sender'] != null) draft.sender = personFrom(json['sender']);
  if ('isRead' in json) draft.isRead = truth(json, 'isRead');
  if ('isReadReceiptRequested' in json) draft.readReceipt = truth(json, 'isReadReceiptRequested');
  if ('isDeliveryReceiptRequested' in json) draft.deliveryReceipt = truth(json, 'isDeliveryReceiptRequested');
  if ('importance' in json) draft.importance = oneOf(json, 'importance', ['low', 'normal', 'high']);
  if ('inferenceClassification' in json)
    draft.classification = oneOf(json, 'inferenceClassification', ['focused', 'other']);
  if ('flag' in json) draft.flag = flagFrom(json['flag']);
  if ('internetMessageId' in json) draft.internetMessageId = String(json['internetMessageId']);
  if ('categories' in json) {
    if (!Array.isArray(json['categories'])) throw invalid('categories');
    draft.categories = json['categories'].map(String);
  }
  if (isObject(json['body'])) draft.preview = previewOf(bodyText(json['body']));
  await Promise.resolve(now);
  return draft;
}

function bodyText(body: JsonObject): string {
  const text = textOf(body['content']);
  return String(body['contentType']).toLowerCase() === 'html' ? htmlToText(text) : text;
}

/** Only `x-` headers may be set (docs: internetMessageHeader). */
function headersFrom(value: unknown): { name: string; value: string }[] {
  if (!Array.isArray(value)) throw invalid('internetMessageHeaders');
  return value.filter(isObject).map((header) => {
    const name = String(header['name']);
    if (!/^x-/i.test(name))
      throw new Refusal(
        400,
        'InvalidInternetMessageHeader',
        `The internet message header name '${name}' should start with 'x-' or 'X-'.`,
      );
    return { name, value: String(header['value']) };
  });
}

/** Body, headers and attachments after a request body; `before` where it names none. Building drops the old MIME. */
export async function contentFrom(
  json: JsonObject,
  before: MessageContent,
  now: number,
): Promise<MessageContent> {
  const body = isObject(json['body'])
    ? {
        contentType:
          textOf(json['body']['contentType']).toLowerCase() === 'html'
            ? ('html' as const)
            : ('text' as const),
        content: textOf(json['body']['content']),
      }
    : before.body;
  const headers =
    'internetMessageHeaders' in json ? headersFrom(json['internetMessageHeaders']) : before.headers;
  const attachments: StoredAttachment[] = [...before.attachments];
  if (Array.isArray(json['attachments']))
    for (const entry of json['attachments'].filter(isObject))
      attachments.push(await attachmentFrom(entry, attachments.length + 1, now));
  return { body, headers, attachments };
}
