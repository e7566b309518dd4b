import { expect, test } from 'vitest';
import { destinationOf } from './destination.ts';

test('a link whose text names another host is said to lie', () => {
  expect(destinationOf('https://evil.example/login', 'www.bank.example')?.lies).toBe('www.bank.example');
  expect(destinationOf('https://bank.example.evil.test/', 'https://bank.example/')?.lies).toBe(
    'bank.example',
  );
});

test('the same host, a part of it, and words that are no address are no lie', () => {
  for (const text of ['example.se', 'https://www.example.se/a?b', 'Läs mer', 'version 2.0', ''])
    expect(destinationOf('https://login.example.se/x', text)?.lies, text).toBeNull();
});

test('a name in other letters is shown as what it is', () => {
  expect(destinationOf('https://bаnk.example/', 'bank')?.host).toContain('xn--');
});

test('a user name before the host does not pass for one', () => {
  expect(destinationOf('https://bank.example@evil.example/', 'bank')?.host).toBe('evil.example');
});

test('what is no address has no destination', () => {
  expect(destinationOf('not an address', 'x')).toBeNull();
});
