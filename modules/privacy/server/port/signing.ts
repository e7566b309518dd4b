import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { KeyStore } from '#platform/crypto';

/** The key store's name of the seed that the operator signs with. */
const NAME = 'privacy-signing';
/** RFC 8410: what stands before the 32 bytes of a private and a public Ed25519 key. */
const PKCS8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const SPKI = Buffer.from('302a300506032b6570032100', 'hex');

/** Signs what is sent to another controller or recipient (Ed25519, RFC 8032). */
export async function signed(keys: KeyStore, text: string): Promise<string> {
  return sign(null, Buffer.from(text), await privateKey(keys)).toString('base64url');
}

/** The operator's public key, 32 bytes in base64url: published, and pinned by others in TELINK_CONTROLLERS. */
export async function publicKey(keys: KeyStore): Promise<string> {
  const key = createPublicKey(await privateKey(keys)).export({ format: 'der', type: 'spki' });
  return key.subarray(SPKI.length).toString('base64url');
}

/** Whether the owner of a public key signed exactly this text. A malformed key or signature means no. */
export function holds(key: string, text: string, signature: string): boolean {
  const bytes = Buffer.from(key, 'base64url');
  if (bytes.length !== 32) return false;
  const pub = createPublicKey({ key: Buffer.concat([SPKI, bytes]), format: 'der', type: 'spki' });
  return verify(null, Buffer.from(text), pub, Buffer.from(signature, 'base64url'));
}

async function privateKey(keys: KeyStore): Promise<KeyObject> {
  const seed = await keys.key(NAME);
  return createPrivateKey({ key: Buffer.concat([PKCS8, seed]), format: 'der', type: 'pkcs8' });
}
