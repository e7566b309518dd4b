import { expect, test } from 'vitest';
import { dataMaps } from '../../../../apps/server/data-map.ts';
import { ownRows } from './own-rows.ts';
import { TABLE_WORDS } from './text.tables.ts';

/** Tables with rows that are somebody's own, alone at the customer or not: all that a line of an erasure can name. */
const nameable = dataMaps.flatMap((map) =>
  map.tables
    .filter((table) =>
      [true, false].some((whole) => ownRows(table, { customer: 'c', person: 'p', whole }, map) !== undefined),
    )
    .map(({ name }) => name),
);

test('every kind of rows that an erasure can name has words in both languages, and each its own', () => {
  expect(nameable.length).toBeGreaterThan(45);
  expect(nameable.filter((name) => TABLE_WORDS[name] === undefined)).toEqual([]);
  for (const language of [0, 1])
    expect(new Set(Object.values(TABLE_WORDS).map((words) => words[language])).size).toBe(
      Object.keys(TABLE_WORDS).length,
    );
});

test('words are of tables that there are', () => {
  const tables = new Set(dataMaps.flatMap((map) => map.tables.map(({ name }) => name)));
  expect(Object.keys(TABLE_WORDS).filter((name) => !tables.has(name))).toEqual([]);
});
