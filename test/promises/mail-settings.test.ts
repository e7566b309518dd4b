import { join } from 'node:path';
import { axeFaults } from '../run/axe.ts';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sessionMap } from '#data-map/session';
import { addAccount, type Login } from '../run/api.ts';
import { connectMailbox, listPainted, openLetter, visitMail } from '../run/mail-visit.ts';
import { withoutBrowser } from '../run/browser.ts';
import { startRunningProduct, type Browsing, type RunningProduct } from '../run/product.ts';

const skip = withoutBrowser !== false;
const ADDRESS = 'elin@example.se';
const shots = process.env['TELINK_SHOTS'];

declare global {}

let product: RunningProduct;
let login: Login;
let browsing: Browsing;
let page: Page;

beforeAll(async () => {
  if (skip) return;
  product = await startRunningProduct();
  login = await addAccount(product, 'Elin Test', 'elin@example.org');
  await connectMailbox(product, login);
  browsing = await product.browse();
  page = await visitMail(browsing, login);
});
afterAll(async () => {
  if (skip) return;
  // Nothing the product asked of Microsoft broke the published contracts.
  expect(product.cloud.violations).toEqual([]);
  await product.stop();
});

const section = (name: string, on: Page = page): Locator =>
  on.locator('section', { has: on.getByRole('heading', { name, exact: true }) });
const kept = () => product.cloud.settings(ADDRESS);
const categories = (): (readonly [unknown, unknown])[] =>
  Array.from(kept().categories.values(), (one) => [one['displayName'], one['color']] as const);
/** Names of the sealed stores; «0» is the device's salt, which opens nothing. */
const stores = (): Promise<string[]> =>
  page.evaluate(async () =>
    (await indexedDB.databases()).map(({ name }) => name ?? '').filter((name) => name !== '0'),
  );

test.skipIf(skip)(
  'the settings are reached from the mailboxes and by keyboard, and say where one is',
  async () => {
    await page.getByRole('link', { name: 'Inställningar för mejl' }).click();
    await page.getByRole('heading', { name: 'Inställningar för mejl', level: 1 }).waitFor();
    expect(await page.title()).toBe('Inställningar för mejl · Telink');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('H1');
    await page.goBack();
    await listPainted(page);
    await page.getByRole('grid').first().focus();
    await page.keyboard.press('g');
    await page.keyboard.press(',');
    await page.getByRole('heading', { name: 'Automatiska svar' }).waitFor();
  },
);

test.skipIf(skip)('an automatic reply that is turned on is on at Microsoft', async () => {
  const replies = section('Automatiska svar');
  await replies.getByText('På', { exact: true }).click();
  await page.getByRole('textbox', { name: 'Svar till kollegor' }).fill('Borta till måndag.');
  await page.getByLabel('Andra som får svar').selectOption('none');
  await replies.getByRole('button', { name: 'Spara' }).click();
  await replies.getByText('Sparat.').waitFor();
  expect(kept().mailbox['automaticRepliesSetting']).toMatchObject({ status: 'alwaysEnabled' });
  expect(JSON.stringify(kept().mailbox['automaticRepliesSetting'])).toContain('Borta till måndag.');
});

