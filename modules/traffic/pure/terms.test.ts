import { expect, test } from 'vitest';
import { endAfterPayment, endOf, endOfClaim, expectedEnd } from './terms.ts';

test('a bill that is paid in time ends its records sixty days after its date; payment ends them thirty days later', () => {
  expect(expectedEnd('2026-11-01')).toBe('2027-01-30');
  expect(expectedEnd('2026-12-01')).toBe('2027-03-02');
  expect(expectedEnd('2027-12-01')).toBe('2028-03-01');
  expect(endAfterPayment('2026-12-31')).toBe('2027-01-30');
});

test('a claim lapses on the same day three years on, or on the month’s last', () => {
  expect(endOfClaim('2026-12-31')).toBe('2029-12-31');
  expect(endOfClaim('2024-02-29')).toBe('2027-02-28');
  expect(endOfClaim('2025-02-28')).toBe('2028-02-28');
});

test('a bill’s standing moves the end: paid, reminded, disputed, and while it is not yet due', () => {
  const bill = { dueOn: '2026-12-31', paidOn: null, remindedOn: null, disputed: false };
  expect(endOf(bill, '2026-12-31')).toEqual({ on: '2027-01-30', reason: 'expected' });
  expect(endOf(bill, '2027-01-01')).toEqual({ on: '2029-12-31', reason: 'unpaid' });
  expect(endOf({ ...bill, remindedOn: '2027-01-10' }, '2027-01-11')).toEqual({
    on: '2030-01-10',
    reason: 'unpaid',
  });
  expect(endOf({ ...bill, paidOn: '2026-12-10' }, '2026-12-20')).toEqual({
    on: '2027-01-09',
    reason: 'paid',
  });
  expect(endOf({ ...bill, paidOn: '2026-12-10', disputed: true }, '2026-12-20').reason).toBe('disputed');
});
