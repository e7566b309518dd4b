import { expect, test } from 'vitest';
import { createWords, wordGaps } from './create-words.ts';
import { preferredLanguage } from './language.tsx';
import { own } from './own.ts';

test('the parts say everything in both languages', () => {
  expect(wordGaps(own.sv, own.en)).toEqual([]);
});

test('a missing, an extra, an empty and a differently built word are found by path', () => {
  const sv = { a: 'A', b: { c: 'C', d: (name: string) => name }, e: 'E', f: 'F' };
  const en = { a: 'A', b: { c: '', d: () => '' }, f: () => '', g: 'G' };
  expect(wordGaps(sv, en)).toEqual(['b.c', 'b.d', 'e', 'f', 'g']);
});

test('English that lacks a key or takes other parts does not compile', () => {
  // @ts-expect-error -- «b» is missing
  createWords({ sv: { a: 'A', b: 'B' }, en: { a: 'A' } });
  // @ts-expect-error -- the part is a text, not a number
  createWords({ sv: { a: (name: string) => name }, en: { a: (count: number) => count.toFixed() } });
  const words = createWords({
    sv: { hello: (name: string) => `Hej ${name}` },
    en: { hello: (name) => `Hello ${name}` },
  });
  expect(words.en.hello('Elin')).toBe('Hello Elin');
});

test('Swedish unless English comes first among the languages of the reader', () => {
  expect(preferredLanguage(['en-US', 'sv'])).toBe('en');
  expect(preferredLanguage(['sv-FI', 'en'])).toBe('sv');
  expect(preferredLanguage(['de', 'fr'])).toBe('sv');
  expect(preferredLanguage(['nb', 'en-GB'])).toBe('en');
});
