import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plusDays } from './bank-days.ts';
import { dueOfStep, LEAST_ORE, nextStep, STEPS, type Claim } from './dunning.ts';
import { interestOn, keptUntil, LAW, referenceRate } from './law.ts';

test('every number of the law names its source and when it was checked', () => {
  for (const [name, rule] of Object.entries(LAW)) {
    expect(rule.source.length, name).toBeGreaterThan(10);
    expect(rule.checked, name).toMatch(/^\d{4}-\d\d-\d\d$/);
  }
  const rates = LAW.referenceRates.value.map(([from]) => from);
  expect(rates).toEqual(rates.toSorted((a, b) => (a < b ? -1 : 1)));
});

test('interest is the reference rate and eight points, day by day, across a change of rate', () => {
  // 1 000 kr, 10 days in 2026 at 10 %: 1000 × 0.10 × 10 / 365 = 2.74.
  expect(interestOn(100_000n, '2026-02-01', '2026-02-11')).toBe(274n);
  // Ten days at 12 % (2024) and ten at 11 % (2025): 3.29 + 3.01 = 6.30 when rounded once.
  expect(interestOn(100_000n, '2024-12-21', '2025-01-10')).toBe(630n);
  expect(interestOn(100_000n, '2026-02-11', '2026-02-11')).toBe(0n);
  expect(interestOn(0n, '2026-02-01', '2026-02-11')).toBe(0n);
  expect([referenceRate('2024-12-31'), referenceRate('2025-01-01'), referenceRate('2031-01-01')]).toEqual([
    400, 300, 200,
  ]);
});

test('interest over two spans is the interest over both, but for rounding', () => {
  const day = fc.nat({ max: 900 }).map((n) => plusDays('2024-02-01', n));
  fc.assert(
    fc.property(fc.tuple(day, day, day), fc.bigInt({ min: 0n, max: 10_000_000n }), (days, ore) => {
      const [a, b, c] = days.toSorted((x, y) => (x < y ? -1 : 1)) as [string, string, string];
      const apart = interestOn(ore, a, b) + interestOn(ore, b, c) - interestOn(ore, a, c);
      expect(apart >= -1n && apart <= 1n).toBe(true);
    }),
  );
});

test('accounting records stay through the seventh year, also those of New Year’s Eve', () => {
  expect([keptUntil('2026-01-01'), keptUntil('2026-12-31')]).toEqual(['2033-12-31', '2033-12-31']);
});

const claim: Claim = {
  dueOn: '2026-12-02',
  openOre: 128_400n,
  principalOre: 128_400n,
  reminderFeeAgreed: true,
  step: 'none',
  interestTo: '2026-12-02',
  disputedOre: 0n,
};

test('no reminder fee without an agreement, none of what is disputed, and no reminder of a trifle', () => {
  expect(nextStep({ ...claim, reminderFeeAgreed: false }, '2026-12-10')).toMatchObject({
    step: 'reminder',
    feeOre: 0n,
  });
  expect(nextStep({ ...claim, disputedOre: 128_400n }, '2026-12-10')).toBeUndefined();
  expect(nextStep({ ...claim, openOre: LEAST_ORE - 1n }, '2026-12-10')).toBeUndefined();
  expect(nextStep({ ...claim, disputedOre: 28_400n }, '2026-12-10')).toMatchObject({ interestOre: 219n });
});

test('steps come in order, never before their day, and end with a person', () => {
  fc.assert(
    fc.property(fc.constantFrom(...STEPS), fc.nat({ max: 120 }), (step, days) => {
      const today = plusDays(claim.dueOn, days);
      const taken = nextStep({ ...claim, step }, today);
      if (!taken) return;
      expect(STEPS.indexOf(taken.step)).toBe(STEPS.indexOf(step) + 1);
      expect(today >= dueOfStep(claim.dueOn, taken.step)).toBe(true);
    }),
  );
  expect(nextStep({ ...claim, step: 'handed-over' }, '2030-01-01')).toBeUndefined();
});
