import { createHash } from 'node:crypto';

/** What an id stands for. */
export type IdKind = 'message' | 'folder' | 'attachment' | 'other';

const kinds: readonly IdKind[] = ['message', 'folder', 'attachment', 'other'];

export interface DecodedId {
  readonly kind: IdKind;
  readonly key: number;
  readonly stamp: number;
  readonly immutable: boolean;
}

export interface IdCodec {
  /** `stamp` is the number of moves for a message, the attachment's number for an attachment. */
  encode(kind: IdKind, key: number, stamp: number, immutable: boolean): string;
  /** Undefined for anything this mailbox never handed out, a changed letter case included. */
  decode(id: string): DecodedId | undefined;
}

const immutablePrefix = 'AAkALgAAAAAAHYQDEapmEc2byACqAC-EWg0A';
const restPrefix = 'AAMkAD';

/**
 * Ids shaped like Exchange's: long, opaque, case-sensitive. They carry the key, so that a mailbox of 100,000
 * messages needs no table of ids. A check value makes a guessed or altered id unknown.
 */
export function idCodec(mailbox: string): IdCodec {
  const secret = createHash('sha256').update(mailbox).digest();
  const middle = secret.subarray(8, 32).toString('base64url');
  const check = (bytes: Buffer): number => {
    let sum = secret.readUInt32BE(0);
    for (let i = 0; i < 16; i += 1) sum = (Math.imul(sum, 31) + (bytes[i] ?? 0)) >>> 0;
    return sum & 0xffff;
  };
  return {
    encode: (kind, key, stamp, immutable) => {
      const bytes = Buffer.alloc(18);
      secret.copy(bytes, 0, 0, 7);
      bytes[7] = kinds.indexOf(kind) * 2 + (immutable ? 1 : 0);
      bytes.writeUInt32BE(key, 8);
      bytes.writeUInt32BE(stamp, 12);
      bytes.writeUInt16BE(check(bytes), 16);
      return `${immutable ? immutablePrefix : restPrefix + middle}${bytes.toString('base64url')}AAA=`;
    },
    decode: (id) => {
      const immutable = id.startsWith(immutablePrefix);
      const prefix = immutable ? immutablePrefix : restPrefix + middle;
      if (!id.startsWith(prefix) || !id.endsWith('AAA=') || id.length !== prefix.length + 28)
        return undefined;
      const bytes = Buffer.from(id.slice(-28, -4), 'base64url');
      if (bytes.length !== 18 || bytes.readUInt16BE(16) !== check(bytes)) return undefined;
      if (!bytes.subarray(0, 7).equals(secret.subarray(0, 7))) return undefined;
      const kind = kinds[(bytes[7] ?? 0) >> 1];
      if (kind === undefined || ((bytes[7] ?? 0) & 1) !== (immutable ? 1 : 0)) return undefined;
      return { kind, key: bytes.readUInt32BE(8), stamp: bytes.readUInt32BE(12), immutable };
    },
  };
}
