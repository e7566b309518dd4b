import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  randomBytes,
  type KeyObject,
} from 'node:crypto';
import type { KeyStore } from './key-store.ts';

/** Layout of a sealed value: 1 byte format (1), 12 bytes iv, ciphertext, 16 bytes tag. AES-256-GCM. */
const FORMAT = 1;

export class SealBroken extends Error {
  override readonly name = 'SealBroken';
  readonly code = 'seal-broken';
}

export interface Sealer {
  /** Seals a text for a subject. `place` (schema.table.column) is bound in, so that a value can't be moved to another column or person. */
  seal(subject: string, place: string, text: string): Promise<Buffer>;
  /** As `seal`, for many values of one subject: its key is fetched once. Not to be kept longer than a piece of work. */
  sealingFor(subject: string): Promise<(place: string, text: string) => Buffer>;
  /** @returns undefined when the subject's key has been destroyed: the person is erased. @throws SealBroken when the bytes are not what was sealed there. */
  open(subject: string, place: string, sealed: Uint8Array): Promise<string | undefined>;
  /** As `open`, for the rows of one read: each subject's key is fetched once. Not to be kept longer than that read. */
  opening(): Pick<Sealer, 'open'>;
  /** Keyed hash for exact look-ups in one column: 16 bytes, the same for the same text, useless without the key. */
  blindIndex(place: string, text: string): Promise<Buffer>;
  /** Makes the keys of many new subjects at once. Not needed before `seal`; it only spares time. */
  prepare(subjects: readonly string[]): Promise<void>;
  /** Erases a person: every sealed value of theirs, in every copy of the database, becomes unreadable. */
  shred(subject: string): Promise<void>;
  /** From now on `erased` says yes: nothing new is stored about the subject, though some of its key may have to live a while. */
  markErased(subject: string): Promise<void>;
  erased(subject: string): Promise<boolean>;
}

/** Fresh randomness for nonces, drawn in bulk: asking for twelve bytes costs as much as sealing with them. */
let pool = Buffer.alloc(0);
function nonce(): Buffer {
  if (pool.length < 12) pool = randomBytes(12 * 1024);
  const iv = pool.subarray(0, 12);
  pool = pool.subarray(12);
  return iv;
}

function sealWith(key: KeyObject, bound: Buffer, text: string): Buffer {
  const iv = nonce();
  const cipher = createCipheriv('aes-256-gcm', key, iv).setAAD(bound);
  return Buffer.concat([
    Buffer.of(FORMAT),
    iv,
    cipher.update(text, 'utf8'),
    cipher.final(),
    cipher.getAuthTag(),
  ]);
}

type Known = KeyObject | 'destroyed' | undefined;
/** As an object: the platform takes five times as long over a key that is bytes. */
const asObject = (found: Buffer | 'destroyed' | undefined): Known =>
  Buffer.isBuffer(found) ? createSecretKey(found) : found;

function openWith(key: Known, bound: Buffer, sealed: Uint8Array): string | undefined {
  if (key === 'destroyed') return undefined;
  const broken = 'The sealed value does not belong to this subject and column, or has been changed.';
  if (key === undefined) throw new SealBroken(broken);
  const bytes = Buffer.from(sealed);
  if (bytes[0] !== FORMAT || bytes.length < 29) throw new SealBroken('Not a sealed value.');
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(1, 13)).setAAD(bound);
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(13, -16)), decipher.final()]).toString('utf8');
  } catch {
    throw new SealBroken(broken);
  }
}

export function createSealer(keys: KeyStore): Sealer {
  return {
    async seal(subject, place, text) {
      return sealWith(
        createSecretKey(await keys.key(`subject:${subject}`)),
        associated(subject, place),
        text,
      );
    },
    async sealingFor(subject) {
      const key = createSecretKey(await keys.key(`subject:${subject}`));
      let bound: Buffer | undefined;
      let boundTo = '';
      return (place, text) => {
        if (bound === undefined || place !== boundTo) [bound, boundTo] = [associated(subject, place), place];
        return sealWith(key, bound, text);
      };
    },
    open: async (subject, place, sealed) =>
      openWith(asObject(await keys.find(`subject:${subject}`)), associated(subject, place), sealed),
    opening() {
      const known = new Map<string, Promise<Known>>();
      return {
        async open(subject, place, sealed) {
          let key = known.get(subject);
          if (key === undefined) known.set(subject, (key = keys.find(`subject:${subject}`).then(asObject)));
          return openWith(await key, associated(subject, place), sealed);
        },
      };
    },
    async blindIndex(place, text) {
      return createHmac('sha256', await keys.key('index'))
        .update(`${place}\0${text}`)
        .digest()
        .subarray(0, 16);
    },
    prepare: (subjects) => keys.prepare(subjects.map((subject) => `subject:${subject}`)),
    shred: (subject) => keys.destroy(`subject:${subject}`),
    markErased: (subject) => keys.destroy(`erased:${subject}`),
    erased: async (subject) =>
      (await keys.find(`erased:${subject}`)) === 'destroyed' ||
      (await keys.find(`subject:${subject}`)) === 'destroyed',
  };
}

function associated(subject: string, place: string): Buffer {
  return Buffer.from(`${subject}\0${place}`);
}
