import fc from 'fast-check';
import { expect, test } from 'vitest';
import { heightOf, rowAt, stretchOf, topOf, type Strip } from './strip.ts';

const strips: fc.Arbitrary<Strip> = fc
  .record({
    count: fc.integer({ min: 1, max: 400 }),
    rowHeight: fc.integer({ min: 20, max: 90 }),
    headHeight: fc.integer({ min: 1, max: 100 }),
    at: fc.uniqueArray(fc.nat({ max: 399 }), { maxLength: 7 }),
  })
  .map(({ at, ...rest }) => ({
    ...rest,
    heads: at.filter((index) => index < rest.count).toSorted((a, b) => a - b),
  }));

test('every height of a strip belongs to the row that stands there', () => {
  fc.assert(
    fc.property(strips, fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (strip, share) => {
      const height = Math.floor(share * heightOf(strip));
      const row = rowAt(strip, height);
      expect(topOf(strip, row)).toBeLessThanOrEqual(height);
      expect(row === strip.count - 1 ? heightOf(strip) : topOf(strip, row + 1)).toBeGreaterThan(height);
    }),
  );
});

test('above the strip it is the first row, below it the last, and an empty one has none', () => {
  const strip: Strip = { count: 10, rowHeight: 76, headHeight: 36, heads: [0, 3] };
  expect(rowAt(strip, -50)).toBe(0);
  expect(rowAt(strip, 99_999)).toBe(9);
  expect(stretchOf({ ...strip, count: 0, heads: [] }, 0, 700, 6)).toEqual({ from: 0, to: 0 });
});

test('what is drawn covers what is seen, with as many spare rows as were asked for where there are any', () => {
  fc.assert(
    fc.property(strips, fc.nat({ max: 40_000 }), fc.integer({ min: 1, max: 900 }), (strip, top, height) => {
      const { from, to } = stretchOf(strip, top, height, 2);
      const seen = stretchOf(strip, top, height, 0);
      expect(from).toBe(Math.max(0, seen.from - 2));
      expect(to).toBe(Math.min(strip.count, seen.to + 2));
    }),
  );
});
