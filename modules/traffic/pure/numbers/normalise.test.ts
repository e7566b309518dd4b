import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { describe, expect, test } from 'vitest';
import { countryCodeLength, normalise } from './index.ts';

const SWEDEN = { country: '46' };
const number = (text: string, plan = SWEDEN): string => {
  const read = normalise(text, plan);
  return read.ok ? read.number : read.reason;
};

describe('one number, however a switch writes it', () => {
  test.each([
    '+46313900601',
    '0046313900601',
    '0313900601',
    '46313900601',
    '031-390 06 01',
    '+46 (0)31 390 06 01',
    '+46 31-390 06 01',
    '+46\u00a031\u2011390\u00a006\u00a001',
    '+460313900601',
    '46313900601F',
    '0313900601fff',
    'tel:+46-31-390-06-01',
    'TEL:+46313900601;npdi;rn=+46700000000',
    'tel:313900601;phone-context=+46',
    'sip:+46313900601@example.com;user=phone',
    'sips:0313900601;npdi;rn=46700@192.0.2.1:5061;transport=tls',
    '"Åsa" <sip:%2B46313900601:secret@example.com>;tag=1',
    '#31#0313900601',
    '*31#0313900601',
  ])('%s', (text) => expect(number(text)).toBe('46313900601'));

  test('numbers abroad keep their digits', () => {
    expect(normalise('+1 202 555 0100', SWEDEN)).toEqual({ ok: true, number: '12025550100', kind: 'abroad' });
    expect(number('00442079460123')).toBe('442079460123');
    expect(number('442079460123')).toBe('442079460123');
    // Italy keeps the zero that others drop.
    expect(number('+390612345678')).toBe('390612345678');
  });

  test.each(['112', '116111', '118118', '90510', '222', '11313', '1177', '72456'])(
    'the short code %s stays as dialled',
    (code) => expect(normalise(code, SWEDEN)).toEqual({ ok: true, number: code, kind: 'short' }),
  );

  test.each(['anonymous', 'Anonymous', 'sip:anonymous@anonymous.invalid', 'Restricted', 'unavailable'])(
    '%s is a withheld number',
    (text) => expect(normalise(text, SWEDEN)).toEqual({ ok: true, number: '', kind: 'withheld' }),
  );

  test.each([
    ['', 'empty'],
    ['hello', 'characters'],
    ['+46313900601x2', 'characters'],
    ['0313F900601', 'characters'],
    ['*21*0313900601#', 'service-code'],
    ['+4631', 'too-short'],
    ['+4613901234567890', 'too-long'],
    ['+2101234567', 'country-code'],
    ['1', 'too-short'],
    ['3900601', 'no-area'],
  ])('%s is refused: %s', (text, reason) => expect(normalise(text, SWEDEN)).toEqual({ ok: false, reason }));

  test('within an area the area code is added, outside it nothing is guessed', () => {
    expect(number('3900601', { country: '46', area: '31' } as typeof SWEDEN)).toBe('46313900601');
    expect(number('112', { country: '46', area: '31' } as typeof SWEDEN)).toBe('112');
  });

  test('a switch elsewhere has its own prefixes', () => {
    const america = { country: '1', international: ['011'], trunk: '1' };
    expect(number('01146313900601', america)).toBe('46313900601');
    expect(number('12025550100', america)).toBe('12025550100');
    expect(number('+12025550100', america)).toBe('12025550100');
    // Denmark dials without a trunk prefix.
    expect(number('0046313900601', { country: '45', trunk: '' } as typeof SWEDEN)).toBe('46313900601');
  });
});

const metadata = new URL('../../../../../shared/corpora/numbers/libphonenumber/metadata/', import.meta.url);
const present = existsSync(fileURLToPath(metadata));

/** Every number pattern of a country's ranges: a first and a last number for each length. */
function numbersOf(country: string, file = 'ranges.csv'): { national: string; type: string }[] {
  return readFileSync(new URL(`${country}/${file}`, metadata), 'utf8')
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const [prefix = '', lengths = '', type = ''] = line
        .split(';')
        .map((cell) => cell.trim())
        .slice(file === 'shortcodes.csv' ? 1 : 0);
      if (prefix === '') return [];
      const all = lengths.split(',').flatMap((part) => {
        const [low, high = low] = part.split('-').map(Number);
        return Array.from({ length: high! - low! + 1 }, (_, at) => low! + at);
      });
      return all.flatMap((length) =>
        ['low', 'high'].map((end) => {
          const stem = prefix.replace(/\[([^\]]+)\]/g, (_, set: string) =>
            end === 'low' ? set[0]! : set[set.length - 1]!,
          );
          return { national: stem.replaceAll('x', '5').padEnd(length, '5'), type };
        }),
      );
    });
}

