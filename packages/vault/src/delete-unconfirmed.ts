import { databaseNames, deleteDatabase } from './delete-database.ts';
import { databaseName, isVaultDatabase } from './keys.ts';
import { tell } from './tabs.ts';

/**
 * Deletes every store whose key id the server did not confirm: a session that ended without a wipe, by a crash,
 * from another device or while offline. To be called at each start before anything is read.
 * An empty set deletes all. Returns how many are gone; never throws.
 */
export async function deleteUnconfirmed(kids: ReadonlySet<string>): Promise<number> {
  try {
    const confirmed = new Set(await Promise.all(Array.from(kids, databaseName)));
    const names = (await databaseNames()).filter((name) => isVaultDatabase(name) && !confirmed.has(name));
    const gone = await Promise.all(names.map((name) => deleteDatabase(name, () => tell({ close: name }))));
    return gone.filter(Boolean).length;
  } catch {
    // Storage is refused or cannot be listed. Then `openVault` stores nothing either.
    return 0;
  }
}
