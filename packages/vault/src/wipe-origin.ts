import { databaseNames, deleteDatabase } from './delete-database.ts';
import { tell } from './tabs.ts';

export interface Wiped {
  readonly removed: number;
  /** Names of what is still there, or `?` where the browser would not even say. */
  readonly left: readonly string[];
}

export interface WipeReport {
  readonly databases: Wiped;
  /** Origin-private file system, top level; folders go with all they hold. */
  readonly files: Wiped;
  readonly caches: Wiped;
  /** Registrations of service workers. */
  readonly workers: Wiped;
  readonly localStorage: Wiped;
  readonly sessionStorage: Wiped;
  /** Nothing is left anywhere. */
  readonly complete: boolean;
}

const NOTHING: Wiped = { removed: 0, left: [] };

/** Removes each, then lists again: what is reported as gone has been looked for. */
async function sweep(
  list: () => Promise<readonly string[]>,
  remove: (name: string) => Promise<unknown>,
): Promise<Wiped> {
  try {
    const before = await list();
    await Promise.allSettled(before.map(remove));
    const left = await list();
    return { removed: before.filter((name) => !left.includes(name)).length, left };
  } catch {
    return { removed: 0, left: ['?'] };
  }
}

async function wipeFiles(): Promise<Wiped> {
  if (typeof navigator.storage?.getDirectory !== 'function') return NOTHING;
  try {
    const root = await navigator.storage.getDirectory();
    return await sweep(
      async () => {
        const names: string[] = [];
        for await (const name of root.keys()) names.push(name);
        return names;
      },
      (name) => root.removeEntry(name, { recursive: true }),
    );
  } catch {
    // Private modes refuse the file system: SecurityError, and nothing can be in it.
    return NOTHING;
  }
}

function wipeStorage(kind: 'localStorage' | 'sessionStorage'): Wiped {
  try {
    if (!(kind in globalThis)) return NOTHING;
    const storage = globalThis[kind];
    const before = storage.length;
    storage.clear();
    return { removed: before - storage.length, left: Object.keys(storage) };
  } catch {
    return NOTHING;
  }
}

async function wipeWorkers(): Promise<Wiped> {
  if (!('serviceWorker' in navigator)) return NOTHING;
  const list = (): Promise<readonly ServiceWorkerRegistration[]> =>
    navigator.serviceWorker.getRegistrations();
  return sweep(
    async () => (await list()).map(({ scope }) => scope),
    async (scope) => (await list()).find((registration) => registration.scope === scope)?.unregister(),
  );
}

/**
 * Empties everything the origin can store, in this tab and by message in the others (promises mail.10, mail.11).
 * The second half of a sign-out: the server has already destroyed the secrets and sent `Clear-Site-Data`.
 * Storage is not disk: what the browser has yet to compact there is ciphertext without a key.
 * Never throws; what could not be removed stands in the report.
 */
export async function wipeOrigin(): Promise<WipeReport> {
  const session = wipeStorage('sessionStorage');
  tell({ wiped: true });
  const [databases, files, cached, workers] = await Promise.all([
    'indexedDB' in globalThis
      ? sweep(databaseNames, (name) => deleteDatabase(name, () => tell({ close: name })))
      : NOTHING,
    wipeFiles(),
    'caches' in globalThis
      ? sweep(
          () => caches.keys(),
          (name) => caches.delete(name),
        )
      : NOTHING,
    wipeWorkers(),
  ]);
  const local = wipeStorage('localStorage');
  const parts = [databases, files, cached, workers, local, session];
  return {
    databases,
    files,
    caches: cached,
    workers,
    localStorage: local,
    sessionStorage: session,
    complete: parts.every(({ left }) => left.length === 0),
  };
}
