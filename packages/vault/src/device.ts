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
    const transaction = device.transaction('a', 'readwrite');
    const found = await transaction.store.get(0);
    const usable = found instanceof Uint8Array && found.byteLength === LENGTH;
    const salt = usable ? found : crypto.getRandomValues(new Uint8Array(LENGTH));
    if (!usable) await transaction.store.put(salt, 0);
    await transaction.done;
    return salt;
  } finally {
    device.close();
  }
}
