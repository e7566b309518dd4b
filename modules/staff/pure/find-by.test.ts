import { expect, test } from 'vitest';
import { findByOf } from './find-by.ts';

test.each([
  ['vera@example.org', 'mail'],
  ['070-174 06 21', 'phone'],
  ['+46 70 174 06 21', 'phone'],
  ['0046701740621', 'phone'],
  ['(0)8-465 004 00', 'phone'],
  ['18900101-9802', 'number'],
  ['189001019802', 'number'],
  ['900101+9802', 'number'],
  ['030101-1234', 'number'],
  ['556677-8899', 'number'],
  ['5566778899', 'number'],
  ['Fa0vSi6xVKZ2KxTZ3hJNXA', 'customer'],
  ['Vera Lind', 'name'],
  ['Björkviken Arkitekter', 'name'],
  ['3', 'number'],
] as const)('«%s» is taken for a %s', (text, by) => {
  expect(findByOf(text)).toBe(by);
});
