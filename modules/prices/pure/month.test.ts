import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Allowance, Discount, Plan } from './book.ts';
import { swedishHolidays } from './holidays.ts';
import { daysIn, discountsFor, feeFor, monthOf, openingBalance, planAt } from './month.ts';
import { raterOf } from './small-book.ts';
import { capState, countsTowards, crossed, limitOre } from './spend-cap.ts';
import { zoneTime } from './zone-time.ts';

const plan = (fee: number): Plan => ({
  id: 'p',
  sv: 'P',
  en: 'P',
  vat: 'included',
  fee,
  barred: [],
  line: 1,
});

test('a fee for part of a month is by the day, rounded once, half up', () => {
  expect(daysIn('2026-02', '2025-01-01', '')).toEqual({ days: 28, of: 28 });
  expect(daysIn('2028-02', '2025-01-01', '')).toEqual({ days: 29, of: 29 });
  expect(daysIn('2026-12', '2026-12-25', '')).toEqual({ days: 7, of: 31 });
  expect(daysIn('2026-12', '2026-01-01', '2026-12-02')).toEqual({ days: 1, of: 31 });
  expect(daysIn('2026-12', '2027-01-01', '').days).toBe(0);
  expect(daysIn('2026-12', '2026-01-01', '2026-11-30').days).toBe(0);
  expect(feeFor(plan(29_900_000), '2026-11', '2026-01-01', '')).toBe(29_900n);
  // 299 kr × 11 / 30 = 109,6333…; 1 öre × 1 / 2 of February goes up.
  expect(feeFor(plan(29_900_000), '2026-11', '2026-11-20', '')).toBe(10_963n);
  expect(feeFor(plan(1000), '2026-02', '2026-02-15', '')).toBe(1n);
});

test('a month cut in two costs within an öre of the whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100_000_000 }), fc.integer({ min: 2, max: 30 }), (fee, day) => {
      const cut = `2026-11-${String(day).padStart(2, '0')}`;
      const whole = feeFor(plan(fee), '2026-11', '2026-01-01', '');
      const parts = feeFor(plan(fee), '2026-11', '2026-01-01', cut) + feeFor(plan(fee), '2026-11', cut, '');
      expect(parts - whole <= 1n && whole - parts <= 1n).toBe(true);
    }),
  );
});

test('discounts are taken one after another, for as many months as was said, and never below nothing', () => {
  const discount = (more: Partial<Discount>): Discount => ({
    id: 'd',
    plan: 'p',
    on: 'fee',
    basisPoints: 0,
    amount: 0,
    months: 0,
    sv: 'R',
    en: 'D',
    line: 1,
    ...more,
  });
  const take = (month: string, ...given: readonly Discount[]): readonly bigint[] =>
    discountsFor(given, 'p', month, '2026-10-15', 29_900n, 1_001n).map(({ ore }) => ore);
  expect(take('2026-11', discount({ basisPoints: 5000 }))).toEqual([14_950n]);
  expect(take('2026-11', discount({ basisPoints: 5000, on: 'usage' }))).toEqual([501n]);
  expect(take('2026-11', discount({ amount: 20_000_000 }), discount({ amount: 20_000_000 }))).toEqual([
    20_000n,
    9_900n,
  ]);
  expect(take('2026-11', discount({ basisPoints: 10_000, on: 'total' }), discount({ amount: 1000 }))).toEqual(
    [30_901n],
  );
  const three = discount({ basisPoints: 1000, months: 3 });
  expect(
    [take('2026-09', three), take('2026-12', three), take('2027-01', three)].map((one) => one.length),
  ).toEqual([0, 1, 0]);
});

test('what was left rolls over up to the most that may, and a pool grows with its services', () => {
  const allowance = (more: Partial<Allowance>): Allowance => ({
    ...planAt(raterOf(), 'bas', Date.parse('2026-11-24T00:00:00Z'))!.allowances[0]!,
    ...more,
  });
  expect(openingBalance(allowance({ units: 120, rollover: 60 }), 0)).toBe(120);
  expect(openingBalance(allowance({ units: 120, rollover: 60 }), 40)).toBe(160);
  expect(openingBalance(allowance({ units: 120, rollover: 60 }), 170)).toBe(180);
  expect(openingBalance(allowance({ units: 600, rollover: 100, shared: true }), 1000, 3)).toBe(2100);
});

test('a cap warns once at 80 per cent and once at the limit', () => {
  expect([79n, 80n, 99n, 100n, 101n].map((spent) => capState(spent, 100n, 80))).toEqual([
    'below',
    'warned',
    'warned',
    'reached',
    'reached',
  ]);
  expect(crossed(10n, 79n, 100n, 80)).toBeUndefined();
  expect(crossed(79n, 80n, 100n, 80)).toBe('warned');
  expect(crossed(80n, 99n, 100n, 80)).toBeUndefined();
  expect(crossed(10n, 120n, 100n, 80)).toBe('reached');
  expect(crossed(100n, 120n, 100n, 80)).toBeUndefined();
  const cap = { id: 'c', plan: 'p', on: 'roaming-data', limit: 57_500_999, warnAt: 80, line: 1 } as const;
  expect(limitOre(cap)).toBe(57_500n);
  expect(countsTowards(cap, { kind: 'data', roaming: true, class: '' })).toBe(true);
  expect(countsTowards(cap, { kind: 'voice', roaming: true, class: 'premium' })).toBe(false);
  expect(countsTowards({ ...cap, on: 'premium' }, { kind: 'voice', roaming: false, class: 'premium' })).toBe(
    true,
  );
});

test('a month is the operator’s month', () => {
  const rater = raterOf();
  expect(monthOf(rater, Date.parse('2026-11-30T22:59:59Z'))).toBe('2026-11');
  expect(monthOf(rater, Date.parse('2026-11-30T23:00:00Z'))).toBe('2026-12');
});

test('local time by the table is local time by the runtime, at every change of the clock, in zones east, west and without', () => {
  for (const timeZone of ['Europe/Stockholm', 'America/New_York', 'Asia/Kolkata', 'Australia/Lord_Howe']) {
    const zone = zoneTime(timeZone, 2020, 2032);
    const format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    const shown = (at: number): string =>
      new Date(at + zone.offsetAt(at)).toISOString().slice(0, 19).replace('T', ' ');
    for (let at = Date.UTC(2020, 0, 1); at < Date.UTC(2032, 0, 1); at = zone.nextChange(at)) {
      for (const near of [at - 1000, at, at + 1000])
        if (near >= Date.UTC(2020, 0, 1)) expect(shown(near)).toBe(format.format(near));
      if (zone.nextChange(at) === Infinity) break;
    }
    for (const day of ['2026-03-29', '2026-03-30', '2026-10-25', '2026-10-26', '2026-07-01'])
      expect(shown(zone.midnight(day))).toBe(`${day} 00:00:00`);
  }
});

test('the public holidays of 2026 and 2027 are those in the law', () => {
  const days = (year: number): readonly string[] =>
    swedishHolidays(year).map((day) => new Date(day * 86_400_000).toISOString().slice(5, 10));
  expect(days(2026)).toEqual(
    '01-01 01-06 04-03 04-05 04-06 05-01 05-14 05-24 06-06 06-20 10-31 12-25 12-26'.split(' '),
  );
  expect(days(2027)).toEqual(
    '01-01 01-06 03-26 03-28 03-29 05-01 05-06 05-16 06-06 06-26 11-06 12-25 12-26'.split(' '),
  );
});
