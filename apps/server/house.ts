import { join } from 'node:path';
import type { Pool } from 'pg';
import { contractsEnded } from '#modules/customers';
import { ownWill } from '#modules/privacy';
import { createGate, loadPolicyFiles } from '#platform/access';
import { writeCheckpoint } from '#platform/audit';
import type { Config } from '#platform/config';
import { createSealer, openKeyStore, type KeyStore } from '#platform/crypto';
import { findMigrations, migrate, openPool, queryOf, system, type Ctx, type Database } from '#platform/db';
import type { Log } from '#platform/log';
import { staffFacts } from '#modules/staff';
import { fileURLToPath } from 'node:url';

/** What every slice stands on, opened: database migrated, keys, gate. Shared by the server and the command line. */
export interface House {
  readonly config: Config;
  readonly log: Log;
  readonly databaseUrl: string;
  readonly pool: Pool;
  readonly keys: KeyStore;
  readonly db: Database;
  readonly checkpoints: string;
  ctx(job: string): Ctx;
  checkpoint(): Promise<void>;
  close(): Promise<void>;
}

/** The server that DATABASE_URL names is older than 15. */
export class DatabaseTooOld extends Error {
  override readonly name = 'DatabaseTooOld';
}

export async function openHouse(config: Config, log: Log, databaseUrl: string): Promise<House> {
  const pool = openPool(databaseUrl, log);
  const version = await pool.query<{ server_version_num: string }>('SHOW server_version_num');
  const number = Number(version.rows[0]?.server_version_num);
  if (number < 150_000) {
    await pool.end();
    throw new DatabaseTooOld(
      `DATABASE_URL names a PostgreSQL ${Math.floor(number / 10_000)}; Telink needs 15 or newer.`,
    );
  }
  const keys = openKeyStore({
    folder: join(config.dataDir, 'keys'),
    masterKey: config.masterKey,
    clock: config.clock,
  });
  await migrate(pool, findMigrations(fileURLToPath(new URL('../..', import.meta.url))), config.clock.now);
  const decide = loadPolicyFiles(new URL('../../policy/', import.meta.url));
  const gate = createGate({
    decide,
    contractsEnded: contractsEnded(config),
    ownWill,
    facts: { staff: (id) => staffFacts(db, id) },
    now: config.clock.now,
    log,
  });
  const db: Database = {
    pool,
    sealer: createSealer(keys),
    clock: config.clock,
    gate,
    timeZone: config.timeZone,
  };
  const checkpoints = join(config.dataDir, 'audit', 'checkpoints.jsonl');
  const ctx = (job: string): Ctx => ({ db, actor: system(job) });
  return {
    config,
    log,
    databaseUrl,
    pool,
    keys,
    db,
    checkpoints,
    ctx,
    checkpoint: () => writeCheckpoint(queryOf(ctx('audit')), keys, checkpoints, config.clock.now),
    async close() {
      await pool.end();
      keys.close();
    },
  };
}
