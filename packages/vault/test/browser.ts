import { spawn, type ChildProcess } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { build } from 'vite';
import { chromiumPath, quietArguments } from '../../../test/run/browser.ts';
import type * as VaultModule from '../src/index.ts';

export interface Opening {
  readonly kid?: string;
  readonly secret?: readonly number[];
  readonly context?: string;
  readonly account?: string;
  readonly category?: string;
  readonly limits?: VaultModule.VaultLimits;
}

interface Sealed {
  readonly k: string;
  readonly n: number;
  readonly i: Uint8Array;
  readonly c: ArrayBuffer;
}

/** What every test page and worker has in reach, beside the vault itself. */
interface Workbench {
  clock: number;
  openWith(opening?: Opening): Promise<VaultModule.Vault>;
  /** The one vault database, opened beside the vault. */
  raw(): Promise<IDBDatabase>;
  answer<T>(request: IDBRequest<T>): Promise<T>;
  records(): Promise<[id: string, record: Sealed][]>;
  /** Puts a record as someone with the disk in hand would. */
  plant(id: string, record: Sealed): Promise<void>;
}

declare global {
  var vault: typeof VaultModule;
  var bench: Workbench;
  var kept: VaultModule.Vault;
}

const WORKBENCH = `import * as vault from '/vault.js';
globalThis.vault = vault;
const answer = (request) => new Promise((resolve, reject) => {
  request.onsuccess = () => resolve(request.result);
  request.onerror = () => reject(request.error);
});
const raw = async () => {
  const { name } = (await indexedDB.databases()).find(({ name }) => name.startsWith('0.'));
  const db = await answer(indexedDB.open(name));
  db.onversionchange = () => db.close();
  return db;
};
globalThis.bench = {
  clock: 1_700_000_000_000,
  openWith: (o = {}) => vault.openVault({
    context: 'tenant/user', account: 'account', category: 'mail',
    limits: { maxBytes: 100_000_000, maxAgeMs: 86_400_000 },
    now: () => bench.clock,
    ...o,
    key: { kid: o.kid ?? 'kid-1', secret: Uint8Array.from(o.secret ?? Array(32).fill(7)) },
  }),
  answer, raw,
  records: async () => {
    const db = await raw();
    const store = db.transaction('a').objectStore('a');
    const [keys, values] = await Promise.all([answer(store.getAllKeys()), answer(store.getAll())]);
    db.close();
    return keys.map((key, i) => [key, values[i]]);
  },
  plant: async (id, record) => {
    const db = await raw();
    await answer(db.transaction('a', 'readwrite').objectStore('a').put(record, id));
    db.close();
  },
};`;

const PAGE = `<!doctype html><title>Vault</title><script type="module">
import '/bench.js';
document.title = 'ready';
</script>`;

/** Runs the source text of a function it is sent, with the vault in reach, and answers with its result. */
const WORKER = `import '/bench.js';
addEventListener('message', async ({ data }) => {
  try { postMessage({ value: await (0, eval)('(' + data + ')')() }); }
  catch (fault) { postMessage({ fault: String(fault) }); }
});
postMessage('ready');`;

async function bundle(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2024',
      lib: { entry: fileURLToPath(new URL('../src/index.ts', import.meta.url)), formats: ['es'] },
    },
  });
  const outputs = Array.isArray(built)
    ? built.flatMap(({ output }) => output)
    : 'output' in built
      ? built.output
      : [];
  const chunk = outputs.find((output) => output.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error('the vault was not bundled');
  return chunk.code;
}

