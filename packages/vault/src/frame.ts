export type Bytes = Uint8Array<ArrayBuffer>;

const utf8 = new TextEncoder();

/**
 * Joins parts so that no two different lists give the same bytes: each part as UTF-8 behind its length
 * (unsigned 32 bits, big-endian). A plain separator would let `a|b` + `c` pass for `a` + `b|c`.
 */
export function frame(parts: readonly (string | number)[]): Bytes {
  const encoded = parts.map((part) => utf8.encode(String(part)));
  const joined = new Uint8Array(encoded.reduce((sum, part) => sum + 4 + part.byteLength, 0));
  const view = new DataView(joined.buffer);
  let at = 0;
  for (const part of encoded) {
    view.setUint32(at, part.byteLength);
    joined.set(part, at + 4);
    at += 4 + part.byteLength;
  }
  return joined;
}

/** Base64 for URLs, without padding (RFC 4648 §5). */
export function base64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}
