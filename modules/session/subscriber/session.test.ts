import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { generate } from 'otplib';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { build } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { serveApp } from '#platform/http';
import { axeFaults } from '../../../test/run/axe.ts';
import { launchBrowser, withoutBrowser } from '../../../test/run/browser.ts';
import { PASSWORD, sessionWorld, type SessionWorld, type Someone } from '../../../test/run/session-world.ts';

const shots = process.env['TELINK_SHOTS'];

describe.skipIf(withoutBrowser !== false)('the session in Chromium', () => {
  let world: SessionWorld;
  let browser: Browser;
  let folder: string;
  let origin: string;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'telink-session-app-'));
    await build({
      root: fileURLToPath(new URL('../../../apps/subscriber', import.meta.url)),
      configFile: false,
      logLevel: 'error',
      plugins: [react({ compiler: true })],
      build: {
        outDir: folder,
        emptyOutDir: true,
        target: 'es2023',
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
      },
    });
    world = await sessionWorld({
      routes: () => async (server) => {
        for (const path of ['/api/connections', '/api/connectors']) server.get(path, async () => []);
        await serveApp(server, {
          folder,
          page: { script: true, connect: [] },
          except: ['/api/', '/connections/'],
        });
      },
    });
    const address = await world.server.listen({ port: 0, host: '127.0.0.1' });
    origin = `http://app.localhost:${new URL(address).port}`;
    browser = await launchBrowser();
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await world?.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  async function open(
    options: { width?: number; dark?: boolean; locale?: string } = {},
  ): Promise<{ context: BrowserContext; page: Page; complaints: string[] }> {
    const width = options.width ?? 1280;
    const context = await browser.newContext({
      viewport: { width, height: width < 700 ? 844 : 800 },
      colorScheme: options.dark ? 'dark' : 'light',
      locale: options.locale ?? 'sv-SE',
      reducedMotion: 'reduce',
    });
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('pageerror', (error) => complaints.push(error.message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        complaints.push(message.text());
    });
    return { context, page, complaints };
  }
  async function signIn(page: Page, who: Someone, password = PASSWORD): Promise<void> {
    await page.goto(`${origin}/konto/sakerhet`);
    await page.getByLabel('Användar-ID').fill(who.userId);
    await page.getByLabel('Lösenord', { exact: true }).fill(password);
    await page.keyboard.press('Enter');
  }
  const account = (page: Page) => page.getByRole('heading', { name: 'Ditt konto' });
  const out = async (page: Page): Promise<void> => {
    await page.waitForURL(`${origin}/utloggad`);
    await page.getByRole('heading', { name: 'Utloggad' }).waitFor();
  };
  const faults = (page: Page): Promise<readonly string[]> => axeFaults(page);
  const shoot = async (page: Page, name: string): Promise<void> => {
    if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true });
  };

  test('signing in by keyboard leads to where one was going; a wrong password says so in place', async () => {
    const vera = await world.someone();
    const { context, page, complaints } = await open();
    await signIn(page, vera, 'something else');
    await page.getByText('Fel användar-ID eller lösenord.').waitFor();
    await page.getByLabel('Lösenord', { exact: true }).fill(PASSWORD);
    await page.keyboard.press('Enter');
    await account(page).waitFor();
    expect(new URL(page.url()).pathname).toBe('/konto/sakerhet');
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('signing out empties the browser, ends every tab, and Back shows nothing', async () => {
    const vera = await world.someone();
    const { context, page } = await open();
    await signIn(page, vera);
    await account(page).waitFor();
    const second = await context.newPage();
    await second.goto(`${origin}/konto/installningar`);
    await account(second).waitFor();
    await page.evaluate(async () => {
      localStorage.setItem('canary', '1');
      sessionStorage.setItem('canary', '1');
      await new Promise((done) => (indexedDB.open('canary').onsuccess = done));
      await caches.open('canary');
    });
    await page.bringToFront();
    await page.getByRole('button', { name: 'Logga ut', exact: true }).first().click();
    await out(page);
    await out(second);
    const left = await page.evaluate(async () => [
      localStorage.length,
      sessionStorage.length,
      (await indexedDB.databases()).length,
      (await caches.keys()).length,
    ]);
    expect(left).toEqual([0, 0, 0, 0]);
    expect(
      (await context.cookies()).map(({ name }) => name).filter((name) => name !== '__Host-telink-look'),
    ).toEqual([]);
    await page.goBack().catch(() => null);
    await page.waitForLoadState();
    expect(await page.getByText(vera.userId).count()).toBe(0);
    await context.close();
  });

  test('a session ended elsewhere blanks the page at once, without a request from it', async () => {
    const vera = await world.someone();
    const { context, page } = await open();
    await signIn(page, vera);
    await account(page).waitFor();
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => name.endsWith('/api/session/security')),
    );
    await world.session.disable(world.ctx, vera);
    await out(page);
    await context.close();
  });

  test('a passkey is made, and signs in without a user id', async () => {
    const vera = await world.someone();
    const { context, page } = await open();
    const devtools = await context.newCDPSession(page);
    await devtools.send('WebAuthn.enable');
    await devtools.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        protocol: 'ctap2',
        transport: 'internal',
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await signIn(page, vera);
    await page.bringToFront();
    await page.getByRole('button', { name: 'Lägg till en passnyckel' }).click();
    await page.getByLabel('Namn på passnyckeln').fill('Jobbdatorn');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Ta bort Jobbdatorn' }).waitFor();
    await shoot(page, 'security-passkey-1280-light');
    await page.getByRole('button', { name: 'Logga ut', exact: true }).first().click();
    await out(page);
    await page.getByRole('link', { name: 'Logga in igen' }).click();
    await page.getByRole('button', { name: 'Logga in med passnyckel' }).click();
    await page.waitForURL(`${origin}/mejl`);
    await page.goto(`${origin}/konto/sakerhet`);
    await account(page).waitFor();
    await context.close();
  });

  test('two steps are turned on with a code from the key shown, and asked for from then on', async () => {
    const vera = await world.someone();
    const { context, page } = await open();
    await signIn(page, vera);
    await page.getByRole('button', { name: 'Slå på' }).click();
    await page.getByLabel('Bekräfta med ditt lösenord').fill(PASSWORD);
    await page.keyboard.press('Enter');
    await page.getByRole('img', { name: 'QR-kod för din autentiseringsapp' }).waitFor();
    await shoot(page, 'security-qr-1280-light');
    const secret = (await page.getByText(/^[A-Z2-7 ]{32,}$/).textContent())!.replaceAll(' ', '');
    const code = (): Promise<string> => generate({ secret, epoch: Math.floor(world.clock.now() / 1000) });
    await page.getByLabel('Koden som appen visar').fill(await code());
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Dina reservkoder' }).waitFor();
    await shoot(page, 'security-codes-1280-light');
    expect(await faults(page)).toEqual([]);
    world.clock.advance(30_000);
    const other = await open({ width: 390 });
    await signIn(other.page, vera);
    await other.page.getByRole('heading', { name: 'Ange koden' }).waitFor();
    await shoot(other.page, 'second-390-light');
    expect(await faults(other.page)).toEqual([]);
    await other.page.getByLabel('Kod med 6 siffror').fill(await code());
    await other.page.keyboard.press('Enter');
    await account(other.page).waitFor();
    await other.context.close();
    await context.close();
  });

  test('a forgotten password is set by the link, and the link leaves the address', async () => {
    const vera = await world.someone({ email: 'vera@example.com' });
    const { context, page } = await open();
    await page.goto(`${origin}/glomt-losenord`);
    await page.getByLabel('Användar-ID eller e-postadress').fill('vera@example.com');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Titta i din e-post' }).waitFor();
    const letter = (await world.letterLike(/nytt lösenord|nytt=20l|Subject: =\?UTF-8/i))
      .replace(/=\r?\n/g, '')
      .replaceAll('=3D', '=');
    const token = /nytt-losenord#([A-Za-z0-9_-]{43})/.exec(letter)![1]!;
    await page.goto(`${origin}/nytt-losenord#${token}`);
    await page.getByLabel('Nytt lösenord').fill('tre granar och en sten');
    expect(page.url()).toBe(`${origin}/nytt-losenord`);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Lösenordet är bytt' }).waitFor();
    await signIn(page, vera, 'tre granar och en sten');
    await account(page).waitFor();
    await context.close();
  });

  test.each([
    [390, false],
    [390, true],
    [1280, false],
    [1280, true],
  ])(
    'every screen at %i pixels, dark: %s, has no fault that axe sees and does not scroll sideways',
    async (width, dark) => {
      const vera = await world.someone({ name: 'Vera Lind' });
      const { context, page, complaints } = await open({ width, dark });
      const look = `${width}-${dark ? 'dark' : 'light'}`;
      const check = async (name: string): Promise<void> => {
        await page.evaluate(() => document.fonts.ready);
        expect([name, await faults(page)]).toEqual([name, []]);
        expect([name, await page.evaluate(() => document.documentElement.scrollWidth)]).toEqual([
          name,
          width,
        ]);
        await shoot(page, `${name}-${look}`);
      };
      for (const [name, path, heading] of [
        ['signin', '/logga-in', 'Välkommen tillbaka'],
        ['forgot', '/glomt-losenord', 'Nytt lösenord'],
        ['newpassword', '/nytt-losenord#aaaaaaaaaaaaaaaaaaaaaaaaa', 'Välj ett nytt lösenord'],
        ['signedout', '/utloggad', 'Utloggad'],
      ] as const) {
        await page.goto(`${origin}${path}`);
        await page.getByRole('heading', { name: heading }).waitFor();
        await check(name);
      }
      await signIn(page, vera);
      await page.getByRole('heading', { name: 'Här är du inloggad' }).waitFor();
      await check('security');
      await page.getByRole('link', { name: 'Inställningar' }).click();
      await page.getByRole('heading', { name: 'Täthet' }).waitFor();
      await check('preferences');
      await page.getByText('English').click();
      await page.getByRole('heading', { name: 'Your account' }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
