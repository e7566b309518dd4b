import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { registerCustomer, registerPerson } from '#modules/customers';
import { createService, endCustomer, numbersInUse, servicesOf } from '#modules/services';
import type { ServiceList } from '#contract/services';
import { address, person as personTable } from '#data-map/customers';
import { read, type Ctx } from '#platform/db';
import { PURPOSES } from '#platform/data-map';
import { plant, scan } from '../canary/index.ts';
import { call, signIn } from '../run/api.ts';
import { axeFaults } from '../run/axe.ts';
import { withoutBrowser } from '../run/browser.ts';
import { testWorld, type TestWorld } from '../run/database.ts';
import { ORIGINS, startRunningProduct, type Browsing, type RunningProduct } from '../run/product.ts';
import { testPersonalNumbers } from '../run/session-world.ts';

const ZONE = 'Europe/Stockholm';
const numbers = testPersonalNumbers();
let product: RunningProduct;
let world: TestWorld;
/** User id → first password, as the import wrote them. */
const passwords = new Map<string, string>();
const example = fileURLToPath(new URL('../../docs/customers-example.csv', import.meta.url));

beforeAll(async () => {
  world = await testWorld();
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  const paper = join(product.dataDir, 'first-passwords.csv');
  const file = join(product.dataDir, 'customers.csv');
  writeFileSync(file, readFileSync(example, 'utf8').replace(/yes$/m, 'folke'));
  const { code, out } = await product.telink('customers', 'import', file, '--logins', paper, '--json');
  if (code !== 0) throw new Error(out);
  expect(JSON.parse(out)).toMatchObject({ read: 5, created: 5, changed: 0, same: 0, rejected: 0, logins: 3 });
  for (const line of readFileSync(paper, 'utf8').trim().split('\n').slice(1)) {
    const [, , userId = '', password = ''] = line.split(',');
    passwords.set(userId, password);
  }
});
afterAll(async () => {
  await product?.stop();
  await world?.drop();
});

const cookieOf = (userId: string): Promise<string> =>
  signIn(product, { userId, password: passwords.get(userId) ?? '' });
const services = async (cookie: string): Promise<ServiceList> =>
  (await call(product, '/api/services', { cookie })).body as unknown as ServiceList;

promise(
  'customer.1',
  'name, address, e-mail, telephone and personal number are customer data: each is checked, kept sealed, and read back as it was given',
  async () => {
    const [marks, file] = [
      { name: plant('services', 'name'), street: plant('services', 'street') },
      join(product.dataDir, 'one.json'),
    ];
    const good = {
      customer: 'C1',
      customer_kind: 'person',
      customer_name: marks.name,
      person: 'P1',
      person_name: marks.name,
      personal_number: numbers![7]!,
      email: 'facts@example.org',
      phone: '070-174 06 50',
      street: marks.street,
      postal_code: '352 46',
      city: 'Växjö',
    };
    const bad = [
      {
        ...good,
        personal_number: `${good.personal_number.slice(0, 11)}${(Number(good.personal_number[11]) + 1) % 10}`,
      },
      { ...good, email: 'facts' },
      { ...good, phone: '112' },
      { ...good, postal_code: '0123' },
      { ...good, person_name: undefined },
    ];
    writeFileSync(file, JSON.stringify([...bad, good]));
    const { out } = await product.telink('customers', 'import', file, '--json');
    expect(JSON.parse(out)).toMatchObject({
      read: 6,
      created: 1,
      rejected: 5,
      rejects: ['personal_number', 'email', 'phone', 'postal_code', 'person_name'].map((column, index) => ({
        line: index + 1,
        column,
      })),
    });
    writeFileSync(file, '');
    const found = await scan([product.dataDir], Object.values(marks));
    expect(found.unread).toEqual([]);
    expect(found.hits).toEqual([]);
    const { withHouse } = await import('../../apps/server/reach.ts');
    const { readConfig } = await import('#platform/config');
    await withHouse(readConfig({ TELINK_DATA: product.dataDir }), async (house) => {
      const where = { where: { email: 'facts@example.org' } };
      const ctx = house.ctx('test');
      const [who] = await read(
        ctx,
        'rights',
        personTable,
        ['person_id', 'name', 'phone', 'personal_number'],
        where,
      );
      expect(who).toMatchObject({
        name: marks.name,
        phone: '+46701740650',
        personal_number: good.personal_number,
      });
      const lives = await read(ctx, 'rights', address, ['street', 'postal_code'], {
        where: { person_id: who?.person_id ?? '' },
      });
      expect(lives).toEqual([{ street: marks.street, postal_code: '352 46' }]);
      return 0;
    });
    const map = (await call(product, '/.well-known/telink/data-map.json', { app: 'shop' }))
      .body as unknown as {
      place: string;
      category: string;
    }[];
    for (const column of [
      'person.name',
      'address.street',
      'person.email',
      'person.phone',
      'person.personal_number',
    ])
      expect(map.find(({ place }) => place === `customers.${column}`)?.category, column).toBe('kunddata');
  },
  { skip: numbers === undefined ? 'the published test numbers are not here' : false, timeout: 120_000 },
);