test.skipIf(skip)('a rule that is made here is carried out by Microsoft', async () => {
  await page.getByRole('button', { name: 'Ny regel' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Namn').fill('Anbud');
  await dialog.getByLabel('Kommer från').fill('tove@example.org');
  await dialog.getByLabel('Markera som läst').check();
  await dialog.getByRole('button', { name: 'Spara', exact: true }).click();
  await page.getByRole('switch', { name: 'Anbud' }).waitFor();
  expect([...kept().rules.values()]).toMatchObject([
    {
      displayName: 'Anbud',
      conditions: { senderContains: ['tove@example.org'] },
      actions: { markAsRead: true },
    },
  ]);
});

test.skipIf(skip)(
  'a category is added, recoloured and, after a question, taken away; the mailboxes beside the mail follow',
  async () => {
    const own = section('Kategorier');
    await own.getByLabel('Ny kategori').fill('Kulturmiljö');
    await own.getByRole('button', { name: 'Lägg till' }).click();
    const color = own.getByRole('button', { name: 'Färg på Kulturmiljö' });
    await color.click();
    await page.getByRole('menuitem', { name: 'Lila' }).click();
    await expect.poll(categories).toContainEqual(['Kulturmiljö', 'preset8']);
    await own.getByRole('button', { name: 'Ta bort Bygglov' }).click();
    const question = page.getByRole('alertdialog', { name: 'Ta bort kategorin Bygglov?' });
    await question.getByRole('button', { name: 'Avbryt' }).click();
    expect(categories().map(([name]) => name)).toContain('Bygglov');
    await own.getByRole('button', { name: 'Ta bort Bygglov' }).click();
    await question.getByRole('button', { name: 'Ta bort' }).click();
    await question.waitFor({ state: 'detached' });
    expect(categories().map(([name]) => name)).not.toContain('Bygglov');
    await page.goBack();
    await listPainted(page);
    const pane = page.getByRole('navigation', { name: 'Brevlådor' });
    await pane.getByRole('link', { name: 'Kulturmiljö' }).waitFor();
    expect(await pane.getByRole('link', { name: 'Bygglov' }).count()).toBe(0);
  },
);

test.skipIf(skip)('a category’s list holds what carries it, and nothing that only mentions it', async () => {
  const carrying = product.cloud
    .mailbox(ADDRESS)
    .all.filter((one) => one.categories.includes('Konstruktion'));
  expect(carrying.length).toBeGreaterThan(0);
  await page
    .getByRole('navigation', { name: 'Brevlådor' })
    .getByRole('link', { name: 'Konstruktion' })
    .click();
  await page.getByRole('heading', { name: 'Konstruktion' }).waitFor();
  await expect.poll(() => page.locator('#mail-rows [role=row]').count()).toBe(carrying.length);
});

test.skipIf(skip)(
  'switched off, the cache is empty at once, the mail goes on, and the choice is a declared cookie',
  async () => {
    await page.goto(`${new URL(page.url()).origin}/mejl/installningar`);
    const cache = section('Sparat i den här webbläsaren');
    await cache.getByText(/poster/).waitFor();
    expect(await stores()).toHaveLength(1);
    const second = await browsing.context.newPage();
    await second.goto(`${new URL(page.url()).origin}/mejl`);
    await listPainted(second);
    await cache.getByRole('switch').click();
    await cache.getByText('Av. Det som var sparat är borta.').waitFor({ timeout: 60_000 });
    expect(await stores()).toEqual([]);
    const declared = sessionMap.stores.filter(({ where }) => where === 'cookie').map(({ name }) => name);
    const set = (await browsing.context.cookies()).map(({ name }) => name);
    expect(set).toContain('__Host-telink-cache');
    expect(set.filter((name) => !declared.includes(name))).toEqual([]);
    await page.goto(`${new URL(page.url()).origin}/mejl`);
    await listPainted(page);
    expect(await openLetter(page, firstSubject())).not.toBe('');
    // A tab that was open all the time goes on too, and brings nothing back.
    expect(await openLetter(second, firstSubject())).not.toBe('');
    expect(await stores()).toEqual([]);
    await second.close();
    await page.goto(`${new URL(page.url()).origin}/mejl/installningar`);
    await cache.getByRole('switch').click();
    await cache.getByText(/poster/).waitFor({ timeout: 60_000 });
    expect(await stores()).toHaveLength(1);
    expect((await browsing.context.cookies()).map(({ name }) => name)).not.toContain('__Host-telink-cache');
  },
);

/** Newest first, as the list shows them. */
const firstSubject = (): string => product.cloud.mailbox(ADDRESS).known('inbox').items[0]?.subject ?? '';

test.skipIf(skip)('the spell check that was chosen is still chosen after signing in elsewhere', async () => {
  const box = page.getByRole('switch', { name: 'Webbläsarens stavningskontroll' });
  expect(await box.isChecked()).toBe(false);
  await box.click();
  await section('Skriva').getByText('Sparat.').waitFor();
  const other = await product.browse();
  const elsewhere = await visitMail(other, login);
  await elsewhere.goto(page.url());
  await expect
    .poll(() => elsewhere.getByRole('switch', { name: 'Webbläsarens stavningskontroll' }).isChecked(), {
      timeout: 30_000,
    })
    .toBe(true);
  await other.close();
});

test.skipIf(skip)('a sign-out that would lose a draft names it first', async () => {
  await page.goto(`${new URL(page.url()).origin}/mejl`);
  await listPainted(page);
  await page.context().route('https://graph.microsoft.com/**', (route) => route.abort());
  await page.getByRole('button', { name: 'Skriv', exact: true }).first().click();
  await page.getByLabel('Ämne').fill('Offert till Tove');
  await page.getByText('Sparat i den här webbläsaren').waitFor();
  const me = page.getByRole('button', { name: /Ditt konto/ });
  const out = page.getByRole('menuitem', { name: 'Logga ut' });
  // The menu's machinery is fetched when the pointer comes near.
  await me.hover();
  await expect
    .poll(async () => {
      if ((await out.count()) === 0) await me.click();
      return await out.count();
    })
    .toBe(1);
  await out.click();
  const question = page.getByRole('alertdialog', { name: 'Logga ut utan att spara?' });
  await question.getByText('«Offert till Tove»').waitFor({ timeout: 60_000 });
  expect(await axeFaults(page)).toEqual([]);
  if (shots !== undefined) await page.screenshot({ path: join(shots, 'unsaved-1280-light.png') });
  await question.getByRole('button', { name: 'Stanna kvar' }).click();
  expect(await page.getByLabel('Ämne').inputValue()).toBe('Offert till Tove');
  await page.context().unroute('https://graph.microsoft.com/**');
});

for (const [width, dark, language] of [
  [1280, false, 'sv-SE'],
  [1280, true, 'en-GB'],
  [390, false, 'en-GB'],
  [390, true, 'sv-SE'],
] as const)
  test.skipIf(skip)(
    `the settings at ${width} pixels, ${dark ? 'dark' : 'light'}, ${language}, have nothing for axe to say and no sideways scroll`,
    async () => {
      const other = await product.browse({ width, height: width < 700 ? 844 : 800, dark, language });
      const at = other.context.pages()[0] ?? (await other.context.newPage());
      await at.goto(`${new URL(page.url()).origin}/mejl/installningar`);
      await at.locator('input').first().fill(login.userId);
      await at.locator('input[type=password]').fill(login.password);
      await at.keyboard.press('Enter');
      await at.getByRole('switch').nth(2).waitFor();
      expect(await axeFaults(at)).toEqual([]);
      expect(
        await at.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth),
      ).toBe(0);
      if (shots !== undefined) {
        const name = `settings-${width}-${dark ? 'dark' : 'light'}-${language}`;
        const height = await at.evaluate(() => {
          const sizes = [...document.querySelectorAll('main *')].map((one) => one.scrollHeight);
          return Math.max(...sizes);
        });
        await at.screenshot({ path: join(shots, `${name}-top.png`) });
        await at.setViewportSize({ width, height: height + 120 });
        await at.screenshot({ path: join(shots, `${name}.png`) });
      }
      await other.close();
    },
  );
