import { expect, test } from 'vitest';
import type { Mailbox } from '../engine/types.ts';
import { liesIn, mailboxTree, paths, type Branch } from './tree.ts';

const box = (id: string, parent: string | null = null, role: Mailbox['role'] = 'none'): Mailbox => ({
  id,
  name: id,
  parent,
  role,
  unread: 0,
  total: 0,
});
const drawn = (branches: readonly Branch[]): readonly unknown[] =>
  branches.map(({ mailbox, inside }) => (inside.length === 0 ? mailbox.id : [mailbox.id, drawn(inside)]));

test('roles come in their own order, folders by name in the reader’s alphabet', () => {
  const tree = mailboxTree(
    [
      box('Ö'),
      box('trash', null, 'trash'),
      box('Å'),
      box('inbox', null, 'inbox'),
      box('A'),
      box('Mapp 10'),
      box('Mapp 9'),
    ],
    'sv',
  );
  expect(drawn(tree.roles)).toEqual(['inbox', 'trash']);
  expect(drawn(tree.folders)).toEqual(['A', 'Mapp 9', 'Mapp 10', 'Å', 'Ö']);
});

test('nothing is lost: a missing parent and a circle leave their mailboxes at the top', () => {
  const tree = mailboxTree([box('a', 'gone'), box('b', 'c'), box('c', 'b'), box('d'), box('e', 'd')], 'sv');
  expect(drawn(tree.folders)).toEqual(['a', 'b', 'c', ['d', ['e']]]);
});

test('a mailbox is found by its whole path, and knows what it lies in', () => {
  const all = [box('Projekt'), box('Linden', 'Projekt')];
  expect(paths(mailboxTree(all, 'sv'), (one) => one.name).map(({ path }) => path)).toEqual([
    'Projekt',
    'Projekt / Linden',
  ]);
  expect(liesIn(all, 'Linden', 'Projekt')).toBe(true);
  expect(liesIn(all, 'Projekt', 'Linden')).toBe(false);
});
