import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentSecurityPolicy } from '#platform/http';
import { startMicrosoft365 } from '#worlds/microsoft365';
import type { Microsoft365 } from '#worlds/microsoft365';
import type { BrowserContext, Page } from 'playwright-core';
import type * as VaultDoor from '@telink/vault';
import { build } from 'vite';
import type * as Engine from '../../../modules/mail/subscriber/engine/index.ts';
import type { Mail } from '../../../modules/mail/subscriber/engine/types.ts';
import { launchBrowser } from '../../run/browser.ts';

/** For tests: the engine as the browser gets it, under the product's content policy, against the stand-in. */
export const ANNA = 'anna.ek@bjorkviken.example';

/** What the page under test holds. */
export type EngineWindow = typeof globalThis & {
  engine: typeof Engine;
  vault: typeof VaultDoor;
  mail: Mail;
};

export interface EnginePages {
  readonly world: Microsoft365;
  /** A fresh profile with the engine loaded and not yet opened. `complaints`: errors, warnings and what nobody caught. */
  open(): Promise<{
    readonly context: BrowserContext;
    readonly page: Page;
    readonly complaints: string[];
  }>;
  stop(): Promise<void>;
}

const ENTRY = 'virtual:entry';
const engine = new URL('../../../modules/mail/subscriber/engine/index.ts', import.meta.url).pathname;

async function bundle(): Promise<ReadonlyMap<string, string>> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    worker: { format: 'es' },
    plugins: [
      {
        name: 'entry',
        resolveId: (id) => (id === ENTRY ? `\0${ENTRY}` : undefined),
        load: (id) =>
          id === `\0${ENTRY}`
            ? `import * as engine from ${JSON.stringify(engine)}; import * as vault from '@telink/vault'; Object.assign(window, { engine, vault });`
            : undefined,
      },
    ],
    build: {
      write: false,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rollupOptions: { input: ENTRY, output: { entryFileNames: 'entry.js' } },
    },
  });
  const files = new Map<string, string>();
  for (const output of Array.isArray(built) ? built : [built]) {
    if (!('output' in output)) continue;
    for (const file of output.output)
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source.toString());
  }
  return files;
}

export async function startEnginePages(): Promise<EnginePages> {
  const world = await startMicrosoft365({
    seed: 'empty',
    accounts: [{ address: ANNA, name: 'Anna Ek', consent: { kind: 'approve' } }],
  });
  const files = await bundle();
  const policy = contentSecurityPolicy({ connect: [world.graph, world.upload], script: true });
  const server = createServer((request, response) => {
    const file = files.get(request.url ?? '');
    response.setHeader('cache-control', 'no-store').setHeader('content-security-policy', policy);
    if (request.url === '/token') {
      const accessToken = world.issueToken(ANNA, [
        'Mail.ReadWrite',
        'Mail.Send',
        'MailboxSettings.ReadWrite',
      ]);
      const answer = {
        accessToken,
        expiresAt: Date.now() + 3_600_000,
        graph: world.graph,
        upload: world.upload,
      };
      return response.setHeader('content-type', 'application/json').end(JSON.stringify(answer));
    }
    if (file !== undefined) return response.setHeader('content-type', 'text/javascript').end(file);
    return response
      .setHeader('content-type', 'text/html')
      .end(
        '<!doctype html><html lang="sv"><title>x</title><body><script type="module" src="/entry.js"></script>',
      );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const origin = `http://localhost:${(server.address() as AddressInfo).port}`;
  const browser = await launchBrowser();
  return {
    world,
    async open() {
      const context = await browser.newContext();
      const page = await context.newPage();
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(String(error)));
      await page.goto(origin);
      return { context, page, complaints };
    },
    async stop() {
      await browser.close();
      server.closeAllConnections();
      server.close();
      await world.stop();
    },
  };
}

/** Opens the inbox and waits for its first row. @returns milliseconds. */
export async function openMailIn(page: Page): Promise<number> {
  return page.evaluate(async (address) => {
    const tab = window as unknown as EngineWindow;
    const vault = await tab.vault.openVault({
      context: 'test',
      account: 'a1',
      category: 'mail',
      key: { kid: 'k1', secret: new Uint8Array(32).fill(7) },
      limits: { maxBytes: 300_000_000, maxAgeMs: 1e10 },
      now: () => Date.now(),
    });
    const began = performance.now();
    tab.mail = tab.engine.openMail({
      account: 'a1',
      address,
      vault,
      token: async () => (await fetch('/token')).json() as Promise<never>,
    });
    await tab.mail.start('inbox');
    const list = tab.mail.list('inbox');
    while (list.count() === 0 || list.row(0).state !== 'ready')
      await new Promise((resolve) => setTimeout(resolve, 1));
    return performance.now() - began;
  }, ANNA);
}
