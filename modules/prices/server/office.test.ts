import { afterAll, beforeAll, expect, test } from 'vitest';
import { queryOf } from '#platform/db';
import { putStartBook } from '../../../test/run/office-traffic.ts';
import { staffWorld, type Colleague, type StaffWorld } from '../../../test/run/staff-world.ts';
import type { DecidedView, DiffView, PriceBook, SimulationView } from '../pure/office-contract.ts';
import type { SimulatedRecord } from '../pure/simulate.ts';
import { pricesOffice } from './office-routes.ts';
import { priceText } from './versions.ts';

let world: StaffWorld;
let pia: Colleague;
let kim: Colleague;

/** A hundred calls of one customer to a Swedish landline. */
async function* records(): AsyncGenerator<SimulatedRecord> {
  for (let index = 0; index < 100; index += 1)
    yield {
      customer: 'customer-1',
      service: 'service-1',
      plan: 'mobil-bas',
      usage: {
        kind: 'voice',
        direction: 'out',
        other: '46313900600',
        start: Date.UTC(2026, 9, 5, 8, index),
        seconds: 61,
        bytes: 0,
        answered: true,
        visited: '',
      },
    };
}

beforeAll(async () => {
  world = await staffWorld({
    more: (staff, { config, db, log }) => pricesOffice({ config, db, log, records, staff: staff.require }),
  });
  await putStartBook(world.ctx);
  pia = await world.colleague('Pia Ros', ['prices']);
  kim = await world.colleague('Kim Berg', ['billing', 'support', 'privacy', 'admin']);
});
afterAll(() => world?.drop());

const book = async (): Promise<PriceBook> => (await pia.browser.get('/api/office/prices')).json<PriceBook>();
/** The list of a plan's calls at home, with each price ten kronor more and a day of its own. */
async function dearer(effective: string): Promise<{ id: string; text: string }> {
  const list = (await book()).versions.find(({ id, state }) => id === 'bas' && state === 'in-force')!;
  const old = await priceText(world.ctx, list.id, list.version);
  const text = old
    .replace(`version;${list.version}`, 'version;9999:1')
    .replace(`effective;${list.effective}`, `effective;${effective}`)
    .replaceAll(/;0,69;/g, ';10,69;');
  expect(text.split('10,69').length).toBeGreaterThan(3);
  return { id: 'bas@9999:1', text };
}

test('each route of the price book is 403 for whoever lacks its role', async () => {
  for (const [method, path] of [
    ['GET', '/api/office/prices'],
    ['GET', '/api/office/prices/diff?a=a@1&b=a@2'],
    ['POST', '/api/office/prices'],
    ['POST', '/api/office/prices/a@1/schedule'],
    ['POST', '/api/office/prices/a@1/withdraw'],
    ['POST', '/api/office/prices/a@1/simulate?month=2026-10'],
    ['GET', '/api/office/prices/a@1/simulate?month=2026-10'],
  ] as const)
    expect(
      (method === 'GET' ? await kim.browser.get(path) : await kim.browser.send(method, path)).statusCode,
      path,
    ).toBe(403);
  expect(world.routes.filter((route) => route.includes('/office/prices'))).toHaveLength(
    // A GET has its HEAD.
    7 + 3,
  );
});

test('a draft is compared, tried on traffic and scheduled only with a month’s notice, by a name that is kept', async () => {
  const { id, text } = await dearer('2026-12-01');
  const add = async (as: string): Promise<DecidedView> =>
    (await pia.browser.send('POST', '/api/office/prices', { name: 'bas.csv', text, as })).json<DecidedView>();
  expect(await add('scheduled')).toMatchObject({ ok: false });
  expect(await add('draft')).toEqual({ ok: true, added: [id], already: [] });
  const { versions, month } = await book();
  expect(month).toBe('2026-10');
  expect(versions.find(({ version }) => version === '9999:1')?.state).toBe('draft');
  const before = versions.find(({ id: of, state }) => of === 'bas' && state === 'in-force')!;
  const diff = (
    await pia.browser.get(`/api/office/prices/diff?a=bas@${before.version}&b=${id}`)
  ).json<DiffView>();
  expect(diff.up).toBeGreaterThan(0);
  expect(diff.down).toBe(0);
  const path = `/api/office/prices/${encodeURIComponent(id)}`;
  const look = async (): Promise<SimulationView> =>
    (await pia.browser.get(`${path}/simulate?month=2026-10`)).json<SimulationView>();
  expect(await look()).toEqual({ state: 'none' });
  const told = (await pia.browser.send('POST', `${path}/simulate?month=2026-10`)).json<SimulationView>();
  expect(told).toMatchObject({ state: 'done', told: { records: 100, customers: 1, more: 1, less: 0 } });
  expect(told.told!.afterOre).toBeGreaterThan(told.told!.beforeOre);
  expect(await look()).toEqual(told);
  const schedule = async (body: object): Promise<DecidedView> =>
    (await pia.browser.send('POST', `${path}/schedule`, body)).json<DecidedView>();
  const refused = await schedule({});
  expect(refused).toMatchObject({ ok: false });
  expect(JSON.stringify(refused)).toContain('2026-12-2');
  expect(await schedule({ withoutNotice: 'a printing error' })).toMatchObject({ ok: true });
  const { rows } = await queryOf(world.ctx)(
    "SELECT act, actor, note FROM prices.act WHERE version = '9999:1' ORDER BY at, act",
    [],
  );
  expect(rows).toEqual([
    { act: 'added', actor: pia.id, note: '' },
    { act: 'scheduled', actor: pia.id, note: 'a printing error' },
  ]);
  expect((await pia.browser.send('POST', `${path}/withdraw`)).json()).toMatchObject({ ok: true });
});
