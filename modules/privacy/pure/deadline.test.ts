import fc from 'fast-check';
import { expect, test } from 'vitest';
import { daysBetween, dueDays, monthsAfter, workingDay } from './deadline.ts';
import { isHoliday } from './holidays.ts';

/** Received, target, latest without the eves, extended target, extended latest. Computed twice over, independently of this code. */
const VECTORS = [
  ['2026-01-31', '2026-02-28', '2026-03-02', '2026-04-30', '2026-04-30'],
  ['2026-03-05', '2026-04-05', '2026-04-07', '2026-06-05', '2026-06-05'],
  ['2026-05-06', '2026-06-06', '2026-06-08', '2026-08-06', '2026-08-06'],
  ['2026-05-20', '2026-06-20', '2026-06-22', '2026-08-20', '2026-08-20'],
  ['2026-08-31', '2026-09-30', '2026-09-30', '2026-11-30', '2026-11-30'],
  ['2026-11-24', '2026-12-24', '2026-12-24', '2027-02-24', '2027-02-24'],
  ['2026-11-30', '2026-12-30', '2026-12-30', '2027-02-28', '2027-03-01'],
  ['2026-12-31', '2027-01-31', '2027-02-01', '2027-03-31', '2027-03-31'],
  ['2027-05-25', '2027-06-25', '2027-06-25', '2027-08-25', '2027-08-25'],
  ['2028-01-31', '2028-02-29', '2028-02-29', '2028-04-30', '2028-05-02'],
] as const;

test('the month rule gives the days of every vector', () => {
  for (const [received, target, latest, extendedTarget, extendedLatest] of VECTORS) {
    expect(dueDays(received), received).toEqual({ target, latest });
    expect(dueDays(received, { extended: true }), `${received} extended`).toEqual({
      target: extendedTarget,
      latest: extendedLatest,
    });
  }
});

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2090-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('whatever the day: the target is in the next month, the latest is a working day at most five days after, and more time is never less', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: 0, max: 30 }), (received, paused) => {
      const plain = dueDays(received);
      expect(daysBetween(received, plain.target)).toBeGreaterThanOrEqual(28);
      expect(daysBetween(received, plain.target)).toBeLessThanOrEqual(31);
      expect(daysBetween(plain.target, plain.latest)).toBeGreaterThanOrEqual(0);
      expect(daysBetween(plain.target, plain.latest)).toBeLessThanOrEqual(5);
      expect(workingDay(plain.latest)).toBe(plain.latest);
      expect([0, 6]).not.toContain(new Date(`${plain.latest}T12:00:00Z`).getUTCDay());
      expect(isHoliday(plain.latest)).toBe(false);
      expect(dueDays(received, { extended: true }).target).toBe(monthsAfter(received, 3));
      expect(daysBetween(plain.target, dueDays(received, { paused }).target)).toBe(paused);
    }),
  );
});

test('a later request never has an earlier last day', () => {
  fc.assert(
    fc.property(day, day, (one, other) => {
      const [early, late] = one <= other ? [one, other] : [other, one];
      expect(dueDays(early).target <= dueDays(late).target).toBe(true);
      expect(dueDays(early).latest <= dueDays(late).latest).toBe(true);
    }),
  );
});

test('the holidays of 2026 are the law’s, without the eves', () => {
  const found = Array.from({ length: 365 }, (_, index) =>
    new Date(Date.UTC(2026, 0, 1 + index)).toISOString().slice(0, 10),
  ).filter(isHoliday);
  expect(found).toEqual([
    '2026-01-01',
    '2026-01-06',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-24',
    '2026-06-06',
    '2026-06-20',
    '2026-10-31',
    '2026-12-25',
    '2026-12-26',
  ]);
});
