import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { openLedger, parentsFirst, readLinks } from '#modules/privacy';
import { isoTime } from '#platform/clock';
import { copyOut, type Transaction } from '#platform/db';
import { join } from 'node:path';
import { writeBackup, type BackupEnd, type BackupHead } from './backup-file.ts';
import { dataMaps } from './data-map.ts';
import type { House } from './house.ts';

export interface Backup {
  readonly at: string;
  readonly tables: number;
  readonly bytes: number;
}

/** Every declared table, children after what they hang on. */
export async function tablesInOrder(house: House): Promise<string[]> {
  const names = dataMaps.flatMap((map) => map.tables.map(({ name }) => name));
  return parentsFirst(await readLinks(house.ctx('backup')), names);
}

export async function columnsOf(tx: Transaction['tx'], table: string): Promise<string[]> {
  const { rows } = await tx.query<{ name: string }>(
    `SELECT attname::text AS name FROM pg_attribute WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped ORDER BY attnum`,
    [table],
  );
  return rows.map(({ name }) => name);
}

export async function migrationsOf(tx: Transaction['tx']): Promise<Record<string, string>> {
  const { rows } = await tx.query<{ name: string; hash: string }>('SELECT name, hash FROM public.migration');
  return Object.fromEntries(rows.map(({ name, hash }) => [name, hash]));
}

export const ledgerFileOf = (house: House): string => join(house.config.dataDir, 'erasure', 'ledger.jsonl');

/**
 * Writes every table as it stood at one moment to one compressed file (promise law.10). Never a key: sealed columns stay sealed, and those
 * of somebody whose key is destroyed can't be read from any copy. The job queue is not in it: its letters have been sent or are made anew.
 */
export async function saveBackup(house: House, path: string): Promise<Backup> {
  const writer = writeBackup(path);
  const tx = await house.pool.connect();
  try {
    await tx.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const at = isoTime(house.config.clock);
    const ledger = await openLedger(house.keys, ledgerFileOf(house), at);
    const { rows: days } = await tx.query<{ name: string; bound: string }>(
      `SELECT n.nspname || '.' || c.relname AS name, pg_get_expr(c.relpartbound, c.oid) AS bound FROM pg_inherits i JOIN pg_class c ON c.oid = i.inhrelid
       JOIN pg_namespace n ON n.oid = c.relnamespace WHERE i.inhparent = 'traffic.usage'::regclass ORDER BY 1`,
    );
    const head: BackupHead = {
      format: 1,
      at,
      migrations: await migrationsOf(tx),
      ledger: { entries: ledger.length, hash: ledger.at(-1)?.hash ?? '' },
      days,
    };
    await writer.write('head', head);
    const tables: Record<string, { bytes: number; sha256: string }> = {};
    for (const table of await tablesInOrder(house)) {
      const columns = await columnsOf(tx, table);
      await writer.write('table', { table, columns });
      const hash = createHash('sha256');
      let bytes = 0;
      for await (const chunk of copyOut(tx, table, columns)) {
        hash.update(chunk as Buffer);
        bytes += (chunk as Buffer).length;
        await writer.write('data', chunk as Buffer);
      }
      tables[table] = { bytes, sha256: hash.digest('hex') };
    }
    await writer.write('end', { tables } satisfies BackupEnd);
    await writer.close();
    const sizes = Object.values(tables);
    return { at, tables: sizes.length, bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0) };
  } catch (error) {
    rmSync(path, { force: true });
    throw error;
  } finally {
    await tx.query('ROLLBACK').catch(() => undefined);
    tx.release();
  }
}
