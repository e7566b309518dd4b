import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  bankgiroText,
  ocrOf,
  passesLuhn,
  readBankgiro,
  readOcr,
  readOrganisation,
  readPlusgiro,
  vatNumberOf,
} from './reference.ts';

test.each([
  ['12345', '1234574'],
  ['1001', '100164'],
  ['123456789', '12345678911'],
  ['2026110001', '202611000128'],
])('the OCR reference of %s is %s', (number, ocr) => {
  expect(ocrOf(number)).toBe(ocr);
  expect(readOcr(ocr)).toEqual({ ok: true, number });
});

test('every number comes back from its reference, and one wrong or swapped digit is caught', () => {
  const number = fc.stringMatching(/^\d{1,23}$/);
  fc.assert(
    fc.property(number, (text) => {
      expect(readOcr(ocrOf(text))).toEqual({ ok: true, number: text });
    }),
  );
  fc.assert(
    fc.property(number, fc.nat(), fc.integer({ min: 1, max: 9 }), (text, at, by) => {
      const ocr = ocrOf(text);
      const place = at % ocr.length;
      const wrong = `${ocr.slice(0, place)}${(Number(ocr[place]) + by) % 10}${ocr.slice(place + 1)}`;
      expect(readOcr(wrong).ok).toBe(false);
    }),
  );
  expect(readOcr('202611000218')).toEqual({ ok: false, reason: 'check-digit' });
  expect(readOcr('')).toEqual({ ok: false, reason: 'not-digits' });
  // 20261100017: passes Luhn but has no length digit for its length.
  const withoutLength = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9']
    .map((digit) => `12345${digit}`)
    .find((text) => passesLuhn(text) && Number(text.at(-2)) !== 6);
  expect(readOcr(withoutLength!)).toEqual({ ok: false, reason: 'length-digit' });
  expect(() => ocrOf('x')).toThrow(RangeError);
});

test('giro and organisation numbers carry their check digits', () => {
  expect(readBankgiro('991-2346')).toBe('9912346');
  expect(readBankgiro('991-2347')).toBeUndefined();
  expect(readBankgiro('5050-1055')).toBe('50501055');
  expect(bankgiroText('50501055')).toBe('5050-1055');
  expect(readPlusgiro('28 65 43-4')).toBe('2865434');
  expect(readPlusgiro('28 65 43-5')).toBeUndefined();
  expect(readOrganisation('559199-3976')).toBe('5591993976');
  expect(readOrganisation('559199-3977')).toBeUndefined();
  expect(vatNumberOf('5591993976')).toBe('SE559199397601');
});
