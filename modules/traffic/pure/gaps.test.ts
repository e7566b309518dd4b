import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gapsIn, type BusyMinute } from './gaps.ts';

const MINUTE = 60_000;
const every = (from: number, to: number, records: number): BusyMinute[] =>
  Array.from({ length: to - from }, (_, index) => ({ at: (from + index) * MINUTE, records }));

test('three silent minutes of a switch that makes ten records a minute are a gap', () => {
  expect(gapsIn([...every(0, 120, 10), ...every(123, 240, 10)])).toEqual([
    { from: 120 * MINUTE, to: 123 * MINUTE, expected: 30 },
  ]);
});

test('one silent minute at that pace is chance, and so is an hour of a switch with five calls an hour', () => {
  expect(gapsIn([...every(0, 120, 10), ...every(121, 240, 10)])).toEqual([]);
  const seldom = Array.from({ length: 20 }, (_, index) => ({ at: index * 12 * MINUTE, records: 1 }));
  expect(gapsIn([...seldom, { at: 400 * MINUTE, records: 1 }])).toEqual([]);
});

test('a switch that is busy by day and all but silent at the ends of the night has no gap in it', () => {
  const evening = [...every(0, 120, 50), ...every(120, 180, 0.02)];
  expect(gapsIn([...evening, ...every(600, 660, 0.02), ...every(660, 800, 50)])).toEqual([]);
});

test('whatever the traffic, a gap holds no record, lies between two, and a whole day without silence has none', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 200 })), {
        maxLength: 300,
      }),
      (some) => {
        const minutes = [...new Map(some)]
          .toSorted(([a], [b]) => a - b)
          .map(([at, records]) => ({ at: at * MINUTE, records }));
        for (const { from, to } of gapsIn(minutes)) {
          expect(minutes.some(({ at }) => at >= from && at < to)).toBe(false);
          expect(minutes.some(({ at }) => at === from - MINUTE)).toBe(true);
          expect(minutes.some(({ at }) => at === to)).toBe(true);
        }
      },
    ),
  );
  expect(gapsIn(every(0, 1440, 3))).toEqual([]);
});
