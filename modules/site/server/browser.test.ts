import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { customersMap } from '#data-map/customers';
import { auditMap } from '#platform/audit';
import { readConfig } from '#platform/config';
import { createHttp, type Server } from '#platform/http';
import { createLog } from '#platform/log';
import { promise } from '#policy/promise';
import type { PromiseId } from '#policy';
import { resultsOf, type Proof } from '#policy/state';
import { siteRoutes } from '../index.ts';
import { launchBrowser, withoutBrowser } from '../../../test/run/browser.ts';

const skip = withoutBrowser === false ? undefined : withoutBrowser;
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

let server: Server;
let browser: Browser;
let origin: string;

beforeAll(async () => {
  if (skip !== undefined) return;
  const config = readConfig({ PORT: '0' });
  const proofs = [{ file: 'test/promises/mail.test.ts', title: 'a proof', ms: 1 }];
  const results = resultsOf(
    new Map<PromiseId, readonly Proof[]>([
      ['mail.4', proofs.map((proof) => ({ ...proof, state: 'passed' as const }))],
      ['mail.6', proofs.map((proof) => ({ ...proof, state: 'failed' as const }))],
    ]),
  );
  const shop = siteRoutes({
    controller: config.controller,
    providers: [{ id: 'microsoft365', name: 'Microsoft 365', features: ['mail'] }],
    appOrigin: config.origins.app,
    standing: () => ({ kind: 'current', ranAt: '2026-11-24T02:12:00Z', results }),
    timeZone: config.timeZone,
    shopOrigin: 'http://localhost:3000',
    now: () => Date.parse('2026-11-28T08:00:00Z'),
    maps: [customersMap, auditMap],
    transfers: [{ recipient: 'Microsoft', country: 'US', safeguard: 'adequacy' }],
  });
  server = await createHttp({
    config,
    log: createLog('error'),
    apps: { shop: [shop], app: [], office: [] },
    ready: () => true,
  });
  origin = (await server.listen({ port: 0, host: '127.0.0.1' })).replace('127.0.0.1', 'localhost');
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function open<T>(
  path: string,
  options: BrowserContextOptions,
  look: (page: Page) => Promise<T>,
): Promise<T> {
  const context = await browser.newContext(options);
  try {
    const page = await context.newPage();
    await page.goto(origin + path);
    return await look(page);
  } finally {
    await context.close();
  }
}

const PAGES = ['/', '/en', '/integritetspolicy', '/en/privacy-policy', '/vad-vi-lagrar', '/en/what-we-keep'];
const phone = { width: 390, height: 844 };
const desk = { width: 1280, height: 800 };

describe('the public pages in a browser', () => {
  promise(
    'contact.2',
    'with JavaScript off, every sentence is on the page and its proof opens',
    async () => {
      await open('/integritetspolicy', { javaScriptEnabled: false, viewport: phone }, async (page) => {
        expect(await page.locator('.se > p:first-child').count()).toBeGreaterThan(140);
        expect(await page.getByText('Vi lagrar inte dina mejl på våra servrar').isVisible()).toBe(true);
        const evidence = page.locator('[id="mail.4"] .ev');
        expect(await evidence.isVisible()).toBe(false);
        await page.locator('[id="mail.4"] summary').click();
        expect(await evidence.isVisible()).toBe(true);
      });
    },
    { skip },
  );

  test.skipIf(skip !== undefined)(
    'have no fault axe can find, on phone and desk, light and dark, with proofs open',
    { timeout: 180_000 },
    async () => {
      const looks: readonly (readonly [string, 'light' | 'dark', typeof phone])[] = [
        ['/integritetspolicy', 'light', phone],
        ['/integritetspolicy', 'dark', desk],
        ['/vad-vi-lagrar', 'light', phone],
        ['/vad-vi-lagrar', 'dark', desk],
        ['/', 'dark', phone],
        ['/en', 'light', desk],
      ];
      for (const [path, colorScheme, viewport] of looks) {
        const faults = await open(path, { colorScheme, viewport }, async (page) => {
          for (const summary of await page
            .locator('[id="mail.4"] summary, [id="mail.6"] summary, .toc-phone > summary')
            .all()) {
            if (await summary.isVisible()) await summary.click();
          }
          await page.evaluate(AXE);
          return page.evaluate<
            string[]
          >(`axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
          .then((found) => found.violations.map((fault) => fault.id + ': ' + fault.nodes[0].html))`);
        });
        expect(faults, `${path} ${colorScheme} ${viewport.width}`).toEqual([]);
      }
    },
  );

  test.skipIf(skip !== undefined)(
    'fit every width from 320 to 2560 without scrolling sideways',
    { timeout: 180_000 },
    async () => {
      for (const path of ['/', '/integritetspolicy', '/en/privacy-policy']) {
        await open(path, { viewport: phone }, async (page) => {
          for (const width of [320, 390, 768, 1280, 1920, 2560]) {
            await page.setViewportSize({ width, height: 800 });
            expect(
              await page.evaluate<number>('document.documentElement.scrollWidth'),
              `${path} at ${width}`,
            ).toBeLessThanOrEqual(width);
          }
        });
      }
    },
  );

  test.skipIf(skip !== undefined)('are reached and used by keyboard alone', async () => {
    await open('/integritetspolicy', { viewport: desk }, async (page) => {
      await page.keyboard.press('Tab');
      expect(await page.evaluate<string>('document.activeElement.className')).toBe('skip');
      await page.keyboard.press('Enter');
      await expect.poll(() => page.url()).toMatch(/#main$/u);
      await page.locator('[id="mail.6"] summary').focus();
      await page.keyboard.press('Enter');
      expect(await page.locator('[id="mail.6"] .ev').isVisible()).toBe(true);
    });
  });

  test.skipIf(skip !== undefined)('ask for nothing outside their own host, and set no cookie', async () => {
    const asked: string[] = [];
    const cookies = await open('/', { viewport: desk }, async (page) => {
      page.on('request', (request) => asked.push(new URL(request.url()).origin));
      for (const path of PAGES) await page.goto(origin + path);
      return page.context().cookies();
    });
    expect(asked.length).toBeGreaterThan(4);
    expect(new Set(asked)).toEqual(new Set([origin]));
    expect(cookies).toEqual([]);
  });
});
