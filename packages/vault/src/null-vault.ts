import type { Vault } from './interface.ts';

/** The vault of someone who has turned the cache off: keeps nothing, touches no storage (promise mail.7). */
export function openNullVault(): Vault {
  return {
    get: () => Promise.resolve(undefined),
    getMany: () => Promise.resolve(new Map()),
    put: () => Promise.resolve(),
    putMany: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    clear: () => Promise.resolve(),
    usage: () => Promise.resolve({ records: 0, bytes: 0 }),
    wipe: () => Promise.resolve(),
    close: () => undefined,
  };
}
