import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { endCustomer, numbersInUse } from '#modules/services';
import { addAccount, call, type Login } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { withoutBrowser } from '../run/browser.ts';
import { looksRight } from '../run/looks-right.ts';
import { ORIGINS } from '../run/product.ts';

const NOW = '2026-11-10T12:00:00Z';
const browser = { skip: withoutBrowser, timeout: 300_000 } as const;
let billed: BilledProduct;
let vera: Login;
let anna: Login;

const over = (customer: string): Promise<unknown> =>
  billed.house(NOW, (house) =>
    endCustomer(house.ctx('proof'), { customer, lastDay: '2026-11-08', zone: 'Europe/Stockholm' }),
  );

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  billed = await startBilledProduct(NOW);
  const { product } = billed;
  await billed.traffic('2026-10-20T09:00:00Z', [
    { served: NUMBERS.vera, other: NUMBERS.tor, start: '2026-10-19T10:00:00+02:00', seconds: 90 },
  ]);
  await billed.bill('2026-11-02T09:00:00Z', '2026-10');
  const password = /,vera,(.+)$/m.exec(readFileSync(join(billed.folder, 'passwords.csv'), 'utf8'))![1]!;
  const { customer, person } = await billed.house(NOW, async (house) => {
    const [found] = await numbersInUse(house.ctx('proof'), 0, Date.parse('2040-01-01'), [NUMBERS.vera]);
    return { customer: found!.customer, person: found!.person! };
  });
  vera = { userId: 'vera', password: password.trim(), customer, person };
  await over(vera.customer);
  anna = await addAccount(product, 'Anna Prov', 'anna@example.org');
}, 300_000);
afterAll(() => billed?.stop());

async function signedIn(login: Login): Promise<Page> {
  const { context } = await billed.product.browse();
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: ORIGINS.app });
  const page = await context.newPage();
  await page.goto(`${ORIGINS.app}/mina-uppgifter`);
  await page.getByLabel('Användar-ID').fill(login.userId);
  await page.getByLabel('Lösenord', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await page.getByRole('heading', { name: 'Mina uppgifter', level: 1 }).waitFor();
  return page;
}

/** Each kind of rows under a heading, as it is read: table → words. */
const linesUnder = (page: Page, heading: string): Promise<Record<string, string>> =>
  page
    .locator('section', { has: page.getByRole('heading', { name: heading, exact: true }) })
    .locator('li[data-table]')
    .evaluateAll((items) =>
      Object.fromEntries(
        items.map((item) => [
          item.dataset['table'] ?? '',
          [...item.querySelectorAll('b, span')].map((each) => each.textContent ?? '').join(' '),
        ]),
      ),
    );

/** The asking itself is written down in these. */
const GROWS = /^(privacy\.request(_event)?|audit\.entry)$/;

