import { done, trouble } from '../port/answers.ts';
import type { Answer, Cursor, Message, Provider, Query, SearchHits } from '../port/provider.ts';
import { carries } from '../search/query.ts';
import type { Channel } from './channel.ts';
import { messages } from './read.ts';
import { HEADER_FIELDS, isRaw } from './translate.ts';

/** Only letters, digits and the marks of addresses reach the provider's query language, so a word can't become an operator. */
const plain = (word: string): string =>
  word
    .replace(/[^\p{L}\p{N}@._+-]+/gu, ' ')
    .trim()
    .replace(/^[-+]+/, '');

const day = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** The part of a query the provider's `$search` understands; unread, flagged and categories are checked here. */
export function searchText(query: Query): string {
  const terms = [
    ...query.words
      .map(plain)
      .filter(Boolean)
      .map((word) => (word.includes(' ') ? `\\"${word}\\"` : word)),
    ...query.from
      .map(plain)
      .filter(Boolean)
      .map((word) => `from:${word}`),
    ...query.to
      .map(plain)
      .filter(Boolean)
      .map((word) => `to:${word}`),
    ...query.subject
      .map(plain)
      .filter(Boolean)
      .map((word) => `subject:${word}`),
    ...(query.hasAttachment === null ? [] : [`hasAttachments:${query.hasAttachment}`]),
    ...(query.after === null ? [] : [`received>=${day(query.after)}`]),
    ...(query.before === null ? [] : [`received<=${day(query.before)}`]),
  ];
  return terms.join(' AND ');
}

/** Ordered property first, or the provider answers InefficientFilter. */
export function filterText(query: Query): string {
  const iso = (at: number): string => new Date(at).toISOString().replace('.000Z', 'Z');
  return [
    `receivedDateTime ge ${query.after === null ? '1990-01-01T00:00:00Z' : iso(query.after)}`,
    ...(query.before === null ? [] : [`receivedDateTime lt ${iso(query.before)}`]),
    ...(query.unread === null ? [] : [`isRead eq ${!query.unread}`]),
    ...(query.hasAttachment === null ? [] : [`hasAttachments eq ${query.hasAttachment}`]),
    ...(query.flagged === null ? [] : [`flag/flagStatus ${query.flagged ? 'eq' : 'ne'} 'flagged'`]),
    ...query.categories.map((name) => `categories/any(c:c eq '${name.replaceAll("'", "''")}')`),
  ].join(' and ');
}

/** What the provider could not check is checked here. */
export function satisfies(message: Message, query: Query): boolean {
  if (query.unread !== null && message.read === query.unread) return false;
  if (query.flagged !== null && message.flagged !== query.flagged) return false;
  if (query.hasAttachment !== null && message.hasAttachments !== query.hasAttachment) return false;
  if (!carries(message.categories, query.categories)) return false;
  if (query.after !== null && message.receivedAt < query.after) return false;
  return query.before === null || message.receivedAt < query.before;
}

export function searching(channel: Channel): Pick<Provider, 'search' | 'findSent'> {
  const page = async (path: string): Promise<Answer<{ hits: readonly Message[]; cursor: Cursor | null }>> => {
    const answer = await channel.ask({
      method: 'GET',
      path: path.replaceAll(' ', '%20'),
      priority: 'urgent',
    });
    if (!answer.ok) return answer;
    const next = isRaw(answer.value) ? answer.value['@odata.nextLink'] : null;
    return done({
      hits: messages(answer.value),
      cursor: typeof next === 'string' ? await channel.pathOf(next) : null,
    });
  };
  const tail = `&$select=${HEADER_FIELDS}&$top=50`;

  return {
    search: async (query, cursor): Promise<Answer<SearchHits>> => {
      const text = query.words.length + query.from.length + query.to.length + query.subject.length > 0;
      const first = text
        ? `/me/messages?$search=${encodeURIComponent(`"${searchText(query)}"`)}${tail}`
        : `/me/messages?$filter=${encodeURIComponent(filterText(query))}&$orderby=receivedDateTime desc${tail}`;
      let answer = await page(cursor ?? first);
      if (!answer.ok && cursor === null && (answer.reason === 'too-complex' || answer.reason === 'refused')) {
        const words = [...query.words, ...query.from, ...query.to, ...query.subject]
          .map(plain)
          .filter(Boolean)
          .join(' ');
        answer = await page(
          words
            ? `/me/messages?$search=${encodeURIComponent(`"${words}"`)}${tail}`
            : `/me/messages?$orderby=receivedDateTime desc${tail}`,
        );
      }
      if (!answer.ok) return answer;
      return done({
        messages: answer.value.hits.filter((hit) => satisfies(hit, query)),
        cursor: answer.value.cursor,
      });
    },
    findSent: async (internetId) => {
      const filter = encodeURIComponent(`internetMessageId eq '${internetId.replaceAll("'", "''")}'`);
      const answer = await page(
        `/me/mailFolders/sentitems/messages?$filter=${filter}&$select=${HEADER_FIELDS}&$top=1`,
      );
      return answer.ok ? done(answer.value.hits[0] ?? null) : trouble(answer.reason, answer.code);
    },
  };
}
