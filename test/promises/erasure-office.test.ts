import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { recordDisclosure } from '#modules/privacy';
import { endCustomer } from '#modules/services';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { startBilledProduct, type BilledProduct } from '../run/billed-product.ts';
import { withoutBrowser } from '../run/browser.ts';
import { looksRight } from '../run/looks-right.ts';
import { openCustomer, signInAtOffice } from '../run/office-page.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
import { ORIGINS } from '../run/product.ts';

const NOW = '2026-11-10T12:00:00Z';
let billed: BilledProduct;
let anna: Login;
let bo: Login;
let officer: OfficeLogin;
/** How far the product's clock is from this machine's, milliseconds. */
let ahead = 0;

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  billed = await startBilledProduct(NOW);
  const { product } = billed;
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

/** Asks to be erased, as the app does. */
const asksToGo = async (login: Login): Promise<Record<string, unknown>> =>
  (
    await call(billed.product, '/api/privacy/erasure', {
      cookie: await signIn(billed.product, login),
      body: { password: login.password },
    })
  ).body ?? {};

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
    await billed.house(NOW, (house) =>
      endCustomer(house.ctx('proof'), {
        customer: bo.customer,
        lastDay: '2026-11-08',
        zone: 'Europe/Stockholm',
      }),
    );
    const asked = await asksToGo(bo);
    expect(asked).toMatchObject({ state: 'waiting' });
    // Anna's contract runs.
    expect(await asksToGo(anna)).toMatchObject({ state: 'planned' });
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
    await page.getByRole('row', { name: new RegExp(`Klart.*${String(asked['id'])}`) }).waitFor();

    const receipt = await call(billed.product, `/radering/${String(asked['id'])}`);
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
  { skip: withoutBrowser, timeout: 300_000 },
);
