import { expect, test } from 'vitest';
import { hueOf, hues, initialsOf } from './hue.ts';

test('initials come of first and last name, else of the name or the address', () => {
  expect(initialsOf('Elin Ljungqvist')).toBe('EL');
  expect(initialsOf('Anna Maria af Klint')).toBe('AK');
  expect(initialsOf('Åsa')).toBe('ÅS');
  expect(initialsOf('', 'info@example.org')).toBe('IN');
  expect(initialsOf('kim.berg@example.org')).toBe('KB');
  expect(initialsOf('"Berg, Kim"')).toBe('BK');
  expect(initialsOf('', '')).toBe('?');
});

test('one address has one hue whatever its case, and many addresses spread over all twelve', () => {
  expect(hueOf('Elin@Example.se ')).toBe(hueOf('elin@example.se'));
  const counts = new Map<string, number>();
  for (let index = 0; index < 1200; index += 1)
    counts.set(hueOf(`person${index}@example.se`), (counts.get(hueOf(`person${index}@example.se`)) ?? 0) + 1);
  expect(counts.size).toBe(hues.length);
  expect(Math.max(...counts.values())).toBeLessThan(160);
});
