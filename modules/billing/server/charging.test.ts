import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBilling, type Billing, type ChargingRequest } from '#modules/billing';
import { createHttp } from '#platform/http';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { sourceOf } from '../pure/example.ts';
import type { PersonActor } from './house.ts';

const TOKEN = 'x'.repeat(40);
let world: TestWorld;
let billing: Billing;
let n = 0;
beforeAll(async () => {
  world = await testWorld({ env: { TELINK_CHARGING_TOKEN: TOKEN } });
  billing = createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    source: sourceOf([]),
    person: async () => Promise.reject(new Error('No person here.')),
  });
});
afterAll(() => world.drop());

const customer = 'customer-1';
async function opened(ore: bigint, kind: 'prepaid' | 'cap' = 'prepaid'): Promise<string> {
  const balance = `b${(n += 1)}`;
  await billing.grant({ customer, balance, kind, ore });
  return balance;
}
const row = async (balance: string): Promise<{ used: bigint; held: bigint }> => {
  const { rows } = await world.pool.query<{ used: bigint; held: bigint }>(
    'SELECT used_ore AS used, held_ore AS held FROM billing.balance WHERE balance_id = $1',
    [balance],
  );
  return rows[0]!;
};

test('an amount is held, used in part, and the rest is free again', async () => {
  const balance = await opened(1_000n);
  const on = { customer, balance, key: 'call-1' };
  expect(await billing.authorize({ ...on, op: 'reserve', ore: 600n })).toMatchObject({
    granted: true,
    availableOre: 400n,
  });
  expect(await billing.authorize({ ...on, op: 'commit', ore: 250n })).toMatchObject({
    granted: true,
    availableOre: 750n,
  });
  expect(await billing.authorize({ ...on, op: 'commit', ore: 250n })).toMatchObject({
    granted: true,
    availableOre: 750n,
  });
  expect(await billing.authorize({ ...on, op: 'commit', ore: 251n })).toMatchObject({
    granted: false,
    reason: 'not-held',
  });
  expect(await billing.authorize({ ...on, op: 'release' })).toMatchObject({
    granted: false,
    reason: 'not-held',
  });
  expect(
    await billing.authorize({ customer, balance, key: 'call-2', op: 'reserve', ore: 751n }),
  ).toMatchObject({ granted: false, reason: 'insufficient' });
  expect(
    await billing.authorize({ customer, balance: 'none', key: 'k', op: 'reserve', ore: 1n }),
  ).toMatchObject({ granted: false, reason: 'no-such-balance' });
});

test('whatever comes at once and however often it is repeated, nothing is debited twice and no more is used than was granted', async () => {
  const request = fc.record({
    op: fc.constantFrom('reserve' as const, 'commit' as const, 'release' as const),
    key: fc.constantFrom('a', 'b', 'c', 'd'),
    // One amount a key: a repetition is a repetition.
    ore: fc.constant(0n),
  });
  const amounts: Record<string, bigint> = { a: 300n, b: 400n, c: 500n, d: 50n };
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 1, maxLength: 24 }), async (requests) => {
      const balance = await opened(1_000n);
      const all: ChargingRequest[] = requests.map(({ op, key }) => ({
        op,
        key,
        customer,
        balance,
        ore: amounts[key]!,
      }));
      // Every reserve three times over, all at once on several connections.
      const answers = await Promise.all([...all, ...all, ...all].map((each) => billing.authorize(each)));
      const { used, held } = await row(balance);
      const { rows } = await world.pool.query<{ state: string; key: string }>(
        'SELECT state, reservation_key AS key FROM billing.reservation WHERE balance_id = $1',
        [balance],
      );
      const total = (state: string): bigint =>
        rows.filter((each) => each.state === state).reduce((so, { key }) => so + amounts[key]!, 0n);
      expect(used).toBe(total('committed'));
      expect(held).toBe(total('held'));
      expect(used + held).toBeLessThanOrEqual(1_000n);
      for (const { availableOre } of answers) expect(availableOre).toBeGreaterThanOrEqual(0n);
    }),
    { numRuns: 25 },
  );
  expect((await billing.invariants()).find(({ name }) => name === 'holds-are-reservations')).toMatchObject({
    ok: true,
  });
});

test('a cap warns at 80 per cent and stops at the whole', async () => {
  const balance = await opened(50_000n, 'cap');
  const use = (key: string, ore: bigint) => billing.authorize({ customer, balance, key, op: 'reserve', ore });
  expect(await use('a', 39_999n)).toMatchObject({ granted: true, warning: false });
  expect(await use('b', 1n)).toMatchObject({ granted: true, warning: true });
  expect(await use('c', 10_001n)).toMatchObject({
    granted: false,
    reason: 'insufficient',
    availableOre: 10_000n,
  });
});

