import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { browsers } from '../src/browsers.ts';
import { type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect } from 'vitest';
import { axeFaults } from '../../../test/run/axe.ts';
import { launchBrowser, withoutBrowser } from '../../../test/run/browser.ts';

// The policy of the apps; the one hash is the style react-aria writes for a press.
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; require-trusted-types-for 'script'";

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
};
const shots = process.env['TELINK_SHOTS'];

declare global {
  // What the policy has stopped, as the page itself heard it.
  var heardViolations: string[] | undefined;
}

let folder: string;
let server: Server;
let browser: Browser;
let origin: string;

/** Builds the gallery once, serves it under the policy of the apps and opens Chromium; all gone after the file. */
export function useGallery(): void {
  beforeAll(async () => {
    if (withoutBrowser !== false) return;
    folder = await mkdtemp(join(tmpdir(), 'telink-gallery-'));
    await build({
      root: fileURLToPath(new URL('../gallery', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      plugins: [react({ compiler: true })],
      build: {
        outDir: folder,
        target: [...browsers],
        emptyOutDir: true,
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    });
    server = createServer((request, response) => {
      const path = new URL(request.url ?? '/', 'http://gallery').pathname;
      const file = join(folder, normalize(path === '/' ? '/index.html' : path));
      readFile(file).then(
        (content) =>
          response
            .writeHead(200, {
              'content-type': types[extname(file)] ?? 'application/octet-stream',
              'content-security-policy': csp,
            })
            .end(content),
        () => response.writeHead(404).end(),
      );
    });
    await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
    const address = server.address();
    if (typeof address !== 'object' || address === null) throw new Error('The gallery has no address');
    origin = `http://127.0.0.1:${address.port}`;
    browser = await launchBrowser();
  }, 120_000);

  afterAll(async () => {
    await browser?.close();
    server?.close();
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  });
}

export interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

export async function open(view: string, width: number, scheme: 'light' | 'dark'): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 800 },
    colorScheme: scheme,
    locale: 'sv-SE',
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heardViolations: heard });
    document.addEventListener('securitypolicyviolation', (event) =>
      heard.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.goto(`${origin}/?view=${view}`);
  await page.locator('main').waitFor();
  await page.evaluate(() => document.fonts.ready);
  return { page, complaints };
}

export const violations = (page: Page): Promise<readonly string[]> => axeFaults(page);

export async function blocked(page: Page): Promise<string[]> {
  return page.evaluate(() => globalThis.heardViolations ?? []);
}

export async function judge(
  { page, complaints }: Opened,
  name: string,
  fullPage = false,
  ignored: readonly string[] = [],
): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage });
  const found = await violations(page);
  expect(found.filter((one) => !ignored.some((rule) => one.startsWith(`${rule}:`)))).toEqual([]);
  expect(await blocked(page)).toEqual([]);
  expect(complaints).toEqual([]);
}