promise(
  'access.9',
  'what a person reads before erasing is what the receipt says afterwards, read without an account; a wrong password and a bill run stop it with nothing lost',
  async () => {
    const page = await signedIn(vera);
    await page.getByRole('link', { name: /^Radera/ }).click();
    await page.getByRole('heading', { name: 'Raderas genast' }).waitFor();
    const goes = await linesUnder(page, 'Raderas genast');
    const stays = await linesUnder(page, 'Sparas en tid');
    expect(Object.keys(goes).length).toBeGreaterThan(8);
    expect(goes['customers.person']).toBe('Dina personuppgifter 1 rad');
    expect(stays['billing.invoice']).toContain('Bokföringslagen kräver det, till och med 31 december 2033');
    const calls = page.locator('li[data-table="traffic.usage"]');
    await calls.locator('summary').click();
    await calls.getByText('Den andra partens nummer').waitFor();
    await page.getByText('Samtal, meddelanden och data: kan behövas').waitFor();
    await looksRight(page, 'erase');

    // By keys alone from here: nothing typed first, then the wrong thing.
    const field = page.getByLabel('Ditt lösenord');
    await field.focus();
    await page.keyboard.press('Enter');
    await page.getByText('Skriv ditt lösenord.').waitFor();
    await page.keyboard.type('inte hennes alls');
    await page.keyboard.press('Enter');
    const sure = page.getByRole('alertdialog', { name: 'Radera dina uppgifter?' });
    await sure.waitFor();
    await sure.getByText('Det går inte att ångra. Du loggas ut').waitFor();
    await looksRight(page, 'sure');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Avbryt');
    await page.keyboard.press('Escape');
    await sure.waitFor({ state: 'hidden' });
    expect(await field.inputValue()).toBe('inte hennes alls');
    await field.focus();
    await page.keyboard.press('Enter');
    await sure.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Lösenordet stämmer inte. Inget har raderats.').waitFor();
    await expect.poll(() => field.evaluate((box) => box === document.activeElement)).toBe(true);
    await looksRight(page, 'wrong password');

    const run = (sql: string): Promise<unknown> => billed.house(NOW, ({ pool }) => pool.query(sql));
    await run(
      "INSERT INTO billing.bill_run (run_id, month, state, issued_on, drafted_by, started_at, changed_at) VALUES ('proof', '2026-11', 'drafting', '2026-12-01', 'Anna', now(), now())",
    );
    await page.keyboard.type(vera.password);
    await page.keyboard.press('Enter');
    await sure.waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Månadens fakturor görs just nu.').waitFor();
    expect(await field.inputValue()).toBe(vera.password);
    await run("DELETE FROM billing.bill_run WHERE run_id = 'proof'");
    const confirm = async (): Promise<void> => {
      await page.getByRole('button', { name: 'Fortsätt' }).press('Enter');
      await sure.waitFor();
    };
    // Without the net nobody knows what became of it, and the page says that; the password stays.
    await confirm();
    await page.context().setOffline(true);
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText('Vi fick inget svar.').waitFor();
    expect(await field.inputValue()).toBe(vera.password);
    await page.context().setOffline(false);
    await confirm();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');

    await page.waitForURL(/\/radering\/[\w-]{22}$/, { timeout: 60_000 });
    await page.getByRole('heading', { name: 'Kvitto på radering', level: 1 }).waitFor();
    expect(await page.locator('script').count()).toBe(0);
    const gone = await linesUnder(page, 'Raderat');
    expect(gone).toEqual(goes);
    const kept = await linesUnder(page, 'Sparas en tid');
    for (const [table, words] of Object.entries(stays)) {
      if (GROWS.test(table)) continue;
      const [, name, rows, why] = /^(.+) (\d+ rad(?:er)?) (.+)$/.exec(words.replace(/: .+$/, ''))!;
      expect(kept[table], table).toContain(name!);
      expect(kept[table], table).toContain(`${rows}. ${why!.split(',')[0]!}`);
    }
    expect(Object.keys(kept).filter((table) => !GROWS.test(table))).toEqual(
      Object.keys(stays).filter((table) => !GROWS.test(table)),
    );
    expect(kept['privacy.request']).toContain('till och med 10 november 2029');
    await looksRight(page, 'receipt');
    const receipt = page.url();
    const read = await call(billed.product, new URL(receipt).pathname);
    expect(read.status).toBe(200);
    expect(read.headers).toMatchObject({
      'cache-control': 'no-store',
      'x-robots-tag': 'noindex, nofollow',
      'x-frame-options': 'DENY',
    });
    expect(read.headers['content-security-policy']).toContain("script-src 'none'");
    for (const secret of ['Vera', 'Lind', vera.person, vera.customer, NUMBERS.vera])
      expect(read.text, secret).not.toContain(secret);
    // The browser is signed out, and keeps no cookie of it.
    await page.goto(`${ORIGINS.app}/mina-uppgifter`);
    await page.getByLabel('Användar-ID').waitFor();
    expect((await page.context().cookies()).map(({ name }) => name)).not.toContain('__Host-telink');
    await page.goto(receipt.replace('/radering/', '/en/erasure/'));
    await page.getByRole('heading', { name: 'Receipt of an erasure', level: 1 }).waitFor();
    await page.getByText('The Bookkeeping Act requires it, to 31 December 2033').first().waitFor();
  },
  browser,
);

