import { type DBSchema, openDB } from 'idb';
import { within } from './within.ts';

interface Device extends DBSchema {
  a: { key: number; value: Uint8Array };
}

const LENGTH = 32;

/**
 * 32 random bytes of this browser profile and origin, made at the first use. Not a secret from someone who has
 * the disk, but without it the operator's secret opens nothing. The first tab to write it wins.
 */
export async function deviceSalt(): Promise<Uint8Array> {
  const device = await within(
    5000,
    openDB<Device>('0', 1, {
      upgrade: (store) => void store.createObjectStore('a'),
      blocking: (_current, _blocked, event) => {
        if (event.target instanceof IDBDatabase) event.target.close();
      },
    }),
    (late) => late.close(),
  );
  try {
    // Mostly it is there: whoever only reads waits for no other tab's writing.
    const there = await device.get('a', 0);
    if (isSalt(there)) return there;
    const transaction = device.transaction('a', 'readwrite');
    const found = await transaction.store.get(0);
    const salt = isSalt(found) ? found : crypto.getRandomValues(new Uint8Array(LENGTH));
    if (salt !== found) await transaction.store.put(salt, 0);
    await transaction.done;
    return salt;
  } finally {
    device.close();
  }
}

function isSalt(found: unknown): found is Uint8Array {
  return found instanceof Uint8Array && found.byteLength === LENGTH;
}
