import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../../../../test/run/database.ts';
import { registerCustomer, registerPerson } from '#modules/customers';
import { pauseRequest } from './clock-acts.ts';
import { answerRequest, fileRequest, type NewRequest } from './file-request.ts';
import { requestBy, requestFigures } from './look-up.ts';
import { registerRequest } from './register-request.ts';
import { sweepRequests } from './sweep.ts';

let world: TestWorld;
let customer: string;
let given: NewRequest;
beforeAll(async () => {
  world = await testWorld();
  const who = { name: 'Vera Lind', source: 'order' } as const;
  customer = await registerCustomer(world.ctx, { kind: 'person', ...who });
  const person = await registerPerson(world.ctx, { customer, roles: ['subscriber'], ...who });
  given = { customer, person, kind: 'access', hat: 'person', channel: 'app', proof: 'session' };
});
afterAll(() => world.drop());

const rows = async (table: string): Promise<number> =>
  Number((await world.pool.query<{ n: string }>(`SELECT count(*) AS n FROM privacy.${table}`)).rows[0]?.n);

test('a pause ends by itself after thirty days, lateness is marked once, and an answer outlives its person’s key', async () => {
  const paused = await fileRequest(world.ctx, given);
  const late = await fileRequest(world.ctx, given);
  await pauseRequest(world.ctx, { customer, id: paused.id }, 'Skriv koden som vi skickat.');
  world.clock.set('2026-12-26T08:00:00Z');
  expect(await sweepRequests(world.db)).toEqual({ resumed: 1, overdue: 1, removed: 0 });
  expect(await sweepRequests(world.db)).toEqual({ resumed: 0, overdue: 1, removed: 0 });
  const seen = await requestBy(world.ctx, { customer, id: paused.id });
  expect(seen).toMatchObject({ state: 'open', pausedDays: 30, target: '2027-01-23', latest: '2027-01-25' });
  const log = (await requestBy(world.ctx, { customer, id: late.id })).log.map(({ what }) => what);
  expect(log).toEqual(['filed', 'overdue']);
  expect(await requestFigures(world.ctx)).toEqual({
    received: 2,
    answered: 0,
    answeredInTime: 0,
    overdue: 1,
    open: 2,
  });

  await world.db.sealer.shred(given.person);
  for (const { id } of [paused, late])
    await answerRequest(world.ctx, { customer, id }, { outcome: 'granted', text: 'Allt är raderat.' });
  expect(await requestBy(world.ctx, { customer, id: paused.id })).toMatchObject({
    state: 'answered',
    answer: null,
  });
  expect(await requestFigures(world.ctx)).toEqual({
    received: 2,
    answered: 2,
    answeredInTime: 1,
    overdue: 0,
    open: 0,
  });
});

test('requests go three years after the answer, those of the unknown after ninety days with the key they are sealed under', async () => {
  const deps = { db: world.db, keys: world.keys, controller: world.config.controller };
  const asked = { kind: 'access', hat: 'person', channel: 'letter', text: '' } as const;
  const { no } = await registerRequest(world.ctx, deps, {
    ...asked,
    email: 'ingen@example.net',
    receivedAt: '2026-12-26T08:00:00Z',
  });
  const { request } = JSON.parse((JSON.parse(no!) as { statement: string }).statement) as { request: string };
  world.clock.set('2027-03-26T08:00:00Z');
  expect(await sweepRequests(world.db)).toMatchObject({ removed: 0 });
  world.clock.set('2027-03-27T08:00:00Z');
  expect(await sweepRequests(world.db)).toMatchObject({ removed: 1 });
  expect(await rows('unknown_request')).toBe(0);
  expect(await world.keys.find(`subject:${request}`)).toBe('destroyed');
  world.clock.set('2029-12-26T08:00:00Z');
  expect(await sweepRequests(world.db)).toMatchObject({ removed: 0 });
  world.clock.set('2029-12-27T08:00:00Z');
  expect(await sweepRequests(world.db)).toMatchObject({ removed: 2 });
  expect([await rows('request'), await rows('request_event')]).toEqual([0, 0]);
});
