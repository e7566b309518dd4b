import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '#platform/clock';
import { findMigrations, migrate, openPool } from '#platform/db';
import { createLog } from '#platform/log';
import { startPostgres } from '#platform/postgres';
import { root } from './checks.ts';
import { describeApi } from './openapi.ts';
import { describeSchema } from './schema.ts';

/** `npm run generate`: writes schema.sql and openapi.json from what the code really makes. A test fails when they have drifted. */
const folder = mkdtempSync(join(tmpdir(), 'telink-generate-'));
const postgres = await startPostgres(join(folder, 'postgres'));
const pool = openPool(postgres.url, createLog('error'));
try {
  await migrate(pool, findMigrations(root), systemClock.now);
  const files = { 'schema.sql': await describeSchema(pool), 'openapi.json': await describeApi(postgres.url) };
  for (const [name, text] of Object.entries(files)) {
    const before = read(join(root, name));
    if (before !== text) writeFileSync(join(root, name), text);
    process.stdout.write(`${name} ${before === text ? 'is as it was' : 'is written'}\n`);
  }
} finally {
  await pool.end();
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
