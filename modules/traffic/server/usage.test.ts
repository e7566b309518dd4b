import { afterAll, beforeAll, expect, test } from 'vitest';
import { registerPerson } from '#modules/customers';
import { createService } from '#modules/services';
import { importFile, openDesk, openObjections, sweep, usageRoutes, explainRecord } from '#modules/traffic';
import type { CallList, Explained, UsageCall, UsageMonths, UsageSum } from '../contract.ts';
import { telinkHeader, writeTelinkCsv } from '../pure/formats/index.ts';
import type { UsageRecord } from '../pure/usage-record.ts';
import { expectedEnd } from '../pure/terms.ts';
import {
  sessionWorld,
  type SessionWorld,
  type Someone,
  type Visitor,
} from '../../../test/run/session-world.ts';
import { startRater, ZONE } from '../../../test/run/traffic-world.ts';

const rater = startRater();
let world: SessionWorld;
let vera: Someone;
let visitor: Visitor;
let ola: Visitor;
let olaPerson: string;
let stranger: Visitor;
const services: Record<'vera' | 'ola' | 'nobody', string> = { vera: '', ola: '', nobody: '' };
/** What billing was told. */
const told: unknown[] = [];
let billed = false;

const NUMBERS = { vera: '46701740611', ola: '46701740612', nobody: '46701740613', stranger: '46701740614' };
let serial = 0;
const record = (given: Partial<UsageRecord>): UsageRecord => ({
  system: 'pbx1',
  key: `k${(serial += 1)}`,
  action: 'new',
  kind: 'voice',
  direction: 'out',
  served: NUMBERS.vera,
  other: '46701740650',
  start: Date.parse('2026-11-20T09:00:00Z'),
  offset: 60,
  seconds: given.kind === undefined || given.kind === 'voice' ? 161 : 0,
  bytes: 0,
  answered: true,
  originNetwork: '',
  terminatingNetwork: '',
  visited: '',
  line: 1,
  ...given,
});

async function take(...records: readonly UsageRecord[]): Promise<void> {
  const desk = await openDesk(world.ctx, rater, ZONE);
  const bytes = Buffer.from(telinkHeader + records.map(writeTelinkCsv).join(''));
  const result = await importFile(world.ctx, desk, {
    name: 'own.csv',
    format: 'telink',
    bytes: (async function* () {
      yield bytes;
    })(),
    options: { system: 'pbx1', timeZone: ZONE, numbers: { country: '46' } },
  });
  expect(result.rejected, JSON.stringify(result)).toBe(0);
}

async function service(
  customer: string,
  person: string | undefined,
  number: string,
  plan: string,
): Promise<string> {
  const made = await createService(world.ctx, {
    customer,
    ...(person === undefined ? {} : { person }),
    kind: 'mobile',
    plan,
    startsOn: '2026-01-01',
    activatedOn: '2026-01-01',
    numbers: [{ number }],
    source: 'order',
    zone: ZONE,
  });
  if (!made.ok) throw new Error(made.reason);
  return made.service;
}

beforeAll(async () => {
  world = await sessionWorld({
    routes: (session) =>
      usageRoutes({
        config: world?.config ?? { timeZone: ZONE, clock: { now: () => Date.parse('2026-11-24T08:00:00Z') } },
        get db() {
          return world.db;
        },
        person: (request) => session.require(request),
        rater: async () => rater,
        dispute: async (_ctx, call) => {
          told.push(call);
          return billed ? 'dispute-1' : undefined;
        },
      }),
  });
  vera = await world.someone();
  olaPerson = await registerPerson(world.ctx, {
    customer: vera.customer,
    name: 'Ola Lind',
    roles: ['user'],
    source: 'order',
  });
  const password = 'hästar äter tolv äpplen';
  const userId = await world.session.createAccount(world.ctx, {
    customer: vera.customer,
    person: olaPerson,
    password,
  });
  services.vera = await service(vera.customer, vera.person, NUMBERS.vera, 'mobil-stor');
  services.ola = await service(vera.customer, olaPerson, NUMBERS.ola, 'mobil-bas');
  services.nobody = await service(vera.customer, undefined, NUMBERS.nobody, 'mobil-bas');
  const other = await world.someone({ name: 'Annan Person' });
  await service(other.customer, other.person, NUMBERS.stranger, 'mobil-bas');
  visitor = await world.signedIn(vera);
  ola = await world.signedIn({ customer: vera.customer, person: olaPerson, userId });
  stranger = await world.signedIn(other);
  await take(
    record({}),
    record({ start: Date.parse('2026-11-20T10:00:00Z'), other: '4791234118' }),
    // A helpline, emergency and freephone: never in a list (promise traffic.5).
    record({ other: '116111' }),
    record({ other: '112' }),
    record({ other: '4620123456' }),
    record({ direction: 'in', other: '116111', start: Date.parse('2026-11-22T08:00:00Z') }),
    record({ direction: 'in', other: '46313900644', start: Date.parse('2026-11-22T09:00:00Z') }),
    record({ direction: 'in', answered: false, seconds: 0, start: Date.parse('2026-11-22T10:00:00Z') }),
    record({ kind: 'data', other: '', bytes: 1_600_000_000, start: Date.parse('2026-11-21T10:00:00Z') }),
    record({ kind: 'sms', start: Date.parse('2026-11-21T11:00:00Z') }),
    record({ served: NUMBERS.ola, other: '46701740699', start: Date.parse('2026-11-20T12:00:00Z') }),
    record({ served: NUMBERS.ola, direction: 'in', start: Date.parse('2026-11-23T12:00:00Z') }),
    record({ served: NUMBERS.nobody, other: '46701740688', start: Date.parse('2026-11-20T13:00:00Z') }),
    record({ served: NUMBERS.stranger, other: '46701740677', start: Date.parse('2026-11-20T14:00:00Z') }),
  );
});
afterAll(() => world?.drop());

