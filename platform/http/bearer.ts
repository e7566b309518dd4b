import { createHash, timingSafeEqual } from 'node:crypto';

/** Whether a request carries the configured token; compared without telling by time how much of it was right. */
export function bears(header: string | undefined, token: string | undefined): boolean {
  if (token === undefined || header === undefined) return false;
  const hash = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(header), hash(`Bearer ${token}`));
}
