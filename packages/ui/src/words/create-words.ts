/** A word is a sentence, a function that builds one, or a group of words. */
export type Word = string | ((...parts: never[]) => string) | { readonly [key: string]: Word };

/** The shape of a set of words: same keys, same parts to fill in, any text. */
export type Translated<W> = {
  readonly [K in keyof W]: W[K] extends string
    ? string
    : W[K] extends (...parts: infer Parts) => string
      ? (...parts: Parts) => string
      : Translated<W[K]>;
};

export type Language = 'sv' | 'en';

export interface Words<W> {
  readonly sv: Translated<W>;
  readonly en: Translated<W>;
}

/**
 * Binds the two languages of a screen together. Swedish is written first and sets the shape;
 * English that lacks a key, has one too many, or takes other parts does not compile.
 */
export function createWords<W extends { readonly [key: string]: Word }>(words: {
  readonly sv: W;
  readonly en: Translated<W>;
}): Words<W> {
  // Every W is a translation of itself; the compiler cannot see through the mapping.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see the line above
  return { sv: words.sv as unknown as Translated<W>, en: words.en };
}

/** Every way two sets of words differ in keys or kinds, as dotted paths; empty when they match. */
export function wordGaps(sv: unknown, en: unknown, path = ''): string[] {
  if (typeof sv === 'string' && typeof en === 'string')
    return sv.trim() === '' || en.trim() === '' ? [path] : [];
  if (typeof sv === 'function' && typeof en === 'function') return sv.length === en.length ? [] : [path];
  if (typeof sv !== 'object' || typeof en !== 'object' || sv === null || en === null) return [path];
  const [ours, theirs] = [
    new Map<string, unknown>(Object.entries(sv)),
    new Map<string, unknown>(Object.entries(en)),
  ];
  return [...new Set([...ours.keys(), ...theirs.keys()])].flatMap((key) =>
    wordGaps(ours.get(key), theirs.get(key), path === '' ? key : `${path}.${key}`),
  );
}