promise(
  'customer.3',
  'which services a customer has and how they are set up is customer data: declared, shown to the one who pays, and to a user what they use and no more',
  async () => {
    const map = (await call(product, '/.well-known/telink/data-map.json', { app: 'shop' }))
      .body as unknown as {
      place: string;
      category: string;
      purposes: string[];
    }[];
    const declared = map.filter(({ place, category }) => place.startsWith('services.') && category !== '');
    expect(declared.length).toBeGreaterThan(20);
    expect(
      declared.filter(({ category, purposes }) => category !== 'kunddata' || !purposes.includes('rights')),
    ).toEqual([]);
    const pays = await services(await cookieOf('greta'));
    expect(
      pays.services.map(({ label, usedBy, mine, numbers: held }) => [label, usedBy, mine, held]),
    ).toEqual([
      ['Gretas mobil', 'Greta Ekdunge', true, ['46701740640']],
      ['Folkes mobil', 'Folke Ek', false, ['46701740641']],
      ['Växeln', null, false, ['46980319230', '46980319231']],
    ]);
    const folke = await cookieOf('folke');
    const uses = await services(folke);
    expect([uses.mayChange, uses.services.map(({ label }) => label)]).toEqual([false, ['Folkes mobil']]);
    const change = (cookie: string, id: string, body: object) =>
      call(product, `/api/services/${id}`, { method: 'PATCH', cookie, body });
    expect((await change(folke, uses.services[0]!.id, { barPremium: false })).status).toBe(403);
    const greta = await cookieOf('greta');
    const answer = await change(greta, uses.services[0]!.id, { barPremium: false, spendCapOre: 30_000 });
    expect(answer).toMatchObject({
      status: 200,
      body: { barPremium: false, barInternational: true, spendCapOre: 30_000 },
    });
    const strange = [...passwords.keys()].find((userId) => !['greta', 'folke'].includes(userId))!;
    expect((await change(await cookieOf(strange), uses.services[0]!.id, { barPremium: true })).status).toBe(
      404,
    );
    expect((await change(greta, uses.services[0]!.id, { masked: false })).body).toMatchObject({
      code: 'unknown-field',
    });
    expect((await services(folke)).services[0]).toMatchObject({ barPremium: false, spendCapOre: 30_000 });
  },
  { timeout: 120_000 },
);

