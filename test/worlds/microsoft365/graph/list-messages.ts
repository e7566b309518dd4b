import type { StoredMessage } from '../message.ts';
import type { GraphAnswer, GraphCall, JsonObject } from './call.ts';
import { Refusal } from './call.ts';
import type { Filter } from './filter.ts';
import { parseFilter } from './filter.ts';
import { expandAttachments } from './attachments.ts';
import { conversationIdOf, folderId, messageId, messageJson, selectOf } from './render-message.ts';
import { searchMessages } from './search.ts';

type Read = (message: StoredMessage, call: GraphCall) => unknown;

/** What may stand in `$filter` and `$orderby`. Recipients can't: Exchange refuses them. */
const readable: Readonly<Record<string, Read>> = {
  receiveddatetime: (m) => m.received,
  sentdatetime: (m) => m.sent,
  createddatetime: (m) => m.created,
  lastmodifieddatetime: (m) => m.modified,
  subject: (m) => m.subject,
  isread: (m) => m.isRead,
  isdraft: (m) => m.isDraft,
  hasattachments: (m) => m.hasAttachments,
  importance: (m) => m.importance,
  inferenceclassification: (m) => m.classification,
  categories: (m) => m.categories,
  bodypreview: (m) => m.preview,
  internetmessageid: (m) => m.internetMessageId,
  conversationid: (m, call) => conversationIdOf(call, m.conversation),
  parentfolderid: (m, call) => folderId(call, m.folder.key),
  id: (m, call) => messageId(call, m),
  'from/emailaddress/address': (m) => m.from?.address ?? '',
  'from/emailaddress/name': (m) => m.from?.name ?? '',
  'sender/emailaddress/address': (m) => m.sender?.address ?? '',
  'sender/emailaddress/name': (m) => m.sender?.name ?? '',
  'flag/flagstatus': (m) => m.flag.status,
};

const maxComparisons = 20;

export function messageFilter(text: string): Filter {
  const filter = parseFilter(text, (path) => path.toLowerCase() in readable);
  if (filter.comparisons > maxComparisons)
    throw new Refusal(
      400,
      'ErrorRestrictionTooComplex',
      'The restriction is too complex. Please simplify the restriction.',
    );
  return filter;
}

export function matching(
  messages: readonly StoredMessage[],
  filter: Filter,
  call: GraphCall,
): StoredMessage[] {
  return messages.filter((message) =>
    filter.matches((path) => readable[path.toLowerCase()]?.(message, call)),
  );
}

interface Order {
  readonly path: string;
  readonly descending: boolean;
}

function orderOf(text: string | undefined): Order[] {
  if (text === undefined || text === '') return [];
  return text.split(',').map((part) => {
    const [path = '', direction = 'asc'] = part.trim().split(/\s+/);
    if (!(path.toLowerCase() in readable) || !/^(asc|desc)$/i.test(direction))
      throw new Refusal(400, 'ErrorInvalidUrlQuery', `The property '${path}' can't be used in $orderby.`);
    return { path: path.toLowerCase(), descending: direction.toLowerCase() === 'desc' };
  });
}

/** Properties in `$orderby` must stand first and in the same order in `$filter` (docs: user-list-messages). */
function refuseUnequal(filter: Filter, order: readonly Order[]): void {
  const named = filter.properties.map((path) => path.toLowerCase());
  const inOrder = order.every(({ path }, at) => named[at] === path);
  if (!inOrder || (named.includes('conversationid') && order.length > 0))
    throw new Refusal(
      400,
      'InefficientFilter',
      'The restriction or sort order is too complex for this operation.',
    );
}

export function wholeNumber(call: GraphCall, name: '$top' | '$skip', otherwise: number, max: number): number {
  const value = call.query.get(name);
  if (value === undefined) return otherwise;
  const number = Number(value);
  if (!/^\d+$/.test(value) || number > max || (name === '$top' && number < 1))
    throw new Refusal(
      400,
      'ErrorInvalidUrlQuery',
      `Invalid value '${value}' for ${name} query option found. The ${name} query option requires a non-negative integer value not above ${max}.`,
    );
  return number;
}

