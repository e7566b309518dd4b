import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readRecordKey, recordKey, withOffset } from './record-key.ts';
import { masked, meant } from './shown.ts';
import { withoutVat, withVat } from './vat.ts';

const digits = (least: number, most: number): fc.Arbitrary<string> =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: least, maxLength: most });

test('no search tells two masked numbers apart that differ only in what is hidden', () => {
  fc.assert(
    fc.property(digits(4, 12), digits(3, 3), digits(3, 3), fc.string(), (begin, one, other, typed) => {
      const [a, b] = [masked(begin + one), masked(begin + other)];
      expect(meant(typed, a, [])).toBe(meant(typed, b, []));
      expect(meant(`${begin}${one}`, a, [])).toBe(meant(`${begin}${one}`, b, []));
    }),
  );
  expect(masked('112')).toBe('xxx');
});

test('a number is found by any part of it as people write it, and by the name of where it goes', () => {
  const number = '46701740612';
  for (const typed of ['070-174 06 12', '+46 70 174', '0046701740612', '174 06', ''])
    expect(meant(typed, number, []), typed).toBe(true);
  for (const typed of ['071', '0046702', '+47', 'x', '(', '112'])
    expect(meant(typed, number, ['mobil i Sverige']), typed).toBe(false);
  expect(meant('SVERIGE', number, ['mobil i Sverige'])).toBe(true);
});

test('a record’s key says when it began and which it is, and nothing else is taken for one', () => {
  const event = '0f5b8a30-52a1-4c11-9a1e-6f1d2c3b4a59';
  fc.assert(
    fc.property(fc.integer({ min: 1_500_000_000_000, max: 4_000_000_000_000 }), (start) => {
      expect(readRecordKey(recordKey(start, event))).toEqual({ start: new Date(start).toISOString(), event });
    }),
  );
  for (const other of ['', event, `1.${event}`, `99999999999999999.${event}`, `1700000000000.${event}x`])
    expect(readRecordKey(other)).toBeUndefined();
});

test('a time is written with the offset where it was recorded, east and west', () => {
  const at = Date.parse('2026-10-25T00:30:00Z');
  expect(withOffset(at, 120)).toBe('2026-10-25T02:30:00+02:00');
  expect(withOffset(at, -210)).toBe('2026-10-24T21:00:00-03:30');
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 4_000_000_000 }),
      fc.integer({ min: -720, max: 840 }),
      (second, offset) => {
        expect(Date.parse(withOffset(second * 1000, offset))).toBe(second * 1000);
      },
    ),
  );
});

test('VAT put on and taken off again is what it was, and both ways round half up, the same below zero', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: 0n, max: 10n ** 12n }), (ore) => {
      expect(withoutVat(withVat(ore))).toBe(ore);
      expect(withVat(-ore)).toBe(-withVat(ore));
      expect(withoutVat(-ore)).toBe(-withoutVat(ore));
    }),
  );
  expect([withVat(2n), withVat(1n), withoutVat(125n), withoutVat(1n), withoutVat(2n)]).toEqual([
    3n,
    1n,
    100n,
    1n,
    2n,
  ]);
});