const get = async <T>(who: Visitor, path: string, status = 200): Promise<T> => {
  const answer = await who.get(path);
  expect(answer.statusCode, answer.body).toBe(status);
  return answer.json<T>();
};
const calls = async (who: Visitor, query = ''): Promise<readonly UsageCall[]> =>
  (await get<CallList>(who, `/api/usage/calls?month=2026-11${query}`)).calls;
const others = (list: readonly UsageCall[]): readonly string[] => list.map(({ other }) => other);

test('nobody sees use without a session, nor another customer’s by asking for its record or service', async () => {
  for (const path of ['months', '?month=2026-11', 'calls?month=2026-11'])
    expect((await world.visitor().get(`/api/usage/${path}`.replace('/?', '?'))).statusCode).toBe(401);
  const [mine] = await calls(visitor);
  expect(others(await calls(stranger))).toEqual(['46701740677']);
  await get(stranger, `/api/usage/explain?record=${mine!.record}`, 404);
  await get(stranger, `/api/usage?month=2026-11&service=${services.vera}`, 404);
  expect(await calls(stranger, `&service=${services.vera}`)).toEqual([]);
  expect(
    (await stranger.send('POST', '/api/usage/hide', { record: mine!.record, hidden: true })).statusCode,
  ).toBe(404);
});

test('a user sees all of their own and nothing else; the one who pays sees of others what is billed, the last digits hidden', async () => {
  expect(others(await calls(ola))).toEqual(['46701740650', '46701740699']);
  const seen = await calls(visitor);
  const of = (service: string) => seen.filter((one) => one.service === service);
  expect(of(services.ola).map(({ other, masked, direction }) => [other, masked, direction])).toEqual([
    ['46701740xxx', true, 'out'],
  ]);
  expect(of(services.nobody).map(({ other, masked }) => [other, masked])).toEqual([['46701740xxx', true]]);
  expect(of(services.vera).every(({ masked }) => !masked)).toBe(true);
  const answer = await visitor.get('/api/usage/calls?month=2026-11');
  expect(answer.body).not.toContain('46701740699');
  const { record: key } = of(services.ola)[0]!;
  expect((await visitor.get(`/api/usage/explain?record=${key}`)).body).not.toMatch(
    /46701740699|70-?174 ?06 ?99/,
  );
  const own = await get<UsageSum>(ola, '/api/usage?month=2026-11');
  expect([own.services.map(({ service: id }) => id), own.costs.some(({ what }) => what === 'fee')]).toEqual([
    [services.ola],
    false,
  ]);
});

test('hidden digits can’t be asked for: a search finds what is shown and no more', async () => {
  expect(others(await calls(visitor, '&q=0701740650')).length).toBeGreaterThan(0);
  expect(await calls(visitor, '&q=0701740699')).toEqual([]);
  expect(await calls(visitor, '&q=699')).toEqual([]);
  expect(others(await calls(ola, '&q=699'))).toEqual(['46701740699']);
  expect((await calls(visitor, '&q=norge')).map(({ destination }) => destination?.en)).toEqual([
    'Norway, mobile',
  ]);
});

test('a helpline, an emergency call and a free call are in no list, whoever called whom', async () => {
  for (const query of ['', '&hidden=yes', '&q=116', '&kind=voice'])
    for (const number of ['116111', '112', '4620123456'])
      expect(others(await calls(visitor, query))).not.toContain(number);
  const { rows } = await world.pool.query(
    'SELECT count(*)::int AS n FROM traffic.usage WHERE customer_id = $1',
    [vera.customer],
  );
  expect((rows[0] as { n: number }).n).toBe(13);
});