function isNewestFirst(order: readonly Order[]): boolean {
  return (
    order.length === 0 || (order.length === 1 && order[0]?.path === 'receiveddatetime' && order[0].descending)
  );
}

function sortable(value: unknown): string | number {
  return typeof value === 'number' ? value : typeof value === 'string' ? value.toLowerCase() : String(value);
}

export function sortMessages(
  messages: StoredMessage[],
  order: readonly Order[],
  call: GraphCall,
): StoredMessage[] {
  return messages.toSorted((a, b) => {
    for (const { path, descending } of order) {
      const [x, y] = [sortable(readable[path]?.(a, call)), sortable(readable[path]?.(b, call))];
      if (x !== y) return (x < y ? -1 : 1) * (descending ? -1 : 1);
    }
    return b.key - a.key;
  });
}

/** `GET …/messages`: one page, with `$select`, `$top`, `$skip`, `$filter`, `$orderby`, `$count`, `$search`, `$expand`. */
export function listMessages(call: GraphCall, items: readonly StoredMessage[], path: string): GraphAnswer {
  const { query } = call;
  const select = selectOf(query);
  const top = wholeNumber(call, '$top', 10, 1000);
  const search = query.get('$search');
  const order = orderOf(query.get('$orderby'));
  if (search !== undefined) {
    if (query.has('$filter'))
      throw new Refusal(
        400,
        'SearchWithFilter',
        "The query parameter '$filter' is not supported with '$search'.",
      );
    if (order.length > 0)
      throw new Refusal(
        400,
        'SearchWithOrderBy',
        "The query parameter '$orderby' is not supported with '$search'.",
      );
    if (query.has('$skip'))
      throw new Refusal(
        400,
        'SearchWithSkip',
        "The query parameter '$skip' is not supported with '$search'.",
      );
  }
  const filter = query.get('$filter') === undefined ? undefined : messageFilter(query.get('$filter') ?? '');
  if (filter !== undefined && order.length > 0) refuseUnequal(filter, order);
  let found: readonly StoredMessage[] = items.some((message) => message.hidden)
    ? items.filter((message) => !message.hidden)
    : items;
  if (search !== undefined) found = searchMessages(found, search);
  if (filter !== undefined) found = matching(found, filter, call);
  if (!isNewestFirst(order)) found = sortMessages([...found], order, call);
  const skip =
    search === undefined ? wholeNumber(call, '$skip', 0, 0x7fffffff) : Number(query.get('$skiptoken') ?? 0);
  const page = found.slice(skip, skip + top);
  const expand = query.get('$expand');
  const value = page.map((message): JsonObject => ({
    ...messageJson(message, call, select),
    ...(expand === undefined ? {} : expandAttachments(call, message, expand)),
  }));
  const more = skip + top < found.length;
  return {
    status: 200,
    body: {
      '@odata.context': `${call.graph}/v1.0/$metadata#users('${call.account.id}')/messages`,
      ...(query.get('$count') === 'true' ? { '@odata.count': found.length } : {}),
      value,
      ...(more
        ? {
            '@odata.nextLink': nextLink(
              call,
              path,
              search === undefined ? '$skip' : '$skiptoken',
              String(skip + top),
            ),
          }
        : {}),
    },
  };
}

export function nextLink(call: GraphCall, path: string, name: string, value: string): string {
  const parts = [...call.query]
    .filter(([key]) => key !== name)
    .map(([key, text]) => `${key}=${encodeURIComponent(text)}`);
  return `${call.graph}/v1.0/me/${path}?${[...parts, `${name}=${encodeURIComponent(value)}`].join('&')}`;
}

export function countMessages(call: GraphCall, items: readonly StoredMessage[]): GraphAnswer {
  const filter = call.query.get('$filter');
  const count = filter === undefined ? items.length : matching(items, messageFilter(filter), call).length;
  return { status: 200, headers: { 'content-type': 'text/plain' }, body: Buffer.from(String(count)) };
}
