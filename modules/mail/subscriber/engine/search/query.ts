import type { Query } from '../port/provider.ts';

export const EVERYTHING: Query = {
  words: [],
  from: [],
  to: [],
  subject: [],
  categories: [],
  hasAttachment: null,
  unread: null,
  flagged: null,
  after: null,
  before: null,
};

const TOKEN = /(-?)([\p{L}]+):("(?:[^"]|"")*"|\S+)|"([^"]*)"|(\S+)/gu;

const FIELDS: Readonly<
  Record<string, 'from' | 'to' | 'subject' | 'category' | 'has' | 'is' | 'before' | 'after'>
> = {
  from: 'from',
  från: 'from',
  to: 'to',
  till: 'to',
  subject: 'subject',
  ämne: 'subject',
  category: 'category',
  kategori: 'category',
  has: 'has',
  har: 'has',
  is: 'is',
  är: 'is',
  before: 'before',
  före: 'before',
  after: 'after',
  efter: 'after',
};

const ATTACHMENT = new Set(['attachment', 'attachments', 'bilaga', 'bilagor']);
const UNREAD = new Set(['unread', 'oläst', 'olästa']);
const READ = new Set(['read', 'läst', 'lästa']);
const FLAGGED = new Set(['flagged', 'starred', 'flaggad', 'flaggade', 'stjärna']);

const unquoted = (value: string): string =>
  (value.startsWith('"')
    ? value.replace(/^"|"$/g, '').replaceAll('""', '"')
    : value.replace(/"$/, '')
  ).trim();

/** The line that finds what carries a category, whatever its name holds. */
export const categoryLine = (name: string): string => `category:"${name.replaceAll('"', '""')}"`;

/** Category names are compared as the provider does: whole, whatever the case. */
export function carries(on: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((name) => on.some((one) => one.toLowerCase() === name.toLowerCase()));
}

/** A calendar day, in the reader's own zone, as its first moment; null when it is none. Takes 2026-11-24, 2026-11, 2026, 24/11 2026-less forms are words. */
export function dayStart(written: string): number | null {
  const found = /^(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?$/.exec(written);
  if (!found) return null;
  const [year, month, day] = [Number(found[1]), Number(found[2] ?? 1), Number(found[3] ?? 1)];
  const at = new Date(year, month - 1, day);
  return at.getMonth() === month - 1 && at.getDate() === day ? at.getTime() : null;
}

/**
 * One search line, Swedish or English: words, "a phrase", from:/från:, to:/till:, subject:/ämne:, category:/kategori:, has:attachment/har:bilaga,
 * is:unread/är:oläst, is:flagged/är:flaggad, before:/före:, after:/efter:. A quotation mark in a quoted value is written twice. What is not understood is searched for as words.
 */
export function parseQuery(line: string): Query {
  const words: string[] = [];
  const lists = { from: [] as string[], to: [] as string[], subject: [] as string[] };
  const categories: string[] = [];
  let { hasAttachment, unread, flagged, after, before } = EVERYTHING;
  for (const [whole, minus, name, rawValue, phrase] of line.slice(0, 1000).matchAll(TOKEN)) {
    const field = FIELDS[(name ?? '').toLowerCase()];
    const value = unquoted(rawValue ?? '');
    const word = value.toLowerCase();
    if (phrase !== undefined) {
      if (phrase.trim()) words.push(phrase.trim());
    } else if (field === undefined || !value) words.push(whole.replace(/^"|"$/g, ''));
    else if (field === 'from' || field === 'to' || field === 'subject') lists[field].push(value);
    else if (field === 'category') categories.push(value);
    else if (field === 'has' && ATTACHMENT.has(word)) hasAttachment = minus !== '-';
    else if (field === 'is' && UNREAD.has(word)) unread = minus !== '-';
    else if (field === 'is' && READ.has(word)) unread = minus === '-';
    else if (field === 'is' && FLAGGED.has(word)) flagged = minus !== '-';
    else if (field === 'after' && dayStart(value) !== null) after = dayStart(value);
    else if (field === 'before' && dayStart(value) !== null) before = dayStart(value);
    else words.push(whole);
  }
  return { words, ...lists, categories, hasAttachment, unread, flagged, after, before };
}

export function isEmpty(query: Query): boolean {
  return JSON.stringify(query) === JSON.stringify(EVERYTHING);
}
