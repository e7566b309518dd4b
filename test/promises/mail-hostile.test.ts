import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { contentSecurityPolicy } from '#platform/http';
import { promise } from '#policy/promise';
import { type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';
import type * as Show from '../../modules/mail/subscriber/engine/show/index.ts';
import { vectors } from '../../modules/mail/subscriber/engine/show/vectors.ts';
import { addAccount } from '../run/api.ts';
import { connectMailbox, visitMail } from '../run/mail-visit.ts';
import { withoutBrowser } from '../run/browser.ts';
import { startRunningProduct, type RunningProduct } from '../run/product.ts';
import { launchBrowser } from '../run/browser.ts';

/**
 * A message is shown behind three layers: the sanitiser, the frame's sandbox, and content policies (the frame's own, and the app's, which
 * a srcdoc frame inherits). Each is tried with all others off, and the probe with every layer off, so that silence means something.
 * The sandbox stops script and nothing else: requests are the others' work.
 */
/** «Filled»: put into a document that was loaded beforehand, as the reading pane does it. */
type Layer =
  | 'none'
  | 'sanitiser'
  | 'sandbox'
  | 'policy'
  | 'app'
  | 'all'
  | 'filled-sandbox'
  | 'filled-policy'
  | 'filled-none';
const ALONE = ['sanitiser', 'sandbox', 'policy', 'app'] as const;

interface Item {
  readonly name: string;
  readonly html: string;
  readonly quiet?: true;
}

const skip = withoutBrowser;
const CORPORA = new URL('../../../shared/corpora/html/', import.meta.url);
const withoutCorpora: string | false = existsSync(CORPORA)
  ? skip
  : 'the corpora of hostile HTML are not beside the repository';
const PIXEL = Buffer.from('R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==', 'base64');
const BATCH = 40;
/** After every frame of a batch has loaded: how long what it began may still take. Milliseconds. */
const SETTLE = 1200;
/** A frame whose load never ends (a stream, a script in a loop) holds nobody longer. */
const LONGEST = 8000;

let server: Server;
let browser: Browser;
let port = 0;
let product: RunningProduct | undefined;
/** What was asked for, `layer/vector`. */
const hits = new Set<string>();

const vectorsFor = (layer: string): readonly Item[] =>
  vectors((name) => `http://127.0.0.1:${port}/hit/${layer}/${encodeURIComponent(name)}`);

/** Public payloads that want to run script: each field of the fixtures is one document, and so is each whole page. */
function payloads(): readonly Item[] {
  const fixtures = JSON.parse(readFileSync(new URL('dompurify/fixtures.json', CORPORA), 'utf8')) as {
    payload: string;
  }[];
  const pages = new URL('mimekit/', CORPORA);
  return [
    ...fixtures.map((one, at) => ({ name: `fixture-${at}`, html: one.payload })),
    ...readdirSync(pages)
      .filter((name) => name.endsWith('.html'))
      .map((name) => ({ name, html: readFileSync(new URL(name, pages), 'utf8') })),
  ];
}

beforeAll(async () => {
  if (skip !== false) return;
  const entry = new URL('../../modules/mail/subscriber/engine/show/index.ts', import.meta.url).pathname;
  const built = await build({
    configFile: false,
    logLevel: 'silent',
    build: { write: false, minify: false, lib: { entry, formats: ['iife'], name: 'show' } },
  });
  const output = (Array.isArray(built) ? built : [built])[0];
  if (!output || !('output' in output)) throw new Error('nothing was built');
  const code = output.output[0].code;
  server = createServer((request, response) => {
    const url = request.url ?? '/';
    if (url === '/show.js') return response.setHeader('content-type', 'text/javascript').end(code);
    const hit = /^\/hit\/([^?#]+)/.exec(url);
    if (hit) {
      hits.add(decodeURIComponent(hit[1] ?? ''));
      return response
        .setHeader('content-type', 'image/gif')
        .setHeader('access-control-allow-origin', '*')
        .end(PIXEL);
    }
    // The frame's policy cannot forbid its own navigation (meta refresh); the app page's `frame-src` does, and belongs to the same layer.
    if (url === '/policy' || url === '/filled-policy')
      response.setHeader('content-security-policy', "frame-src 'self'");
    if (url === '/app' || url === '/all')
      response.setHeader('content-security-policy', contentSecurityPolicy({ connect: [], script: true }));
    return response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>x</title><body><script src="/show.js"></script>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  port = (server.address() as AddressInfo).port;
  browser = await launchBrowser();
});

afterAll(async () => {
  await product?.stop();
  await browser?.close();
  server?.closeAllConnections();
  server?.close();
});

/** A page of the layer, in a window of its own so that nothing is put to sleep; whatever runs in a frame tells its name at the top. */
async function openPage(layer: Layer): Promise<Page> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.addInitScript(() => {
    const tell = (): boolean => {
      const top = window.top as unknown as { ran?: Set<string> };
      (top.ran ??= new Set()).add(window.name);
      return true;
    };
    Object.assign(window, { alert: tell, prompt: tell, confirm: tell, ran: undefined });
  });
  await page.goto(`http://localhost:${port}/${layer}`);
  return page;
}

/** Shows each document in its own frame under one layer only. @returns the names whose script ran. */
async function showAll(items: readonly Item[], layer: Layer): Promise<readonly string[]> {
  const page = await openPage(layer);
  const ran = new Set<string>();
  for (let at = 0; at < items.length; at += BATCH) {
    const found = await page.evaluate(
      async ({ part, how, settle, longest }) => {
        const { show } = window as unknown as { show: typeof Show };
        const policy = `<meta http-equiv="Content-Security-Policy" content="${show.framePolicy(false)}">`;
        const top = window as unknown as { ran?: Set<string> };
        top.ran = new Set();
        const loads: Promise<unknown>[] = [];
        const full = new Set<HTMLIFrameElement>();
        const frames = part.map(({ name, html }) => {
          const frame = document.createElement('iframe');
          frame.name = name;
          // All in view, or lazy loads and media would never begin.
          frame.style.cssText = 'position: fixed; top: 0; left: 0; width: 300px; height: 150px';
          const filled = how.startsWith('filled-');
          if (how.endsWith('sandbox') || how === 'all') frame.setAttribute('sandbox', show.SANDBOX);
          const options = { remoteImages: false, inline: new Map(), purpose: 'frame' } as const;
          const written = (): string => {
            if (how === 'all') return show.frameDocument(show.clean(html, options).html, false);
            if (how === 'sanitiser') {
              const cleaned = show.clean(html, options);
              // Styles where the frame would put them, in the form that could load.
              return `<!doctype html><style>${cleaned.css}</style>${cleaned.html.replaceAll('data-s=', 'style=')}`;
            }
            return `<!doctype html>${how.endsWith('policy') ? policy : ''}${filled ? '' : html}`;
          };
          frame.srcdoc = show.frameHtml(written()) as string;
          loads.push(
            new Promise<void>((resolve) =>
              frame.addEventListener('load', () => {
                // A vector that navigates loads again: filled once.
                if (filled && !full.has(frame)) {
                  full.add(frame);
                  show.fillFrame(frame, html);
                }
                resolve();
              }),
            ),
          );
          document.body.append(frame);
          return frame;
        });
        const after = (ms: number): Promise<unknown> => new Promise((resolve) => setTimeout(resolve, ms));
        await Promise.race([Promise.all(loads), after(longest)]);
        await after(settle);
        for (const frame of frames) frame.remove();
        return [...(top.ran ?? [])];
      },
      { part: items.slice(at, at + BATCH), how: layer, settle: SETTLE, longest: LONGEST },
    );
    for (const name of found) ran.add(name);
  }
  await page.context().close();
  return [...ran];
}

const hitsOf = (layer: string): string[] =>
  [...hits].filter((hit) => hit.startsWith(`${layer}/`)).map((hit) => hit.slice(layer.length + 1));

promise(
  'mail.6',
  'every known way to phone home does so with all layers off, and not one does behind the sanitiser alone, the frame’s policy alone or the app’s policy alone',
  async () => {
    const list = vectorsFor('none');
    expect(new Set(list.map((one) => one.name)).size).toBe(list.length);
    expect(list.length).toBeGreaterThanOrEqual(95);
    await showAll(list, 'none');
    const tried = ['sanitiser', 'policy', 'app', 'all'] as const;
    await Promise.all(tried.map((layer) => showAll(vectorsFor(layer), layer)));
    const fired = new Set(hitsOf('none'));
    const silent = list.filter((one) => !one.quiet && !fired.has(one.name)).map((one) => one.name);
    expect(fired.size, `did not fire: ${silent.join(', ')}`).toBeGreaterThanOrEqual(95);
    for (const layer of tried) expect(hitsOf(layer), `behind ${layer}`).toEqual([]);
  },
  { skip, timeout: 240_000 },
);

promise(
  'mail.6',
  'public script payloads run with all layers off, and not one behind any single layer',
  async () => {
    const items = payloads();
    expect(items.length).toBeGreaterThan(230);
    const tried: readonly Layer[] = ['none', ...ALONE, 'all'];
    const ran = new Map(
      await Promise.all(tried.map(async (layer) => [layer, await showAll(items, layer)] as const)),
    );
    expect(ran.get('none')?.length).toBeGreaterThanOrEqual(15);
    for (const layer of tried.slice(1)) expect(ran.get(layer), `behind ${layer}`).toEqual([]);
  },
  { skip: withoutCorpora, timeout: 300_000 },
);

promise(
  'mail.6',
  'put into a frame that was loaded beforehand, with the sanitiser off, nothing reaches out behind the frame’s policy alone',
  async () => {
    await showAll(vectorsFor('filled-none'), 'filled-none');
    await showAll(vectorsFor('filled-policy'), 'filled-policy');
    // The control: without the policy the very same frame does.
    expect(hitsOf('filled-none').length).toBeGreaterThanOrEqual(60);
    expect(hitsOf('filled-policy')).toEqual([]);
  },
  { skip, timeout: 300_000 },
);

promise(
  'mail.6',
  'put into a frame that was loaded beforehand, with the sanitiser off, no public payload runs behind the sandbox alone or the policy alone',
  async () => {
    const items = payloads();
    expect((await showAll(items, 'filled-none')).length).toBeGreaterThanOrEqual(5);
    for (const layer of ['filled-sandbox', 'filled-policy'] as const)
      expect(await showAll(items, layer), `behind ${layer}`).toEqual([]);
  },
  { skip: withoutCorpora, timeout: 300_000 },
);

const ADDRESS = 'elin@example.se';
/** One letter for each vector: parts that do not close would swallow their neighbours. */
const letterOf = ({ name, html }: Item, at: number): Uint8Array =>
  new TextEncoder().encode(
    [
      `From: Prov ${at} <prov${at}@example.net>`,
      `To: Elin <${ADDRESS}>`,
      `Subject: Vektor ${at} ${name}`,
      `Date: ${new Date(Date.now() - at * 60_000).toUTCString()}`,
      `Message-ID: <vector-${at}@example.net>`,
      'MIME-Version: 1.0',
      'Content-Type: text/html; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      (
        Buffer.from(`<p>Brev ${at}.</p>${html}`)
          .toString('base64')
          .match(/.{1,76}/g) ?? []
      ).join('\r\n'),
      '',
    ].join('\r\n'),
  );

promise(
  'mail.6',
  'opened one after the other in the mail client itself, as letters, not one of them reaches the sender’s server',
  async () => {
    product = await startRunningProduct({ cloud: { seed: 'empty' } });
    const list = vectorsFor('product');
    await product.cloud.fill(ADDRESS, 'inbox', list.map(letterOf));
    const login = await addAccount(product, 'Elin Test', 'elin@example.org');
    await connectMailbox(product, login);
    const browsing = await product.browse();
    const page = await visitMail(browsing, login);
    const shown = (): Promise<number> =>
      page.evaluate(() => performance.getEntriesByName('telink:body-visible').length);
    await page.locator('[role=row]', { hasText: 'Vektor 0 ' }).first().click();
    const read = new Set<string>();
    for (let at = 0; at < list.length; at += 1) {
      if (at > 0) await page.keyboard.press('j');
      const inside = page.frameLocator('[data-reading] iframe, iframe').last().locator('body');
      await expect
        .poll(() => inside.textContent().catch(() => ''), {
          timeout: 20_000,
          message: `letter ${at}, ${list[at]?.name}`,
        })
        .toContain(`Brev ${at}.`);
      read.add(`Brev ${at}.`);
    }
    expect(read.size).toBe(list.length);
    expect(await shown()).toBeGreaterThanOrEqual(95);
    await page.waitForTimeout(2 * SETTLE);
    expect(hitsOf('product')).toEqual([]);
    // The counter can be reached from this very browser.
    const stranger = await browsing.context.newPage();
    await stranger.goto(`http://127.0.0.1:${port}/hit/product/control`);
    expect(hitsOf('product')).toEqual(['control']);
  },
  { skip, timeout: 300_000 },
);
