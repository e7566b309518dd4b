import { createCipheriv, createSecretKey, randomFillSync } from 'node:crypto';

/** Seals that are drawn from the cipher at a time: to ask it costs as much as a hundred of its blocks. */
const AHEAD = 8;
/** Two blocks for each: one that hides the text, one that hides the tag. */
const EACH = 32;
/** One block: a number, a short code. Longer texts are few, and go the usual way. */
const SHORT = 16;

/** Fresh randomness for nonces, drawn in bulk: asking for twelve bytes costs as much as sealing with them. */
const pool = Buffer.alloc(12 * 1024);
let drawn = pool.length;
const counters = Buffer.alloc(AHEAD * EACH);
const block = Buffer.alloc(16);
const NOUGHTS = Buffer.alloc(16);

/**
 * AES-256-GCM (NIST SP 800-38D), the same bytes as `createCipheriv('aes-256-gcm', …)` makes, for many short texts under one key: the
 * platform makes a cipher anew for every text, which costs six times the sealing. The cipher itself stays the platform's: what GCM asks of
 * it, a block for each counter, is asked for several nonces at once and each is used once. The sum that becomes the tag is ours, without a
 * table or a branch that would depend on a secret. Tests hold it to the platform's own and to published vectors.
 * @param bound associated data, the same for all
 * @param nonces for tests, twelve bytes at a time; else random
 * @returns for a text of at most sixteen letters of ASCII: `format`, nonce, ciphertext and tag; undefined for any other
 */
export function sealMany(
  key: Buffer,
  bound: Buffer,
  format: number,
  nonces: (into: Buffer, at: number) => void = randomNonce,
): (text: string) => Buffer | undefined {
  const cipher = createCipheriv('aes-256-ecb', createSecretKey(key), null).setAutoPadding(false);
  // Tag = (start + text) · h² + lengths · h: all that does not change with the text is worked out once.
  const h = wordsOf(cipher.update(NOUGHTS), 0);
  const twice = product(h, h);
  let start: Words = [0, 0, 0, 0];
  for (let at = 0; at < bound.length; at += 16) {
    NOUGHTS.copy(block);
    bound.copy(block, 0, at, at + 16);
    start = product(plus(start, wordsOf(block, 0)), h);
  }
  let [length, end]: [number, Words] = [-1, start];
  const ivs = Buffer.alloc(AHEAD * 12);
  let blocks = NOUGHTS;
  let used = AHEAD;
  return (text) => {
    if (!isShort(text)) return undefined;
    if (used === AHEAD) {
      for (let one = 0; one < AHEAD; one += 1) {
        nonces(ivs, one * 12);
        for (let half = 0; half < 2; half += 1) {
          const at = one * EACH + half * 16;
          for (let byte = 0; byte < 12; byte += 1) counters[at + byte] = ivs[one * 12 + byte]!;
          counters[at + 15] = 1 + half;
        }
      }
      blocks = cipher.update(counters);
      used = 0;
    }
    if (text.length !== length) {
      length = text.length;
      end = product([0, bound.length * 8, 0, length * 8], h);
    }
    // Taken before it is used: whatever happens, it is not used again.
    const own = used;
    used += 1;
    const from = own * EACH;
    const sealed = Buffer.allocUnsafe(13 + length + 16);
    sealed[0] = format;
    for (let byte = 0; byte < 12; byte += 1) sealed[1 + byte] = ivs[own * 12 + byte]!;
    NOUGHTS.copy(block);
    for (let byte = 0; byte < length; byte += 1) {
      const hidden = text.charCodeAt(byte) ^ blocks[from + 16 + byte]!;
      block[byte] = hidden;
      sealed[13 + byte] = hidden;
    }
    const sum = length === 0 ? product(start, h) : product(plus(start, wordsOf(block, 0)), twice);
    const tag = 13 + length;
    for (let word = 0; word < 4; word += 1)
      sealed.writeInt32BE(sum[word]! ^ end[word]! ^ blocks.readInt32BE(from + word * 4), tag + word * 4);
    return sealed;
  };
}

function isShort(text: string): boolean {
  let all = 0;
  for (let at = 0; at < text.length; at += 1) all |= text.charCodeAt(at);
  return text.length <= SHORT && all < 128;
}

function randomNonce(into: Buffer, at: number): void {
  if (drawn === pool.length) {
    randomFillSync(pool);
    drawn = 0;
  }
  pool.copy(into, at, drawn, drawn + 12);
  drawn += 12;
}

type Words = readonly [number, number, number, number];
const wordsOf = (bytes: Buffer, at: number): Words => [
  bytes.readInt32BE(at),
  bytes.readInt32BE(at + 4),
  bytes.readInt32BE(at + 8),
  bytes.readInt32BE(at + 12),
];
const plus = (a: Words, b: Words): Words => [a[0] ^ b[0], a[1] ^ b[1], a[2] ^ b[2], a[3] ^ b[3]];

/** x · y in GF(2¹²⁸), bits as GCM numbers them: the first is the highest of the first byte. */
function product(x: Words, y: Words): Words {
  let [z0, z1, z2, z3] = [0, 0, 0, 0];
  let [v0, v1, v2, v3] = y;
  for (let word = 0; word < 4; word += 1) {
    let bits = x[word]!;
    for (let bit = 0; bit < 32; bit += 1) {
      // All ones or all noughts: added or not, without asking which.
      const add = bits >> 31;
      z0 ^= v0 & add;
      z1 ^= v1 & add;
      z2 ^= v2 & add;
      z3 ^= v3 & add;
      bits <<= 1;
      const over = -(v3 & 1);
      v3 = (v3 >>> 1) | (v2 << 31);
      v2 = (v2 >>> 1) | (v1 << 31);
      v1 = (v1 >>> 1) | (v0 << 31);
      v0 = (v0 >>> 1) ^ (over & 0xe1000000);
    }
  }
  return [z0, z1, z2, z3];
}
