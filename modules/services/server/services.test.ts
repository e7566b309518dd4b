import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { registerCustomer, registerPerson } from '#modules/customers';
import {
  activateService,
  assignNumber,
  changePlan,
  createService,
  endService,
  moveNumber,
  numbersInUse,
  pauseService,
  resumeService,
  servicesOf,
  setLimits,
  type NewService,
  type ServiceRef,
} from '#modules/services';
import { transact, type Ctx, type Role } from '#platform/db';

const ZONE = 'Europe/Stockholm';
const TODAY = '2026-11-24';
const YEAR: [number, number] = [Date.parse('2026-01-01T00:00:00Z'), Date.parse('2027-01-01T00:00:00Z')];

let world: TestWorld;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.drop());

async function someone(
  roles: Role[] = ['subscriber', 'user'],
): Promise<{ customer: string; person: string }> {
  const customer = await registerCustomer(world.ctx, { kind: 'person', name: 'Vera Lind', source: 'order' });
  const person = await registerPerson(world.ctx, { customer, name: 'Vera Lind', roles, source: 'order' });
  return { customer, person };
}

async function service(customer: string, given: Partial<NewService> = {}): Promise<ServiceRef> {
  const made = await createService(world.ctx, {
    customer,
    kind: 'mobile',
    plan: 'mobil-10',
    startsOn: '2026-03-01',
    activatedOn: '2026-03-01',
    source: 'order',
    zone: ZONE,
    ...given,
  });
  if (!made.ok) throw new Error(made.reason);
  return { customer, service: made.service };
}

const as = (customer: string, person: string, roles: Role[] = ['subscriber']): Ctx => ({
  db: world.db,
  actor: { kind: 'person', customer, person, roles, session: 'x' },
});

test('a service has its plan and its number from the start of its first day in the operator’s zone', async () => {
  const { customer, person } = await someone();
  await service(customer, { person, numbers: [{ number: '46701740612' }], label: 'Min mobil' });
  const [found] = await servicesOf(world.ctx, 'deliver_contract', { customer }, TODAY);
  expect(found).toMatchObject({
    kind: 'mobile',
    label: 'Min mobil',
    person,
    state: 'active',
    plan: 'mobil-10',
    numbers: [{ number: '46701740612', from: '2026-02-28T23:00:00.000Z', to: null }],
    itemised: true,
    spendCapOre: null,
    roamingCapOre: 55_000n,
  });
});

test('a service that nobody pays for themself is masked from the start', async () => {
  const { customer, person } = await someone(['user']);
  await service(customer, { person });
  await service(customer);
  const payer = await someone();
  await service(payer.customer, { person: payer.person });
  const masked = async (of: string): Promise<boolean[]> =>
    (await servicesOf(world.ctx, 'bill', { customer: of }, TODAY)).map((each) => each.masked);
  expect(await masked(customer)).toEqual([true, true]);
  expect(await masked(payer.customer)).toEqual([false]);
});

test('a binding of 24 months is taken and one day more is refused, by the act and by the database', async () => {
  const { customer } = await someone();
  const bound = (bindingUntil: string, activatedOn = '2026-03-01') =>
    createService(world.ctx, {
      customer,
      kind: 'mobile',
      plan: 'p',
      startsOn: '2026-03-01',
      activatedOn,
      bindingUntil,
      source: 'order',
      zone: ZONE,
    });
  expect(await bound('2028-03-01')).toMatchObject({ ok: true });
  expect(await bound('2028-03-02')).toEqual({ ok: false, reason: 'binding-too-long' });
  expect(await bound('2028-03-08', '2026-03-08')).toMatchObject({ ok: true });
  expect(await bound('2028-03-09', '2026-03-08')).toEqual({ ok: false, reason: 'binding-too-long' });
  await expect(
    world.pool.query(
      `UPDATE services.service SET binding_until = '2028-03-09' WHERE customer_id = '${customer}'`,
    ),
  ).rejects.toThrow('binding_at_most_24_months');
});

test('a service that is bound does not end before, unless the customer may leave all the same', async () => {
  const { customer } = await someone();
  const ref = await service(customer, {
    bindingUntil: '2027-03-01',
    numbers: [{ number: '46701740613' }],
  });
  const end = { lastDay: '2026-12-31', zone: ZONE };
  expect(await endService(world.ctx, ref, end)).toEqual({ ok: false, reason: 'bound', until: '2027-03-01' });
  expect(await endService(world.ctx, ref, { ...end, despiteBinding: true })).toEqual({ ok: true });
  const [found] = await servicesOf(world.ctx, 'bill', { customer }, TODAY);
  expect(found).toMatchObject({ state: 'active', endsOn: '2026-12-31', plan: 'mobil-10' });
  expect(found?.numbers[0]?.to).toBe('2026-12-31T23:00:00.000Z');
  const [after] = await servicesOf(world.ctx, 'bill', { customer }, '2027-01-01');
  expect(after?.state).toBe('ended');
});