test('what a switch forgot to let go of is free again when room is short', async () => {
  const balance = await opened(100n);
  await billing.authorize({ customer, balance, key: 'lost', op: 'reserve', ore: 100n });
  const next = { customer, balance, key: 'next', op: 'reserve' as const, ore: 60n };
  expect(await billing.authorize(next)).toMatchObject({ granted: false });
  world.clock.advance(5 * 3_600_000);
  expect(await billing.authorize(next)).toMatchObject({ granted: true, availableOre: 40n });
  expect(await billing.authorize({ ...next, key: 'lost', op: 'commit', ore: 100n })).toMatchObject({
    granted: false,
    reason: 'not-held',
  });
});

test('the switch is answered with its token only, in the form of the contract', async () => {
  const server = await createHttp({
    config: world.config,
    log: world.log,
    ready: () => true,
    apps: { shop: [], app: [billing.routes], office: [] },
  });
  const balance = await opened(100n);
  const ask = (token: string | undefined, payload: object) =>
    server.inject({
      method: 'POST',
      url: '/api/charging/authorize',
      headers: {
        host: 'app.localhost',
        origin: 'http://app.localhost',
        'x-telink': '1',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      payload,
    });
  const body = { op: 'reserve', customer, balance, key: 'k1', ore: 70 };
  expect((await ask(undefined, body)).statusCode).toBe(401);
  expect((await ask(`${TOKEN}x`, body)).statusCode).toBe(401);
  const granted = await ask(TOKEN, body);
  expect(granted.json()).toEqual({ granted: true, availableOre: 30, warning: false });
  expect((await ask(TOKEN, { ...body, ore: 1.5 })).statusCode).toBe(400);
  expect((await ask(TOKEN, { ...body, more: 1 })).statusCode).toBe(400);
  await server.close();
});

test('bills are shown to the one who pays, and another customer’s are not there', async () => {
  const person = (roles: PersonActor['roles'], of: string): PersonActor => ({
    kind: 'person',
    person: 'p1',
    customer: of,
    roles,
    session: 's1',
  });
  let actor = person(['subscriber'], 'customer-a');
  const { EXAMPLE_CHARGES, EXAMPLE_COMPANY, exampleCustomer } = await import('../pure/example.ts');
  const own = createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    source: sourceOf(
      ['customer-a', 'customer-b'].map((id) => ({
        customer: exampleCustomer(EXAMPLE_COMPANY, id),
        charges: EXAMPLE_CHARGES,
      })),
    ),
    person: async () => actor,
  });
  const drafted = await own.draftRun({ month: '2026-10', by: 'Anna' });
  if (!drafted.ok) throw new Error(drafted.reason);
  await own.compare(drafted.run);
  await own.approve(drafted.run, 'Bo');
  await own.post(drafted.run);
  const server = await createHttp({
    config: world.config,
    log: world.log,
    ready: () => true,
    apps: { shop: [], app: [own.routes], office: [] },
  });
  const get = (url: string) => server.inject({ method: 'GET', url, headers: { host: 'app.localhost' } });
  const list = (await get('/api/invoices')).json<{ id: string; payableOre: number; openOre: number }[]>();
  expect(list).toMatchObject([{ payableOre: 128_400, openOre: 128_400 }]);
  const one = (await get(`/api/invoices/${list[0]!.id}`)).json<{ lines: unknown[]; ocr: string }>();
  expect(one).toMatchObject({ payableOre: 128_400, basis: 'without-vat', roundingOre: 20 });
  expect(one.lines).toHaveLength(7);
  const pdf = await get(`/api/invoices/${list[0]!.id}/pdf`);
  expect(pdf.headers['content-type']).toBe('application/pdf');
  expect(pdf.rawPayload.subarray(0, 5).toString()).toBe('%PDF-');
  const [others] = await own.invoicesOf('customer-b');
  for (const id of [others!.id, others!.number, 'none'])
    expect((await get(`/api/invoices/${id}`)).statusCode).toBe(404);
  actor = person(['user', 'admin'], 'customer-a');
  for (const url of ['/api/invoices', `/api/invoices/${list[0]!.id}`, `/api/invoices/${list[0]!.id}/pdf`])
    expect((await get(url)).statusCode).toBe(403);
  await server.close();
});
