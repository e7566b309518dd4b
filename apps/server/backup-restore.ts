import { createHash, type Hash } from 'node:crypto';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import { eraseHouse, readLedger, reconcile, type Reconciled } from '#modules/privacy';
import { copyBack, type Transaction } from '#platform/db';
import { columnsOf, ledgerFileOf, migrationsOf, tablesInOrder } from './backup.ts';
import {
  NotABackup,
  pour,
  readBackup,
  type BackupEnd,
  type BackupHead,
  type BackupTable,
} from './backup-file.ts';
import { dataMaps } from './data-map.ts';
import type { House } from './house.ts';

export type Restored =
  | ({ readonly ok: true; readonly at: string; readonly tables: number } & Reconciled)
  | {
      readonly ok: false;
      readonly reason: 'ledger-missing' | 'ledger-broken' | 'ledger-older' | 'other-version' | 'not-empty';
    };

/**
 * Brings a backup back into an empty database, whole or not at all, and erases again whoever has been erased since (promises access.9,
 * law.10). Refused without the ledger of erasures, or with one that is older than the backup. @throws NotABackup
 */
export async function restoreBackup(house: House, path: string): Promise<Restored> {
  const tx = await house.pool.connect();
  let head: BackupHead | undefined;
  let tables = 0;
  try {
    await tx.query('BEGIN');
    const frames = readBackup(path);
    const first = await frames.next();
    if (first.done === true || first.value.kind !== 'head')
      throw new NotABackup('That file is no backup of Telink.');
    head = JSON.parse(first.value.content.toString()) as BackupHead;
    const refused = await refusal(house, tx, head);
    if (refused !== undefined) return { ok: false, reason: refused };
    for (const { name, bound } of head.days) {
      if (
        !/^traffic_day\.usage_\d{8}$/.test(name) ||
        !/^FOR VALUES FROM \('[-\d :+]+'\) TO \('[-\d :+]+'\)$/.test(bound)
      )
        throw new NotABackup('The backup names a day that is none.');
      await tx.query(`CREATE TABLE IF NOT EXISTS ${name} PARTITION OF traffic.usage ${bound}`);
    }
    tables = await fill(house, tx, frames);
    await tx.query('COMMIT');
  } catch (error) {
    await tx.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    await tx.query('ROLLBACK').catch(() => undefined);
    tx.release();
  }
  const again = await reconcile(
    await eraseHouse({ ctx: house.ctx('restore'), keys: house.keys, maps: dataMaps, config: house.config }),
  );
  return { ok: true, at: head.at, tables, ...again };
}

async function refusal(
  house: House,
  tx: Transaction['tx'],
  head: BackupHead,
): Promise<Extract<Restored, { ok: false }>['reason'] | undefined> {
  const ledger = await readLedger(house.keys, ledgerFileOf(house));
  if (!ledger.ok) return ledger.reason === 'missing' ? 'ledger-missing' : 'ledger-broken';
  if (ledger.entries[head.ledger.entries - 1]?.hash !== head.ledger.hash) return 'ledger-older';
  const migrations = await migrationsOf(tx);
  const names = new Set([...Object.keys(migrations), ...Object.keys(head.migrations)]);
  for (const name of names) if (migrations[name] !== head.migrations[name]) return 'other-version';
  for (const table of await tablesInOrder(house)) {
    const { rows } = await tx.query(`SELECT 1 FROM ${table} LIMIT 1`);
    if (rows.length > 0) return 'not-empty';
  }
  return undefined;
}

interface Filling {
  readonly table: string;
  readonly into: Writable;
  readonly hash: Hash;
  readonly done: Promise<unknown>;
}

async function fill(
  house: House,
  tx: Transaction['tx'],
  frames: AsyncGenerator<{ kind: string; content: Buffer }>,
): Promise<number> {
  const known = new Set(await tablesInOrder(house));
  const sums = new Map<string, string>();
  let now: Filling | undefined;
  let end: BackupEnd | undefined;
  const close = async (): Promise<void> => {
    if (now === undefined) return;
    now.into.end();
    await now.done;
    sums.set(now.table, now.hash.digest('hex'));
    now = undefined;
  };
  for await (const { kind, content } of frames) {
    if (kind === 'data' && now !== undefined) {
      now.hash.update(content);
      await pour(now.into, content);
    } else if (kind === 'table') {
      await close();
      const { table, columns } = JSON.parse(content.toString()) as BackupTable;
      const own = new Set(await columnsOf(tx, known.has(table) ? table : 'public.migration'));
      if (!known.has(table) || columns.some((column) => !own.has(column)))
        throw new NotABackup('The backup has a table that this version does not.');
      const into = copyBack(tx, table, columns);
      now = { table, into, hash: createHash('sha256'), done: once(into, 'finish') };
    } else if (kind === 'end') {
      await close();
      end = JSON.parse(content.toString()) as BackupEnd;
    }
  }
  if (end === undefined) throw new NotABackup('The backup is cut off.');
  for (const [table, { sha256 }] of Object.entries(end.tables))
    if (sums.get(table) !== sha256) throw new NotABackup(`The backup is damaged at ${table}.`);
  await wind(tx);
  return sums.size;
}

/** Counters that number rows go on where they were. */
async function wind(tx: Transaction['tx']): Promise<void> {
  const { rows } = await tx.query<{ table: string; column: string; sequence: string }>(
    `SELECT n.nspname || '.' || c.relname AS table, a.attname AS column, pg_get_serial_sequence(n.nspname || '.' || c.relname, a.attname) AS sequence
     FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE c.relkind IN ('r', 'p') AND a.attnum > 0 AND NOT a.attisdropped AND n.nspname NOT IN ('pg_catalog', 'information_schema', 'jobs') AND pg_get_serial_sequence(n.nspname || '.' || c.relname, a.attname) IS NOT NULL`,
  );
  for (const { table, column, sequence } of rows)
    await tx.query(
      `SELECT setval('${sequence}', (SELECT max(${column}) FROM ${table})) WHERE EXISTS (SELECT FROM ${table})`,
    );
}
