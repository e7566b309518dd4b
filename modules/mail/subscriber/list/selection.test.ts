import { expect, test } from 'vitest';
import { listOf } from '../gallery/rows.ts';
import { createSelection, selectionCap } from './selection.ts';

const keys = (selection: ReturnType<typeof createSelection>): readonly string[] => [
  ...selection.get().chosen.keys(),
];

test('a range runs from where the cursor stood to where it is extended, in both directions', () => {
  const list = listOf([9, 8, 7, 6, 5]);
  const selection = createSelection();
  selection.stand(list, 2);
  selection.stand(list, 4, true);
  expect(keys(selection)).toEqual(['c7', 'c6', 'c5']);
  selection.stand(list, 1, true);
  expect(keys(selection)).toEqual(['c8', 'c7']);
});

test('new mail above moves neither the cursor from its conversation nor the choice', () => {
  const list = listOf([9, 8, 7]);
  const selection = createSelection();
  selection.toggle(list, 1);
  const { moves } = selection.get();
  list.times.unshift(11, 10);
  selection.settle(list);
  expect(selection.get().cursor).toBe(3);
  expect(keys(selection)).toEqual(['c8']);
  expect(selection.get().moves, 'the list must not scroll by itself').toBe(moves);
});

test('a conversation that left the list is no longer chosen, and the cursor stays at its place', () => {
  const list = listOf([9, 8, 7]);
  const selection = createSelection();
  selection.toggle(list, 0);
  selection.toggle(list, 1);
  list.times.splice(1, 1);
  selection.settle(list);
  expect(keys(selection)).toEqual(['c9']);
  expect(selection.get().cursor).toBe(1);
  expect(selection.get().cursorKey).toBe('c7');
});

test('choosing all stops at the cap and says so', () => {
  const list = listOf(Array.from({ length: selectionCap + 5 }, (_, at) => 10_000 - at));
  const selection = createSelection();
  selection.all(list);
  expect(selection.get().chosen.size).toBe(selectionCap);
  expect(selection.get().capped).toBe(true);
});

test('rows that are not loaded take part in no act', () => {
  const list = listOf([9, 8, 7], 1);
  const selection = createSelection();
  selection.all(list);
  expect(selection.rows(list).map((row) => row.key)).toEqual(['c9']);
});
