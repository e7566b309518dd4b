import { base64url, type Bytes, frame } from './frame.ts';
import type { VaultOptions } from './interface.ts';

/** Version of the record format. It is in every derived key and every AAD: another version opens nothing. */
export const SCHEMA = 1;

export interface Keys {
  /** AES-256-GCM, for records. */
  readonly seal: CryptoKey;
  /** HMAC-SHA-256, for record ids. */
  readonly name: CryptoKey;
}

/**
 * HKDF-SHA-256 over server secret ‖ device salt. The keys cannot be exported and live in memory only: a
 * «non-extractable» key put into IndexedDB lies in clear in Chromium's database log.
 * The secret, and the copy made here, are overwritten with zeros.
 */
export async function deriveKeys(options: VaultOptions, deviceSalt: Uint8Array): Promise<Keys> {
  const { secret } = options.key;
  const material = new Uint8Array(secret.byteLength + deviceSalt.byteLength);
  try {
    material.set(secret);
    material.set(deviceSalt, secret.byteLength);
    const root = await crypto.subtle.importKey('raw', material, 'HKDF', false, ['deriveKey']);
    const hkdf = (use: string): HkdfParams => ({
      name: 'HKDF',
      hash: 'SHA-256',
      salt: new Uint8Array(0),
      info: frame([options.context, options.account, options.category, SCHEMA, use]),
    });
    const [seal, name] = await Promise.all([
      crypto.subtle.deriveKey(hkdf('seal'), root, { name: 'AES-GCM', length: 256 }, false, [
        'encrypt',
        'decrypt',
      ]),
      crypto.subtle.deriveKey(hkdf('name'), root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, [
        'sign',
      ]),
    ]);
    return { seal, name };
  } finally {
    material.fill(0);
    secret.fill(0);
  }
}

async function mac(key: CryptoKey, parts: readonly string[]): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, frame(parts)));
}

/** The first eleven characters of every record id of one type; needed to clear a type without knowing its ids. */
export async function typeTag(name: CryptoKey, type: string): Promise<string> {
  return base64url((await mac(name, ['type', type])).subarray(0, 8));
}

/** What a record is called on disk: the type's tag and 24 bytes of HMAC over type and id. */
export async function recordId(name: CryptoKey, tag: string, type: string, id: string): Promise<string> {
  return tag + base64url((await mac(name, ['record', type, id])).subarray(0, 24));
}

/** Database of a key id. The hash keeps any kid a valid, equally long name. */
export async function databaseName(kid: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', frame([kid]));
  return `0.${base64url(new Uint8Array(digest).subarray(0, 16))}`;
}

export function isVaultDatabase(name: string): boolean {
  return /^0\.[\w-]{22}$/.test(name);
}
