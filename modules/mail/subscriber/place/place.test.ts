import { expect, test } from 'vitest';
import { createAddresses, type NameKeeper } from './addresses.ts';
import { accountOf, conversationOf, conversationSlug, viewOf, viewSlug, type View } from './place.ts';

let seed = 0;
const random = (bytes: Uint8Array): Uint8Array =>
  bytes.map(() => (seed = (seed * 1103515245 + 12345) & 0x7fffffff) >> 8);

const views: readonly View[] = [
  { kind: 'role', role: 'inbox' },
  { kind: 'role', role: 'trash' },
  { kind: 'flagged' },
  { kind: 'search' },
  { kind: 'mailbox', id: 'AAMkAGI2-folder=' },
  { kind: 'category', name: 'Bygglov & mark' },
];

test('a view and its address are the same thing, for each account', () => {
  const addresses = createAddresses(random);
  for (const account of [0, 1, 7])
    for (const view of views) {
      const slug = viewSlug(view, account, addresses);
      expect(viewOf(slug, addresses)).toEqual(view);
      expect(accountOf(slug)).toBe(account);
    }
});

test('nothing of an id, a category or a message stands in an address', () => {
  const addresses = createAddresses(random);
  const written = [
    ...views.map((view) => viewSlug(view, 0, addresses)),
    conversationSlug({ key: 'AAQkAGI2conversation', message: 'AAMkAGI2message' }, addresses),
  ].join(' ');
  expect(written).toMatch(/^[a-z0-9 -]+$/);
  for (const secret of ['AAMk', 'AAQk', 'aamk', 'bygglov', 'conversation', 'message'])
    expect(written).not.toContain(secret);
});

test('a conversation comes back with the message that was searched for', () => {
  const addresses = createAddresses(random);
  for (const open of [
    { key: 'c', message: null },
    { key: 'c', message: 'm' },
  ])
    expect(conversationOf(conversationSlug(open, addresses), addresses)).toEqual(open);
});

test('after a reload a name is asked for where it was kept; a name nobody knows leads nowhere', async () => {
  const kept = new Map<string, string>();
  const keep: NameKeeper = {
    put: async (name, id) => void kept.set(name, id),
    get: async (name) => kept.get(name),
  };
  const slug = conversationSlug({ key: 'c', message: null }, createAddresses(random, keep));
  const reloaded = createAddresses(random, keep);
  expect(conversationOf(slug, reloaded)).toBeUndefined();
  await reloaded.recall('conversation', slug);
  expect(conversationOf(slug, reloaded)).toEqual({ key: 'c', message: null });
  expect(await reloaded.recall('conversation', 'nowhere1')).toBeUndefined();
});