/** The vault as a browser gets it, on a port of the system's choice. */
export async function serveVault(): Promise<{ readonly url: string; readonly close: () => Promise<void> }> {
  const code = await bundle();
  const answers: Readonly<Record<string, readonly [type: string, body: string]>> = {
    '/': ['text/html', PAGE],
    '/vault.js': ['text/javascript', code],
    '/bench.js': ['text/javascript', WORKBENCH],
    '/worker.js': ['text/javascript', WORKER],
    '/sw.js': ['text/javascript', 'addEventListener("fetch", () => undefined);'],
  };
  const server: Server = createServer((request, response) => {
    const [type, body] = answers[request.url ?? ''] ?? ['text/plain', 'nothing here'];
    response.setHeader('content-type', type).setHeader('cache-control', 'no-store').end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return {
    url: `http://localhost:${address.port}/`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}

export async function temporaryFolder(): Promise<string> {
  return mkdtemp(path.join(tmpdir(), 'telink-vault-'));
}

/** A browser on a profile of its own, on disk. */
export async function openBrowser(profile: string): Promise<BrowserContext> {
  return chromium.launchPersistentContext(profile, {
    executablePath: chromiumPath,
    headless: true,
    args: [...quietArguments],
  });
}

export async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.waitForFunction(() => document.title === 'ready');
  return page;
}

/** A browser that is ours to kill: playwright would clean up behind one that it started itself. */
export async function openKillable(
  profile: string,
): Promise<{ readonly context: BrowserContext; readonly kill: () => Promise<void> }> {
  const child: ChildProcess = spawn(
    chromiumPath,
    [
      ...quietArguments,
      '--headless=new',
      '--remote-debugging-port=0',
      `--user-data-dir=${profile}`,
      'about:blank',
    ],
    { stdio: ['ignore', 'ignore', 'pipe'], detached: true },
  );
  const endpoint = await new Promise<string>((resolve, reject) => {
    let said = '';
    child.stderr?.on('data', (piece: Buffer) => {
      said += piece.toString();
      const found = /DevTools listening on (ws:\S+)/.exec(said);
      if (found?.[1] !== undefined) resolve(found[1]);
    });
    child.once('exit', () => reject(new Error(`Chromium ended: ${said}`)));
  });
  const browser = await chromium.connectOverCDP(endpoint);
  const [context] = browser.contexts();
  if (!context || child.pid === undefined) throw new Error('no browser');
  const group = -child.pid;
  return {
    context,
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        process.kill(group, 'SIGKILL');
      }),
  };
}

/** A copy of a folder that something else is writing to; files that vanish meanwhile are left out. */
export async function copyOf(folder: string): Promise<string> {
  const copy = await temporaryFolder();
  await cp(folder, copy, { recursive: true, filter: (source) => !/Singleton|\.org\.chromium/.test(source) });
  return copy;
}

/** Files under `folder` that hold any of the needles, as `needle: file`. Also how many bytes were read. */
export async function findBytes(
  folder: string,
  needles: Readonly<Record<string, Uint8Array>>,
): Promise<{ readonly hits: readonly string[]; readonly bytes: number }> {
  const hits: string[] = [];
  let bytes = 0;
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const content = await readFile(path.join(entry.parentPath, entry.name));
    bytes += content.byteLength;
    for (const [name, needle] of Object.entries(needles)) {
      if (content.includes(Buffer.from(needle)))
        hits.push(`${name}: ${path.relative(folder, path.join(entry.parentPath, entry.name))}`);
    }
  }
  return { hits, bytes };
}

/** A text in the forms a browser writes it to disk. */
export function formsOf(text: string): Record<string, Uint8Array> {
  return {
    utf8: Buffer.from(text),
    utf16: Buffer.from(text, 'utf16le'),
    // As IndexedDB writes names and keys.
    utf16be: Buffer.from(text, 'utf16le').swap16(),
    base64: Buffer.from(Buffer.from(text).toString('base64').slice(0, -4)),
    hex: Buffer.from(Buffer.from(text).toString('hex')),
  };
}

/** Bytes in the forms a browser or a careless program writes them to disk. */
export function formsOfKey(bytes: Uint8Array): Record<string, Uint8Array> {
  const buffer = Buffer.from(bytes);
  return {
    raw: buffer,
    hex: Buffer.from(buffer.toString('hex')),
    base64: Buffer.from(buffer.toString('base64').slice(0, -4)),
    base64url: Buffer.from(buffer.toString('base64url').slice(0, -4)),
    base64utf16: Buffer.from(buffer.toString('base64').slice(0, -4), 'utf16le'),
  };
}

export async function removeFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
