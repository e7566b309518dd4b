import { afterAll, beforeAll, expect, test } from 'vitest';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { withoutBrowser } from '../run/browser.ts';
import { looksRight } from '../run/looks-right.ts';
import { startMailServer, type MailServer } from '../run/mail-server.ts';
import { signInAtOffice } from '../run/office-page.ts';
import { enrol, office, publish, sign, type OfficeLogin } from '../run/office.ts';
import { ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let mail: MailServer;
let anna: Login;
let officer: OfficeLogin;

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  mail = await startMailServer();
  product = await startRunningProduct({ cloud: { seed: 'empty' }, env: { TELINK_SMTP_URL: mail.url } });
  anna = await addAccount(product, 'Anna Prov', 'anna@example.org');
  officer = await enrol(product, 'Disa Dahl', 'privacy');
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  await sign(product, officer);
});
afterAll(async () => {
  await product?.stop();
  await mail?.stop();
});

test.skipIf(withoutBrowser !== false)(
  'a person finds «Mina uppgifter», asks, sees what happens next and when, and who looked; the officer answers on the board; and each screen passes axe at 390 and 1280, light and dark',
  async () => {
    const cookie = await signIn(product, anna);
    for (const kind of ['access', 'erasure'])
      await call(product, '/api/privacy/requests', { cookie, body: { kind, text: 'Min begäran.' } });
    const { context } = await product.browse();
    const page = await context.newPage();
    await page.goto(`${ORIGINS.app}/mer`);
    await page.getByLabel('Användar-ID').fill(anna.userId);
    await page.getByLabel('Lösenord', { exact: true }).fill(anna.password);
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.locator('#main').getByRole('link', { name: 'Mina uppgifter' }).waitFor();
    await page
      .getByRole('navigation', { name: 'Huvudmeny' })
      .getByRole('link', { name: 'Mina uppgifter' })
      .click();
    await page.getByRole('heading', { name: 'Mina uppgifter', level: 1 }).waitFor();
    await page.getByRole('cell', { name: 'finns inte hos oss' }).waitFor();
    await page.getByText('Ingen av våra anställda har öppnat dina uppgifter.').waitFor();
    await page.getByRole('button', { name: 'Fråga oss' }).click();
    await looksRight(page, 'centre');
    await page.getByRole('button', { name: 'Skicka' }).click();
    await page.getByText('Skriv vad du undrar.').waitFor();
    await page.getByLabel('Med egna ord').fill('Varför sparar ni mitt nummer?');
    await page.getByRole('button', { name: 'Skicka' }).click();
    await page.getByRole('link', { name: 'Fråga', exact: true }).click();
    await page.getByRole('heading', { name: 'Fråga', level: 1 }).waitFor();
    await page.getByText(/Vi svarar senast/).waitFor();
    await looksRight(page, 'request');

    const desk = await (await product.browse()).context.newPage();
    await desk.goto(`${ORIGINS.office}/rattigheter`);
    await signInAtOffice(desk, officer);
    await desk.getByRole('heading', { name: 'Rättigheter', level: 1 }).waitFor();
    await desk.getByRole('button', { name: 'Registrera' }).click();
    await looksRight(desk, 'board');
    await desk.getByRole('button', { name: 'Avbryt' }).click();
    await desk.getByRole('row', { name: /Fråga/ }).getByRole('button', { name: 'Öppna' }).click();
    await desk.getByText('Varför sparar ni mitt nummer?').waitFor();
    await looksRight(desk, 'answering');
    await desk.getByRole('button', { name: 'Skicka' }).click();
    await desk.getByText('Skriv minst en mening.').waitFor();
    await desk.getByLabel('Svaret till personen').fill('För att samtal ska nå dig, och på fakturan.');
    await desk.getByRole('button', { name: 'Skicka' }).click();
    await desk.getByText('1 besvarade i tid').waitFor();

    await page.reload();
    await page.getByText('För att samtal ska nå dig, och på fakturan.').waitFor();
    await looksRight(page, 'answered');
    await page.goto(`${ORIGINS.app}/mina-uppgifter`);
    await page.getByText('För att svara på din begäran').waitFor();
    expect(await page.locator('main').innerText()).not.toContain('Disa');
    await looksRight(page, 'centre later');
    const bundle = page.waitForEvent('download');
    await page.getByRole('link', { name: /^Fråga/ }).click();
    await page.getByRole('link', { name: 'Hämta underlaget' }).click();
    expect((await bundle).suggestedFilename()).toMatch(/^telink-.+\.json$/);
    expect((await office(product, officer.cookie, '/api/office/privacy/requests')).status).toBe(200);
  },
  400_000,
);

test.skipIf(withoutBrowser !== false)(
  'the public form works without a script, by keys alone, and passes axe',
  async () => {
    const { context } = await product.browse();
    const page = await context.newPage();
    await page.goto(ORIGINS.shop);
    await page.getByRole('link', { name: 'Fråga oss om dina uppgifter' }).click();
    await page.getByRole('heading', { name: 'Fråga oss om dina uppgifter', level: 1 }).waitFor();
    expect(await page.locator('script').count()).toBe(0);
    await looksRight(page, 'form');
    await page.getByLabel('Din e-postadress').fill('okand@example.net');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Skriv koden från mejlet' }).waitFor();
    await page.getByLabel('Kod').fill('1');
    await page.keyboard.press('Enter');
    await page.getByText('Koden stämmer inte.').waitFor();
    await looksRight(page, 'code');
    const { text } = await mail.letterTo('okand@example.net', /^\d{8}\r?$/m);
    await page.getByLabel('Kod').fill(/^(\d{8})\r?$/m.exec(text)![1]!);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Nej, vi har inga uppgifter om dig' }).waitFor();
    await page.getByText('Det underskrivna svaret').click();
    await looksRight(page, 'no');
    await page.goto(`${ORIGINS.shop}/en/request`);
    await page.getByRole('heading', { name: 'Ask us about your data' }).waitFor();
    await looksRight(page, 'form english');
  },
  200_000,
);