test('pages follow each other without a gap or a call twice, also where many began at the same moment', async () => {
  const start = Date.parse('2026-11-10T09:00:00Z');
  await take(
    ...Array.from({ length: 23 }, (_, index) =>
      record({ start: start + (index % 3) * 1000, seconds: 60 + index }),
    ),
  );
  const whole = await calls(visitor, '&limit=200');
  const paged: UsageCall[] = [];
  let before = '';
  for (;;) {
    const page: CallList = await get(visitor, `/api/usage/calls?month=2026-11&limit=4${before}`);
    paged.push(...page.calls);
    if (page.next === null) break;
    expect(page.calls).toHaveLength(4);
    before = `&before=${page.next}`;
  }
  expect(paged).toEqual(whole);
  expect(new Set(paged.map(({ record: key }) => key)).size).toBe(whole.length);
  expect(whole.map(({ start: at }) => Date.parse(at))).toEqual(
    whole.map(({ start: at }) => Date.parse(at)).toSorted((a, b) => b - a),
  );
  await get(visitor, '/api/usage/calls?limit=4', 400);
});

test('months and days begin at midnight in Sweden, also where the clock was changed in between', async () => {
  await take(
    record({ start: Date.parse('2026-10-31T22:59:59Z'), seconds: 60 }),
    record({ start: Date.parse('2026-10-31T23:00:00Z'), seconds: 61 }),
    // September ends in summer time.
    record({ start: Date.parse('2026-09-30T21:59:59Z'), seconds: 62, offset: 120 }),
    record({ start: Date.parse('2026-09-30T22:00:00Z'), seconds: 63, offset: 120 }),
    // The same local time twice, an hour apart.
    record({ start: Date.parse('2026-10-25T00:30:00Z'), seconds: 64, offset: 120 }),
    record({ start: Date.parse('2026-10-25T01:30:00Z'), seconds: 65, offset: 60 }),
  );
  expect(await get<UsageMonths>(visitor, '/api/usage/months')).toEqual({
    months: ['2026-11', '2026-10', '2026-09'],
    today: '2026-11-24',
  });
  const october = await get<CallList>(visitor, '/api/usage/calls?month=2026-10');
  expect(october.calls.map(({ seconds, start }) => [seconds, start])).toEqual([
    [60, '2026-10-31T23:59:59+01:00'],
    [65, '2026-10-25T02:30:00+01:00'],
    [64, '2026-10-25T02:30:00+02:00'],
    [63, '2026-10-01T00:00:00+02:00'],
  ]);
  const sum = await get<UsageSum>(visitor, '/api/usage?month=2026-10');
  expect(sum.days).toHaveLength(31);
  expect(sum.days.filter(({ domestic }) => domestic > 0)).toEqual([
    { day: '2026-10-01', domestic: 63, abroad: 0 },
    { day: '2026-10-25', domestic: 129, abroad: 0 },
    { day: '2026-10-31', domestic: 60, abroad: 0 },
  ]);
  expect((await get<UsageSum>(visitor, '/api/usage?month=2026-11')).days[0]).toEqual({
    day: '2026-11-01',
    domestic: 61,
    abroad: 0,
  });
});

test('the sums are those of the records: cost with and without VAT, use, what is left and how near the cap is', async () => {
  const sum = await get<UsageSum>(visitor, `/api/usage?month=2026-11&service=${services.vera}`);
  const list = (await calls(visitor, `&service=${services.vera}&limit=200`)).filter(
    ({ direction }) => direction !== 'in',
  );
  const spoken = list.filter(({ kind }) => kind === 'voice');
  expect(sum.calls).toBe(spoken.length);
  expect(sum.seconds).toBe(spoken.reduce((total, { seconds }) => total + seconds, 0));
  expect(sum.days.reduce((total, { domestic, abroad }) => total + domestic + abroad, 0)).toBe(sum.seconds);
  expect(sum.days.reduce((total, { abroad }) => total + abroad, 0)).toBe(161);
  expect([sum.messages, sum.bytes]).toEqual([1, 1_600_000_000]);
  const used = list.reduce((total, { ore }) => total + ore, 0);
  const fee = sum.costs.find(({ what }) => what === 'fee');
  expect(fee).toMatchObject({ ore: 29_900, name: { sv: 'Mobil Stor' } });
  expect([sum.basis, sum.withVatOre]).toEqual(['with-vat', 29_900 + used]);
  expect(sum.withoutVatOre).toBe(Math.round((sum.withVatOre * 100) / 125));
  expect(sum.byService).toEqual([{ service: services.vera, feeOre: 29_900, usageOre: used }]);
  const data = sum.allowances.find(({ unit }) => unit === 'bytes');
  expect(data).toMatchObject({ of: 40_000_000_000, left: 38_400_000_000, rolledOver: 0 });
  expect(sum.allowances.find(({ unit }) => unit === 'seconds')).toMatchObject({ of: 3600, left: 3600 - 180 });
  const cap = sum.caps.find(({ on }) => on === 'all');
  expect(cap).toMatchObject({ limitOre: 200_000, spentOre: used, state: 'below' });
  expect(cap?.percent).toBe(Math.floor((used * 100) / 200_000));
});