promise(
  'access.9',
  'while a contract runs the person is told that it is why, and keeps the account and the address of a receipt; an address that is nobody’s says nothing',
  async () => {
    const page = await signedIn(anna);
    await page.goto(`${ORIGINS.app}/mina-uppgifter/radera`);
    await page.getByText('Avtalet löper utan slutdag.').waitFor();
    expect(Object.keys(await linesUnder(page, 'Raderas när avtalet har slutat')).length).toBeGreaterThan(2);
    expect(await linesUnder(page, 'Raderas genast')).toEqual({});
    await page.getByLabel('Ditt lösenord').fill(anna.password);
    await page.getByRole('button', { name: 'Fortsätt' }).click();
    await page.getByText('När avtalet har slutat tas kontot bort').waitFor();
    await page.getByRole('button', { name: 'Radera', exact: true }).click();
    const received = page.getByRole('heading', { name: 'Raderingen är mottagen' });
    await received.waitFor();
    await expect.poll(() => received.evaluate((title) => title === document.activeElement)).toBe(true);
    await looksRight(page, 'planned');
    await page.getByRole('button', { name: 'Kopiera adressen' }).click();
    await page.getByText('Adressen är kopierad.').waitFor();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toMatch(/^https:\/\/app\.telink\.example\/radering\/[\w-]{22}$/);
    await page.reload();
    await received.waitFor();
    expect(await page.getByLabel('Ditt lösenord').count()).toBe(0);
    const read = await call(billed.product, new URL(address).pathname);
    expect(read.text).toContain('Väntar på att avtalet slutar');
    expect(read.text).toContain('Raderas när avtalet har slutat');
    // Not hers, and no id at all: the same page, which is the site's own.
    const answers = await Promise.all(
      ['A'.repeat(22), 'kort', `${'B'.repeat(21)}%3C`, 'x'.repeat(90)].map((id) =>
        call(billed.product, `/radering/${id}`),
      ),
    );
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]).toMatchObject({ status: 404 });
    expect(answers[0]!.text).toContain('<html lang="sv">');
    expect(answers[0]!.text).not.toContain('<script');
    const none = await (await billed.product.browse()).context.newPage();
    await none.goto(`${ORIGINS.app}/en/erasure/kort`);
    await none.getByRole('heading', { name: 'There is no such page' }).waitFor();
    expect(await axeFaults(none)).toEqual([]);
    const links = await none
      .locator('a[href^="http"]')
      .evaluateAll((all) => all.map((one) => (one as HTMLAnchorElement).href));
    expect(links).toContain(`${ORIGINS.shop}/en/privacy-policy`);
    // Every right has a screen of its own.
    await page.goto(`${ORIGINS.app}/mina-uppgifter`);
    const rights = page.locator('section', { has: page.getByRole('heading', { name: 'Vad du kan göra' }) });
    await rights.getByRole('link', { name: /^Klaga / }).click();
    await page.getByRole('heading', { name: 'Klaga', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Skriv till oss' }).click();
    await looksRight(page, 'complain');
    await page.getByRole('button', { name: 'Skicka' }).click();
    await page.getByText('Skriv vad du är missnöjd med.', { exact: true }).waitFor();
    await page.getByLabel('Med egna ord').fill('Ni svarade för sent.');
    await page.getByRole('button', { name: 'Skicka' }).click();
    await page.getByText('Vi har tagit emot klagomålet.').waitFor();
    await page.getByRole('link', { name: /^Klagomål, / }).waitFor();
  },
  browser,
);

promise(
  'access.9',
  'whoever guesses at the password is made to wait, told so, and nothing is erased meanwhile',
  async () => {
    const cia = await addAccount(billed.product, 'Cia Prov', 'cia@example.org');
    await over(cia.customer);
    const page = await signedIn(cia);
    await page.getByRole('link', { name: /^Radera/ }).click();
    const field = page.getByLabel('Ditt lösenord');
    const go = page.getByRole('button', { name: 'Fortsätt' });
    const sure = page.getByRole('alertdialog', { name: 'Radera dina uppgifter?' });
    const waiting = page.getByText('Många försök på kort tid.');
    await field.fill('inte hennes alls');
    for (let tries = 0; tries < 12 && !(await waiting.isVisible()); tries += 1) {
      await go.click();
      await sure.getByRole('button', { name: 'Radera' }).click();
      await sure.waitFor({ state: 'hidden' });
      await page.getByText(/Inget har raderats\./u).waitFor();
    }
    await waiting.waitFor();
    await looksRight(page, 'too many');
    const { rows } = await billed.house(NOW, ({ pool }) =>
      pool.query('SELECT 1 FROM customers.person WHERE person_id = $1', [cia.person]),
    );
    expect(rows).toHaveLength(1);
  },
  browser,
);
