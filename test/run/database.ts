import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Pool } from 'pg';
import pg from 'pg';
import { inject } from 'vitest';
import { contractsEnded } from '#modules/customers';
import { ownWill } from '#modules/privacy';
import { createGate, loadPolicyFiles, noStaff, type Facts } from '#platform/access';
import { handClock, type HandClock } from '#platform/clock';
import { readConfig, type Config } from '#platform/config';
import { createSealer, openKeyStore, type KeyStore } from '#platform/crypto';
import { openPool, type Ctx, type Database, system } from '#platform/db';
import { createLog, type Log } from '#platform/log';

export interface TestDatabase {
  readonly url: string;
  readonly pool: Pool;
  drop(): Promise<void>;
}

/** A fresh, migrated database of its own. Call `drop` in afterAll; a pool that is still in use makes it fail, which is wanted. */
export async function testDatabase(): Promise<TestDatabase> {
  const base = inject('postgresUrl');
  const name = `t_${randomBytes(6).toString('hex')}`;
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  await admin.query(`CREATE DATABASE ${name} TEMPLATE telink_template`);
  await admin.end();
  const url = new URL(base);
  url.pathname = `/${name}`;
  const pool = openPool(url.href, createLog('error'));
  return {
    url: url.href,
    pool,
    async drop() {
      await pool.end();
      const closing = new pg.Client({ connectionString: base });
      await closing.connect();
      await closing.query(`DROP DATABASE ${name} WITH (FORCE)`);
      await closing.end();
    },
  };
}

export interface TestWorld extends TestDatabase {
  readonly db: Database;
  readonly keys: KeyStore;
  readonly clock: HandClock;
  readonly config: Config;
  /** Folder of its own: keys, files. */
  readonly folder: string;
  /** What was logged, one JSON line each. */
  readonly logged: string[];
  readonly log: Log;
  /** A context for acts of the product itself. */
  readonly ctx: Ctx;
}

/** Everything a slice is given, on a fresh database, with a clock that stands still at 2026-11-24 08:00 UTC until moved. */
export async function testWorld(
  options: { env?: Record<string, string>; facts?: Facts } = {},
): Promise<TestWorld> {
  const database = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'telink-world-'));
  const clock = handClock('2026-11-24T08:00:00Z');
  const config = { ...readConfig({ TELINK_DATA: folder, ...options.env }), clock };
  const logged: string[] = [];
  const log = createLog('debug', { write: (line: string) => void logged.push(line) });
  const keys = openKeyStore({ folder: join(folder, 'keys'), masterKey: undefined, clock });
  const decide = loadPolicyFiles(new URL('../../policy/', import.meta.url));
  const gate = createGate({
    decide,
    facts: options.facts ?? noStaff,
    contractsEnded: contractsEnded(config),
    ownWill,
    now: clock.now,
    log,
  });
  const db: Database = {
    pool: database.pool,
    sealer: createSealer(keys),
    clock,
    gate,
    timeZone: config.timeZone,
  };
  return {
    ...database,
    db,
    keys,
    clock,
    config,
    folder,
    logged,
    log,
    ctx: { db, actor: system('test') },
    async drop() {
      keys.close();
      await database.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
