import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { digitTrie } from './digit-trie.ts';

const digits = (most: number): fc.Arbitrary<string> => fc.stringMatching(new RegExp(`^[0-3]{1,${most}}$`));

test('the trie finds what trying every length finds, for any prefixes and any number', () => {
  fc.assert(
    fc.property(
      fc.uniqueArray(digits(8), { maxLength: 60 }),
      fc.array(fc.string({ unit: fc.constantFrom(...'0123'), maxLength: 12 }), { maxLength: 20 }),
      (prefixes, numbers) => {
        const trie = digitTrie(prefixes.map((prefix, at) => [prefix, at + 1] as const));
        for (const number of [...numbers, ...prefixes]) {
          const longest = prefixes
            .filter((prefix) => number.startsWith(prefix))
            .toSorted((a, b) => b.length - a.length)[0];
          const want = longest === undefined ? 0 : (prefixes.indexOf(longest) + 1) * 16 + longest.length;
          expect(trie.find(number)).toBe(want);
        }
      },
    ),
    { numRuns: 500 },
  );
});

test('it grows past its first size, and what is no digit is found nowhere', () => {
  const many = Array.from({ length: 20_000 }, (_, at) => String(1_000_000 + at * 37));
  const trie = digitTrie(many.map((prefix, at) => [prefix, at + 1] as const));
  for (const [at, prefix] of many.entries()) expect(trie.find(`${prefix}99`)).toBe((at + 1) * 16 + 7);
  expect(trie.find('1000+000')).toBe(0);
  expect(trie.find('')).toBe(0);
});
