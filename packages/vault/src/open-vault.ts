import { deleteDatabase } from './delete-database.ts';
import { deviceSalt } from './device.ts';
import type { Vault, VaultOptions } from './interface.ts';
import { isStorageFault } from './fault.ts';
import { databaseName, deriveKeys, type Keys } from './keys.ts';
import { openNullVault } from './null-vault.ts';
import { seal, unseal } from './seal.ts';
import { openStore, readProof, startOver, type Store, writeRecords } from './store.ts';
import { join, leave, tell, wipesSeen } from './tabs.ts';
import { vaultOn } from './vault.ts';

const PROOF = { type: 'vault', id: 'proof' };

/** Makes sure that the store belongs to this key; one that does not is emptied, not guessed at. */
async function claim(store: Store, keys: Keys, options: VaultOptions): Promise<void> {
  const place = { kid: options.key.kid, account: options.account, ...PROOF };
  const found = await readProof(store);
  if (found !== undefined && 'c' in found) {
    const ours = await unseal(keys.seal, place, found).then(
      () => true,
      () => false,
    );
    if (ours) return;
  }
  await startOver(store, await seal(keys.seal, place, 0, new Uint8Array(32)));
}

async function openClaimed(
  name: string,
  making: Promise<Keys>,
  options: VaultOptions,
  onGone: () => void,
): Promise<{ readonly store: Store; readonly keys: Keys }> {
  const store = await openStore(name, onGone);
  try {
    const keys = await making;
    await claim(store, keys, options);
    // Old records go now, not at the first write; nobody has to wait for it, since reading checks the age itself.
    writeRecords(store, new Map(), options.limits, options.now()).catch(() => undefined);
    return { store, keys };
  } catch (fault) {
    store.close();
    throw fault;
  }
}

/**
 * Opens the cache of one account and category. Zero-fills `key.secret`. Where the browser has no secure context,
 * refuses IndexedDB, cannot list databases (then none could be found and deleted later) or fails, the vault
 * that comes back keeps nothing.
 */
export async function openVault(options: VaultOptions): Promise<Vault> {
  const wipes = wipesSeen();
  const self = {};
  try {
    if (!globalThis.crypto?.subtle || typeof globalThis.indexedDB?.databases !== 'function')
      return openNullVault();
    const name = await databaseName(options.key.kid);
    // While the database opens. A failure is heard in `openClaimed`.
    const making = deviceSalt().then((salt) => deriveKeys(options, salt));
    making.catch(() => undefined);
    let gone = false;
    let drop = (): void => undefined;
    const onGone = (): void => {
      gone = true;
      drop();
    };
    join(self, name, onGone);
    const { store, keys } = await openClaimed(name, making, options, onGone).catch(async (fault: unknown) => {
      // Damaged, or written by a newer version: deleted and begun again. One held by another tab stays.
      if (!isStorageFault(fault) || gone || (fault instanceof DOMException && fault.name === 'TimeoutError'))
        throw fault;
      await deleteDatabase(name, () => undefined);
      return openClaimed(name, making, options, onGone);
    });
    if (gone || wipes !== wipesSeen()) {
      store.close();
      leave(self);
      return openNullVault();
    }
    const vault = vaultOn(store, keys, options, {
      closed: () => leave(self),
      remove: async () => void (await deleteDatabase(name, () => tell({ close: name }))),
    });
    drop = () => vault.close();
    return vault;
  } catch (fault) {
    leave(self);
    if (isStorageFault(fault)) return openNullVault();
    throw fault;
  } finally {
    options.key.secret.fill(0);
  }
}
