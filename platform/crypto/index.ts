import { randomBytes } from 'node:crypto';

export { openKeyStore, KeyDestroyed, KeyStoreUnreadable, type KeyStore } from './key-store.ts';
export { createSealer, SealBroken, type Sealer } from './seal.ts';

/** A random id: 16 bytes, base64url, 22 characters. It can't be guessed and says nothing about whom it names (promise customer.5). */
export const randomId = (): string => {
  for (;;) {
    const id = randomBytes(16).toString('base64url');
    // A command would take it for an option.
    if (!id.startsWith('-')) return id;
  }
};
