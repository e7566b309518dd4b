import { deleteDB } from 'idb';
import { within } from './within.ts';

const ATTEMPTS = 3;
const PATIENCE = 1500;

/**
 * Deletes a database that other tabs may hold: each attempt first asks them to close. False if it is still
 * there after three; the browser then deletes it when the last holder goes.
 */
export async function deleteDatabase(name: string, askToClose: () => void): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    askToClose();
    try {
      await within(PATIENCE, deleteDB(name, { blocked: askToClose }));
      return true;
    } catch {
      // Blocked for too long, or a fault of the browser's: asked again, and reported by the caller.
    }
  }
  return false;
}

/** Names of all databases of the origin. @throws where the browser cannot list them. */
export async function databaseNames(): Promise<string[]> {
  const databases = await indexedDB.databases();
  return databases.flatMap(({ name }) => (name === undefined ? [] : [name]));
}
