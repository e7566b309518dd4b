import { createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { KeyStore } from '#platform/crypto';

/** What we say and put our name to: anybody can check it with the key at `/.well-known/telink/answer-key.json`. */
export interface Signed {
  /** JSON text; the signature is over exactly these bytes. */
  readonly statement: string;
  /** Ed25519, base64. */
  readonly signature: string;
}

/** Ed25519 from the 32-byte seed named `privacy-answers` in the key store (PKCS #8, RFC 8410): it outlives every restart, and is in no backup of the database. */
async function answerKey(keys: KeyStore): Promise<KeyObject> {
  const seed = await keys.key('privacy-answers');
  const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' });
}

export async function signStatement(keys: KeyStore, statement: object): Promise<Signed> {
  const text = JSON.stringify(statement);
  return {
    statement: text,
    signature: sign(null, Buffer.from(text), await answerKey(keys)).toString('base64'),
  };
}

export async function isOurs(keys: KeyStore, { statement, signature }: Signed): Promise<boolean> {
  const key = createPublicKey(await answerKey(keys));
  return verify(null, Buffer.from(statement), key, Buffer.from(signature, 'base64'));
}

/** The public half as a JWK (RFC 8037). */
export async function publicAnswerKey(keys: KeyStore): Promise<object> {
  return createPublicKey(await answerKey(keys)).export({ format: 'jwk' });
}
