import { expect, test } from 'vitest';
import { listOf } from '../gallery/rows.ts';
import { dayGroups, dayStarts } from './day-groups.ts';

const at = (day: number, hour = 12, month = 10): number => new Date(2026, month, day, hour).getTime();
/** Thursday 26 November 2026. */
const now = at(26, 15);

test('each group begins at the first conversation older than the one before it', () => {
  const list = listOf([
    at(26, 14),
    at(26, 1),
    at(25),
    at(24),
    at(23),
    at(20),
    at(10),
    at(9),
    at(31, 12, 9),
    at(1, 12, 6),
  ]);
  expect(dayGroups(list, now)).toEqual([
    { name: 'today', first: 0 },
    { name: 'yesterday', first: 2 },
    { name: 'week', first: 3 },
    { name: 'lastWeek', first: 5 },
    { name: 'month', first: 6 },
    { name: 'lastMonth', first: 8 },
    { name: 'older', first: 9 },
  ]);
});

test('on a Monday nothing is earlier this week, and yesterday is a Sunday of last week', () => {
  expect(dayStarts(at(23)).map(({ name }) => name)).toEqual([
    'today',
    'yesterday',
    'lastWeek',
    'month',
    'lastMonth',
    'older',
  ]);
});

test('a hundred thousand conversations cost some hundred looks', () => {
  const list = listOf(Array.from({ length: 100_000 }, (_, index) => now - index * 600_000));
  const groups = dayGroups(list, now);
  expect(groups.map(({ name }) => name)).toContain('older');
  expect(list.read()).toBeLessThan(250);
  for (const { name, first } of groups.slice(1)) {
    const from = dayStarts(now).find((one) => one.name === name)?.from ?? 0;
    expect(list.times[first], name).toBeGreaterThanOrEqual(from);
    expect(list.times[first - 1], `the row before ${name}`).toBeGreaterThanOrEqual(
      dayStarts(now)[0] === undefined ? 0 : from,
    );
  }
});

test('rows that are not loaded end the search without an answer for what lies below', () => {
  const list = listOf([at(26, 14), at(26, 13), at(25), at(24)], 2);
  expect(dayGroups(list, now)).toEqual([{ name: 'today', first: 0 }]);
});

test('an empty list has no days', () => {
  expect(dayGroups(listOf([]), now)).toEqual([]);
});
