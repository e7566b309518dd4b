import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type * as Show from './index.ts';
import { vectors } from './vectors.ts';
import type { Vector } from './vectors.ts';

const CHROMIUM = process.env['TELINK_CHROMIUM'] ?? '/usr/bin/chromium';
const FIXTURES = new URL('../../../../../../shared/corpora/html/dompurify/fixtures.json', import.meta.url);
const hasChromium = existsSync(CHROMIUM);
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');

let server: Server;
let browser: Browser;
let port = 0;
const hits = new Set<string>();

/** The three layers as the page under test has them; `raw` has none. */
type Layer = 'raw' | 'sanitiser' | 'sandbox' | 'policy' | 'all';

beforeAll(async () => {
  if (!hasChromium) return;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: {
      write: false,
      minify: false,
      lib: { entry: new URL('./index.ts', import.meta.url).pathname, formats: ['iife'], name: 'show' },
    },
  });
  const output = (Array.isArray(built) ? built : [built])[0];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  const code = output.output[0].code;
  server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url === '/show.js') return response.setHeader('content-type', 'text/javascript').end(code);
    const hit = /^\/hit\/([^/?#]+)/.exec(url);
    if (hit) {
      hits.add(decodeURIComponent(hit[1] ?? ''));
      return response
        .setHeader('content-type', 'image/gif')
        .setHeader('access-control-allow-origin', '*')
        .end(PIXEL);
    }
    if (url === '/framed') response.setHeader('content-security-policy', "frame-src 'self'");
    return response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>x</title><body><script src="/show.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  browser = await chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
});

afterAll(async () => {
  if (!hasChromium) return;
  await browser.close();
  server.closeAllConnections();
  server.close();
});

/** The frame's policy cannot forbid its own navigation (meta refresh); the app page's `frame-src` does, and belongs to the same layer. */
async function openPage(layer: Layer = 'raw'): Promise<Page> {
  const page = await browser.newPage();
  await page.addInitScript(() => {
    const tell = (): boolean => {
      const top = window.top as unknown as { ran?: Set<string> };
      (top.ran ??= new Set()).add(window.name);
      return true;
    };
    Object.assign(window, { alert: tell, prompt: tell, confirm: tell, ran: undefined });
  });
  await page.goto(`http://localhost:${port}/${layer === 'policy' ? 'framed' : ''}`);
  return page;
}

/** Shows each document in its own frame under one layer only; answers the names whose script ran. */
async function showAll(
  page: Page,
  items: readonly { readonly name: string; readonly html: string }[],
  layer: Layer,
): Promise<readonly string[]> {
  const ran = new Set<string>();
  const batch = 40;
  const ms = 1500;
  for (let at = 0; at < items.length; at += batch) {
    const found = await page.evaluate(
      async ({ part, layer: how, ms }) => {
        const { show } = window as unknown as { show: typeof Show };
        const policy = `<meta http-equiv="Content-Security-Policy" content="${show.framePolicy(false)}">`;
        (window as unknown as { ran?: Set<string> }).ran = new Set();
        const frames = part.map(({ name, html }) => {
          const frame = document.createElement('iframe');
          frame.name = name;
          // All in view, or lazy loads and media would never begin.
          frame.style.cssText = 'position: fixed; top: 0; left: 0; width: 300px; height: 150px';
          if (how === 'sandbox' || how === 'all') frame.setAttribute('sandbox', show.SANDBOX);
          const cleaned = show.clean(html, { remoteImages: false, inline: new Map(), purpose: 'frame' });
          if (how === 'all') frame.srcdoc = show.frameDocument(cleaned.html, false);
          else if (how === 'sanitiser')
            frame.srcdoc = `<!doctype html><style>${cleaned.css}</style>${cleaned.html.replaceAll('data-s=', 'style=')}`;
          else frame.srcdoc = `<!doctype html>${how === 'policy' ? policy : ''}${html}`;
          document.body.append(frame);
          return frame;
        });
        await new Promise((resolve) => setTimeout(resolve, ms));
        const top = window as unknown as { ran?: Set<string> };
        for (const frame of frames) frame.remove();
        return [...(top.ran ?? [])];
      },
      { part: items.slice(at, at + batch), layer, ms },
    );
    for (const name of found) ran.add(name);
  }
  return [...ran];
}

const listed = (): readonly Vector[] =>
  vectors((name) => `http://127.0.0.1:${port}/hit/${encodeURIComponent(name)}`);

test.skipIf(!hasChromium)('the list has at least 95 vectors, and shown raw they do phone home', async () => {
  const list = listed();
  expect(new Set(list.map((one) => one.name)).size).toBe(list.length);
  expect(list.length).toBeGreaterThanOrEqual(95);
  hits.clear();
  const page = await openPage();
  await showAll(page, list, 'raw');
  await page.close();
  const silent = list.filter((one) => !one.quiet && !hits.has(one.name)).map((one) => one.name);
  expect(hits.size, `did not fire: ${silent.join(', ')}`).toBeGreaterThanOrEqual(95);
});

for (const layer of ['sanitiser', 'policy', 'all'] as const) {
  test.skipIf(!hasChromium)(
    `with ${layer === 'all' ? 'all layers' : `the ${layer} alone`} not one vector makes a request`,
    async () => {
      hits.clear();
      const page = await openPage(layer);
      await showAll(page, listed(), layer);
      await page.close();
      expect([...hits]).toEqual([]);
    },
  );
}

interface Fixture {
  readonly payload: string;
  readonly title?: string;
}

const fixtures = (): readonly { name: string; html: string }[] =>
  (JSON.parse(readFileSync(FIXTURES, 'utf8')) as Fixture[]).map((one, at) => ({
    name: `f${at}`,
    html: one.payload,
  }));

const hasFixtures = hasChromium && existsSync(FIXTURES);

test.skipIf(!hasFixtures)('shown raw, public payloads do run script: the counter works', async () => {
  const page = await openPage();
  const ran = await showAll(page, fixtures(), 'raw');
  await page.close();
  expect(ran.length).toBeGreaterThanOrEqual(15);
});

for (const layer of ['sanitiser', 'sandbox', 'policy', 'all'] as const) {
  test.skipIf(!hasFixtures)(
    `with ${layer === 'all' ? 'all layers' : `the ${layer} alone`} no payload runs script`,
    async () => {
      const page = await openPage();
      const ran = await showAll(page, fixtures(), layer);
      await page.close();
      expect(ran).toEqual([]);
    },
  );
}
