import { createCipheriv, createDecipheriv, createSecretKey, randomBytes, type KeyObject } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { Clock } from '#platform/clock';

/**
 * Where keys live: outside the database and its backups, so that destroying a key makes the rows, the write-ahead log and every
 * backup unreadable (promise access.9). Asynchronous, so that a key management service can stand behind it.
 */
export interface KeyStore {
  /** The 32-byte key of that name, made when absent. Names: `subject:<id>`, `index`, `audit`. Refused for a destroyed name. */
  key(name: string): Promise<Buffer>;
  /** Makes those that are absent, all in one write: a thousand new people cost one wait for the disk instead of a thousand. */
  prepare(names: readonly string[]): Promise<void>;
  /** Without making one: «destroyed» when it once was, undefined when it never was. */
  find(name: string): Promise<Buffer | 'destroyed' | undefined>;
  /** Removes the key for good, down to the bytes on disk, and remembers the name as destroyed. */
  destroy(name: string): Promise<void>;
  close(): void;
}

/** Keys of 32 bytes: a few megabytes. */
const MOST_HELD = 100_000;

export class KeyDestroyed extends Error {
  override readonly name = 'KeyDestroyed';
  readonly code = 'key-destroyed';
}

/** The master key could not open the store: wrong TELINK_MASTER_KEY, or a damaged file. */
export class KeyStoreUnreadable extends Error {
  override readonly name = 'KeyStoreUnreadable';
}

/**
 * SQLite with secure_delete and a truncated write-ahead log, which leaves no copy of a deleted row (measured: 0 of 50 canaries).
 * Every key is wrapped (AES-256-GCM, the name as associated data) by the master key.
 */
export function openKeyStore(options: {
  folder: string;
  masterKey: Buffer | undefined;
  clock: Clock;
}): KeyStore {
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const master = createSecretKey(options.masterKey ?? readMasterKey(join(options.folder, 'master.key')));
  const file = join(options.folder, 'keys.sqlite');
  const database = new DatabaseSync(file, { timeout: 5000 });
  chmodSync(file, 0o600);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;
    CREATE TABLE IF NOT EXISTS key (name TEXT PRIMARY KEY, wrapped BLOB, made_at TEXT NOT NULL, destroyed_at TEXT) STRICT, WITHOUT ROWID`);
  const select = database.prepare('SELECT wrapped, destroyed_at FROM key WHERE name = ?');
  const insert = database.prepare(
    'INSERT INTO key (name, wrapped, made_at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
  );
  const erase = database.prepare('UPDATE key SET wrapped = NULL, destroyed_at = ? WHERE name = ?');
  const now = (): string => new Date(options.clock.now()).toISOString();

  // Unwrapping a key costs more than using it, so keys in use are held in memory; the master key is there anyway. Whatever another
  // process writes, a destruction above all, moves the file's version and empties what is held before the next key is handed out.
  const version = database.prepare('PRAGMA data_version');
  const held = new Map<string, Buffer>();
  let heldAt: unknown;
  const forget = (): void => {
    for (const key of held.values()) key.fill(0);
    held.clear();
  };
  const find = (name: string): Buffer | undefined => {
    const current = (version.get() as { data_version: number }).data_version;
    if (current !== heldAt) forget();
    heldAt = current;
    const known = held.get(name);
    // A copy: what is held is wiped when it is forgotten, perhaps while a caller still uses its own.
    if (known !== undefined) return Buffer.from(known);
    const row = select.get(name) as { wrapped: Uint8Array | null; destroyed_at: string | null } | undefined;
    if (row === undefined) return undefined;
    if (row.wrapped === null) throw new KeyDestroyed('That key has been destroyed.');
    const key = unwrap(master, name, Buffer.from(row.wrapped));
    for (const oldest of held.size < MOST_HELD ? [] : held.keys()) {
      held.delete(oldest);
      break;
    }
    held.set(name, Buffer.from(key));
    return key;
  };
  return {
    async key(name) {
      const found = find(name);
      if (found) return found;
      insert.run(name, wrap(master, name, randomBytes(32)), now());
      return find(name)!;
    },
    async prepare(names) {
      database.exec('BEGIN IMMEDIATE');
      try {
        // An absent name only: one that was destroyed stays destroyed, and is refused when it is used.
        for (const name of names)
          if (select.get(name) === undefined) insert.run(name, wrap(master, name, randomBytes(32)), now());
        database.exec('COMMIT');
      } catch (error) {
        database.exec('ROLLBACK');
        throw error;
      }
    },
    async find(name) {
      try {
        return find(name);
      } catch (error) {
        if (error instanceof KeyDestroyed) return 'destroyed';
        throw error;
      }
    },
    async destroy(name) {
      forget();
      insert.run(name, Buffer.alloc(0), now());
      erase.run(now(), name);
      // Done only when the log is truncated: with another reader open, SQLite answers busy and a copy of the key stays in the log.
      for (let attempt = 0; ; attempt += 1) {
        const result = database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get() as { busy: number };
        if (result.busy === 0) return;
        if (attempt === 50)
          throw new Error(
            'The key is removed, but its old bytes are still in the log: another process reads the key store.',
          );
        await new Promise((done) => setTimeout(done, 100));
      }
    },
    close() {
      forget();
      database.close();
    },
  };
}

function readMasterKey(file: string): Buffer {
  if (!existsSync(file)) writeFileSync(file, randomBytes(32).toString('base64'), { mode: 0o600 });
  const key = Buffer.from(readFileSync(file, 'utf8'), 'base64');
  if (key.length !== 32) throw new KeyStoreUnreadable(`${file} is damaged.`);
  return key;
}

function wrap(master: KeyObject, name: string, key: Buffer): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', master, iv).setAAD(Buffer.from(name));
  return Buffer.concat([iv, cipher.update(key), cipher.final(), cipher.getAuthTag()]);
}

function unwrap(master: KeyObject, name: string, wrapped: Buffer): Buffer {
  try {
    const decipher = createDecipheriv('aes-256-gcm', master, wrapped.subarray(0, 12)).setAAD(
      Buffer.from(name),
    );
    decipher.setAuthTag(wrapped.subarray(-16));
    return Buffer.concat([decipher.update(wrapped.subarray(12, -16)), decipher.final()]);
  } catch {
    throw new KeyStoreUnreadable('The master key does not open the key store.');
  }
}
