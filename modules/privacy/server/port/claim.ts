import { createHash, randomBytes } from 'node:crypto';

const SIGNS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A code to read out or type: 16 signs of 32 (80 bits), in fours. */
export function newCode(): string {
  const text = [...randomBytes(16)].map((byte) => SIGNS[byte % 32]).join('');
  return text.match(/.{4}/g)?.join('-') ?? '';
}

/** SHA-256, hex, of a code as it is meant: without what makes it readable. A code has 80 random bits, so its hash can't be guessed back. */
export const hashOfCode = (code: string): string =>
  createHash('sha256').update(code.replaceAll('-', '').toUpperCase()).digest('hex');
