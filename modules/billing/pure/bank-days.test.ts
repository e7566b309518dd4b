import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bankHolidays,
  daysBetween,
  dueDate,
  easter,
  isBankDay,
  monthBefore,
  monthOf,
  nextBankDay,
  plusDays,
} from './bank-days.ts';

test.each([
  [2024, '2024-03-31'],
  [2025, '2025-04-20'],
  [2026, '2026-04-05'],
  [2027, '2027-03-28'],
  [2038, '2038-04-25'],
])('Easter Sunday of %d is %s', (year, date) => {
  expect(easter(year)).toBe(date);
});

test('the bank-free days of 2026 are these', () => {
  expect([...bankHolidays(2026)].toSorted()).toEqual([
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-24',
    '2026-06-06',
    '2026-06-19',
    '2026-06-20',
    '2026-10-31',
    '2026-12-24',
    '2026-12-25',
    '2026-12-26',
    '2026-12-31',
  ]);
});

// The same days as the vectors of the law notes, with eves.
test.each([
  ['2026-12-24', '2026-12-28'],
  ['2027-06-25', '2027-06-28'],
  ['2026-06-20', '2026-06-22'],
  ['2026-04-05', '2026-04-07'],
  ['2027-01-31', '2027-02-01'],
  ['2028-04-30', '2028-05-02'],
  ['2026-11-30', '2026-11-30'],
  ['2026-12-31', '2027-01-04'],
])('the first bank day from %s is %s', (from, to) => {
  expect(nextBankDay(from)).toBe(to);
});

test('a due date is a bank day, never before thirty days and never a week late', () => {
  const day = fc.integer({ min: 0, max: 36_500 }).map((n) => plusDays('2000-01-01', n));
  fc.assert(
    fc.property(day, (issued) => {
      const due = dueDate(issued);
      expect(isBankDay(due)).toBe(true);
      expect(daysBetween(issued, due)).toBeGreaterThanOrEqual(30);
      expect(daysBetween(issued, due)).toBeLessThan(37);
    }),
  );
  expect(dueDate('2026-11-24')).toBe('2026-12-28');
});

test('a month has its own last day, and the month before January is in another year', () => {
  expect(monthOf('2028-02')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
  expect(monthBefore('2027-01')).toBe('2026-12');
  expect(() => monthOf('2026-13')).toThrow(RangeError);
});
