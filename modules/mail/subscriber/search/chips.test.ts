import { expect, test } from 'vitest';
import { parseQuery } from '../engine/search/query.ts';
import { readFilters, writeFilters } from './chips.ts';

const lines = [
  'ritning',
  'från:tove ritning',
  'från:"Tove Sandström" har:bilaga är:oläst',
  'efter:2026-11-01 före:2026-12-01 "två ord"',
  'from:a to:b has:attachment is:flagged',
];

test('reading a line and writing it again asks the engine for the same', () => {
  for (const line of lines) {
    const again = writeFilters(readFilters(line));
    const sorted = (text: string) => ({ ...parseQuery(text), words: parseQuery(text).words.toSorted() });
    expect(sorted(again), line).toEqual(sorted(line));
  }
});

test('a filter pressed off leaves the words as they were', () => {
  expect(writeFilters({ ...readFilters('kök är:oläst golv'), unread: false })).toBe('kök golv');
});

test('a quotation mark in a name cannot break out of its filter', () => {
  const line = writeFilters({ ...readFilters(''), from: 'x" är:flaggad "y' });
  expect(parseQuery(line).flagged).toBeNull();
});
