import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import { startMicrosoft365, type Microsoft365 } from '#worlds/microsoft365';
import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { serveGallery, type ServedGallery } from '../../../../test/run/mail-gallery.ts';
import type { ComposeRequest } from '../compose-seam.ts';
import type { Mail } from '../engine/types.ts';
import { axeFaults } from '../../../../test/run/axe.ts';
import { launchBrowser, withoutBrowser } from '../../../../test/run/browser.ts';

const hasChromium = withoutBrowser === false;
const shots = process.env['TELINK_SHOTS'];
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

beforeAll(async () => {
  if (!hasChromium) return;
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
  if (!hasChromium) return;
  await browser.close();
  await gallery.close();
  tracker.close();
  await world.stop();
});

interface Opened {
  readonly page: Page;
  readonly complaints: string[];
}

async function watch(page: Page): Promise<string[]> {
  const complaints: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text());
  });
  page.on('pageerror', (error) => complaints.push(String(error)));
  return complaints;
}

async function open(width = 1280, scheme: 'light' | 'dark' = 'light', locale = 'sv-SE'): Promise<Opened> {
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

async function ready(page: Page): Promise<void> {
  await page.getByRole('heading', { name: 'Mejl', level: 1 }).waitFor();
  await page.evaluate(async () => {
    const mail = await globalThis.mailOf('a1');
    while ((mail?.mailbox('inbox')?.total ?? 0) === 0 || mail.mailbox('drafts') === undefined)
      await new Promise((resolve) => setTimeout(resolve, 5));
  });
}

const ask = (page: Page, request: ComposeRequest): Promise<void> =>
  page.evaluate((asked) => globalThis.requestCompose(asked), request);

async function answer(page: Page): Promise<void> {
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

async function judge({ page, complaints }: Opened, name: string): Promise<void> {
  if (shots !== undefined) await page.screenshot({ path: join(shots, `${name}.png`) });
  expect(await axeFaults(page)).toEqual([]);
  expect(heard(complaints)).toEqual([]);
}

/** The sanitiser's own inert document inherits the page's policy and reports what that would stop; nothing else may complain. */
const heard = (complaints: readonly string[]): string[] =>
  complaints.filter(
    (line) => !/script-src-attr|Applying inline style|Executing inline event handler/.test(line),
  );

const editor = (page: Page) => page.getByRole('textbox', { name: /Meddelande|Message/ });
const send = (page: Page) => page.getByRole('button', { name: 'Skicka', exact: true });

async function paste(page: Page, html: string): Promise<void> {
  await editor(page).evaluate((root, text) => {
    const data = new DataTransfer();
    data.setData('text/html', text);
    data.setData('text/plain', 'plain');
    root.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
  }, html);
}

const sentBy = (page: Page): Promise<readonly string[]> =>
  page.evaluate(async () => {
    const mail = await globalThis.mailOf('a1');
    await mail.refresh();
    const list = mail.list('sent');
    return Array.from({ length: list.count() }, (_, at) => {
      const row = list.row(at);
      return row.state === 'ready' ? row.head.subject : '';
    });
  });

for (const [width, scheme] of [
  [1280, 'light'],
  [1280, 'dark'],
  [390, 'light'],
  [390, 'dark'],
] as const)
  test.skipIf(!hasChromium)(
    `an answer at ${width} pixels, ${scheme}, has nothing for axe or the policy to say`,
    async () => {
      const opened = await open(width, scheme);
      const { page } = opened;
      await answer(page);
      await editor(page).fill('Hej Tove!');
      await page.getByText(/Utkastet sparat/).waitFor({ state: width < 700 ? 'attached' : 'visible' });
      await page
        .locator('input[type=file]')
        .first()
        .setInputFiles([{ name: 'modul-7-skiss.jpg', mimeType: 'image/jpeg', buffer: Buffer.alloc(18_000) }]);
      await page.getByText('18 kB').waitFor();
      await page.getByRole('button', { name: 'Visa textformat' }).click();
      await judge(opened, `answer-${width}-${scheme}`);
      await page.getByRole('button', { name: 'Visa citerad text' }).click();
      await page.frameLocator('iframe').getByText('modul 7').waitFor();
      await send(page).scrollIntoViewIfNeeded();
      await judge(opened, `quote-${width}-${scheme}`);
    },
  );

test.skipIf(!hasChromium)(
  'by keyboard alone: recipient, subject, bold text, Tab out of the text, send, undo, send',
  async () => {
    const opened = await open();
    const { page } = opened;
    await ask(page, { open: 'new', account: 'a1' });
    await page.getByRole('combobox', { name: 'Till' }).waitFor();
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.getAttribute('role')))
      .toBe('combobox');
    await page.keyboard.type('oskar@example.com, inte-en-adress,');
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Alt+ArrowDown');
    await page.getByRole('list', { name: 'Kopia' }).getByText('inte-en-adress').waitFor();
    await page.getByLabel('Ämne').focus();
    await page.keyboard.type('Från tangenterna');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Control+b');
    await page.keyboard.type('fett');
    await page.locator('[role=textbox] b', { hasText: 'fett' }).waitFor();
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skicka');
    await page.keyboard.press('Control+Enter');
    await page.getByText('inte-en-adress är ingen mejladress.').waitFor();
    await judge(opened, 'question-1280-light');
    await page.getByRole('button', { name: /inte-en-adress/ }).click();
    await page.keyboard.press('Control+Enter');
    await page.getByText('Skickas om 10 sekunder.').waitFor();
    await expect.poll(() => page.getByRole('dialog').count()).toBe(0);
    await judge(opened, 'sending-1280-light');
    await page.keyboard.press('z');
    await editor(page).getByText('fett').waitFor();
    await page.evaluate(async () => (await globalThis.mailOf('a1')).saveHoldSeconds(0));
    await page.keyboard.press('Control+Enter');
    await expect.poll(() => sentBy(page), { timeout: 30_000 }).toContain('Från tangenterna');
  },
);

