export interface Header {
  /** Class in the two highest of eight bits, number below: context [5] is 0x85, application [9] is 0x49; numbers above 30 as 0x10000 × class + number. */
  readonly tag: number;
  readonly constructed: boolean;
  /** Where the content begins. */
  readonly content: number;
  /** Bytes of content; -1 for an indefinite length. */
  readonly length: number;
}

export const context = (number: number): number => (number < 31 ? 0x80 + number : 2 * 0x10000 + number);
export const application = (number: number): number => (number < 31 ? 0x40 + number : 0x10000 + number);

const DEEPEST = 32;

/** Tag and length at a place (X.690 §8.1). Tags of more than three further octets and lengths of more than four are no CDR's. */
export function headerAt(bytes: Uint8Array, from: number, to: number): Header | 'more' | 'broken' {
  let at = from;
  if (at >= to) return 'more';
  const first = bytes[at]!;
  at += 1;
  let tag = (first & 0xc0) | (first & 0x1f);
  if ((first & 0x1f) === 0x1f) {
    let number = 0;
    for (;;) {
      if (at >= to) return 'more';
      const octet = bytes[at]!;
      number = number * 128 + (octet & 0x7f);
      at += 1;
      if ((octet & 0x80) === 0) break;
      if (at - from > 3) return 'broken';
    }
    tag = number < 31 ? (first & 0xc0) | number : (first >> 6) * 0x10000 + number;
  }
  if (at >= to) return 'more';
  const constructed = (first & 0x20) !== 0;
  const octet = bytes[at]!;
  at += 1;
  if (octet < 0x80) return { tag, constructed, content: at, length: octet };
  if (octet === 0x80) return constructed ? { tag, constructed, content: at, length: -1 } : 'broken';
  const count = octet - 0x80;
  if (count > 4) return 'broken';
  if (at + count > to) return 'more';
  let length = 0;
  for (const stop = at + count; at < stop; at += 1) length = length * 256 + bytes[at]!;
  return { tag, constructed, content: at, length };
}

/** Where a search for the end of an indefinite element stands, counted from its first byte. */
export interface Walk {
  at: number;
  depth: number;
}

/** Looks for the two noughts that end an indefinite element. Elements of known length within it are stepped over, so this is linear and goes on where it stopped. */
export function innerEnd(
  bytes: Uint8Array,
  from: number,
  to: number,
  walk: Walk,
): number | 'more' | 'broken' | 'depth' {
  for (;;) {
    const at = from + walk.at;
    if (at + 1 >= to) return 'more';
    if (bytes[at] === 0 && bytes[at + 1] === 0) {
      walk.at += 2;
      walk.depth -= 1;
      if (walk.depth === 0) return from + walk.at;
      continue;
    }
    const header = headerAt(bytes, at, to);
    if (typeof header === 'string') return header;
    if (header.length === -1) {
      if (walk.depth === DEEPEST) return 'depth';
      walk.depth += 1;
      walk.at = header.content - from;
    } else walk.at = header.content - from + header.length;
  }
}

export interface Element {
  readonly tag: number;
  readonly from: number;
  readonly to: number;
}

/** The elements within a constructed one, one level down. @returns undefined when they don't fit in it. */
export function elementsOf(bytes: Uint8Array, header: Header, to: number): Element[] | undefined {
  const elements: Element[] = [];
  const stop = header.length === -1 ? to - 2 : to;
  let at = header.content;
  while (at < stop) {
    const inner = headerAt(bytes, at, stop);
    if (typeof inner === 'string') return undefined;
    let end = inner.content + inner.length;
    let last = end;
    if (inner.length === -1) {
      const found = innerEnd(bytes, at, stop, { at: inner.content - at, depth: 1 });
      if (typeof found === 'string') return undefined;
      [end, last] = [found, found - 2];
    }
    if (end > stop) return undefined;
    elements.push({ tag: inner.tag, from: inner.content, to: last });
    at = end;
  }
  return elements;
}
