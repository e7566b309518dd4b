/** A set of document numbers, one bit each. */
export type Bits = Uint32Array;

export interface Postings {
  /** Notes the words of one document; documents come with rising numbers. */
  add(words: Iterable<string>, doc: number): void;
  /** Sets the bits of every document with a word that begins so (whole words only below two letters). */
  mark(prefix: string, into: Bits): void;
  clear(): void;
}

/**
 * Words to documents. Words lie in buckets by their first two letters, so that a prefix is found without keeping all words sorted.
 * Why not a scoring library: with 100,000 messages scoring every hit of a common word took 240 to 1,000 ms and the index 500 MB;
 * a mail list is ordered by date anyway, so a set of bits for each word is all that is needed.
 */
export function createPostings(): Postings {
  const buckets = new Map<string, Map<string, number[]>>();
  return {
    add: (words, doc) => {
      for (const word of words) {
        const key = word.slice(0, 2);
        let bucket = buckets.get(key);
        if (!bucket) buckets.set(key, (bucket = new Map()));
        const list = bucket.get(word);
        if (!list) bucket.set(word, [doc]);
        else if (list.at(-1) !== doc) list.push(doc);
      }
    },
    mark: (prefix, into) => {
      for (const [word, docs] of buckets.get(prefix.slice(0, 2)) ?? []) {
        if (prefix.length < 2 ? word !== prefix : !word.startsWith(prefix)) continue;
        for (const doc of docs) into[doc >>> 5] = (into[doc >>> 5] ?? 0) | (1 << (doc & 31));
      }
    },
    clear: () => buckets.clear(),
  };
}

/** Swedish folds case, never å, ä and ö: they are letters of their own. Overlong words are no words. */
export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFC')
    .toLocaleLowerCase('sv')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word.length <= 40);
