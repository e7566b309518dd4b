import type { FindBy } from './closed-lists.ts';

/** What a text that somebody looks for most likely is: an address, a number, a telephone number, an id, or else a name. */
export function findByOf(text: string): FindBy {
  const given = text.trim();
  if (given.includes('@')) return 'mail';
  const digits = given.replace(/[\s()+.\-–]/g, '');
  if (/^\d+$/.test(digits)) {
    if (given.startsWith('+') || given.startsWith('00')) return 'phone';
    // Ten digits that begin with 0 may be a number or a birth in a year 00–09: a personal number is written with its sign before the last four, or with twelve digits.
    if (/^(\d{2})?\d{6}[-+]\d{4}$/.test(given) || /^(18|19|20)\d{10}$/.test(digits)) return 'number';
    return digits.startsWith('0') ? 'phone' : 'number';
  }
  return /^[A-Za-z0-9_-]{22}$/.test(given) ? 'customer' : 'name';
}
