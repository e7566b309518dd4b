import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { endContract, registerCustomer, registerPerson } from '#modules/customers';
import { keeperOf, orderRetention } from '#modules/retained';
import { transact } from '#platform/db';
import { dataMaps } from '../../../../apps/server/data-map.ts';
import { testWorld, type TestWorld } from '../../../../test/run/database.ts';
import { dryRun, erase } from './erase.ts';
import { erasures } from './ledger.ts';
import type { EraseHouse } from './house.ts';
import { eraseHouse } from './open-house.ts';
import { receiptOf } from './view.ts';

let world: TestWorld;
let house: EraseHouse;
beforeAll(async () => {
  world = await testWorld();
  house = await eraseHouse({
    ctx: world.ctx,
    keys: world.keys,
    maps: dataMaps,
    config: { timeZone: world.config.timeZone, dataDir: world.folder, recipients: new Map() },
  });
});
afterAll(() => world?.drop());

async function someone(): Promise<{ customer: string; person: string }> {
  const customer = await registerCustomer(world.ctx, {
    kind: 'person',
    name: 'Vera Lind',
    source: 'order',
    contractStart: '2026-01-01',
  });
  const roles = ['subscriber'] as const;
  const person = await registerPerson(world.ctx, { customer, name: 'Vera Lind', roles, source: 'order' });
  await endContract(world.ctx, { customer, lastDay: '2026-11-01', zone: world.config.timeZone });
  return { customer, person };
}
const ofRetained = <L extends { readonly table: string }>(lines: readonly L[]): L[] =>
  lines.filter(({ table }) => table.startsWith('retained.'));

test('where nothing is retained for law enforcement nothing is said of it; where it is, dry run and receipt tell until when, without a number, and nothing waits for it', async () => {
  expect(ofRetained((await dryRun(house, await someone()))!.lines)).toEqual([]);

  const who = await someone();
  await orderRetention(world.ctx, 'PTS 26-1', [await identityToRecipient(await generateIdentity())]);
  const keeper = await keeperOf(world.ctx);
  const record = {
    kind: 'voice',
    direction: 'out',
    served: '46701740605',
    other: '46846500420',
    start: Date.parse('2026-11-20T10:00:00Z'),
    seconds: 60,
    bytes: 0,
    answered: true,
    originNetwork: '',
    terminatingNetwork: '',
    visited: '',
  } as const;
  const holder = { ...who, service: 'service' };
  await transact(world.ctx, async (inner) => keeper!.keep(inner, [{ record, holder }]));

  const line = { table: 'retained.telephony', rows: null, act: 'keep', ground: 'law_enforcement' };
  const plan = await dryRun(house, who);
  expect(ofRetained(plan!.lines)).toEqual([expect.objectContaining({ ...line, until: '2027-05-20' })]);
  expect(plan!.waits).toEqual([]);
  const done = await erase(house, { ...who, cause: 'request' });
  if (!done.ok) throw new Error(done.reason);
  expect(done.erasure.state).toBe('done');
  const [kept] = await erasures(world.ctx, { erasure_id: done.erasure.id });
  const [told] = ofRetained(receiptOf(kept!, 'sv').lines);
  expect(told).toMatchObject({ ...line, until: '2027-05-20' });
  expect(told?.what).toBe('Samtal och meddelanden, förseglade åt myndigheter');
});
