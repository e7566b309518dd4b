import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another Telink holds the folder. The message says which process. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
}

export interface FolderLock {
  release(): void;
}

/**
 * Takes the data folder for this process. The lock is the operating system's (SQLite holds an fcntl lock), so it is gone the moment
 * the process is, however it died; a pid file alone would outlive `kill -9`.
 * @throws FolderInUse when another process holds it.
 */
export function lockFolder(dataDir: string): FolderLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  const holder = join(dataDir, 'running.json');
  const file = join(dataDir, 'telink.lock');
  const database = new DatabaseSync(file, { timeout: 0 });
  chmodSync(file, 0o600);
  try {
    database.exec('PRAGMA journal_mode = DELETE; PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE');
  } catch {
    database.close();
    throw new FolderInUse(
      `Another Telink${describeHolder(holder)} already uses ${dataDir}. Stop it first, or give this one its own TELINK_DATA.`,
    );
  }
  writeFileSync(holder, JSON.stringify({ pid: process.pid }), { mode: 0o600 });
  return {
    release() {
      rmSync(holder, { force: true });
      database.close();
    },
  };
}

function describeHolder(holder: string): string {
  try {
    const { pid } = JSON.parse(readFileSync(holder, 'utf8')) as { pid: number };
    return ` (process ${pid})`;
  } catch {
    return '';
  }
}
