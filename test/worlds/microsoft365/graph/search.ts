import type { Person, StoredMessage } from '../message.ts';
import { htmlToText } from '../text.ts';
import { Refusal } from './call.ts';

/** Docs: `$search` on messages returns up to 1,000 results. */
const most = 1000;

type Test = (message: StoredMessage) => boolean;

const people = (list: readonly (Person | null)[]): string =>
  list
    .map((person) => (person === null ? '' : `${person.name} ${person.address}`))
    .join(' ')
    .toLowerCase();

const fields: Readonly<Record<string, (message: StoredMessage) => string>> = {
  subject: (m) => m.subject.toLowerCase(),
  from: (m) => people([m.from, m.sender]),
  to: (m) => people(m.to),
  cc: (m) => people(m.cc),
  bcc: (m) => people(m.bcc),
  recipients: (m) => people([...m.to, ...m.cc, ...m.bcc]),
  participants: (m) => people([m.from, ...m.to, ...m.cc, ...m.bcc]),
  body: (m) => bodyOf(m),
  attachment: (m) =>
    m
      .content()
      .attachments.map(({ name }) => name)
      .join(' ')
      .toLowerCase(),
  importance: (m) => m.importance,
  category: (m) => m.categories.join(' ').toLowerCase(),
};

function bodyOf(message: StoredMessage): string {
  const { body } = message.content();
  return (body.contentType === 'html' ? htmlToText(body.content) : body.content).toLowerCase();
}

/** The part of Keyword Query Language that Exchange answers to: words, phrases, `field:word`, dates, and/or/not. */
export function searchMessages(messages: readonly StoredMessage[], search: string): StoredMessage[] {
  const quoted = /^"([\s\S]*)"$/.exec(search.trim());
  if (quoted === null && /[:\s]/.test(search.trim()))
    throw new Refusal(
      400,
      'BadRequest',
      `Syntax error: character ':' is not valid at position 0 in '${search}'. The $search value must be in double quotes.`,
    );
  const text = (quoted?.[1] ?? search).replaceAll('\\"', '"').trim();
  const alternatives = text.split(/\s+OR\s+/).map((part) => allOf(part));
  const found: StoredMessage[] = [];
  for (const message of messages) {
    if (!alternatives.some((tests) => tests.every((test) => test(message)))) continue;
    found.push(message);
    if (found.length === most) break;
  }
  return found;
}

function allOf(text: string): Test[] {
  const parts = text.match(/(?:NOT\s+|-)?(?:[\w]+(?::|[<>]=?))?(?:"[^"]*"|[^\s"()]+)/g) ?? [];
  return parts
    .filter((part) => part !== 'AND')
    .map((part) => {
      const negated = /^(?:NOT\s+|-)/.test(part);
      const test = single(part.replace(/^(?:NOT\s+|-)/, ''));
      return negated ? (message) => !test(message) : test;
    });
}

function single(part: string): Test {
  const found = /^(\w+)(:|[<>]=?)(.*)$/.exec(part);
  const word = (found?.[3] ?? part).replace(/^"|"$/g, '').replace(/\*$/, '').toLowerCase();
  const field = found?.[1]?.toLowerCase();
  if (field === undefined)
    return (m) =>
      fields['subject']?.(m).includes(word) === true ||
      fields['participants']?.(m).includes(word) === true ||
      bodyOf(m).includes(word);
  if (field === 'hasattachments' || field === 'hasattachment')
    return (m) => m.hasAttachments === (word === 'true' || word === 'yes' || word === '1');
  if (field === 'isread') return (m) => m.isRead === (word === 'true' || word === 'yes');
  if (field === 'isflagged')
    return (m) => (m.flag.status === 'flagged') === (word === 'true' || word === 'yes');
  if (field === 'received' || field === 'sent') return dateTest(field, found?.[2] ?? ':', word);
  const read = fields[field];
  return read === undefined ? (m) => bodyOf(m).includes(part.toLowerCase()) : (m) => read(m).includes(word);
}

function dateTest(field: 'received' | 'sent', operator: string, word: string): Test {
  const [from = '', until] = word.split('..');
  const start = Date.parse(from);
  if (Number.isNaN(start))
    throw new Refusal(400, 'BadRequest', `The date '${word}' in $search can't be read.`);
  const end = (until === undefined ? start : Date.parse(until)) + 86_400_000;
  const value = (m: StoredMessage): number => (field === 'received' ? m.received : m.sent);
  if (operator === '>=') return (m) => value(m) >= start;
  if (operator === '>') return (m) => value(m) >= end;
  if (operator === '<=') return (m) => value(m) < end;
  if (operator === '<') return (m) => value(m) < start;
  return (m) => value(m) >= start && value(m) < end;
}
