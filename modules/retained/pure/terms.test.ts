import { expect, test } from 'vitest';
import { goneOn } from './terms.ts';

test('kept through the whole of the term’s last day, months of unequal length and leap years included', () => {
  expect(goneOn('telephony', '2026-01-15')).toBe('2026-07-16');
  expect(goneOn('internet', '2026-01-15')).toBe('2026-11-16');
  // There is no 31 February: the month's last day is the term's.
  expect(goneOn('telephony', '2026-08-31')).toBe('2027-03-01');
  expect(goneOn('telephony', '2027-08-31')).toBe('2028-03-01');
  expect(goneOn('telephony', '2026-12-31')).toBe('2027-07-01');
  expect(goneOn('internet', '2027-04-30')).toBe('2028-03-01');
});
