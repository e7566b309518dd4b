import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimal, divided, kronor, netIn, roundingOf, vatOn } from './money.ts';

const ore = fc.bigInt({ min: -10_000_000_00n, max: 10_000_000_00n });

test('division rounds half away from zero, and a credit is the mirror of a debit', () => {
  expect([divided(5n, 2n), divided(-5n, 2n), divided(4n, 3n), divided(0n, 7n)]).toEqual([3n, -3n, 1n, 0n]);
  fc.assert(fc.property(ore, (amount) => vatOn(-amount, 25) === -vatOn(amount, 25)));
});

test('rounding to whole kronor is half up: 49 öre go, 50 öre become a krona', () => {
  expect([128_379n, 128_380n, 128_349n, 128_350n, 0n].map(roundingOf)).toEqual([21n, 20n, -49n, 50n, 0n]);
});

test('what a consumer pays is the sum of the prices with VAT in whole kronor, however VAT rounds', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10_000_000_00n }), (gross) => {
      const net = netIn(gross, 25);
      const total = net + vatOn(net, 25);
      expect(total + roundingOf(total)).toBe(gross + roundingOf(gross));
    }),
    { numRuns: 2000 },
  );
});

test('amounts are written for people and for machines', () => {
  expect([kronor(128_400n), kronor(-4_200n), kronor(5n), kronor(123_456_789n, 'en')]).toEqual([
    '1\u00a0284,00',
    '−42,00',
    '0,05',
    '1,234,567.89',
  ]);
  expect([decimal(128_400n), decimal(-5n), decimal(0n)]).toEqual(['1284.00', '-0.05', '0.00']);
});
