import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browsers } from '@telink/ui/browsers';
import react from '@vitejs/plugin-react';
import { type Browser, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contentSecurityPolicy } from '#platform/http';
import { axeFaults } from '../../../test/run/axe.ts';
import { launchBrowser, withoutBrowser } from '../../../test/run/browser.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const shots = process.env['TELINK_SHOTS'];
const policy = contentSecurityPolicy({ connect: [], script: true });

let folder: string;
let server: Server;
let browser: Browser;
let origin: string;

/** Skipped by name where there is no browser. */
const browserTest = test.skipIf(withoutBrowser !== false);

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  folder = await mkdtemp(join(tmpdir(), 'telink-accounts-'));
  await build({
    root: fileURLToPath(new URL('gallery', import.meta.url)),
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
    readFile(join(folder, normalize(path === '/konton' ? '/index.html' : path))).then(
      (content) =>
        response
          .writeHead(200, {
            'content-type': types[extname(path)] ?? types['.html'],
            'content-security-policy': policy,
          })
          .end(content),
      () => response.writeHead(path === '/favicon.ico' ? 204 : 404).end(),
    );
  });
  await new Promise<void>((done) => {
    server.listen(0, '127.0.0.1', done);
  });
  const address = server.address();
  origin = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  server?.close();
  if (folder !== undefined) await rm(folder, { recursive: true, force: true });
});

async function open(
  query: string,
  width = 1280,
  scheme: 'light' | 'dark' = 'light',
  locale = 'sv-SE',
): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 800 },
    colorScheme: scheme,
    locale,
    reducedMotion: 'reduce',
    permissions: ['clipboard-write', 'clipboard-read'],
  });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(error.message));
  await page.goto(`${origin}/konton?${query}`);
  await page.locator('h1').waitFor();
  return { page, complaints };
}

const spoken = (page: Page): Promise<string[]> =>
  page.evaluate(() => (globalThis as unknown as { said: string[] }).said);

async function judge(
  { page, complaints }: { page: Page; complaints: string[] },
  name: string,
): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
  expect(await axeFaults(page)).toEqual([]);
  expect(complaints).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  await page.context().close();
}

/** Wide in light and narrow in dark; all four when pictures are wanted. */
const looks = (
  [
    [1280, 'light'],
    [390, 'dark'],
    [1280, 'dark'],
    [390, 'light'],
  ] as const
).slice(0, shots === undefined ? 2 : 4);
const views = ['none', 'connected', 'waiting', 'granted', 'refused', 'broken', 'failed'] as const;

browserTest.each(views.flatMap((view) => looks.map((look) => [view, ...look] as const)))(
  'the accounts screen, %s at %d pixels, %s, is accessible, keeps the policy and fits',
  async (view, width, scheme) => {
    const opened = await open(
      `state=${view}${view === 'connected' ? '&outcome=connected' : ''}`,
      width,
      scheme,
    );
    await opened.page
      .locator(view === 'failed' ? '[role=alert]' : view === 'none' ? 'h2' : 'h3')
      .first()
      .waitFor();
    await judge(opened, `${view}-${width}-${scheme}`);
  },
);

browserTest('the screen is complete in English', async () => {
  const { page } = await open('state=broken&outcome=provider-down', 1280, 'light', 'en-GB');
  await page.getByText("Microsoft isn't answering.").waitFor();
  expect(await page.locator('main').innerText()).not.toMatch(/[åäöÅÄÖ]/);
  await page.context().close();
});

browserTest(
  'the outcome is read from the address once: a reload does not repeat it, and an unknown one says nothing',
  async () => {
    const { page } = await open('state=none&outcome=refused');
    await page.getByText('Du avbröt hos Microsoft.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.reload();
    await page.locator('h1').waitFor();
    expect(await page.getByText('Du avbröt hos Microsoft.').count()).toBe(0);
    await page.goto(`${origin}/konton?state=none&outcome=%3Cb%3Ehej`);
    await page.locator('h2').first().waitFor();
    expect(await page.locator('main').innerText()).not.toContain('hej');
    await page.context().close();
  },
);

browserTest(
  'disconnecting asks first with the safe answer in focus, then says what is left at Microsoft',
  async () => {
    const opened = await open('state=connected');
    const { page } = opened;
    await page.getByRole('button', { name: 'Koppla från' }).first().press('Enter');
    const dialog = page.getByRole('alertdialog');
    await dialog.waitFor();
    expect(await dialog.innerText()).toContain('Microsoft låter oss inte ta bort det åt dig.');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Behåll');
    if (shots !== undefined) await page.screenshot({ path: join(shots, 'dialog-1280-light.png') });
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect((await spoken(page)).some((each) => each.startsWith('POST'))).toBe(false);
    await page.getByRole('button', { name: 'Koppla från' }).first().press('Enter');
    await dialog.getByRole('button', { name: 'Koppla från' }).click();
    await page.getByText('Kontot är frånkopplat.').waitFor();
    expect(await page.getByRole('link', { name: 'jobb- eller skolkonto' }).getAttribute('href')).toBe(
      'https://myapps.microsoft.com',
    );
    expect(await page.locator('main').innerText()).toContain('09:52');
    expect((await spoken(page)).filter((each) => /^(wipe|tabs)/.test(each))).toEqual([
      'tabs disconnected connection-1',
      'wipe connection-1',
    ]);
    await judge(opened, 'left-1280-light');
  },
);

browserTest('the link for the administrator can be copied', async () => {
  const opened = await open('state=waiting', 390);
  const { page } = opened;
  await page.getByRole('button', { name: 'Hämta länk' }).click();
  await page.getByRole('button', { name: 'Kopiera länk' }).click();
  await page.getByText('Länken är kopierad.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toContain(
    '/organizations/v2.0/adminconsent',
  );
  await judge(opened, 'link-390-light');
});

browserTest('connecting leaves for the provider, and says in place when it can’t', async () => {
  const going = await open('state=none');
  await going.page.getByRole('button', { name: 'Anslut Microsoft 365' }).click();
  await going.page.waitForFunction(() =>
    (globalThis as unknown as { said: string[] }).said.includes(
      'navigate https://login.example.com/authorize',
    ),
  );
  await going.page.context().close();
  const opened = await open('state=none&refuse=1');
  await opened.page.getByRole('button', { name: 'Anslut Microsoft 365' }).click();
  await opened.page.getByText('Microsoft svarar inte just nu.').waitFor();
  await judge(opened, 'refused-here-1280-light');
});
