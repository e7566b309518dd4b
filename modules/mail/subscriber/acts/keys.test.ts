import { expect, test } from 'vitest';
import { wordGaps } from '@telink/ui/words';
import { en } from '../text.en.ts';
import { sv } from '../text.sv.ts';
import { bindings } from './keys.ts';

test('no key means two things', () => {
  const keys = bindings.map(({ keys }) => keys);
  expect(keys.filter((key, at) => keys.indexOf(key) !== at)).toEqual([]);
});

test('no key that is whole by itself shadows the beginning of a sequence', () => {
  const keys = bindings.map(({ keys }) => keys);
  const begun = new Set(keys.filter((key) => key.includes(' ')).map((key) => key.split(' ')[0]));
  expect(keys.filter((key) => begun.has(key))).toEqual([]);
});

test('every command with a second key is also in the list under its first', () => {
  for (const { command } of bindings.filter((one) => one.also))
    expect(
      bindings.some((one) => one.command === command && !one.also),
      command,
    ).toBe(true);
});

test('every key is named in both languages', () => {
  for (const { label, keys } of bindings)
    for (const words of [sv, en]) expect(label(words), keys).not.toBe('');
});

test('Swedish and English say the same things', () => {
  expect(wordGaps(sv, en)).toEqual([]);
});
