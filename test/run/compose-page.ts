import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { startMicrosoft365, type Microsoft365 } from '#worlds/microsoft365';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect } from 'vitest';
import type { ComposeRequest } from '../../modules/mail/subscriber/compose-seam.ts';
import type { Mail } from '../../modules/mail/subscriber/engine/types.ts';
import { axeFaults } from './axe.ts';
import { launchBrowser, withoutBrowser } from './browser.ts';
import { serveGallery, type ServedGallery } from './mail-gallery.ts';

/** For pictures of the screens: a folder to put them in. */
export const shots: string | undefined = process.env['TELINK_SHOTS'];
const ELIN = 'elin@bjorkviken.example';
const KANSLI = 'kansli@bjorkviken.example';

declare global {
  var requestCompose: (request: ComposeRequest) => void;
  var mailOf: (id: string) => Promise<Mail>;
}

let world: Microsoft365;
let gallery: ServedGallery;
let browser: Browser;
let tracker: Server;
let trackerOrigin = '';
const tracked: string[] = [];
const contexts: BrowserContext[] = [];

const eml = (subject: string, body: string): Uint8Array =>
  new TextEncoder().encode(
    `From: Tove Sandberg <tove@example.org>\r\nTo: Elin Ljung <${ELIN}>, Oskar Wenner <oskar@example.com>\r\nSubject: ${subject}\r\nDate: Fri, 20 Nov 2026 10:00:00 +0000\r\n` +
      `Message-ID: <${encodeURIComponent(subject)}@example.org>\r\nMIME-Version: 1.0\r\nContent-Type: text/html; charset=utf-8\r\n\r\n${body}\r\n`,
  );

/** The gallery of writing and of the settings over the real engine and the stand-in; and a server that counts who comes. Once at the top of a file. */
export function useComposePage(): void {
  beforeAll(async () => {
    if (withoutBrowser !== false) return;
    tracker = createServer((request, response) => {
      tracked.push(request.url ?? '');
      response.writeHead(204).end();
    });
    await new Promise<void>((resolve) => {
      tracker.listen(0, '127.0.0.1', resolve);
    });
    const at = tracker.address();
    trackerOrigin = `http://127.0.0.1:${typeof at === 'object' && at ? at.port : 0}`;
    world = await startMicrosoft365({
      seed: 'empty',
      accounts: [ELIN, KANSLI].map((address) => ({
        address,
        name: address === ELIN ? 'Elin Ljung' : 'Kansliet',
        consent: { kind: 'approve' } as const,
      })),
    });
    await world.fill(ELIN, 'inbox', [
      eml(
        'Ritningar',
        `<style>.r{color:rgb(9,8,7)}</style><p class="r">Sektion B–B är <b style="font-weight:700">ändrad</b>.</p><img src="${trackerOrigin}/quoted.png"><table><tr><td>modul 7</td></tr></table>`,
      ),
    ]);
    gallery = await serveGallery(world, [
      { id: 'a1', address: ELIN, name: 'Elin Ljung' },
      { id: 'a2', address: KANSLI, name: 'Kansliet' },
    ]);
    browser = await launchBrowser();
  });

  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });

  afterAll(async () => {
    if (withoutBrowser !== false) return;
    await browser.close();
    await gallery.close();
    tracker.close();
    await world.stop();
  });
}

/** What the tests reach of it. */
export const composePage = {
  get origin(): string {
    return gallery.origin;
  },
  get graph(): string {
    return world.graph;
  },
  get trackerOrigin(): string {
    return trackerOrigin;
  },
  /** Addresses that somebody asked the counting server for. */
  tracked,
};

export interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

export async function watch(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

export async function open(
  width = 1280,
  scheme: 'light' | 'dark' = 'light',
  locale = 'sv-SE',
): Promise<Opened> {
  const context = await browser.newContext({
    viewport: { width, height: width < 700 ? 844 : 800 },
    colorScheme: scheme,
    locale,
    reducedMotion: 'reduce',
    permissions: ['clipboard-read', 'clipboard-write'],
  });
  contexts.push(context);
  const page = await context.newPage();
  const complaints = await watch(page);
  await page.goto(gallery.origin);
  await ready(page);
  return { page, complaints };
}

export async function ready(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Mejl', level: 1 }).waitFor();
  await page.evaluate(async () => {
    const mail = await globalThis.mailOf('a1');
    while ((mail?.mailbox('inbox')?.total ?? 0) === 0 || mail.mailbox('drafts') === undefined)
      await new Promise((resolve) => setTimeout(resolve, 5));
  });
}

export const ask = (page: Page, request: ComposeRequest): Promise<void> =>
  page.evaluate((asked) => globalThis.requestCompose(asked), request);

export async function answer(page: Page): Promise<void> {
  const id = await page.evaluate(async () => {
    const list = (await globalThis.mailOf('a1')).list('inbox');
    for (;;) {
      for (let at = 0; at < list.count(); at += 1) {
        const row = list.row(at);
        if (row.state === 'ready' && row.head.subject === 'Ritningar') return row.head.id;
      }
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  });
  await ask(page, { open: 'answer', account: 'a1', kind: 'reply-all', id });
  await page.getByRole('dialog').waitFor();
}

export async function judge({ page, complaints }: Opened, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
  expect(await axeFaults(page)).toEqual([]);
  expect(heard(complaints)).toEqual([]);
}

/** The sanitiser's own inert document inherits the page's policy and reports what that would stop; nothing else may complain. */
export const heard = (complaints: readonly string[]): string[] =>
  complaints.filter(
    (line) => !/script-src-attr|Applying inline style|Executing inline event handler/.test(line),
  );
