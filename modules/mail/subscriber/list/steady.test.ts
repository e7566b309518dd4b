import { expect, test } from 'vitest';
import { listOf } from '../gallery/rows.ts';
import { steady } from './steady.ts';

const keys = (list: ReturnType<typeof steady>): readonly string[] =>
  Array.from({ length: list.count() }, (_, at) => list.row(at).key);

test('while held, what arrives waits and nothing changes places', () => {
  const inner = listOf([9, 5]);
  const list = steady(inner);
  list.hold(true);
  inner.times.splice(1, 0, 7);
  inner.times.unshift(11);
  expect(keys(list)).toEqual(['c9', 'c5']);
  expect(list.waiting.get()).toBe(2);
  list.hold(false);
  expect(keys(list)).toEqual(['c11', 'c9', 'c7', 'c5']);
  expect(list.waiting.get()).toBe(0);
});

test('while held, what is gone is gone', () => {
  const inner = listOf([9, 7, 5]);
  const list = steady(inner);
  list.hold(true);
  inner.times.splice(1, 1);
  expect(keys(list)).toEqual(['c9', 'c5']);
  expect(list.indexOf('c5')).toBe(1);
});
