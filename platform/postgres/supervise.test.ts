import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import pg from 'pg';

/** A process of its own that holds the folder and the database, as the product does, so that it can be killed. */
const HOLDER = `
import { lockFolder, keepPostgres } from '#platform/postgres';
import { createLog } from '#platform/log';
const folder = process.argv[1];
try {
  const lock = lockFolder(folder);
  const postgres = await keepPostgres(folder, createLog('error'), () => undefined);
  console.log(JSON.stringify({ url: postgres.url }));
  process.on('SIGTERM', async () => { await postgres.stop(); lock.release(); process.exit(0); });
  setInterval(() => undefined, 1000);
} catch (error) { console.log(JSON.stringify({ error: error.message })); process.exit(1); }
`;

let folder: string;
const started: ChildProcess[] = [];
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'telink-supervise-'));
});
afterEach(async () => {
  for (const child of started.splice(0))
    if (child.exitCode === null && child.signalCode === null) await ended(child, 'SIGTERM');
  rmSync(folder, { recursive: true, force: true });
});

function hold(): { child: ChildProcess; said: Promise<{ url?: string; error?: string }> } {
  const child = spawn(process.execPath, ['--input-type=module', '-e', HOLDER, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
    cwd: fileURLToPath(new URL('../..', import.meta.url)),
  });
  started.push(child);
  const said = new Promise<{ url?: string; error?: string }>((done) =>
    child.stdout.once('data', (line: Buffer) => done(JSON.parse(line.toString()) as { url?: string })),
  );
  return { child, said };
}

const ended = (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  const exit = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  return exit;
};

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

const databasePid = (): number =>
  Number(readFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8').split('\n')[0]);

async function until<T>(what: () => Promise<T>): Promise<T> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      return await what();
    } catch (error) {
      if (attempt > 150) throw error;
      await new Promise((done) => setTimeout(done, 100));
    }
  }
}

test('what was committed survives kill -9 of both processes, and the next start needs no help', async () => {
  const first = hold();
  const { url } = await first.said;
  await ask(url!, 'CREATE TABLE kept AS SELECT 42 AS n');
  const pid = databasePid();
  await ended(first.child, 'SIGKILL');
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It was told to go when its parent died, and may have been quicker.
  }
  const { url: again } = await hold().said;
  expect(await ask(again!, 'SELECT n FROM kept')).toEqual([{ n: 42 }]);
});

test('a database that is killed comes back at the same address', async () => {
  const { url } = await hold().said;
  await ask(url!, 'CREATE TABLE kept AS SELECT 1 AS n');
  process.kill(databasePid(), 'SIGKILL');
  expect(await until(() => ask(url!, 'SELECT n FROM kept'))).toEqual([{ n: 1 }]);
});

test('the database goes when the product is killed, so that no orphan keeps the folder', async () => {
  const first = hold();
  const { url } = await first.said;
  await ended(first.child, 'SIGKILL');
  await until(async () => {
    await expect(ask(url!, 'SELECT 1')).rejects.toThrow();
  });
});

test('a second instance on the same folder is refused, with the reason', async () => {
  const first = hold();
  await first.said;
  const { error } = await hold().said;
  expect(error).toContain(`process ${first.child.pid}`);
  expect(error).toContain('TELINK_DATA');
});

test('a lock file that names somebody else’s process neither stops the start nor harms that process', async () => {
  const first = hold();
  await first.said;
  await ended(first.child, 'SIGTERM');
  const bystander = spawn('sleep', ['60']);
  writeFileSync(join(folder, 'postgres', 'data', 'postmaster.pid'), `${bystander.pid}\n`);
  const { url } = await hold().said;
  expect(await ask(url!, 'SELECT 1 AS n')).toEqual([{ n: 1 }]);
  expect(bystander.exitCode).toBeNull();
  bystander.kill();
});