test.skipIf(!hasChromium)(
  'a pasted page loads nothing from its server, keeps its words and form, and says what it left out',
  async () => {
    const { page, complaints } = await open();
    await ask(page, { open: 'new', account: 'a1' });
    await editor(page).click();
    const before = tracked.length;
    await paste(
      page,
      `<p>ett <b>två</b></p><img src="${trackerOrigin}/a.png"><img srcset="${trackerOrigin}/b.png 1x"><svg><image href="${trackerOrigin}/c.png"/></svg>` +
        `<div style="background:url(${trackerOrigin}/d.png);color:red">tre</div><table background="${trackerOrigin}/e.png"><tr><td>fyra</td></tr></table><link rel=stylesheet href="${trackerOrigin}/f.css">` +
        `<style>@import "${trackerOrigin}/g.css"; p{background:url(${trackerOrigin}/h.png)}</style><video poster="${trackerOrigin}/i.png"></video><iframe src="${trackerOrigin}/j"></iframe>` +
        `<input type=image src="${trackerOrigin}/k.png"><a href="javascript:alert(1)">fem</a><img src=x onerror="fetch('${trackerOrigin}/l')"><object data="${trackerOrigin}/m"></object>`,
    );
    await editor(page).getByText('fyra').waitFor();
    await page.getByText(/från (?:en annan server|andra servrar) togs inte med/).waitFor();
    const html = await editor(page).innerHTML();
    expect(html).toContain('<b>två</b>');
    expect(html).not.toContain(trackerOrigin);
    expect(html).not.toContain('javascript:');
    await page.keyboard.press('Control+z');
    await expect.poll(() => editor(page).innerText()).not.toContain('fyra');
    await page.keyboard.press('Control+Shift+z');
    await editor(page).getByText('fyra').waitFor();
    await page.waitForTimeout(300);
    expect(tracked.slice(before)).toEqual([]);
    expect(heard(complaints)).toEqual([]);
  },
);

test.skipIf(!hasChromium)(
  'the request counter counts: the same picture outside the editor is seen',
  async () => {
    const { page } = await open();
    const before = tracked.length;
    await page
      .context()
      .newPage()
      .then((other) => other.goto(`${trackerOrigin}/seen.png`).catch(() => undefined));
    await expect.poll(() => tracked.slice(before)).toContain('/seen.png');
  },
);

test.skipIf(!hasChromium)(
  'a draft being typed when the page dies is offered again with its words',
  async () => {
    const { page } = await open();
    // The provider is out of reach, so that the words can only be in the vault.
    await page.context().route(`${world.graph}/**`, (route) => route.abort());
    await ask(page, { open: 'new', account: 'a1' });
    await page.getByLabel('Ämne').fill('Kraschad');
    await editor(page).click();
    await page.keyboard.type('ord som inte får försvinna');
    await page.getByText('Sparat i den här webbläsaren').waitFor();
    const context = page.context();
    await page.goto('chrome://crash').catch(() => undefined);
    await page.close();
    await context.unroute(`${world.graph}/**`);
    const again = await context.newPage();
    await again.goto(gallery.origin);
    const banner = again.getByText('Ett osparat utkast finns kvar.');
    await banner.waitFor({ timeout: 30_000 });
    if (shots !== undefined) await again.screenshot({ path: join(shots, 'leftover-1280-light.png') });
    await again.getByRole('button', { name: 'Skriv vidare' }).click();
    await editor(again).getByText('ord som inte får försvinna').waitFor();
    expect(await again.getByLabel('Ämne').inputValue()).toBe('Kraschad');
  },
);

