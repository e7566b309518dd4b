import { expect, test } from 'vitest';
import { message } from '../gallery/rows.ts';
import { firstOpen, foldedRun } from './folding.ts';

const all = [1, 2, 3, 4, 5, 6, 7, 8].map((at) => message({ id: `m${at}`, receivedAt: at }));
const open = (unread: readonly string[], wanted: string | null = null, from = all): readonly string[] =>
  from.filter((one) => firstOpen(one, from, new Set(unread), wanted)).map((one) => one.id);

test('the newest is open, and every unread one', () => {
  expect(open([])).toEqual(['m8']);
  expect(open(['m3'])).toEqual(['m3', 'm8']);
});

test('a search opens just what it found', () => {
  expect(open(['m3'], 'm2')).toEqual(['m2']);
});

test('a draft is a line, and the newest before it is open', () => {
  expect(open([], null, [...all.slice(0, 2), message({ id: 'd', draft: true, receivedAt: 9 })])).toEqual([
    'm2',
  ]);
});

test('a long run of folded messages is one line, but the last of them stands by itself', () => {
  expect(foldedRun(all, (one) => one.id === 'm8', false)).toEqual({ from: 0, count: 6 });
  expect(foldedRun(all, (one) => one.id === 'm8', true).count).toBe(0);
  expect(foldedRun(all, (one) => ['m3', 'm6', 'm8'].includes(one.id), false).count).toBe(0);
});
