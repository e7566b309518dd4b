import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { call, nothingLeft, raterOf, SMALL } from './small-book.ts';
import { emptyRated } from './rate.ts';

const rater = raterOf();
const NOON = '2026-11-24T12:00:00+01:00';
const NORWEGIAN_MOBILE = '4740000000';
const SWEDISH_MOBILE = '46701740612';
const SWEDISH_FIXED = '46313900600';

test('a call of 2 min 41 s to a Norwegian mobile costs a set-up fee and three minutes: 6,90', () => {
  expect(rater.rate('bas', call(NORWEGIAN_MOBILE, 161, NOON), nothingLeft())).toMatchObject({
    outcome: 'rated',
    amountOre: 690,
    destination: 'no-mobil',
    prefixDigits: 3,
    version: 'utland@2026:3',
    rule: 1,
    units: 180,
    paid: 180,
    setup: true,
    vatIncluded: true,
  });
});

test('the longest prefix decides, and the most telling price', () => {
  expect(rater.rate('bas', call('4722000000', 60, NOON), nothingLeft())).toMatchObject({
    destination: 'no-fast',
    rule: 2,
    amountOre: 240,
  });
});

test('an allowance pays for the beginning of a call that it does not cover, and then there is no set-up fee', () => {
  const balances = { own: { utland: 60 } };
  expect(rater.rate('bas', call(NORWEGIAN_MOBILE, 161, NOON), balances)).toMatchObject({
    amountOre: 400,
    units: 180,
    paid: 120,
    setup: false,
    uses: [{ allowance: 'utland', units: 60, left: 0 }],
  });
  expect(balances.own).toEqual({ utland: 0 });
});

test('a shared allowance is taken from the customer’s balance, not from the service’s', () => {
  const balances = { own: { pott: 5 }, shared: { pott: 100 } };
  expect(rater.rate('vaxel', call(SWEDISH_MOBILE, 90, NOON), balances)).toMatchObject({
    amountOre: 0,
    paid: 0,
  });
  expect(balances).toEqual({ own: { pott: 5 }, shared: { pott: 10 } });
});

test('what has no price is unrated, never free', () => {
  const reason = (plan: string, usage: ReturnType<typeof call>): string => {
    const { outcome, reason: why, amountOre } = rater.rate(plan, usage, nothingLeft());
    expect([outcome, amountOre]).toEqual(['unrated', 0]);
    return why;
  };
  expect(reason('bas', call('12025550101', 60, NOON))).toBe('no-price');
  expect(reason('bas', call('8701234567', 60, NOON))).toBe('no-destination');
  expect(reason('bas', call('', 60, NOON))).toBe('no-destination');
  expect(reason('ingen', call(SWEDISH_MOBILE, 60, NOON))).toBe('no-plan');
  expect(reason('bas', call(SWEDISH_MOBILE, 60, '2025-12-31T23:59:59+01:00'))).toBe('no-book');
  expect(reason('bas', call(SWEDISH_MOBILE, 60, NOON, { visited: 'BR' }))).toBe('unknown-country');
  expect(reason('bas', call(SWEDISH_MOBILE, 40 * 86_400, NOON))).toBe('too-large');
  // The day before the list for abroad began.
  expect(reason('bas', call(NORWEGIAN_MOBILE, 60, '2026-09-30T23:59:59+02:00'))).toBe('no-price');
});

test('a price begins at midnight where the operator is, summer and winter', () => {
  const at = (iso: string): string =>
    rater.rate('bas', call(NORWEGIAN_MOBILE, 1, iso), nothingLeft()).outcome;
  expect(at('2026-09-30T21:59:59.999Z')).toBe('unrated');
  expect(at('2026-09-30T22:00:00Z')).toBe('rated');
  const winter = raterOf({ ...SMALL, utland: SMALL['utland']!.replace('2026-10-01', '2026-11-01') });
  const then = (iso: string): string =>
    winter.rate('bas', call(NORWEGIAN_MOBILE, 1, iso), nothingLeft()).outcome;
  expect(then('2026-10-31T22:59:59Z')).toBe('unrated');
  expect(then('2026-10-31T23:00:00Z')).toBe('rated');
});

