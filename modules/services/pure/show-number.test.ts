import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readNumber } from './number.ts';
import { showNumber } from './show-number.ts';

test('numbers are written as their country writes them', () => {
  expect(['46701740612', '4631390600', '46313906012', '46980319200', '12025550123'].map(showNumber)).toEqual([
    '070-174 06 12',
    '031-39 06 00',
    '031-390 60 12',
    '0980-31 92 00',
    '+12025550123',
  ]);
  expect(showNumber('46846500412')).toBe('08-465 004 12');
});

test('what is shown is read back as the same number', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^(?:46[1-9]\d{6,8}|44[1-9]\d{6,9})$/), (digits) => {
      expect(readNumber(showNumber(digits))).toBe(digits);
    }),
  );
});
