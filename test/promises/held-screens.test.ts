import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { addAccount, type Login } from '../run/api.ts';
import { withoutBrowser } from '../run/browser.ts';
import { looksRight } from '../run/looks-right.ts';
import { ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let anna: Login;

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  anna = await addAccount(product, 'Anna Prov', 'anna@example.org');
});
afterAll(() => product?.stop());

promise(
  'access.2',
  'in a real browser the app shows what is held, why, from where and until when, as people write it, at 390 and 1280 in light and dark; one press fetches it all',
  async () => {
    const { context } = await product.browse();
    const page = await context.newPage();
    await page.goto(`${ORIGINS.app}/mina-uppgifter/uppgifter`);
    await page.getByLabel('Användar-ID').fill(anna.userId);
    await page.getByLabel('Lösenord', { exact: true }).fill(anna.password);
    await page.getByRole('button', { name: 'Logga in', exact: true }).click();
    await page.getByRole('heading', { name: 'Vad vi har om dig', level: 1 }).waitFor();
    const main = page.locator('#main');
    await main.getByText('Anna Prov', { exact: true }).first().waitFor();
    await main.getByText('anna@example.org').first().waitFor();
    const text = await main.innerText();
    expect(text).toContain('Raderas');
    expect(text).toContain('90 dagar efter att avtalet är slut');
    // Times and lists are written for people, not for programs.
    const shown = text.slice(0, text.indexOf('Det här har vi inte'));
    expect(shown).not.toMatch(/\d{4}-\d\d-\d\dT\d\d|\["/);
    expect(shown).toContain('betalar');
    await looksRight(page, 'held');
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Hämta allt' }).click();
    expect((await download).suggestedFilename()).toMatch(/^telink-\d{4}-\d\d-\d\d\.zip$/);
    await page.getByRole('link', { name: 'Mina uppgifter' }).first().click();
    await page.getByRole('heading', { name: 'Mina uppgifter', level: 1 }).waitFor();
  },
  { skip: withoutBrowser },
);
