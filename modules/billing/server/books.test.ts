import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBilling, type Billing } from '#modules/billing';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { sourceOf } from '../pure/example.ts';

let world: TestWorld;
let billing: Billing;
beforeAll(async () => {
  world = await testWorld();
  billing = createBilling({ config: world.config, db: world.db, log: world.log, source: sourceOf([]) });
});
afterAll(() => world.drop());

test('rating again in the books N times leaves the balances of once', async () => {
  const once = { source: 'usage:r1', bookedOn: '2026-10-01' };
  const of = (ore: bigint) => ({
    ...once,
    postings: [
      { account: 'accrued' as const, ore },
      { account: 'revenue-usage' as const, ore: -ore },
    ],
  });
  for (const ore of [690n, 690n, 700n, 0n, 650n, 650n, 690n, 690n])
    expect(await billing.repost(world.ctx, 'customer-0000', of(ore))).toEqual({ ok: true });
  const { rows } = await world.pool.query<{ account: string; ore: string }>(
    'SELECT account, sum(ore)::text AS ore FROM billing.posting GROUP BY account ORDER BY account',
  );
  expect(rows).toEqual([
    { account: 'accrued', ore: '690' },
    { account: 'revenue-usage', ore: '-690' },
  ]);
});
