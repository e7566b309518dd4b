import { expect, test } from 'vitest';
import { linesOf, median, middle, type FigureName, type Run } from './figures.ts';
import { readOptions } from './options.ts';
import { jsonOf, tableOf } from './report.ts';

const run = (values: Partial<Record<FigureName, number>>): Run =>
  new Map(Object.entries(values).map(([name, value]) => [name as FigureName, { value }]));
const lineOf = (runs: Parameters<typeof linesOf>[0], name: FigureName) =>
  linesOf(runs).find(({ metric }) => metric === name);

test('the median is the middle value, or the mean of the two in the middle, whatever their order', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([10, 1, 4, 2])).toBe(3);
  expect(median([7])).toBe(7);
  expect(() => median([])).toThrow();
  expect(middle([{ value: 4, work: 2 }, { value: 8 }, { value: 6, work: 4 }])).toEqual({ value: 6, work: 3 });
});

test('a ratio is made within each run: one slow run changes the medians, not the ratios', () => {
  const runs = [
    { on: run({ 'sign-in to list': 1000, 'reload to list': 100 }), off: run({ 'reload to list': 50 }) },
    { on: run({ 'sign-in to list': 9000, 'reload to list': 900 }), off: run({ 'reload to list': 450 }) },
    { on: run({ 'sign-in to list': 2000, 'reload to list': 200 }), off: run({ 'reload to list': 100 }) },
  ];
  expect(lineOf(runs, 'reload to list')).toMatchObject({
    value: 200,
    against: 'sign-in to list',
    ratio: 0.1,
    vault: 2,
  });
});

test('an aim is met at its own value and missed above it; without an aim nothing is claimed', () => {
  const met = (value: number) => lineOf([{ on: run({ search: value }), off: run({}) }], 'search')?.met;
  expect([met(50), met(50.1)]).toEqual([true, false]);
  const cold = lineOf([{ on: run({ 'sign-in to list': 5 }), off: run({}) }], 'sign-in to list');
  expect(cold).toMatchObject({ aim: null, met: null, ratio: null, vault: null });
});

test('what was not measured has no line, and nothing is divided by nothing', () => {
  const runs = [{ on: run({ 'frames over 50 ms': 3 }), off: run({ 'frames over 50 ms': 0 }) }];
  expect(linesOf(runs).map(({ metric }) => metric)).toEqual(['frames over 50 ms']);
  expect(lineOf(runs, 'frames over 50 ms')?.vault).toBeNull();
});

test('the table names each aim and whether it is met; JSON is one object a line', () => {
  const lines = linesOf([{ on: run({ search: 70, compose: 40 }), off: run({}) }]);
  const report = { bench: 'mail', messages: 10_000, runs: 1, busy: 0, lines };
  const table = tableOf(report);
  expect(table).toMatch(/search +70 +ms +≤ 50 +MISSED/);
  expect(table).toMatch(/compose +40 +ms +≤ 60 +met/);
  expect(table).toContain('1 of 2 aims met');
  expect(table).not.toContain('busy');
  expect(tableOf({ ...report, busy: 3 })).toContain('busy with other things');
  const parsed = jsonOf(report)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(parsed.map(({ metric }) => metric)).toEqual(['compose', 'search']);
  expect(parsed[1]).toMatchObject({ bench: 'mail', messages: 10_000, value: 70, aim: 50, met: false });
});

test('the command line says which bench, which sizes and how many runs, and refuses what it does not know', () => {
  expect(readOptions(['mail'])).toEqual({
    bench: 'mail',
    messages: [10_000, 100_000],
    json: false,
    runs: 3,
    records: 1_000_000,
    subscribers: 10_000,
  });
  expect(readOptions(['mail', '--messages', '200,300', '--runs', '1', '--json'])).toEqual({
    bench: 'mail',
    messages: [200, 300],
    json: true,
    runs: 1,
    records: 1_000_000,
    subscribers: 10_000,
  });
  for (const wrong of [
    [],
    ['mail', '--messages', 'many'],
    ['mail', '--runs', '0'],
    ['mail', '--fast'],
    ['traffic', '--records', '3'],
  ])
    expect(typeof readOptions(wrong), wrong.join(' ')).toBe('string');
});
