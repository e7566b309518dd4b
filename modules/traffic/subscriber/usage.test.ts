import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { importPrices, operatorOf, startBook } from '#modules/prices';
import { readConfig } from '#platform/config';
import { telinkHeader, writeTelinkCsv } from '../pure/formats/index.ts';
import type { UsageRecord } from '../pure/usage-record.ts';
import { withHouse } from '../../../apps/server/reach.ts';
import { axeFaults } from '../../../test/run/axe.ts';
import { withoutBrowser } from '../../../test/run/browser.ts';
import {
  ORIGINS,
  startRunningProduct,
  type Browsing,
  type RunningProduct,
} from '../../../test/run/product.ts';

const browserTest = test.skipIf(withoutBrowser !== false);
let product: RunningProduct;
const passwords = new Map<string, string>();

const HEAD =
  'customer,customer_kind,customer_name,contract_start,person,person_name,roles,email,service,service_kind,plan,service_start,service_activated,label,numbers,spend_cap_ore,masked,login';
const CUSTOMERS = `${HEAD}
U-1,person,Elin Prov,2025-05-01,P-1,Elin Prov,subscriber user,elin@example.org,S-1,mobile,mobil-stor,2025-05-01,2025-05-01,"Mobil, Elin",070-174 06 40,200000,no,elin
U-1,,,,P-2,Oskar Prov,user,oskar@example.org,S-2,mobile,mobil-bas,2025-05-01,2025-05-01,"Mobil, Oskar",070-174 06 41,5000,,oskar
U-2,person,Tor Prov,2025-05-01,P-1,Tor Prov,subscriber user,tor@example.org,S-1,mobile,mobil-bas,2025-05-01,2025-05-01,Min mobil,070-174 06 42,,,torprov
`;

/** Calls from the first of this month until now, the newest a moment ago. */
function records(): UsageRecord[] {
  const now = Date.now();
  const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Stockholm' }).format(now);
  const first = Math.min(Date.parse(`${day.slice(0, 8)}01T01:00:00+01:00`), now - 3_600_000);
  const made: UsageRecord[] = [];
  const add = (share: number, given: Partial<UsageRecord>): void => {
    made.push({
      system: 'own',
      key: `r${made.length}`,
      action: 'new',
      kind: 'voice',
      direction: 'out',
      served: '46701740640',
      other: '46313900644',
      start: Math.floor((first + (now - first) * share) / 1000) * 1000,
      offset: 60,
      seconds: 0,
      bytes: 0,
      answered: true,
      originNetwork: '',
      terminatingNetwork: '',
      visited: '',
      line: 1,
      ...given,
    });
  };
  for (let index = 0; index < 70; index += 1)
    add(index / 75, {
      seconds: 60 + ((index * 397) % 1500),
      other: ['46313900644', '46846500418', '46701740621'][index % 3]!,
      ...(index % 9 === 4 ? { other: '12025550118', seconds: 161 } : {}),
    });
  for (let index = 0; index < 14; index += 1)
    add(index / 15, { kind: 'data', other: '', bytes: 1_330_000_000 });
  add(0.5, { kind: 'data', other: '', bytes: 12_000_000, visited: 'US' });
  for (let index = 0; index < 20; index += 1)
    add(index / 21, { served: '46701740641', seconds: 120, other: '46701740650' });
  add(0.955, { direction: 'in', other: '46701740612', seconds: 199 });
  add(0.96, { seconds: 750, other: '46701740621' });
  add(0.97, { direction: 'in', answered: false, other: '46406280412' });
  add(0.98, { seconds: 161, other: '12025550118' });
  add(0.985, { kind: 'sms', other: '46701740621' });
  add(0.99, { seconds: 125, other: '46846500418' });
  add(0.999, { direction: 'in', seconds: 408 });
  return made;
}

