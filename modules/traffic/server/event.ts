import { hash } from 'node:crypto';

/**
 * What a record is known by when it is sent again: 16 bytes of SHA-1 over switch and key, as a text of one letter for each byte, which
 * is cheaper to keep and to compare than bytes. No secret, and no protection: a name.
 */
export function eventOf(system: string, key: string): string {
  return hash('sha1', `${system}\0${key}`, 'binary').slice(0, 16);
}

/** As the database writes it. */
export function uuidText(event: string): string {
  const hex = Buffer.from(event, 'latin1').toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
