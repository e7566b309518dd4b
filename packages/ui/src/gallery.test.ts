import { readFile } from 'node:fs/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import axe from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

// The policy of the apps; the one hash is the style react-aria writes for a press.
const csp =
  "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-38RhXrc7EdReTKsOm23ZPOCUgniTUUcjky8QOOrQx6o='; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; require-trusted-types-for 'script'";

const types: Readonly<Record<string, string>> = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.woff2': 'font/woff2' };
const shots = process.env['TELINK_SHOTS'];

let folder: string;
let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'telink-gallery-'));
  await build({
    root: fileURLToPath(new URL('../gallery', import.meta.url)),
    configFile: false,
    logLevel: 'error',
    plugins: [react({ compiler: true })],
    build: { outDir: folder, emptyOutDir: true, assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://gallery').pathname;
    const file = join(folder, normalize(path === '/' ? '/index.html' : path));
    readFile(file).then(
      (content) => response.writeHead(200, { 'content-type': types[extname(file)] ?? 'application/octet-stream', 'content-security-policy': csp }).end(content),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await chromium.launch({
    executablePath: process.env['TELINK_CHROMIUM'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
}, 120_000);

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

async function open(view: string, width: number, scheme: 'light' | 'dark'): Promise<Opened> {
  const context = await browser.newContext({ viewport: { width, height: width < 700 ? 844 : 800 }, colorScheme: scheme, locale: 'sv-SE', reducedMotion: 'reduce' });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.addInitScript(() => {
    const heard: string[] = [];
    Object.assign(globalThis, { heardViolations: heard });
    document.addEventListener('securitypolicyviolation', (event) => heard.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`));
  });
  await page.goto(`${origin}/?view=${view}`);
  await page.locator('main').waitFor();
  await page.evaluate(() => document.fonts.ready);
  return { page, complaints };
}

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  return page.evaluate(async () => {
    const { axe: tester } = globalThis as unknown as { axe: typeof axe };
    const found = await tester.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] });
    return found.violations.flatMap((one) => one.nodes.map((node) => `${one.id}: ${node.target.join(' ')} — ${node.failureSummary ?? ''}`));
  });
}

async function blocked(page: Page): Promise<string[]> {
  return page.evaluate(() => (globalThis as unknown as { heardViolations: string[] }).heardViolations);
}

async function judge({ page, complaints }: Opened, name: string, fullPage = false): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage });
  expect(await violations(page)).toEqual([]);
  expect(await blocked(page)).toEqual([]);
  expect(complaints).toEqual([]);
}

const sizes = [390, 1280] as const;
const schemes = ['light', 'dark'] as const;

describe.each(['parts', 'mail', 'privacy', 'office', 'heavy'])('the gallery view «%s»', (view) => {
  test.each(sizes.flatMap((width) => schemes.map((scheme) => ({ width, scheme }))))('has no accessibility fault and breaks no policy at $width pixels in $scheme', async ({ width, scheme }) => {
    const opened = await open(view, width, scheme);
    await judge(opened, `${view}-${width}-${scheme}`, view === 'parts' || view === 'heavy');
    // Reflow (WCAG 1.4.10): nothing but tables may scroll sideways.
    expect(await opened.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
    await opened.page.context().close();
  });
});
