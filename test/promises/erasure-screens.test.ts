import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { recordDisclosure } from '#modules/privacy';
import { endCustomer, numbersInUse } from '#modules/services';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { withoutBrowser } from '../run/browser.ts';
import { looksRight } from '../run/looks-right.ts';
import { openCustomer, signInAtOffice } from '../run/office-page.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
import { ORIGINS } from '../run/product.ts';

const NOW = '2026-11-10T12:00:00Z';
const browser = { skip: withoutBrowser, timeout: 300_000 } as const;
let billed: BilledProduct;
let vera: Login;
let anna: Login;
let bo: Login;
let officer: OfficeLogin;
/** How far the product's clock is from this machine's, milliseconds. */
let ahead = 0;

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
  bo = await addAccount(product, 'Bo Ek', 'bo@example.org');
  await signIn(product, bo);
  ahead = await billed.house(NOW, async ({ pool }) => {
    const { rows } = await pool.query<{ at: string }>('SELECT max(created_at) AS at FROM session.session');
    return Date.parse(rows[0]!.at) - Date.now();
  });
  officer = await enrol(product, 'Disa Dahl', 'privacy', () => Date.now() + ahead);
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(product, officer);
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
    await page.getByRole('button', { name: 'Fortsätt' }).press('Enter');
    await sure.waitFor();
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
  'the officer sees each erasure and what it waits for, keeps data back with owner, reason and a day, notes an answer, and lifts; each act is in the log as the officer’s',
  async () => {
    await billed.house(NOW, (house) =>
      recordDisclosure(house.ctx('proof'), {
        customer: bo.customer,
        person: bo.person,
        recipient: 'Adressregistret AB',
        country: 'SE',
        categories: ['kunddata'],
        purpose: 'bill',
      }),
    );
    const { context } = await billed.product.browse();
    const page = await context.newPage();
    await page.goto(`${ORIGINS.office}/rattigheter/raderingar`);
    await signInAtOffice(page, officer, () => Date.now() + ahead);
    await page.getByRole('heading', { name: 'Raderingar', level: 1 }).waitFor();
    // The menu of the desk and the one of the phone, which is shut, both say where one is; neither says two places.
    const here = await page.locator('nav [aria-current=page]').allTextContents();
    expect([...new Set(here)]).toEqual(['Raderingar']);
    await page.getByText('Liggarens underskrifter stämmer').waitFor();
    await page.getByText('Inget hålls kvar.').waitFor();

    await page.getByRole('link', { name: 'Öppna en kund' }).click();
    await openCustomer(page, 'Bo Ek');
    const open = page.getByRole('button', { name: 'Håll kvar uppgifter' });
    await open.press('Enter');
    const form = page.getByRole('form', { name: 'Håll kvar uppgifter' });
    const whose = form.getByLabel('Vems');
    await expect.poll(() => whose.evaluate((box) => box === document.activeElement)).toBe(true);
    await form.getByRole('button', { name: 'Håll kvar' }).press('Enter');
    await form.getByText('Skriv skälet.').waitFor();
    await form.getByText('Välj en dag från och med i dag.').waitFor();
    await expect
      .poll(() => form.getByLabel('Skäl').evaluate((box) => box === document.activeElement))
      .toBe(true);
    await whose.selectOption({ label: 'Bo Ek' });
    await form.getByLabel('Skäl').fill('Polisen har begärt att samtalen sparas.');
    await form.getByLabel('Ägare').fill('Disa Dahl');
    await form.getByLabel('Prövas på nytt').fill('2026-11-10');
    expect(await form.locator('[aria-invalid=true]').count()).toBe(0);
    await looksRight(page, 'hold form');
    // Somebody at another customer is nobody here, whoever asks.
    const elsewhere = {
      customer: bo.customer,
      person: anna.person,
      owner: 'D',
      reason: 'D',
      reviewOn: '2026-11-10',
    };
    const refused = await office(billed.product, officer.cookie, '/api/office/privacy/holds', elsewhere);
    expect(refused).toMatchObject({ status: 400 });
    expect(refused.text).toContain('person');
    await form.getByRole('button', { name: 'Håll kvar' }).click();
    await page.getByText('Det hålls kvar från nu.').waitFor();
    await expect.poll(() => open.evaluate((box) => box === document.activeElement)).toBe(true);
    await page.goto(`${ORIGINS.office}/rattigheter/raderingar`);
    const held = page.getByRole('row', { name: /Disa Dahl/ });
    await held.getByText('I dag').waitFor();

    // Bo asks to be erased; nothing of his goes while it is kept.
    await over(bo.customer);
    const asked = await call(billed.product, '/api/privacy/erasure', {
      cookie: await signIn(billed.product, bo),
      body: { password: bo.password },
    });
    expect(asked.body).toMatchObject({ state: 'waiting' });
    await billed.house(NOW, ({ pool }) =>
      pool.query("UPDATE privacy.hold SET review_on = '2026-11-03' WHERE person_id = $1", [bo.person]),
    );
    await page.reload();
    await held.getByText('Skulle prövats 3 nov').waitFor();
    await page.getByText('Väntar på att avtalet slutar').waitFor();
    await page.getByText(/^Vi måste hålla kvar: /).waitFor();
    await looksRight(page, 'board');
    const note = page.getByRole('button', { name: 'Notera svar från Adressregistret AB' });
    await note.click();
    await page.getByText('Svaret är noterat.').waitFor();
    await note.waitFor({ state: 'detached' });
    await held.getByRole('button', { name: 'Häv: Allt' }).click();
    const sure = page.getByRole('alertdialog', { name: 'Häv beslutet?' });
    await sure.getByText('Polisen har begärt att samtalen sparas.').waitFor();
    await looksRight(page, 'lifting');
    await sure.getByRole('button', { name: 'Häv' }).click();
    await page.getByText('Inget hålls kvar.').waitFor();
    await page.getByRole('row', { name: new RegExp(`Klart.*${String(asked.body!['id'])}`) }).waitFor();

    const receipt = await call(billed.product, `/radering/${String(asked.body!['id'])}`);
    expect(receipt.text).toContain('<dd>Klart</dd>');
    expect(receipt.text).not.toContain('Vi måste hålla kvar');

    const { rows } = await billed.house(NOW, ({ pool }) =>
      pool.query<{ actor: string; detail: string }>(
        "SELECT actor, detail FROM audit.entry WHERE event = 'rights-decision' AND actor_kind = 'staff' ORDER BY seq",
      ),
    );
    expect(rows.map(({ detail }) => (JSON.parse(detail) as { act: string }).act)).toEqual([
      'hold-placed',
      'recipient-answered',
      'hold-lifted',
    ]);
    expect(new Set(rows.map(({ actor }) => actor))).toEqual(new Set([officer.id]));
    const nobody = await enrol(billed.product, 'Sven Stöd', 'support', () => Date.now() + ahead);
    await sign(billed.product, nobody);
    for (const [path, body] of [
      ['erasures', undefined],
      ['holds', { customer: anna.customer, owner: 'S', reason: 'x', reviewOn: '2027-01-01' }],
      [`holds/${'A'.repeat(22)}/lift`, {}],
      [`erasures/${'A'.repeat(22)}/answered`, { recipient: 'x' }],
    ] as const)
      expect((await office(billed.product, nobody.cookie, `/api/office/privacy/${path}`, body)).status).toBe(
        403,
      );
  },
  browser,
);
