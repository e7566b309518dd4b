import { hash } from 'node:crypto';

/** What a record is known by when it is sent again: 16 bytes of SHA-1 over switch and key. No secret, and no protection: a name. */
export function eventOf(system: string, key: string): Buffer {
  return hash('sha1', `${system}\0${key}`, 'buffer').subarray(0, 16);
}

/** As the database writes it. */
export function uuidText(event: Uint8Array): string {
  const hex = Buffer.from(event).toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
