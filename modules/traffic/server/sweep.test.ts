import { afterEach, beforeEach, expect, test } from 'vitest';
import { fictitiousNumbers } from '#worlds/switch';
import { expectedEnd, endOfClaim } from '../pure/terms.ts';
import { fileOf, trafficWorld, ZONE, type TrafficWorld } from '../../../test/run/traffic-world.ts';
import { moveDeadline } from './deadlines.ts';
import { retention } from './retention.ts';
import { sweep } from './sweep.ts';

let world: TrafficWorld;
let customers: string[];
const numbers = fictitiousNumbers.slice(0, 4);
beforeEach(async () => {
  world = await trafficWorld();
  customers = [];
  for (const number of numbers) customers.push((await world.customer([number])).customer);
  const { bytes } = fileOf({ format: 'asterisk', seed: 3, calls: 400, numbers });
  await world.read(bytes);
});
afterEach(() => world?.drop());

const left = async (where = 'true'): Promise<number> =>
  (
    await world.pool.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM (SELECT * FROM traffic.usage UNION ALL SELECT * FROM traffic.held_usage) u WHERE ${where}`,
    )
  ).rows[0]!.n;
const at = (day: string): void => world.clock.advance(Date.parse(`${day}T08:00:00Z`) - world.clock.now());

test('what nobody is billed for goes after a week, the rest on the day that was promised and not before', async () => {
  const billed = await left("outcome <> 'free'");
  expect(billed).toBeGreaterThan(50);
  const promised = expectedEnd('2026-11-01');
  expect(promised).toBe('2027-01-30');
  const before = await retention(world.ctx, ZONE);
  expect(before.due.map(({ on }) => on)).toContain(promised);
  expect(before.due.find(({ on }) => on === promised)?.records).toBe(billed);

  at('2026-12-04');
  await sweep(world.ctx, ZONE);
  expect([await left("outcome = 'free'"), await left("outcome <> 'free'")]).toEqual([0, billed]);

  at('2027-01-29');
  await sweep(world.ctx, ZONE);
  expect(await left()).toBe(billed);
  at('2027-01-30');
  const swept = await sweep(world.ctx, ZONE);
  expect([await left(), swept.records]).toEqual([0, billed]);
  expect(swept.dropped).toBeGreaterThan(0);
  expect((await world.pool.query("SELECT 1 FROM pg_tables WHERE schemaname = 'traffic_day'")).rowCount).toBe(
    0,
  );
  const after = await retention(world.ctx, ZONE);
  expect(after).toMatchObject({ overdue: 0, held: 0, due: [] });
  expect(after.ledger.broken).toBeUndefined();
  expect(after.ledger.entries).toBeGreaterThan(0);
});

test('payment brings the end nearer, an unpaid bill puts it off, a dispute keeps it whatever the day', async () => {
  const [paid = '', unpaid = '', disputed = '', plain = ''] = customers;
  const month = '2026-11-01';
  await moveDeadline(world.ctx, { customer: paid, month, on: '2027-01-05', reason: 'paid' });
  await moveDeadline(world.ctx, { customer: unpaid, month, on: endOfClaim('2026-12-31'), reason: 'unpaid' });
  await moveDeadline(world.ctx, { customer: disputed, month, on: '2027-01-05', reason: 'disputed' });
  const of = (customer: string): Promise<number> => left(`customer_id = '${customer}' AND outcome <> 'free'`);
  const whole = await Promise.all(customers.map(of));
  for (const count of whole) expect(count).toBeGreaterThan(0);

  at('2027-01-05');
  await sweep(world.ctx, ZONE);
  expect(await Promise.all(customers.map(of))).toEqual([0, whole[1], whole[2], whole[3]]);
  at('2027-02-01');
  await sweep(world.ctx, ZONE);
  expect(await Promise.all(customers.map(of))).toEqual([0, whole[1], whole[2], 0]);
  expect(await of(plain)).toBe(0);
  at('2029-12-31');
  await sweep(world.ctx, ZONE);
  // The day itself is gone; what is disputed stands aside, and goes when the dispute is over.
  expect(await left()).toBe(whole[2]);
  const aside = async (): Promise<unknown> =>
    (await world.pool.query('SELECT count(*)::int AS n FROM traffic.held_usage')).rows[0];
  expect(await aside()).toEqual({ n: whole[2] });
  expect((await retention(world.ctx, ZONE)).held).toBe(whole[2]);
  await moveDeadline(world.ctx, { customer: disputed, month, on: '2029-12-31', reason: 'paid' });
  await sweep(world.ctx, ZONE);
  expect(await aside()).toEqual({ n: 0 });
});

test('a rewritten erasure ledger is found out, and a day detached before a crash is dropped at the next sweep', async () => {
  at('2026-12-04');
  await sweep(world.ctx, ZONE);
  expect((await retention(world.ctx, ZONE)).ledger.broken).toBeUndefined();
  await world.pool.query('UPDATE traffic.erasure SET records = records + 1 WHERE erasure_id = 1');
  expect((await retention(world.ctx, ZONE)).ledger.broken).toBe(1);
  await world.pool.query('UPDATE traffic.erasure SET records = records - 1 WHERE erasure_id = 1');

  const { rows } = await world.pool.query<{ name: string }>(
    "SELECT tablename AS name FROM pg_tables WHERE schemaname = 'traffic_day' ORDER BY 1 LIMIT 1",
  );
  await world.pool.query(`ALTER TABLE traffic.usage DETACH PARTITION traffic_day.${rows[0]!.name}`);
  const swept = await sweep(world.ctx, ZONE);
  expect(swept.dropped).toBe(1);
  expect((await retention(world.ctx, ZONE)).ledger.broken).toBeUndefined();
});
