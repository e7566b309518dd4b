/** The twelve hues of calendars, categories and initials. */
export const hues = [
  'fjord',
  'himmel',
  'klint',
  'ljung',
  'plommon',
  'nypon',
  'lingon',
  'ronn',
  'rag',
  'mossa',
  'gran',
  'hav',
] as const;

export type Hue = (typeof hues)[number];

/** The same address always has the same hue, on every device, without anything being stored (FNV-1a over the lower-cased text). */
export function hueOf(address: string): Hue {
  let hash = 0x811c9dc5;
  for (const sign of address.trim().toLowerCase())
    hash = Math.imul(hash ^ (sign.codePointAt(0) ?? 0), 0x01000193);
  // The low bits of FNV-1a are weak for short texts.
  hash ^= hash >>> 15;
  return hues[(hash >>> 0) % hues.length] ?? 'fjord';
}

/** Two letters: first and last name, else the first letters of the name, else of the address. */
export function initialsOf(name: string, address = ''): string {
  const words = name
    .replace(/["'«»“”()[\]]/g, ' ')
    .replace(/@.*$/, '')
    .split(/[\s,._-]+/)
    .filter((word) => /\p{L}|\p{N}/u.test(word));
  const first = words[0] ?? address.replace(/[^\p{L}\p{N}]/gu, '');
  const last = words.length > 1 ? words.at(-1) : undefined;
  const letters =
    last === undefined
      ? Array.from(first).slice(0, 2)
      : [Array.from(first)[0] ?? '', Array.from(last)[0] ?? ''];
  return letters.join('').toUpperCase() || '?';
}
