import { array, assert, constantFrom, property, string, stringMatching, tuple } from 'fast-check';
import { expect, test } from 'vitest';
import { isAddress, parseRecipients, withRecipients } from './addresses.ts';

test('several addresses of several kinds come apart', () => {
  expect(
    parseRecipients('a@example.se; "Berg, Kim" <kim@example.org>,\nTove Sandström <tove@example.com>'),
  ).toEqual([
    { name: '', address: 'a@example.se', valid: true },
    { name: 'Berg, Kim', address: 'kim@example.org', valid: true },
    { name: 'Tove Sandström', address: 'tove@example.com', valid: true },
  ]);
  expect(parseRecipients('a@example.se b@example.se').map((one) => one.address)).toEqual([
    'a@example.se',
    'b@example.se',
  ]);
  expect(parseRecipients('mailto:info@example.org')).toEqual([
    { name: '', address: 'info@example.org', valid: true },
  ]);
});

test('what is no address is kept as written and marked', () => {
  expect(parseRecipients('oskar@, Tove')).toEqual([
    { name: '', address: 'oskar@', valid: false },
    { name: '', address: 'Tove', valid: false },
  ]);
  expect(parseRecipients('Tove <tove>')).toEqual([{ name: 'Tove', address: 'tove', valid: false }]);
  expect(parseRecipients(' ;, \n')).toEqual([]);
});

test('addresses have one sign at, a dotted domain and no stray dots', () => {
  expect(['a@example.se', "o'brien+x@mail.example.com", 'å@räksmörgås.example'].map(isAddress)).toEqual([
    true,
    true,
    true,
  ]);
  expect(
    [
      'a@b',
      'a@@example.se',
      '.a@example.se',
      'a..b@example.se',
      'a.@example.se',
      'a@-example.se',
      'a b@example.se',
      `${'x'.repeat(65)}@example.se`,
    ].map(isAddress),
  ).toEqual(Array.from({ length: 8 }, () => false));
});

test('the same address in another case is the same recipient, and the first stays', () => {
  const kim = { name: 'Kim', address: 'kim@example.org', valid: true };
  expect(
    withRecipients(
      [kim],
      [
        { name: '', address: 'KIM@example.org', valid: true },
        { name: '', address: 'a@example.se', valid: true },
      ],
    ),
  ).toEqual([kim, { name: '', address: 'a@example.se', valid: true }]);
});

test('whatever is pasted, parsing ends and loses no address', () => {
  assert(
    property(
      array(tuple(stringMatching(/^[a-z]{1,8}$/), constantFrom(',', ';', '\n', ' , ', ';;'))),
      (parts) => {
        const found = parseRecipients(parts.map(([name, mark]) => `${name}@example.se${mark}`).join(''));
        expect(found.map((one) => one.address)).toEqual(parts.map(([name]) => `${name}@example.se`));
      },
    ),
  );
  assert(property(string(), (text) => Array.isArray(parseRecipients(text))));
});