test('free is what nobody answered, what comes in, freephone, helplines and emergency numbers', () => {
  const why = (other: string, more = {}): string => {
    const { outcome, reason, amountOre } = rater.rate('bas', call(other, 60, NOON, more), nothingLeft());
    expect([outcome, amountOre]).toEqual(['free', 0]);
    return reason;
  };
  expect(why(NORWEGIAN_MOBILE, { answered: false })).toBe('unanswered');
  expect(why(NORWEGIAN_MOBILE, { seconds: 0 })).toBe('nothing-used');
  expect(why(SWEDISH_MOBILE, { direction: 'in' })).toBe('incoming');
  expect(why(SWEDISH_MOBILE, { direction: 'in', visited: 'NO' })).toBe('incoming');
  expect(why('46200000000')).toBe('freephone');
  expect(why('116111')).toBe('helpline');
  expect(why('116111', { visited: 'US' })).toBe('helpline');
  expect(why('112')).toBe('emergency');
});

test('roaming in the EU is like home; elsewhere it has prices of its own, incoming too', () => {
  expect(rater.rate('bas', call(SWEDISH_MOBILE, 60, NOON, { visited: 'NO' }), nothingLeft())).toMatchObject({
    amountOre: 138,
    zone: 'eu',
  });
  expect(rater.rate('bas', call(SWEDISH_MOBILE, 61, NOON, { visited: 'US' }), nothingLeft())).toMatchObject({
    amountOre: 2400,
    zone: 'resten',
  });
  expect(
    rater.rate('bas', call('', 61, NOON, { visited: 'US', direction: 'in' }), nothingLeft()),
  ).toMatchObject({ outcome: 'rated', amountOre: 1200 });
  expect(rater.rate('bas', call(SWEDISH_MOBILE, 60, NOON, { visited: 'SE' }), nothingLeft())).toMatchObject({
    amountOre: 138,
    zone: '',
  });
});

test('data is counted in begun increments, its allowance in bytes', () => {
  const data = (bytes: number, visited = ''): ReturnType<typeof call> =>
    call('', 0, NOON, { kind: 'data', bytes, visited });
  expect(rater.rate('bas', data(1), nothingLeft())).toMatchObject({
    units: 1,
    amountOre: 0,
    numerator: 5000,
  });
  expect(rater.rate('bas', data(100_000_000, 'US'), nothingLeft())).toMatchObject({ amountOre: 12_000 });
  const balances = { own: { surf: 1_500_000 } };
  expect(rater.rate('fri', data(2_000_000), balances)).toMatchObject({
    units: 2000,
    paid: 500,
    amountOre: 3,
    uses: [{ allowance: 'surf', units: 1_500_000, left: 0 }],
  });
});

test('what is barred is barred, by the plan or by the customer', () => {
  const why = (plan: string, other: string, bars: object, visited = ''): string =>
    rater.rate(plan, call(other, 60, NOON, { visited }), { own: {}, bars }).reason;
  expect(why('vaxel', '46900000000', {})).toBe('barred-class');
  expect(why('bas', '46900000000', { premium: true })).toBe('barred-premium');
  expect(why('bas', NORWEGIAN_MOBILE, { international: true })).toBe('barred-international');
  expect(why('bas', SWEDISH_MOBILE, { roaming: true }, 'NO')).toBe('barred-roaming');
  expect(why('bas', '112', { roaming: true, premium: true, international: true }, 'US')).toBe('emergency');
});

