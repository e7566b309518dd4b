import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { systemClock } from '#platform/clock';
import { findMigrations, migrate, openPool } from '#platform/db';
import { createLog } from '#platform/log';
import { startPostgres, type Postgres } from '#platform/postgres';
import { buildApps } from '../../apps/server/build.ts';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
  }
}

/** One server for the whole run, whichever projects are in it; each test file gets a database of its own, copied from a migrated template. */
let running: Promise<{ url: string; stop(): Promise<void> }> | undefined;
let users = 0;

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  running ??= start();
  users += 1;
  const { url, stop } = await running;
  project.provide('postgresUrl', url);
  return async () => {
    users -= 1;
    if (users === 0) await stop();
  };
}

async function start(): Promise<{ url: string; stop(): Promise<void> }> {
  // Once, before any test: two products that start at the same time must not build into one folder.
  await buildApps((what) => process.stdout.write(`${what}\n`));
  const folder = mkdtempSync(join(tmpdir(), 'telink-test-'));
  const given = process.env['DATABASE_URL'];
  const server: Postgres | undefined =
    given === undefined ? await startPostgres(join(folder, 'postgres')) : undefined;
  const url = given ?? server!.url;
  const admin = new pg.Client({ connectionString: url });
  await admin.connect();
  await admin.query('DROP DATABASE IF EXISTS telink_template WITH (FORCE)');
  await admin.query('CREATE DATABASE telink_template');
  await admin.end();
  const template = new URL(url);
  template.pathname = '/telink_template';
  const pool = openPool(template.href, createLog('error'));
  await migrate(pool, findMigrations(fileURLToPath(new URL('../..', import.meta.url))), systemClock.now);
  await pool.end();
  return {
    url,
    async stop() {
      await server?.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