test('one number is never two customers’ at the same moment, also when both ask at once', async () => {
  const ones = await Promise.all(Array.from({ length: 8 }, () => someone()));
  const refs = await Promise.all(ones.map(({ customer }) => service(customer)));
  const asked = await Promise.all(
    refs.map((ref) =>
      transact(world.ctx, async (ctx) => {
        const held = await assignNumber(ctx, ref, {
          number: '46701740614',
          from: '2026-05-01T00:00:00.000Z',
          source: 'order',
        });
        await new Promise((resolve) => setTimeout(resolve, 20));
        return held;
      }),
    ),
  );
  expect(asked.filter(({ ok }) => ok)).toHaveLength(1);
  expect(asked.filter((held) => !held.ok && held.reason === 'number-taken')).toHaveLength(7);
  const { rows } = await world.pool.query<{ clashes: bigint }>(
    `SELECT count(*) AS clashes FROM services.number a JOIN services.number b ON a.phone_number_index = b.phone_number_index
     AND a.number_id < b.number_id AND tstzrange(a.valid_from, a.valid_to) && tstzrange(b.valid_from, b.valid_to)`,
  );
  expect(rows).toEqual([{ clashes: 0n }]);
});

test('of a service whose number is taken nothing is left, and the caller’s transaction goes on', async () => {
  const one = await someone();
  await service(one.customer, { numbers: [{ number: '46701740615' }] });
  const two = await someone();
  const made = await transact(world.ctx, async (ctx) => {
    const refused = await createService(ctx, {
      customer: two.customer,
      kind: 'mobile',
      plan: 'p',
      startsOn: '2026-03-01',
      numbers: [{ number: '46701740616' }, { number: '46701740615' }],
      source: 'order',
      zone: ZONE,
    });
    const next = await createService(ctx, {
      customer: two.customer,
      kind: 'mobile',
      plan: 'p',
      startsOn: '2026-03-01',
      numbers: [{ number: '46701740616' }],
      source: 'order',
      zone: ZONE,
    });
    return { refused, next };
  });
  expect(made.refused).toEqual({ ok: false, reason: 'number-taken' });
  expect(made.next.ok).toBe(true);
  expect(await servicesOf(world.ctx, 'bill', { customer: two.customer }, TODAY)).toHaveLength(1);
});

test('a number that moves to another customer takes no history along', async () => {
  const [old, next] = [await someone(), await someone()];
  const from = await service(old.customer, { person: old.person, numbers: [{ number: '46701740617' }] });
  const to = await service(next.customer, { person: next.person, plan: 'mobil-20' });
  const at = '2026-06-14T22:00:00.000Z';
  expect(await moveNumber(world.ctx, { number: '46701740617', to, at, source: 'order' })).toEqual({
    ok: true,
  });
  // Billing finds the one who had it, moment by moment.
  const held = await numbersInUse(world.ctx, ...YEAR, ['46701740617']);
  expect(
    held.map(({ customer, service: id, plan, from: begin, to: end }) => [customer, id, plan, begin, end]),
  ).toEqual([
    [old.customer, from.service, 'mobil-10', Date.parse('2026-02-28T23:00:00Z'), Date.parse(at)],
    [next.customer, to.service, 'mobil-20', Date.parse(at), Infinity],
  ]);
  // The new customer sees the number from the move on, and no trace of who had it.
  const mine = await servicesOf(
    as(next.customer, next.person),
    'deliver_contract',
    { customer: old.customer },
    TODAY,
  );
  expect(mine.map(({ customer }) => customer)).toEqual([next.customer]);
  expect(mine[0]?.numbers).toEqual([{ number: '46701740617', from: at, to: null }]);
  const [before] = await servicesOf(
    as(old.customer, old.person),
    'deliver_contract',
    { customer: old.customer },
    TODAY,
  );
  expect(before?.numbers).toEqual([{ number: '46701740617', from: '2026-02-28T23:00:00.000Z', to: at }]);
  // Each row is sealed with its own customer's key: what one of them is shredded takes nothing from the other.
  await world.db.sealer.shred(old.customer);
  expect((await numbersInUse(world.ctx, ...YEAR, ['46701740617'])).map(({ customer }) => customer)).toEqual([
    next.customer,
  ]);
});

