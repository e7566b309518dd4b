import { expect, test } from 'vitest';
import { testPersonalNumbers } from '../../../test/run/session-world.ts';
import { readEmail, readPhone } from './contact.ts';
import { maskNumber, readOrganisationNumber, readPersonalNumber } from './personal-number.ts';

const TODAY = '2026-11-24';
const numbers = testPersonalNumbers();

test.skipIf(numbers === undefined)(
  'every published test number is read, with and without century and sign',
  () => {
    expect(numbers!.length).toBeGreaterThan(1000);
    for (const number of numbers!) {
      expect(readPersonalNumber(number, TODAY)).toEqual({ ok: true, number, coordination: false });
      expect(readPersonalNumber(`${number.slice(0, 8)}-${number.slice(8)}`, TODAY)).toMatchObject({
        ok: true,
        number,
      });
      const age = 2026 - Number(number.slice(0, 4));
      // With ten digits a «+» says that the person has turned a hundred (the year counts, SKV 704).
      if (age < 100)
        expect(readPersonalNumber(`${number.slice(2, 8)}-${number.slice(8)}`, TODAY)).toMatchObject({
          ok: true,
          number,
        });
      if (age > 100)
        expect(readPersonalNumber(`${number.slice(2, 8)}+${number.slice(8)}`, TODAY)).toMatchObject({
          ok: true,
          number,
        });
    }
  },
);

test.skipIf(numbers === undefined)(
  'a changed digit, an impossible date and a birth to come are refused by name',
  () => {
    for (const number of numbers!.slice(0, 200)) {
      const wrong = number.slice(0, 11) + ((Number(number[11]) + 1) % 10);
      expect(readPersonalNumber(wrong, TODAY)).toEqual({ ok: false, reason: 'check-digit' });
      expect(readPersonalNumber(`${number.slice(0, 4)}1332${number.slice(8)}`, TODAY)).toEqual({
        ok: false,
        reason: 'date',
      });
      expect(readPersonalNumber(`20270101${number.slice(8)}`, TODAY)).toEqual({ ok: false, reason: 'date' });
    }
    for (const text of ['', '12345', 'abcdefghijkl', '19900101_1234'])
      expect(readPersonalNumber(text, TODAY)).toEqual({ ok: false, reason: 'shape' });
  },
);

test.skipIf(numbers === undefined)('a samordningsnummer has sixty added to the day', () => {
  const number = numbers![0]!;
  const day = String(Number(number.slice(6, 8)) + 60);
  const stem = `${number.slice(0, 6)}${day}${number.slice(8, 11)}`;
  const read = Array.from({ length: 10 }, (_, digit) => readPersonalNumber(`${stem}${digit}`, TODAY)).filter(
    (result) => result.ok,
  );
  expect(read).toHaveLength(1);
  expect(read[0]).toMatchObject({ coordination: true });
});

test('the operator’s own number is an organisation number, and a personal number is not', () => {
  expect(readOrganisationNumber('559199-3976')).toMatchObject({ ok: true, number: '5591993976' });
  expect(readOrganisationNumber('559199-3977')).toMatchObject({ ok: false, reason: 'check-digit' });
  expect(readOrganisationNumber('900101-1234')).toMatchObject({ ok: false, reason: 'shape' });
});

test('a masked number shows four digits', () => {
  expect(maskNumber('199001011234')).toBe('••••••-1234');
});

test('a phone number has one form', () => {
  for (const text of ['070-174 06 05', '+46 70 174 06 05', '0046701740605', '+46 (0)70-174 06 05'])
    expect(readPhone(text)).toBe('+46701740605');
  for (const text of ['', '112', 'ring mig', '+0701740605']) expect(readPhone(text)).toBeUndefined();
});

test('an e-mail address has one form', () => {
  expect(readEmail(' Vera.Lind@Example.COM ')).toBe('vera.lind@example.com');
  for (const text of [
    '',
    'vera',
    'vera@',
    '@example.com',
    'vera@example',
    'v era@example.com',
    'vera@example.com>',
  ])
    expect(readEmail(text)).toBeUndefined();
});
