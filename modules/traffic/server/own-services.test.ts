import { afterAll, beforeAll, expect, test } from 'vitest';
import { createService } from '#modules/services';
import { trafficWorld, ZONE, type TrafficWorld } from '../../../test/run/traffic-world.ts';
import { ownServices } from './own-services.ts';
import { usageOf } from './usage-of.ts';

let world: TrafficWorld;
beforeAll(async () => {
  world = await trafficWorld();
});
afterAll(() => world?.drop());

test('a service without a number has its plan and its fee in the month’s running sum, as on the bill', async () => {
  const vera = await world.customer(['46701740691']);
  const made = await createService(world.ctx, {
    customer: vera.customer,
    person: vera.person,
    kind: 'data',
    plan: 'bredband',
    startsOn: '2026-03-01',
    activatedOn: '2026-03-01',
    source: 'order',
    zone: ZONE,
  });
  if (!made.ok) throw new Error(made.reason);
  const reader = { customer: vera.customer, person: vera.person, pays: true };
  const own = await ownServices(world.ctx, reader, ZONE);
  expect(own.plans.get(made.service)?.map(({ plan }) => plan)).toEqual(['bredband']);
  const month = await usageOf(world.ctx, world.rater, reader, { month: '2026-11' });
  expect(month?.byService.find(({ service }) => service === made.service)?.feeOre).toBe(39_900);
  expect(month?.withVatOre).toBe(39_900 + 4900);
});