test('a number nobody has can’t move, and not to before it was there', async () => {
  const { customer } = await someone();
  const to = await service(customer, { numbers: [{ number: '46701740618' }] });
  const at = '2026-06-14T22:00:00.000Z';
  const move = (number: string, when = at) =>
    moveNumber(world.ctx, { number, to, at: when, source: 'order' });
  expect(await move('46701740699')).toEqual({ ok: false, reason: 'not-held' });
  expect(await move('46701740618', '2026-01-01T00:00:00.000Z')).toEqual({ ok: false, reason: 'order' });
  expect(
    await moveNumber(world.ctx, {
      number: '46701740618',
      to: { customer, service: 'none' },
      at,
      source: 'order',
    }),
  ).toEqual({ ok: false, reason: 'no-service' });
  expect(await move('0701740618')).toEqual({ ok: false, reason: 'number' });
});

test('a plan changes from a day on; what was in force before stays', async () => {
  const { customer } = await someone();
  const ref = await service(customer, { numbers: [{ number: '46701740619' }] });
  const plans = async () =>
    (await numbersInUse(world.ctx, ...YEAR, ['46701740619'])).map(({ plan, from, to }) => [
      plan,
      new Date(from).toISOString(),
      to === Infinity ? null : new Date(to).toISOString(),
    ]);
  const from = '2026-12-31T23:00:00.000Z';
  const may = '2026-04-30T22:00:00.000Z';
  expect(await changePlan(world.ctx, ref, { plan: 'mobil-20', from })).toEqual({ ok: true });
  const [view] = await servicesOf(world.ctx, 'bill', { customer }, TODAY);
  expect([view?.plan, view?.nextPlan]).toEqual(['mobil-10', { plan: 'mobil-20', from }]);
  expect(await changePlan(world.ctx, ref, { plan: 'mobil-5', from: may })).toEqual({ ok: true });
  expect(await plans()).toEqual([
    ['mobil-10', '2026-02-28T23:00:00.000Z', may],
    ['mobil-5', may, null],
  ]);
  expect(await changePlan(world.ctx, ref, { plan: 'mobil-5', from: may })).toEqual({ ok: true });
  expect(await changePlan(world.ctx, ref, { plan: 'x', from: '2026-01-01T00:00:00.000Z' })).toEqual({
    ok: false,
    reason: 'before-start',
  });
  expect(await plans()).toHaveLength(2);
});

test('a service is ordered, switched on, paused and resumed, in that order only', async () => {
  const { customer } = await someone();
  const made = await createService(world.ctx, {
    customer,
    kind: 'fixed',
    plan: 'fast',
    startsOn: '2026-03-01',
    endsOn: '2026-12-31',
    numbers: [{ number: '46980319240' }],
    source: 'order',
    zone: ZONE,
  });
  const ref = { customer, service: made.ok ? made.service : '' };
  expect(await pauseService(world.ctx, ref)).toEqual({ ok: false, reason: 'state' });
  expect(await activateService(world.ctx, ref, '2026-02-28')).toEqual({ ok: false, reason: 'dates' });
  expect(await activateService(world.ctx, ref, '2026-03-08')).toEqual({ ok: true });
  expect(await pauseService(world.ctx, ref)).toEqual({ ok: true });
  expect(await resumeService(world.ctx, ref)).toEqual({ ok: true });
  expect(await resumeService(world.ctx, { customer, service: 'none' })).toEqual({
    ok: false,
    reason: 'not-found',
  });
  expect(await servicesOf(world.ctx, 'bill', { customer }, TODAY)).toMatchObject([
    {
      state: 'active',
      activatedOn: '2026-03-08',
      endsOn: '2026-12-31',
      numbers: [{ to: '2026-12-31T23:00:00.000Z' }],
    },
  ]);
});

test('limits change one by one, and another’s service can’t be told from none', async () => {
  const { customer, person } = await someone();
  const ref = await service(customer, { person });
  const mine = as(customer, person);
  expect(await setLimits(mine, ref, { spendCapOre: 50_000n, barPremium: true })).toEqual({ ok: true });
  expect(await setLimits(mine, ref, { roamingCapOre: null, itemised: false })).toEqual({ ok: true });
  expect(await setLimits(mine, ref, {})).toEqual({ ok: true });
  expect(await servicesOf(mine, 'deliver_contract', { customer }, TODAY)).toMatchObject([
    { spendCapOre: 50_000n, roamingCapOre: null, barPremium: true, itemised: false, barRoaming: false },
  ]);
  expect(await setLimits(mine, ref, { spendCapOre: -1n })).toEqual({ ok: false, reason: 'amount' });
  const other = await someone();
  expect(await setLimits(as(other.customer, other.person), ref, { barPremium: false })).toEqual({
    ok: false,
    reason: 'not-found',
  });
});
