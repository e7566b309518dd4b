import { type Bytes, frame } from './frame.ts';
import { SCHEMA } from './keys.ts';

/** A record as it lies on disk. The one-letter names are deliberate: they are stored with every record. */
export interface Sealed {
  /** Key id. */
  readonly k: string;
  /** Version: the number this write was given, larger than that of every earlier write to the store. */
  readonly n: number;
  /** 12 random bytes. */
  readonly i: Bytes;
  /** Ciphertext and tag. */
  readonly c: ArrayBuffer;
}

/** What a ciphertext is bound to; opened under any other place it is refused. */
export interface Place {
  readonly kid: string;
  readonly account: string;
  readonly type: string;
  readonly id: string;
}

function associated(place: Place, version: number): Bytes {
  return frame([place.kid, place.account, place.type, place.id, SCHEMA, version]);
}

export async function seal(key: CryptoKey, place: Place, version: number, plain: Bytes): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const ciphertext = await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: associated(place, version) },
    key,
    plain,
  );
  return { k: place.kid, n: version, i: iv, c: ciphertext };
}

/** @throws if the record is damaged, was sealed by another key or belongs elsewhere. */
export async function unseal(key: CryptoKey, place: Place, sealed: Sealed): Promise<Bytes> {
  if (sealed.k !== place.kid) throw new TypeError('sealed under another key id');
  const additionalData = associated(place, sealed.n);
  return new Uint8Array(
    await crypto.subtle.decrypt({ name: 'AES-GCM', iv: sealed.i, additionalData }, key, sealed.c),
  );
}