test('the amount is rounded once, half up, and never below the minimum charge', () => {
  const seconds = (n: number): number =>
    rater.rate('vaxel', call(SWEDISH_MOBILE, n, NOON), { own: {} }).amountOre;
  // 25 öre + 0,575 öre a second: 43 s is 49,725 öre, under the minimum of 50; 44 s is 50,3; 60 s is 59,5 and goes up.
  expect([seconds(43), seconds(44), seconds(60)]).toEqual([50, 50, 60]);
});

test('a call over a band’s boundary is split where the list says so, by the second, daylight saving heeded', () => {
  const over = (at: string, seconds: number): ReturnType<typeof rater.rate> =>
    rater.rate('vaxel', call(SWEDISH_FIXED, seconds, at), nothingLeft());
  // Two minutes before 18:00 on a Tuesday and three after: 2 × 60 + 3 × 30.
  expect(over('2026-11-24T17:58:00+01:00', 300)).toMatchObject({
    amountOre: 210,
    rule: 1,
    paid: 120,
    more: [{ version: 'foretag@7', rule: 2, units: 180 }],
  });
  // Epiphany is a Tuesday in 2026, and a holiday.
  expect(over('2026-01-06T12:00:00+01:00', 60)).toMatchObject({ amountOre: 30, rule: 2, more: [] });
  // From Friday evening over the night in which the clock goes back, to Monday morning: 62 h + 1 h at 30 öre a minute, then 10 minutes at 60.
  expect(over('2026-10-23T18:00:00+02:00', 63 * 3600 + 600)).toMatchObject({
    amountOre: 63 * 60 * 30 + 10 * 60,
    more: [{ rule: 1, units: 600 }],
  });
});

test('without the split, the price at the start holds to the end', () => {
  const whole = raterOf({ ...SMALL, foretag: SMALL['foretag']!.replace('split;yes', 'split;no') });
  expect(
    whole.rate('vaxel', call(SWEDISH_FIXED, 300, '2026-11-24T17:58:00+01:00'), nothingLeft()),
  ).toMatchObject({ amountOre: 300, more: [] });
});

test('a call into a new version of its list is split there', () => {
  const next = SMALL['foretag']!.replace('version;7', 'version;8')
    .replace('2026-01-01', '2026-12-01')
    .replace('#domestic-fixed;;;0,30', '#domestic-fixed;;;0,90');
  const later = raterOf({ ...SMALL, next });
  expect(
    later.rate('vaxel', call(SWEDISH_FIXED, 180, '2026-11-30T23:59:00+01:00'), nothingLeft()),
  ).toMatchObject({
    amountOre: 30 + 180,
    version: 'foretag@7',
    more: [{ version: 'foretag@8', units: 120 }],
  });
});

test('increments are never fewer than were begun, one more second never costs less, and an overwritten result is like a new one', () => {
  const out = emptyRated();
  fc.assert(
    fc.property(
      fc.constantFrom('bas', 'fri', 'vaxel'),
      fc.constantFrom(NORWEGIAN_MOBILE, SWEDISH_MOBILE, SWEDISH_FIXED, '46900000000', '12025550101', ''),
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-12-31T00:00:00Z') }),
      fc.integer({ min: 0, max: 700 }),
      (plan, other, seconds, start, left) => {
        const usage = { ...call(other, seconds, NOON), start };
        const balances = { own: { utland: left }, shared: { pott: left } };
        const fresh = rater.rate(plan, usage, structuredClone(balances));
        expect(rater.rate(plan, usage, structuredClone(balances), out)).toEqual(fresh);
        if (fresh.outcome !== 'rated') return;
        expect(fresh.units).toBeGreaterThanOrEqual(seconds);
        const longer = rater.rate(plan, { ...usage, seconds: seconds + 1 }, structuredClone(balances));
        expect(longer.amountOre).toBeGreaterThanOrEqual(fresh.amountOre);
        const used = fresh.uses.reduce((sum, { units }) => sum + units, 0);
        const parts = fresh.more.reduce((sum, { units }) => sum + units, fresh.paid);
        expect(parts + used).toBe(fresh.units);
      },
    ),
    { numRuns: 3000 },
  );
});
