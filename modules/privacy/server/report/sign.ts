import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import type { KeyStore } from '#platform/crypto';
import { unzip } from './unzip.ts';

/** Lies last in an archive: what is in it, and our word for it. `signature` is Ed25519 over the JSON of the rest, base64. */
export interface Manifest {
  readonly format: 'telink-report-1';
  readonly madeAt: string;
  readonly customer: string;
  readonly person: string;
  readonly controller: string;
  readonly files: readonly { readonly name: string; readonly sha256: string; readonly bytes: number }[];
  /** Raw public key, base64url; the same stands at /.well-known/telink/report-key.json. */
  readonly key: string;
  readonly signature: string;
}

export type Checked =
  | { readonly ok: true; readonly files: number; readonly madeAt: string }
  | { readonly ok: false; readonly reason: 'not-an-archive' | 'changed' | 'forged'; readonly file?: string };

/** Ed25519 from the 32-byte seed named `report` in the key store (PKCS #8, RFC 8410). */
async function privateKey(keys: KeyStore): Promise<KeyObject> {
  const seed = await keys.key('report');
  return createPrivateKey({
    key: Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]),
    format: 'der',
    type: 'pkcs8',
  });
}

/** The public half as a JWK's `x` (RFC 8037). */
export async function publicKey(keys: KeyStore): Promise<string> {
  return createPublicKey(await privateKey(keys)).export({ format: 'jwk' }).x ?? '';
}

export async function signManifest(
  keys: KeyStore,
  manifest: Omit<Manifest, 'key' | 'signature' | 'format'>,
): Promise<Manifest> {
  const body = { format: 'telink-report-1' as const, ...manifest, key: await publicKey(keys) };
  const signature = sign(null, Buffer.from(JSON.stringify(body)), await privateKey(keys)).toString('base64');
  return { ...body, signature };
}

/** Whether an archive is ours and as we made it. `key`: our public key, never the one that lies in the archive. */
export function checkArchive(archive: Buffer, key: string): Checked {
  const files = unzip(archive);
  const raw = files?.get('manifest.json');
  if (files === undefined || raw === undefined) return { ok: false, reason: 'not-an-archive' };
  const { signature, ...body } = JSON.parse(raw.toString('utf8')) as Manifest;
  const known = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key }, format: 'jwk' });
  if (!verify(null, Buffer.from(JSON.stringify(body)), known, Buffer.from(signature, 'base64')))
    return { ok: false, reason: 'forged' };
  for (const { name, sha256 } of body.files) {
    const bytes = files.get(name);
    if (bytes === undefined || createHash('sha256').update(bytes).digest('hex') !== sha256)
      return { ok: false, reason: 'changed', file: name };
  }
  for (const name of files.keys())
    if (name !== 'manifest.json' && !body.files.some((file) => file.name === name))
      return { ok: false, reason: 'changed', file: name };
  return { ok: true, files: body.files.length, madeAt: body.madeAt };
}
