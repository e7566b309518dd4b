import { createHash } from 'node:crypto';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Pool, PoolClient } from 'pg';

export interface Migration {
  /** slice/NNN-what */
  readonly name: string;
  readonly sql: string;
  readonly hash: string;
}

/** A migration that was applied has been edited, removed or overtaken. Forward only: write a new one. */
export class MigrationConflict extends Error {
  override readonly name = 'MigrationConflict';
}

/**
 * Finds `NNN-what.sql` in platform/<part>/ and modules/<slice>/server/. One order for all: by number, then by slice, so that a table
 * exists before another slice's later number refers to it.
 */
export function findMigrations(root: string): Migration[] {
  const folders = [
    ...subfolders(join(root, 'platform')).map((folder) => ({ slice: basename(folder), folder })),
    ...subfolders(join(root, 'modules')).map((folder) => ({
      slice: basename(folder),
      folder: join(folder, 'server'),
    })),
  ];
  const found = folders.flatMap(({ slice, folder }) =>
    sqlFiles(folder).map((file) => ({ slice, file, path: join(folder, file) })),
  );
  found.sort(
    (a, b) => a.file.slice(0, 3).localeCompare(b.file.slice(0, 3)) || a.slice.localeCompare(b.slice),
  );
  return found.map(({ slice, file, path }) => {
    const sql = readFileSync(path, 'utf8');
    return {
      name: `${slice}/${file.slice(0, -4)}`,
      sql,
      hash: createHash('sha256').update(sql).digest('hex'),
    };
  });
}

/**
 * Applies what is missing, each migration in its own transaction, under an advisory lock so that two starting processes take turns.
 * @returns the names applied now. @throws MigrationConflict when history does not match the files.
 */
export async function migrate(
  pool: Pool,
  migrations: readonly Migration[],
  now: () => number,
): Promise<string[]> {
  const client = await pool.connect();
  try {
    await client.query("SELECT pg_advisory_lock(hashtext('telink-migrate'))");
    await client.query(
      'CREATE TABLE IF NOT EXISTS public.migration (name text PRIMARY KEY, hash text NOT NULL, applied_at timestamptz NOT NULL)',
    );
    const { rows } = await client.query<{ name: string; hash: string }>(
      'SELECT name, hash FROM public.migration',
    );
    const applied = new Map(rows.map((row) => [row.name, row.hash]));
    const known = new Set(migrations.map(({ name }) => name));
    for (const name of applied.keys())
      if (!known.has(name))
        throw new MigrationConflict(
          `The database has ${name}, which this version does not know. Start the newer version.`,
        );
    const done: string[] = [];
    for (const migration of migrations) {
      const hash = applied.get(migration.name);
      if (hash === migration.hash) continue;
      if (hash !== undefined)
        throw new MigrationConflict(
          `${migration.name} was changed after it was applied. Write a new migration instead.`,
        );
      await apply(client, migration, now);
      done.push(migration.name);
    }
    return done;
  } finally {
    await client.query("SELECT pg_advisory_unlock(hashtext('telink-migrate'))").catch(() => undefined);
    client.release();
  }
}

async function apply(client: PoolClient, migration: Migration, now: () => number): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO public.migration (name, hash, applied_at) VALUES ($1, $2, $3)', [
      migration.name,
      migration.hash,
      new Date(now()),
    ]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw new Error(
      `Migration ${migration.name} failed: ${error instanceof Error ? error.message : String(error)}`,
      { cause: error },
    );
  }
}

function subfolders(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(folder, entry.name));
}

function sqlFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((file) => /^\d{3}-[a-z0-9-]+\.sql$/.test(file));
  } catch {
    return [];
  }
}