beforeAll(async () => {
  if (withoutBrowser !== false) return;
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  const config = readConfig({ TELINK_DATA: product.dataDir });
  await withHouse(config, async (house) => {
    const done = await importPrices(house.ctx('test'), startBook(), operatorOf(config), { as: 'scheduled' });
    expect(done.ok).toBe(true);
    return 0;
  });
  const [customers, paper, traffic] = ['customers.csv', 'first-passwords.csv', 'traffic.csv'].map((name) =>
    join(product.dataDir, name),
  ) as [string, string, string];
  writeFileSync(customers, CUSTOMERS);
  writeFileSync(traffic, telinkHeader + records().map(writeTelinkCsv).join(''));
  const taken = await product.telink('customers', 'import', customers, '--logins', paper, '--json');
  if (taken.code !== 0) throw new Error(taken.out);
  expect(JSON.parse(taken.out)).toMatchObject({ rejected: 0, logins: 3 });
  for (const line of readFileSync(paper, 'utf8').trim().split('\n').slice(1)) {
    const [, , userId = '', password = ''] = line.split(',');
    passwords.set(userId, password);
  }
  const read = await product.telink('traffic', 'import', traffic, '--format', 'telink', '--json');
  expect(JSON.parse(read.out)).toMatchObject({ rejected: 0, unrated: 0 });
}, 300_000);
afterAll(() => product?.stop());

async function open(browsing: Browsing, userId: string): Promise<Page> {
  const page = browsing.context.pages()[0] ?? (await browsing.context.newPage());
  await page.goto(`${ORIGINS.app}/logga-in`);
  await page.locator('input[autocomplete~="username"]').fill(userId);
  await page.locator('input[autocomplete="current-password"]').fill(passwords.get(userId) ?? '');
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
  await page.goto(`${ORIGINS.app}/samtal`);
  await page.getByRole('heading', { name: 'Samtal och förbrukning', level: 1 }).waitFor();
  return page;
}

/** A busy machine takes its time. */
const settled = (ask: () => Promise<number>) => expect.poll(ask, { timeout: 30_000 });

async function look(page: Page, what: string): Promise<void> {
  const { width = 0 } = page.viewportSize() ?? {};
  const shots = process.env['TELINK_SHOTS'];
  if (shots !== undefined) await page.screenshot({ path: join(shots, `usage-${what}.png`) });
  expect(await axeFaults(page), what).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth), what).toBeLessThanOrEqual(width);
}

const looks = (
  [
    [1280, false],
    [390, true],
    [1280, true],
    [390, false],
  ] as const
).slice(0, process.env['TELINK_SHOTS'] === undefined ? 2 : 4);

for (const [width, dark] of looks)
  browserTest(
    `use at ${width} pixels, ${dark ? 'dark' : 'light'}: what it has come to, what is left and why a call costs what it does, by keys alone`,
    async () => {
      const browsing = await product.browse({ width, dark, height: width === 390 ? 844 : 800 });
      const page = await open(browsing, 'elin');
      const name = `${width}-${dark ? 'dark' : 'light'}`;
      await page.getByRole('table', { name: 'Samtal, nyaste först' }).waitFor();
      await page.getByRole('meter', { name: 'Använd data' }).waitFor();
      await page.getByRole('img', { name: /^Minuter per dag i / }).waitFor();
      await look(page, `${name}-open`);
      const amount = page.getByRole('button', { name: /^\d+,\d\d\. Varför / }).first();
      await amount.focus();
      await page.keyboard.press('Enter');
      const why = page.getByRole('dialog', { name: /^Varför \d+,\d\d\?$/ });
      await why.getByText(/Summa/).waitFor();
      await why.getByText(/^Raderas senast \d+ \S+ \d{4}$/).waitFor();
      await look(page, `${name}-why`);
      // Focus can't leave it by the keys, and comes back to the amount when it closes.
      for (let turn = 0; turn < 6; turn += 1) {
        await page.keyboard.press('Tab');
        expect(await why.evaluate((node) => node.contains(document.activeElement))).toBe(true);
      }
      await page.keyboard.press('Escape');
      await why.waitFor({ state: 'detached' });
      expect(await amount.evaluate((node) => node === document.activeElement)).toBe(true);
      await browsing.close();
    },
    180_000,
  );