test('why a call costs what it does is told in either language, and by the command’s way in', async () => {
  const norway = (await calls(visitor, '&q=norge'))[0]!;
  const sv = await get<Explained>(visitor, `/api/usage/explain?record=${norway.record}&language=sv`);
  expect(sv.steps?.[0]?.text).toContain('Norge');
  expect(sv.steps?.at(-1)?.about).toBe('sum');
  const en = await get<Explained>(visitor, `/api/usage/explain?record=${norway.record}&language=en`);
  expect(en.steps?.[0]?.text).toContain('Norway');
  expect(en.call.erasedOn).toBe(expectedEnd('2026-11-01'));
  const by = await explainRecord(world.ctx, rater, norway.record, 'sv');
  expect(by).toMatchObject({ record: norway.record, amountOre: norway.ore });
  expect(by?.steps).toEqual(sv.steps);
  expect(await explainRecord(world.ctx, rater, '1.x', 'sv')).toBeUndefined();
});

test('a call that is hidden leaves one’s own list and no other, comes back, and the choice goes with the record', async () => {
  const [call] = await calls(ola);
  const hide = (hidden: boolean) => ola.send('POST', '/api/usage/hide', { record: call!.record, hidden });
  expect((await hide(true)).json()).toEqual({ hidden: true });
  await hide(true);
  expect(others(await calls(ola))).toEqual(['46701740699']);
  expect((await calls(ola, '&hidden=yes')).filter(({ hidden }) => hidden)).toHaveLength(1);
  await hide(false);
  expect(await calls(ola)).toHaveLength(2);
  await hide(true);
  const count = async (): Promise<number> =>
    (await world.pool.query<{ n: number }>('SELECT count(*)::int AS n FROM traffic.hidden_call')).rows[0]!.n;
  expect(await count()).toBe(1);
  // Incoming is billed to nobody: gone after a week, and with it what was chosen about it.
  world.clock.set('2026-12-05T08:00:00Z');
  await sweep(world.ctx, ZONE);
  expect(await count()).toBe(0);
  world.clock.set('2026-11-24T08:00:00Z');
});

test('a call said to be wrong is told to billing once, its bill’s records are kept, and only the one who pays may say so', async () => {
  const call = (await calls(visitor, `&service=${services.ola}`)).find(({ ore }) => ore > 0)!;
  const body = { record: call.record, reason: 'Det samtalet ringde ingen av oss.' };
  expect((await ola.send('POST', '/api/usage/dispute', body)).statusCode).toBe(403);
  const free = (await calls(visitor, '&kind=data'))[0]!;
  expect(
    (await visitor.send('POST', '/api/usage/dispute', { ...body, record: free.record })).statusCode,
  ).toBe(409);
  expect(told).toEqual([]);
  expect((await visitor.send('POST', '/api/usage/dispute', body)).json()).toEqual({ billed: false });
  billed = true;
  expect((await visitor.send('POST', '/api/usage/dispute', body)).json()).toEqual({ billed: false });
  expect(told).toMatchObject([
    {
      customer: vera.customer,
      service: services.ola,
      record: call.record,
      ore: BigInt(call.ore),
      reason: body.reason,
    },
  ]);
  expect(await openObjections(world.ctx, '2026-11-01')).toMatchObject([
    { customer: vera.customer, reason: body.reason },
  ]);
  const again = await get<Explained>(visitor, `/api/usage/explain?record=${call.record}`);
  expect([again.call.disputed, again.call.erasedOn, again.mayDispute]).toEqual([true, null, false]);
  const text = await world.pool.query<{ reason: Buffer }>('SELECT reason FROM traffic.objection');
  expect(text.rows[0]!.reason.toString('latin1')).not.toContain('ringde');
  // Long after the day it would have been erased, it still stands in the list, from where it was moved aside to.
  world.clock.set('2027-06-01T08:00:00Z');
  await sweep(world.ctx, ZONE);
  visitor = await world.signedIn(vera);
  expect((await calls(visitor, `&service=${services.ola}`)).map(({ record: key }) => key)).toEqual([
    call.record,
  ]);
});
