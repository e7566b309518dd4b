import type { Vault } from '@telink/vault';

/** A vault whose store can be exchanged while the mail engine uses it: the engine knows that a cache may lose anything. */
export interface ChangeableVault extends Vault {
  /** What is written and read from now on. The one before is the caller's to close or wipe. */
  change(next: Vault): Vault;
}

export function changeableVault(first: Vault): ChangeableVault {
  let now = first;
  return {
    change(next) {
      const before = now;
      now = next;
      return before;
    },
    get: (type, id) => now.get(type, id),
    getMany: (type, ids) => now.getMany(type, ids),
    put: (type, id, value) => now.put(type, id, value),
    putMany: (type, entries) => now.putMany(type, entries),
    remove: (type, ids) => now.remove(type, ids),
    clear: (type) => now.clear(type),
    usage: () => now.usage(),
    wipe: () => now.wipe(),
    close: () => now.close(),
  };
}
