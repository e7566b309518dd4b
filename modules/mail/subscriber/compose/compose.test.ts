import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { withoutBrowser } from '../../../../test/run/browser.ts';
import {
  answer,
  ask,
  composePage,
  heard,
  judge,
  open,
  shots,
  useComposePage,
} from '../../../../test/run/compose-page.ts';
import { join } from 'node:path';

useComposePage();
const browserTest = test.skipIf(withoutBrowser !== false);

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
  browserTest(
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

browserTest(
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

browserTest(
  'a pasted page loads nothing from its server, keeps its words and form, and says what it left out',
  async () => {
    const { page, complaints } = await open();
    await ask(page, { open: 'new', account: 'a1' });
    await editor(page).click();
    const before = composePage.tracked.length;
    await paste(
      page,
      `<p>ett <b>två</b></p><img src="${composePage.trackerOrigin}/a.png"><img srcset="${composePage.trackerOrigin}/b.png 1x"><svg><image href="${composePage.trackerOrigin}/c.png"/></svg>` +
        `<div style="background:url(${composePage.trackerOrigin}/d.png);color:red">tre</div><table background="${composePage.trackerOrigin}/e.png"><tr><td>fyra</td></tr></table><link rel=stylesheet href="${composePage.trackerOrigin}/f.css">` +
        `<style>@import "${composePage.trackerOrigin}/g.css"; p{background:url(${composePage.trackerOrigin}/h.png)}</style><video poster="${composePage.trackerOrigin}/i.png"></video><iframe src="${composePage.trackerOrigin}/j"></iframe>` +
        `<input type=image src="${composePage.trackerOrigin}/k.png"><a href="javascript:alert(1)">fem</a><img src=x onerror="fetch('${composePage.trackerOrigin}/l')"><object data="${composePage.trackerOrigin}/m"></object>`,
    );
    await editor(page).getByText('fyra').waitFor();
    await page.getByText(/från (?:en annan server|andra servrar) togs inte med/).waitFor();
    const html = await editor(page).innerHTML();
    expect(html).toContain('<b>två</b>');
    expect(html).not.toContain(composePage.trackerOrigin);
    expect(html).not.toContain('javascript:');
    await page.keyboard.press('Control+z');
    await expect.poll(() => editor(page).innerText()).not.toContain('fyra');
    await page.keyboard.press('Control+Shift+z');
    await editor(page).getByText('fyra').waitFor();
    await page.waitForTimeout(300);
    expect(composePage.tracked.slice(before)).toEqual([]);
    expect(heard(complaints)).toEqual([]);
  },
);

browserTest('the request counter counts: the same picture outside the editor is seen', async () => {
  const { page } = await open();
  const before = composePage.tracked.length;
  await page
    .context()
    .newPage()
    .then((other) => other.goto(`${composePage.trackerOrigin}/seen.png`).catch(() => undefined));
  await expect.poll(() => composePage.tracked.slice(before)).toContain('/seen.png');
});

browserTest('a draft being typed when the page dies is offered again with its words', async () => {
  const { page } = await open();
  // The provider is out of reach, so that the words can only be in the vault.
  await page.context().route(`${composePage.graph}/**`, (route) => route.abort());
  await ask(page, { open: 'new', account: 'a1' });
  await page.getByLabel('Ämne').fill('Kraschad');
  await editor(page).click();
  await page.keyboard.type('ord som inte får försvinna');
  await page.getByText('Sparat i den här webbläsaren').waitFor();
  const context = page.context();
  await page.goto('chrome://crash').catch(() => undefined);
  await page.close();
  await context.unroute(`${composePage.graph}/**`);
  const again = await context.newPage();
  await again.goto(composePage.origin);
  const banner = again.getByText('Ett osparat utkast finns kvar.');
  await banner.waitFor({ timeout: 30_000 });
  if (shots !== undefined) await again.screenshot({ path: join(shots, 'leftover-1280-light.png') });
  await again.getByRole('button', { name: 'Skriv vidare' }).click();
  await editor(again).getByText('ord som inte får försvinna').waitFor();
  expect(await again.getByLabel('Ämne').inputValue()).toBe('Kraschad');
});

browserTest('discard can be undone, Escape keeps the draft, and several windows become bars', async () => {
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
});
