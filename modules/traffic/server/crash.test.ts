import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerCustomer, registerPerson } from '#modules/customers';
import { createService } from '#modules/services';
import { handClock } from '#platform/clock';
import { createSealer, openKeyStore } from '#platform/crypto';
import { findMigrations, migrate, openPool, system, type Ctx } from '#platform/db';
import { createLog } from '#platform/log';
import { startPostgres, type Postgres } from '#platform/postgres';
import { fictitiousNumbers, writeTraffic, type Truth } from '#worlds/switch';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'telink-crash-'));
const [keysFolder, file] = [join(folder, 'keys'), join(folder, 'Master.csv')];
const numbers = fictitiousNumbers.slice(0, 40);
/** More than two of the batches that are committed at a time. */
const CALLS = 50_000;
const clock = handClock('2026-11-24T23:30:00Z');
const log = createLog('error', { write: () => undefined });
let server: Postgres;
let truth: Truth;

/** A server of its own, so that it too can be killed; and two databases alike, one for the import that nothing happens to. */
beforeAll(async () => {
  server = await startPostgres(join(folder, 'postgres'));
  await asAdmin('CREATE DATABASE crashed');
  const pool = openPool(urlOf('crashed'), log);
  await migrate(pool, findMigrations(root), clock.now);
  const keys = openKeyStore({ folder: keysFolder, masterKey: undefined, clock });
  const gate = {
    before: async () => undefined,
    after: async () => undefined,
    closed: async () => new Set<string>(),
    frozen: async () => [],
    kept: async () => [],
    consented: async () => undefined,
  };
  const ctx = {
    db: { pool, sealer: createSealer(keys), clock, gate },
    actor: system('test'),
  } as unknown as Ctx;
  for (const number of numbers) {
    const customer = await registerCustomer(ctx, { kind: 'person', name: 'Vera Lind', source: 'order' });
    const person = await registerPerson(ctx, {
      customer,
      name: 'Vera Lind',
      roles: ['user'],
      source: 'order',
    });
    await createService(ctx, {
      customer,
      person,
      kind: 'mobile',
      // With an allowance, so that one used twice would show.
      plan: 'vaxel',
      startsOn: '2026-01-01',
      activatedOn: '2026-01-01',
      numbers: [{ number }],
      source: 'order',
      zone: 'Europe/Stockholm',
    });
  }
  keys.close();
  await pool.end();
  await asAdmin('CREATE DATABASE quiet TEMPLATE crashed');
  truth = writeTraffic(file, {
    format: 'asterisk',
    seed: 11,
    calls: CALLS,
    numbers,
    again: 500,
    broken: 900,
  });
}, 120_000);
afterAll(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

const urlOf = (database: string): string => server.url.replace(/\/postgres$/, `/${database}`);
async function ask<R>(database: string, sql: string): Promise<R[]> {
  const client = new pg.Client({ connectionString: urlOf(database) });
  await client.connect();
  try {
    return (await client.query(sql)).rows as R[];
  } finally {
    await client.end();
  }
}
const asAdmin = (sql: string): Promise<unknown[]> => ask('postgres', sql);

/** `telink traffic import` without its words, in a process that can be killed. */
const PROGRAM = `
import { compile, readDocument, startBook } from '#modules/prices';
import { alone, openDesk, readFile } from '#modules/traffic';
import { handClock } from '#platform/clock';
import { createSealer, openKeyStore } from '#platform/crypto';
import { openPool, system } from '#platform/db';
import { createLog } from '#platform/log';
const clock = handClock('2026-11-24T23:30:00Z');
const zone = 'Europe/Stockholm';
const keys = openKeyStore({ folder: process.env.KEYS, masterKey: undefined, clock });
const gate = { before: async () => {}, after: async () => {}, closed: async () => new Set(), frozen: async () => [], kept: async () => [], consented: async () => undefined };
const db = { pool: openPool(process.env.URL_, createLog('error')), sealer: createSealer(keys), clock, gate };
const ctx = { db, actor: system('traffic-import') };
const { rater } = compile(startBook().map(({ name, text }) => readDocument(text, name).document), { timeZone: zone, homeCountry: 'SE' });
await alone(ctx, async () => {
  const desk = await openDesk(ctx, rater, zone);
  console.log('reading');
  const read = await readFile(ctx, desk, process.env.FILE, { name: 'Master.csv', format: 'asterisk', system: 'pbx1', timeZone: zone, country: '46' });
  console.log(JSON.stringify(read));
});
process.exit(0);
`;

/** @param kill what to do once it reads; it may have ended before that. */
function importInto(
  database: string,
  kill?: (child: ReturnType<typeof spawn>) => Promise<void>,
): Promise<string> {
  return new Promise((done) => {
    const env = { ...process.env, URL_: urlOf(database), KEYS: keysFolder, FILE: file };
    const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM], {
      cwd: root,
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    let killing: Promise<void> | undefined;
    const hear = (bytes: Buffer): void => {
      said += bytes.toString();
      if (said.includes('reading')) killing ??= kill?.(child);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.on('exit', () => void Promise.resolve(killing).then(() => done(said)));
  });
}

interface Totals {
  readonly records: number;
  readonly names: number;
  readonly seconds: number;
  readonly amount: number;
  readonly used: number;
  readonly sealed: number;
}
const totals = async (database: string): Promise<Totals> =>
  (
    await ask<Totals>(
      database,
      `SELECT count(*)::int AS records, count(DISTINCT event)::int AS names, coalesce(sum(seconds), 0)::int AS seconds,
         coalesce(sum(amount_ore), 0)::int AS amount, count(other)::int AS sealed,
         (SELECT coalesce(sum(used), 0)::int FROM traffic.allowance_use) AS used FROM traffic.usage`,
    )
  )[0]!;

const recordsNow = async (): Promise<number> =>
  (await ask<{ n: number }>('crashed', 'SELECT count(*)::int AS n FROM traffic.usage'))[0]!.n;

/** Some time after there are so many records, and a moment more. */
async function someMoment(stored: number): Promise<void> {
  while ((await recordsNow()) < stored) await wait(20);
  await wait(Math.random() * (stored > 0 ? 100 : 700));
}

test('an import that is killed again and again, its process or its database, and then read to its end has stored what one import stores', async () => {
  await importInto('quiet');
  const quiet = await totals('quiet');
  expect([quiet.records, quiet.names, quiet.seconds]).toEqual([truth.calls, truth.calls, truth.seconds]);
  expect(quiet.amount).toBeGreaterThan(0);
  expect(quiet.used).toBeGreaterThan(0);

  const seen: number[] = [];
  const note = async (): Promise<void> => {
    const { records, names } = await totals('crashed');
    expect(names).toBe(records);
    seen.push(records);
  };
  // At no moment in particular; then as soon as something is stored, in the middle of the next batch.
  for (const stored of [0, 0, 1]) {
    await importInto('crashed', async (child) => {
      await someMoment(stored);
      child.kill('SIGKILL');
    });
    await note();
  }
  for (const stored of [0, 1]) {
    await importInto('crashed', async (child) => {
      await someMoment(stored);
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      child.kill('SIGKILL');
    });
    const port = Number(new URL(server.url).port);
    server = await startPostgres(join(folder, 'postgres'), () => undefined, port);
    await note();
  }
  expect(seen.some((records) => records > 0 && records < truth.calls)).toBe(true);
  // Nothing that was there has gone.
  expect(seen).toEqual(seen.toSorted((a, b) => a - b));
  const last = await importInto('crashed');
  expect(last).toContain('"ok":true');
  expect(await totals('crashed')).toEqual(quiet);
}, 300_000);
