import type { Needle } from './forms.ts';

export interface Found {
  readonly needle: Needle;
  readonly offset: number;
}

export type Find = (content: Buffer) => Found[];

/** 64 KiB of shifts: a larger table skips a little more and misses the processor's cache, which costs tenfold. */
const BITS = 16;
const GRAM = 3;

function hash(content: Uint8Array, at: number): number {
  // Callers stay inside the content. A fallback for each byte would double the time of a scan.
  const word = content[at]! | (content[at + 1]! << 8) | (content[at + 2]! << 16);
  return Math.imul(word, 0x9e3779b1) >>> (32 - BITS);
}

/** Wu and Manber 1994: thousands of needles in one pass that skips what no needle can end with. */
function oneLength(needles: readonly Needle[]): Find {
  const shortest = Math.min(...needles.map(({ bytes }) => bytes.length));
  const shifts = new Uint8Array(1 << BITS).fill(Math.min(255, shortest - GRAM + 1));
  const buckets = new Map<number, Needle[]>();
  for (const needle of needles) {
    for (let at = 0; at + GRAM <= shortest; at += 1) {
      const key = hash(needle.bytes, at);
      const shift = shortest - GRAM - at;
      shifts[key] = Math.min(shifts[key] ?? 0, shift);
      if (shift === 0) buckets.set(key, [...(buckets.get(key) ?? []), needle]);
    }
  }
  return (content) => {
    const found: Found[] = [];
    let at = shortest - GRAM;
    const last = content.length - GRAM;
    while (at <= last) {
      const key = hash(content, at);
      const shift = shifts[key]!;
      if (shift > 0) {
        at += shift;
        continue;
      }
      const offset = at - (shortest - GRAM);
      for (const needle of buckets.get(key) ?? []) {
        const end = offset + needle.bytes.length;
        if (end > content.length || content.compare(needle.bytes, 0, needle.bytes.length, offset, end) !== 0)
          continue;
        if (needle.confirm?.(content, offset) ?? true) found.push({ needle, offset });
      }
      at += 1;
    }
    return found;
  };
}

/** Needles of like length share a pass: the shortest decides how far each step may skip. */
export function finder(needles: readonly Needle[]): Find {
  const groups = new Map<number, Needle[]>();
  for (const needle of needles) {
    const size = [26, 12, 8].find((least) => needle.bytes.length >= least) ?? 5;
    groups.set(size, [...(groups.get(size) ?? []), needle]);
  }
  const passes = Array.from(groups.values(), oneLength);
  return (content) => passes.flatMap((pass) => pass(content));
}
