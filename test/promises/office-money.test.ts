import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBilling } from '#modules/billing';
import { readConfig } from '#platform/config';
import {
  EXAMPLE_CHARGES,
  EXAMPLE_COMPANY,
  exampleCharge,
  exampleCustomer,
  sourceOf,
} from '../../modules/billing/pure/example.ts';
import { withHouse } from '../../apps/server/reach.ts';
import { withoutBrowser } from '../run/browser.ts';
import { looksRight } from '../run/looks-right.ts';
import { enrol, publish, sign, type OfficeLogin } from '../run/office.ts';
import { putNumber, putStartBook, telinkRows } from '../run/office-traffic.ts';
import { ORIGINS, startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let kim: OfficeLogin;
let mo: OfficeLogin;
const OURS = '+46701740605';

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  kim = await enrol(product, 'Kim Berg', 'billing,prices,support');
  mo = await enrol(product, 'Mo Lind', 'billing');
  await publish(product, 'Det jag får veta om kunder för jag inte vidare.');
  for (const who of [kim, mo]) await sign(product, who);
  await withHouse(readConfig({ TELINK_DATA: product.dataDir }), async (house) => {
    await putStartBook(house.ctx('test'));
    await putNumber(house.ctx('test'), OURS);
    // A month with something to bill, drafted by Kim.
    const some = ['a1b2c3d4', 'k7q2m4x9', 'z9y8x7w6'].map((id, index) => ({
      customer: exampleCustomer(EXAMPLE_COMPANY, `${id}-customer`),
      charges: [
        ...EXAMPLE_CHARGES,
        exampleCharge({ name: 'Samtal till USA', kind: 'usage', ore: 55_000n * BigInt(index) }),
      ].slice(0, index === 0 ? -1 : undefined),
    }));
    const billing = createBilling({
      config: house.config,
      db: house.db,
      log: house.log,
      source: sourceOf(some),
    });
    // The month before this one, whatever the day: only a month that is over can be approved.
    const now = new Date();
    const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), 0)).toISOString().slice(0, 7);
    const drafted = await billing.draftRun({ month, by: kim.id });
    if (!drafted.ok) throw new Error(drafted.reason);
    return 0;
  });
});
afterAll(() => product?.stop());

async function signedIn(
  who: OfficeLogin,
  language?: 'en-GB',
): Promise<{ context: BrowserContext; page: Page }> {
  const { context } = await product.browse(language === undefined ? {} : { language });
  const [name = '', value = ''] = who.cookie.split('=');
  await context.addCookies([{ name, value, url: ORIGINS.office, secure: true, httpOnly: true }]);
  return { context, page: await context.newPage() };
}

const minutesAgo = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

test.skipIf(withoutBrowser !== false)(
  'a file is sent at the office, its rejected row mended, and what is kept and what holds is shown',
  async () => {
    const { page } = await signedIn(kim);
    await page.goto(`${ORIGINS.office}/mediering`);
    await page.getByText('Ingen fil är inläst än.').waitFor();
    await page.getByRole('button', { name: 'Läs in fil' }).click();
    const calls = Array.from({ length: 240 }, (_, index) => ({
      key: `c${index}`,
      served: OURS,
      // Two a minute, with ten minutes of silence.
      start: minutesAgo(150 - Math.floor(index / 2) + (index < 120 ? 10 : 0)),
    }));
    const rows = `${telinkRows(calls)}${telinkRows([{ key: 'x', served: '+46701740699', start: minutesAgo(5) }])}`;
    await page.getByLabel('Fil från en växel').setInputFiles({
      name: 'sbc2-1124.json',
      mimeType: 'application/json',
      buffer: Buffer.from(rows),
    });
    await page.getByLabel('Växel', { exact: true }).fill('sbc2');
    await page.getByRole('button', { name: 'Läs in', exact: true }).click();
    await page.getByText('sbc2-1124.json: 241 poster lästa.').first().waitFor();
    await page.getByText(/Lucka .* i sbc2/).waitFor();
    await page.getByText('In = prissatta').waitFor();
    await looksRight(page, 'mediering');
    await page.getByText('Ingen hade numret då, served').click();
    await page.getByRole('button', { name: /Försök igen med rad 241/ }).click();
    const row = page.getByLabel('Raden', { exact: true });
    await row.waitFor();
    await looksRight(page, 'rad');
    const text = await row.inputValue();
    await page.getByRole('button', { name: 'Läs in raden' }).click();
    await page.getByText('Går fortfarande inte: ingen hade numret då').waitFor();
    await row.fill(text.replace('46701740699', '46701740605'));
    await page.getByRole('button', { name: 'Läs in raden' }).click();
    await page.getByText('Raden är inläst och prissatt.').waitFor();
    await page.getByText('Ingen rad väntar på någon.').waitFor();
    for (const [path, there] of [
      ['/gallring', 'Inget förfallet kvar'],
      ['/kontroll', 'Allt stämmer'],
      ['/betalningar', 'Alla betalningar har hittat sin faktura.'],
    ] as const) {
      await page.goto(ORIGINS.office + path);
      await page.locator('main').getByText(there).first().waitFor();
      await looksRight(page, path.slice(1));
    }
  },
  300_000,
);

test.skipIf(withoutBrowser !== false)(
  'the price book is read and tried on traffic, in Swedish and English',
  async () => {
    const { page } = await signedIn(kim, 'en-GB');
    await page.goto(`${ORIGINS.office}/prisbok`);
    await page.getByRole('heading', { name: 'Price book', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Show utland@2026:3' }).click();
    await page.getByText(/dearer, \d+ cheaper/).waitFor();
    await page.getByRole('button', { name: /^Try on/ }).click();
    await page.getByText('There is no traffic in that month.').waitFor();
    await page.getByRole('button', { name: 'Add a document' }).click();
    await looksRight(page, 'prisbok');
  },
  300_000,
);

test.skipIf(withoutBrowser !== false)(
  'a bill run is compared by the one who drafted it and approved by another, in two browsers',
  async () => {
    const { page, context } = await signedIn(kim);
    await page.goto(`${ORIGINS.office}/fakturakorning`);
    await page.getByRole('button', { name: /Jämför med/ }).click();
    await page.getByText('Du skapade utkastet, så en annan person måste godkänna. Mo Lind kan.').waitFor();
    await page.getByText('stämmer').nth(2).waitFor();
    expect(await page.getByRole('button', { name: 'Godkänn' }).count()).toBe(0);
    await looksRight(page, 'fakturakorning');
    await context.close();
    const other = await signedIn(mo);
    await other.page.goto(`${ORIGINS.office}/fakturakorning`);
    for (const [name, next] of [
      ['Godkänn', 'Mo Lind har godkänt'],
      ['Bokför', 'Fakturorna är bokförda'],
      ['Skicka', 'Körningen är klar.'],
    ] as const) {
      await other.page.getByRole('button', { name, exact: true }).click();
      await other.page.getByText(next).waitFor();
    }
  },
  300_000,
);
