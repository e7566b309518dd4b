import { afterAll, beforeAll, expect, test } from 'vitest';
import { compile, readDocument, startBook, type Rater } from '#modules/prices';
import { fictitiousNumbers } from '#worlds/switch';
import { fileOf, trafficWorld, ZONE, type TrafficWorld } from '../../../test/run/traffic-world.ts';
import { openDesk } from './open-desk.ts';
import { rerate } from './rerate.ts';

let world: TrafficWorld;
const numbers = fictitiousNumbers.slice(0, 6);
beforeAll(async () => {
  world = await trafficWorld();
  for (const [at, number] of numbers.entries())
    await world.customer([number], at % 2 === 0 ? 'mobil-bas' : 'mobil-fri');
  const { bytes } = fileOf({
    format: 'telink',
    seed: 4,
    calls: 800,
    numbers,
    kinds: ['voice', 'sms', 'data'],
  });
  // In two files, the later part first: allowances fall in the order of arrival.
  const late = fileOf({
    format: 'telink',
    seed: 5,
    calls: 300,
    numbers,
    begins: Date.UTC(2026, 10, 2),
    kinds: ['voice', 'data'],
  });
  await world.read(bytes, 'telink');
  await world.read(late.bytes, 'telink', 'late.csv');
});
afterAll(() => world?.drop());

const month = '2026-11-01';
const again = async (rater: Rater = world.rater): Promise<Awaited<ReturnType<typeof rerate>>> =>
  rerate(world.ctx, await openDesk(world.ctx, rater, ZONE), { month, zone: ZONE });
const state = async (): Promise<unknown> => [
  (
    await world.pool.query(
      'SELECT customer_id, event, amount_ore, explanation, outcome FROM traffic.usage ORDER BY 1, 2',
    )
  ).rows,
  (await world.pool.query('SELECT * FROM traffic.allowance_use WHERE used > 0 ORDER BY 1, 2, 3, 4')).rows,
];
const sums = async (): Promise<{ usage: number; postings: number; pairs: number }> =>
  (
    await world.pool.query(
      `SELECT (SELECT coalesce(sum(amount_ore), 0)::int FROM traffic.usage) AS usage, (SELECT coalesce(sum(amount_ore), 0)::int FROM traffic.posting) AS postings,
         (SELECT count(*)::int FROM traffic.posting) AS pairs`,
    )
  ).rows[0] as Awaited<ReturnType<typeof sums>>;

/** The same book with every price of Mobil Bas a tenth higher. */
function dearer(): Rater {
  const documents = startBook().map(({ name, text }) => {
    const read = readDocument(text, name);
    if (!read.ok) throw new Error(name);
    if (read.document.document !== 'list' || read.document.id !== 'bas') return read.document;
    return {
      ...read.document,
      prices: read.document.prices.map((one) => ({ ...one, price: Math.round(one.price * 1.1) })),
    };
  });
  const compiled = compile(documents, { timeZone: ZONE, homeCountry: 'SE' });
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults));
  return compiled.rater;
}

test('what was rated on arrival is what the stored record comes to when it is rated again, allowances included', async () => {
  const before = await state();
  const done = await again();
  expect(done).toMatchObject({ changed: 0, posted: 0, differenceOre: 0 });
  expect(done.records).toBeGreaterThan(500);
  expect(await state()).toEqual(before);
});

test('another price changes open records in place; of billed ones it reverses and posts, and many times is once', async () => {
  const start = await sums();
  const open = await again(dearer());
  expect(open.changed).toBeGreaterThan(50);
  expect(open.posted).toBe(0);
  const risen = await sums();
  expect(risen).toEqual({ usage: start.usage + open.differenceOre, postings: 0, pairs: 0 });

  await world.pool.query('INSERT INTO traffic.closed_month VALUES ($1, now())', [month]);
  const back = await again();
  expect([back.changed, back.posted, back.differenceOre]).toEqual([
    open.changed,
    open.changed,
    -open.differenceOre,
  ]);
  const once = await sums();
  expect(once).toEqual({ usage: start.usage, postings: -open.differenceOre, pairs: 2 * open.changed });
  for (let time = 0; time < 3; time += 1) expect(await again()).toMatchObject({ changed: 0, posted: 0 });
  expect(await sums()).toEqual(once);
});
