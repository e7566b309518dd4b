import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dayAt, dayBegins, isDay, nextDay } from './days.ts';

const ZONE = 'Europe/Stockholm';
const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));

test('a day begins at the first moment that bears its date, in every zone', () => {
  fc.assert(
    fc.property(
      day,
      fc.constantFrom(ZONE, 'UTC', 'Atlantic/Azores', 'America/Sao_Paulo', 'Africa/Cairo', 'Asia/Kolkata'),
      (date, zone) => {
        const begins = dayBegins(date, zone);
        expect(dayAt(begins, zone) >= date).toBe(true);
        expect(dayAt(begins - 1, zone) < date).toBe(true);
        expect(dayBegins(nextDay(date), zone)).toBeGreaterThan(begins);
      },
    ),
  );
});

test('summer and winter begin an hour apart, and the days the clock is turned have 23 and 25 hours', () => {
  const hours = (date: string): number =>
    (dayBegins(nextDay(date), ZONE) - dayBegins(date, ZONE)) / 3_600_000;
  expect(new Date(dayBegins('2026-07-01', ZONE)).toISOString()).toBe('2026-06-30T22:00:00.000Z');
  expect(new Date(dayBegins('2026-12-01', ZONE)).toISOString()).toBe('2026-11-30T23:00:00.000Z');
  expect([hours('2026-03-29'), hours('2026-10-25'), hours('2026-11-24')]).toEqual([23, 25, 24]);
});

test('only a day of the calendar is one', () => {
  for (const text of ['2026-02-29', '2026-13-01', '2026-1-1', '20260101', '', '2026-01-01T00:00:00Z'])
    expect(isDay(text), text).toBe(false);
  expect(isDay('2028-02-29')).toBe(true);
});