promise(
  'scope.3',
  'from the midnight after a contract’s last day nothing is read for it: only the last bill, the books, claims, security and rights remain',
  async () => {
    const customer = await registerCustomer(world.ctx, {
      kind: 'person',
      name: 'Vera Lind',
      source: 'order',
    });
    const person = await registerPerson(world.ctx, {
      customer,
      name: 'Vera Lind',
      email: 'vera@example.org',
      roles: ['subscriber', 'user'],
      source: 'order',
    });
    await createService(world.ctx, {
      customer,
      kind: 'mobile',
      plan: 'mobil-10',
      startsOn: '2026-11-01',
      activatedOn: '2026-11-01',
      person,
      numbers: [{ number: '46701740660' }],
      source: 'order',
      zone: ZONE,
    });
    const own: Ctx = {
      db: world.db,
      actor: { kind: 'person', customer, person, roles: ['subscriber'], session: 'x' },
    };
    const allowed = async (ctx: Ctx): Promise<string[]> => {
      const open: string[] = [];
      for (const purpose of ['deliver_contract', 'support', 'bill', 'rights', 'legal_claims'] as const)
        await servicesOf(ctx, purpose, { customer }, '2026-11-30').then(
          () => open.push(purpose),
          (error: unknown) => expect(error).toMatchObject({ code: 'forbidden' }),
        );
      return open;
    };
    const all = ['deliver_contract', 'support', 'bill', 'rights', 'legal_claims'];
    await endCustomer(world.ctx, { customer, lastDay: '2026-11-30', zone: ZONE });
    world.clock.set('2026-11-30T22:59:59Z');
    expect(await allowed(world.ctx)).toEqual(all);
    world.clock.set('2026-11-30T23:00:00Z');
    for (const ctx of [world.ctx, own])
      expect(await allowed(ctx)).toEqual(['bill', 'rights', 'legal_claims']);
    // A read across customers goes on without the one whose contract has ended; billing still finds the last calls.
    const names = await read(world.ctx, 'deliver_contract', personTable, ['customer_id', 'name']);
    expect(names.filter(({ customer_id: id }) => id === customer)).toEqual([]);
    const calls = await numbersInUse(world.ctx, 0, Date.parse('2027-01-01'), ['46701740660']);
    expect(calls.map(({ to }) => to)).toEqual([Date.parse('2026-11-30T23:00:00Z')]);
    // The rule itself, for every purpose there is.
    const { loadPolicyFiles } = await import('#platform/access');
    const decide = loadPolicyFiles(new URL('../../policy/', import.meta.url));
    const left = PURPOSES.filter(
      (purpose) =>
        decide({
          actor: { kind: 'system', job: 'test' },
          purpose,
          category: 'kunddata',
          restricted: false,
          consent: true,
          staff: { ndaInForce: true, secondFactor: true },
          contractEnded: true,
        }).allow,
    );
    expect(left).toEqual(['bill', 'bookkeeping', 'law_enforcement', 'security', 'rights', 'legal_claims']);
  },
);

async function open(browsing: Browsing, userId: string): Promise<Page> {
  const page = browsing.context.pages()[0] ?? (await browsing.context.newPage());
  await page.goto(`${ORIGINS.app}/logga-in`);
  await page.locator('input[autocomplete~="username"]').fill(userId);
  await page.locator('input[autocomplete="current-password"]').fill(passwords.get(userId) ?? '');
  await page.locator('form button[type="submit"]').click();
  await page.waitForURL((url) => !url.pathname.startsWith('/logga-in'));
  await page.goto(`${ORIGINS.app}/tjanster`);
  return page;
}

for (const [width, dark] of [
  [390, true],
  [1280, false],
] as const)
  promise(
    'customer.3',
    `the page of services at ${width} pixels: what is chosen is stored at once, a refusal stands in its place and what was holds`,
    async () => {
      const browsing = await product.browse({ width, dark });
      const page = await open(browsing, 'greta');
      const part = page.getByRole('region', { name: 'Gretas mobil' });
      await part.waitFor();
      expect(await part.textContent()).toContain('070-174 06 40');
      const look = async (what: string): Promise<void> => {
        expect(await axeFaults(page), what).toEqual([]);
        expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
        const shots = process.env['TELINK_SHOTS'];
        if (shots !== undefined)
          await page.screenshot({ path: join(shots, `services-${width}-${what}.png`), fullPage: true });
      };
      await look('open');
      const premium = part.getByRole('switch', { name: 'Spärra betalnummer' });
      const was = await premium.isChecked();
      await premium.click();
      await expect
        .poll(async () => (await services(await cookieOf('greta'))).services[0]?.barPremium)
        .toBe(!was);
      await part.getByLabel('Kostnadstak per månad').selectOption({ label: 'Inget tak' });
      await expect
        .poll(async () => (await services(await cookieOf('greta'))).services[0]?.spendCapOre)
        .toBe(null);
      await browsing.context.setOffline(true);
      await premium.click();
      await part.getByText('Du är offline. Inget har ändrats.').waitFor();
      expect(await premium.isChecked()).toBe(!was);
      await look('offline');
      await browsing.context.setOffline(false);
      await premium.click();
      await expect
        .poll(async () => (await services(await cookieOf('greta'))).services[0]?.barPremium)
        .toBe(was);
      await part.getByLabel('Kostnadstak per månad').selectOption({ value: '150000' });
      await expect
        .poll(async () => (await services(await cookieOf('greta'))).services[0]?.spendCapOre)
        .toBe(150_000);
      await page.reload();
      await part.waitFor();
      expect(await part.getByLabel('Kostnadstak per månad').inputValue()).toBe('150000');
      await browsing.close();
    },
    { skip: withoutBrowser, timeout: 180_000 },
  );
