import { expect, test } from 'vitest';
import { whole } from '../port/merge.ts';
import type { Message } from '../port/provider.ts';
import { createMemoryIndex } from './index-memory.ts';
import { categoryLine, dayStart, EVERYTHING, parseQuery } from './query.ts';

const message = (id: string, more: Partial<Message>): Message =>
  whole({ id, mailboxes: ['in'], thread: id, ...more });

const index = () => {
  const made = createMemoryIndex();
  made.add([
    message('a', {
      subject: 'Åtgärd för bygget',
      from: { name: 'Bo Berg', address: 'bo@example.org' },
      receivedAt: 1000,
      read: false,
      hasAttachments: true,
    }),
    message('b', {
      subject: 'Atgard utan ringar',
      from: { name: 'Eva', address: 'eva@example.org' },
      receivedAt: 2000,
      preview: 'om bygget',
    }),
    message('c', {
      subject: 'Lunch',
      from: { name: 'Bo Berg', address: 'bo@example.org' },
      receivedAt: 3000,
      flagged: true,
    }),
  ]);
  return made;
};
const ids = async (line: string, made = index()) =>
  (await made.find(parseQuery(line), 10)).map((hit) => hit.id);

test('one line is read the same in Swedish and English', () => {
  expect(parseQuery('från:bo till:anna har:bilaga är:oläst efter:2026-01-02')).toEqual(
    parseQuery('from:bo to:anna has:attachment is:unread after:2026-01-02'),
  );
  expect(parseQuery('före:2026-02-30')).toEqual({ ...EVERYTHING, words: ['före:2026-02-30'] });
  expect(parseQuery('"två ord" kl:13')).toEqual({ ...EVERYTHING, words: ['två ord', 'kl:13'] });
  expect(dayStart('2026-02-30')).toBeNull();
});

test('å is not a: words are found by their beginning, newest first', async () => {
  expect(await ids('åtg')).toEqual(['a']);
  expect(await ids('atg')).toEqual(['b']);
  expect(await ids('bygg')).toEqual(['b', 'a']);
  expect(await ids('BERG')).toEqual(['c', 'a']);
  expect(await ids('bygget lunch')).toEqual([]);
});

test('filters narrow: sender, unread, attachment, flag, days', async () => {
  expect(await ids('from:bo')).toEqual(['c', 'a']);
  expect(await ids('from:bo is:unread')).toEqual(['a']);
  expect(await ids('has:attachment')).toEqual(['a']);
  expect(await ids('is:flagged')).toEqual(['c']);
  expect(await ids('after:2026-01-01')).toEqual([]);
});

test('a category is found by its whole name, whatever stands in it, and a changed one is seen', async () => {
  for (const name of ['Bygglov & mark', 'Kalle "Kula" AB', 'A:B', '"'])
    expect(parseQuery(categoryLine(name))).toEqual({ ...EVERYTHING, categories: [name] });
  expect(parseQuery('kategori:Anbud lunch')).toEqual({
    ...EVERYTHING,
    categories: ['Anbud'],
    words: ['lunch'],
  });
  expect(parseQuery('"två ord" ämne:"a b"')).toEqual({
    ...EVERYTHING,
    words: ['två ord'],
    subject: ['a b'],
  });
  const made = index();
  const marked = message('c', {
    subject: 'Lunch',
    from: { name: 'Bo Berg', address: 'bo@example.org' },
    receivedAt: 3000,
    categories: ['Anbud nord'],
  });
  made.add([marked]);
  expect(await ids('category:"anbud nord"', made)).toEqual(['c']);
  expect(await ids('category:anbud', made)).toEqual([]);
  made.add([{ ...marked, categories: [] }]);
  expect(await ids('category:"anbud nord"', made)).toEqual([]);
});

test('a changed flag, a changed subject, a body and a removal are all seen', async () => {
  const made = index();
  made.add([
    message('a', {
      subject: 'Åtgärd för bygget',
      from: { name: 'Bo Berg', address: 'bo@example.org' },
      receivedAt: 1000,
      read: true,
      hasAttachments: true,
    }),
  ]);
  expect(await ids('is:unread', made)).toEqual([]);
  made.add([message('c', { subject: 'Middag', receivedAt: 3000 })]);
  expect(await ids('lunch', made)).toEqual([]);
  expect(await ids('middag', made)).toEqual(['c']);
  made.addBody('b', 'Hela brevet nämner takstolar');
  expect(await ids('takstol', made)).toEqual(['b']);
  made.remove(['b']);
  expect(await ids('takstol', made)).toEqual([]);
});

test('people are completed from those one writes with, the frequent first', async () => {
  expect((await index().people('ber', 5)).map((one) => one.address)).toEqual(['bo@example.org']);
  expect(await index().people('x', 5)).toEqual([]);
});