test.skipIf(!hasChromium)(
  'discard can be undone, Escape keeps the draft, and several windows become bars',
  async () => {
    const opened = await open();
    const { page } = opened;
    await ask(page, { open: 'new', account: 'a1' });
    await page.getByLabel('Ämne').fill('Första');
    await page.getByRole('button', { name: 'Kasta utkastet' }).click();
    await page.getByRole('button', { name: /Ångra/ }).click();
    expect(await page.getByLabel('Ämne').inputValue()).toBe('Första');
    await ask(page, { open: 'new', account: 'a2', start: { subject: 'Andra' } });
    await page.getByRole('button', { name: 'Öppna Första' }).waitFor();
    expect(await page.getByRole('combobox', { name: 'Från' }).inputValue()).toBe('a2');
    await judge(opened, 'bars-1280-light');
    await page.getByRole('button', { name: 'Öppna Första' }).click();
    await page.getByRole('button', { name: 'Öppna Andra' }).waitFor();
    await page.getByRole('dialog', { name: 'Första' }).getByLabel('Ämne').focus();
    await page.keyboard.press('Escape');
    await expect.poll(() => page.getByRole('dialog', { name: 'Första' }).count()).toBe(0);
    await expect
      .poll(() => page.evaluate(async () => (await globalThis.mailOf('a1')).mailbox('drafts')?.total), {
        timeout: 20_000,
      })
      .toBeGreaterThan(0);
  },
);

for (const [width, scheme] of [
  [1280, 'light'],
  [390, 'dark'],
] as const)
  test.skipIf(!hasChromium)(
    `settings at ${width} pixels, ${scheme}: a rule is made and taken back, a reply and a signature saved`,
    async () => {
      const opened = await open(width, scheme);
      const { page } = opened;
      await page.goto(`${gallery.origin}/mejl/installningar`);
      await page.getByRole('heading', { name: 'Regler' }).waitFor();
      const dialog = page.getByRole('dialog');
      await page.getByRole('button', { name: 'Ny regel' }).click();
      await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
      await page.getByText('Ge regeln ett namn.').waitFor();
      const name = `Anbud ${width}`;
      await dialog.getByLabel('Namn').fill(name);
      await dialog.getByLabel('Kommer från').fill('tove@example.org');
      await dialog.getByLabel('Markera som läst').check();
      if (shots !== undefined) await page.screenshot({ path: join(shots, `rule-${width}-${scheme}.png`) });
      await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
      await page.getByRole('switch', { name }).waitFor();
      await page.getByRole('button', { name: `Ta bort ${name}` }).click();
      await expect.poll(() => page.getByRole('switch', { name }).count()).toBe(0);
      await page
        .getByRole('status')
        .getByRole('button', { name: /^Ångra/ })
        .click();
      await page.getByRole('switch', { name }).waitFor();
      await page.getByText('På', { exact: true }).click();
      await page.getByRole('textbox', { name: 'Svar till kollegor' }).fill('Borta till måndag.');
      await page.getByLabel('Andra som får svar').selectOption('none');
      const replies = page.locator('section', {
        has: page.getByRole('heading', { name: 'Automatiska svar' }),
      });
      await replies.getByRole('button', { name: 'Spara' }).click();
      await replies.getByText('Sparat.').waitFor();
      await page.getByRole('textbox', { name: 'Signatur' }).fill('Elin Ljung');
      await page.getByRole('button', { name: 'Spara' }).first().click();
      await page.getByText('Sparat.').first().waitFor();
      const saved = await page.evaluate(async () => {
        const mail = await globalThis.mailOf('a1');
        const answer = await mail.settings.read();
        return [answer.ok ? answer.value.automaticReplies.inside : '', (await mail.signature()).html];
      });
      expect(saved[0]).toContain('Borta till måndag.');
      expect(saved[1]).toContain('Elin Ljung');
      await judge(opened, `settings-${width}-${scheme}`);
      await page.evaluate(async () =>
        (await globalThis.mailOf('a1')).saveSignature({ html: '', onReplies: true }),
      );
    },
  );