browserTest(
  'the list can be searched, narrowed and paged; a hidden call comes back; what failed is said in its place',
  async () => {
    const browsing = await product.browse({});
    const page = await open(browsing, 'elin');
    const rows = page.getByRole('table', { name: 'Samtal, nyaste först' }).locator('tbody tr');
    await settled(() => rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Visa fler' }).click();
    await settled(() => rows.count()).toBeGreaterThan(50);
    const search = page.getByRole('searchbox', { name: 'Namn eller nummer' });
    await search.fill('040-628');
    await settled(() => rows.count()).toBe(1);
    expect(await rows.first().textContent()).toContain('obesvarat');
    // The end of Oskar's numbers is not Elin's to see, nor to search for.
    await search.fill('0701740650');
    await page.getByText('Inget stämmer med det du söker.').waitFor();
    await look(page, 'none-found');
    await page.getByRole('button', { name: 'Visa allt igen' }).click();
    await page.getByRole('button', { name: 'Alla nummer' }).click();
    await page.getByRole('menuitem', { name: 'Mobil, Oskar' }).click();
    await settled(() => rows.count()).toBe(20);
    expect(await rows.first().textContent()).toContain('070-174 0• ••');
    expect(await page.locator('main').textContent()).not.toContain('070-174 06 50');
    await look(page, 'oskar');
    await page.getByRole('button', { name: 'Mobil, Oskar' }).click();
    await page.getByRole('menuitem', { name: 'Alla nummer' }).click();
    await search.fill('040-628');
    await settled(() => rows.count()).toBe(1);
    await rows.first().getByRole('button').click();
    await page.getByRole('button', { name: 'Dölj i listan' }).click();
    await page.getByText('Dolt i din lista.').waitFor();
    await rows.getByText('Dold', { exact: true }).waitFor();
    await page.getByRole('button', { name: /^Ångra/ }).click();
    await rows.getByText('Dold', { exact: true }).waitFor({ state: 'detached' });
    await browsing.context.setOffline(true);
    await search.fill('031');
    await page.getByText('Samtalen gick inte att läsa in.').waitFor();
    await look(page, 'offline');
    await browsing.context.setOffline(false);
    await page.getByRole('button', { name: 'Försök igen' }).click();
    await settled(() => rows.count()).toBeGreaterThan(5);
    await browsing.close();
  },
  180_000,
);

browserTest(
  'the one who pays says that a call is wrong; one who only uses a number is not asked about the bill',
  async () => {
    const browsing = await product.browse({});
    const page = await open(browsing, 'elin');
    await page
      .getByRole('button', { name: /^\d+,\d\d\. Varför / })
      .first()
      .click();
    await page.getByRole('button', { name: 'Stämmer inte?' }).click();
    const dialog = page.getByRole('dialog', { name: 'Stämmer inte samtalet?' });
    await dialog.getByRole('button', { name: 'Skicka' }).click();
    await dialog.getByText('Skriv vad som är fel.').waitFor();
    await look(page, 'dispute');
    await dialog.getByLabel('Vad är fel?').fill('Det ringde vi inte.');
    await dialog.getByRole('button', { name: 'Skicka' }).click();
    await page.getByText('Vi ser över det innan fakturan skickas.').waitFor();
    await page.getByText('Ses över').waitFor();
    await page
      .getByRole('button', { name: /^\d+,\d\d\. Varför / })
      .first()
      .click();
    await page.getByText('Sparas tills det är utrett').waitFor();
    expect(await page.getByRole('button', { name: 'Stämmer inte?' }).count()).toBe(0);
    await browsing.close();
    const second = await product.browse({ width: 390, height: 844 });
    const own = await open(second, 'oskar');
    await own.getByRole('table', { name: 'Samtal, nyaste först' }).waitFor();
    expect(await own.locator('main').textContent()).toContain('070-174 06 50');
    await own
      .getByRole('button', { name: /Varför / })
      .first()
      .click();
    await own.getByText(/^Raderas|^Sparas/).waitFor();
    expect(await own.getByRole('button', { name: 'Stämmer inte?' }).count()).toBe(0);
    await second.close();
  },
  180_000,
);

browserTest(
  'a month without anything says so',
  async () => {
    const browsing = await product.browse({});
    const page = await open(browsing, 'torprov');
    await page.getByText(/^Inget här i /).waitFor();
    await look(page, 'empty');
    await browsing.close();
  },
  120_000,
);