describe.skipIf(!present)('held against libphonenumber on its own ranges (../shared/corpora/numbers)', () => {
  test('every Swedish range, in five ways of writing, is the same number to both', () => {
    const ranges = numbersOf('46');
    expect(ranges.length).toBeGreaterThan(1900);
    for (const { national } of ranges) {
      const theirs = parsePhoneNumberFromString(`+46${national}`)!.number.slice(1);
      for (const text of [
        `+46${national}`,
        `0046${national}`,
        `0${national}`,
        // Without a plus, eight digits may be a number within an area: 020 with four digits is only read with a prefix.
        ...(national.length > 6 ? [`46${national}`] : []),
        `tel:+46-${national}`,
      ])
        expect(number(text), text).toBe(theirs);
    }
  });

  test('every Swedish short code stays a short code', () => {
    for (const { national } of numbersOf('46', 'shortcodes.csv'))
      expect(normalise(national, SWEDEN)).toEqual({ ok: true, number: national, kind: 'short' });
  });

  const UNUSED_CODES = ['379'];

  /** What we read otherwise than libphonenumber, and why. Anything that is not listed here fails. */
  const DISAGREEMENTS = [
    {
      why: 'Norwegian five-digit numbers (02000) have no country code in any network; libphonenumber joins one on. Abroad such a number can’t be dialled.',
      is: (country: string, national: string) => country === '47' && national.length === 5,
    },
    {
      why: 'a Finnish number with fewer than four digits after 358 is shorter than any number we call one',
      is: (country: string, national: string) => country === '358' && national.length < 4,
    },
  ];

  test('numbers of Denmark, Norway and Finland are the same to both, but for the listed', () => {
    let compared = 0;
    for (const country of ['45', '47', '358'])
      for (const { national } of numbersOf(country)) {
        const theirs = parsePhoneNumberFromString(`+${country}${national}`)?.number.slice(1);
        for (const text of [`+${country}${national}`, `00${country}${national}`]) {
          const ours = number(text);
          compared += 1;
          if (ours === theirs) continue;
          expect(
            DISAGREEMENTS.some(({ is }) => is(country, national)),
            `${text}: ${ours} and ${theirs}`,
          ).toBe(true);
        }
      }
    expect(compared).toBeGreaterThan(1500);
  });

  test('country calling codes are those libphonenumber knows, but for the listed', () => {
    const theirs = new Set(
      readFileSync(new URL('metadata.csv', metadata), 'utf8')
        .split('\n')
        .slice(1)
        .map((line) => line.split(';')[0]!.trim())
        .filter((code) => code !== ''),
    );
    expect(theirs.size).toBeGreaterThan(200);
    const differ = Array.from({ length: 900 }, (_, at) => String(at + 100)).filter((three) => {
      const known = [1, 2, 3].find((length) => theirs.has(three.slice(0, length))) ?? 0;
      return known !== countryCodeLength(three);
    });
    // Assigned by the ITU to the Vatican, which uses Italy’s; no metadata.
    expect(differ).toEqual(UNUSED_CODES);
  });
});

test('what libphonenumber calls valid we read alike, for any digits; what it calls invalid is ours to connect and to price', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-9]\d{5,11}$/), (national) => {
      const theirs = parsePhoneNumberFromString(`0${national}`, 'SE');
      if (theirs?.isValid() === true) expect(number(`0${national}`)).toBe(theirs.number.slice(1));
    }),
    { numRuns: 1000 },
  );
});

test('no text makes it throw, and what it answers it answers again of its own answer', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.stringMatching(/^[+0-9*#F() -]{0,20}$/)),
      (text) => {
        const read = normalise(text, SWEDEN);
        if (!read.ok || read.kind === 'withheld') return;
        expect(read.number).toMatch(/^\d{3,15}$/);
        expect(normalise(read.kind === 'short' ? read.number : `+${read.number}`, SWEDEN)).toEqual(read);
      },
    ),
    { numRuns: 1000 },
  );
});
