import { afterEach, beforeEach, expect, test } from 'vitest';
import { readFileSync } from 'node:fs';
import { testPersonalNumbers } from '../../../../test/run/session-world.ts';
import { testWorld, type TestWorld } from '../../../../test/run/database.ts';
import {
  importCustomers,
  NotAnImport,
  numbersInUse,
  servicesOf,
  type Imported,
  type Rejected,
} from '#modules/services';
import { address, contactFact, customer, person } from '#data-map/customers';
import { read } from '#platform/db';

const ZONE = 'Europe/Stockholm';
const numbers = testPersonalNumbers();
const example = readFileSync(new URL('../../../../docs/customers-example.csv', import.meta.url), 'utf8');

let world: TestWorld;
beforeEach(async () => {
  world = await testWorld();
});
afterEach(() => world.drop());

async function bring(
  text: string | Uint8Array,
  more: { dryRun?: boolean; piece?: number } = {},
): Promise<Imported & { rejects: Rejected[] }> {
  const rejects: Rejected[] = [];
  const bytes = typeof text === 'string' ? Buffer.from(text) : text;
  async function* pieces(): AsyncGenerator<Uint8Array> {
    const size = more.piece ?? 1 << 16;
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const counts = await importCustomers(world.ctx, pieces(), {
    zone: ZONE,
    dryRun: more.dryRun ?? false,
    onRejected: (rejected) => void rejects.push(rejected),
  });
  expect(counts.read).toBe(counts.created + counts.changed + counts.same + counts.rejected);
  return { ...counts, rejects };
}

const count = async (table: string): Promise<number> =>
  Number((await world.pool.query<{ n: bigint }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n);
const TABLES = [
  'customers.customer',
  'customers.person',
  'customers.address',
  'customers.contact_fact',
  'services.service',
  'services.plan',
  'services.number',
];
const counts = async (): Promise<number[]> => Promise.all(TABLES.map(count));

const HEAD =
  'customer,customer_kind,customer_name,person,person_name,roles,email,phone,street,postal_code,city,service,service_kind,plan,service_start,service_activated,numbers';
const VERA =
  'K1,person,Vera Lind,P1,Vera Lind,subscriber user,vera@example.com,070-174 06 05,Storgatan 1,352 46,Växjö,S1,mobile,mobil-10,2026-01-01,2026-01-01,070-174 06 12';
const csv = (...rows: string[]): string => [HEAD, ...rows].join('\n');

test('the example goes in whole, also cut into single bytes, and a second time nothing is new', async () => {
  const first = await bring(example, { piece: 1 });
  expect(first).toMatchObject({ read: 5, created: 5, rejected: 0 });
  const stored = await counts();
  expect(await bring(example)).toMatchObject({ read: 5, created: 0, changed: 0, same: 5 });
  expect(await counts()).toEqual(stored);
});

test('a dry run answers what would be, and writes nothing', async () => {
  expect(await bring(example, { dryRun: true })).toMatchObject({ read: 5, created: 5, rejected: 0 });
  expect(await counts()).toEqual(TABLES.map(() => 0));
});

test('CSV, JSON lines and a JSON array say the same', async () => {
  const objects = [
    {
      customer: 'K1',
      customer_kind: 'person',
      customer_name: 'Vera Lind',
      person: 'P1',
      person_name: 'Vera Lind',
      roles: ['subscriber', 'user'],
      email: 'vera@example.com',
      phone: '070-174 06 05',
      street: 'Storgatan 1',
      postal_code: '352 46',
      city: 'Växjö',
      service: 'S1',
      service_kind: 'mobile',
      plan: 'mobil-10',
      service_start: '2026-01-01',
      service_activated: '2026-01-01',
      numbers: ['070-174 06 12'],
    },
  ];
  expect(await bring(csv(VERA))).toMatchObject({ created: 1 });
  expect(await bring(JSON.stringify(objects, null, 2))).toMatchObject({ same: 1 });
  expect(await bring(objects.map((each) => JSON.stringify(each)).join('\n'))).toMatchObject({ same: 1 });
  expect(await bring(csv(VERA).replaceAll(',', ';'))).toMatchObject({ same: 1 });
  expect(await bring(`\uFEFF${csv(VERA).replaceAll('\n', '\r\n')}\r\n`)).toMatchObject({ same: 1 });
});

test('what changed becomes a new fact from today, and the old one ends today', async () => {
  await bring(csv(VERA));
  world.clock.set('2026-12-10T08:00:00Z');
  const moved = VERA.replace('vera@example.com', 'vera.lind@example.org')
    .replace('Storgatan 1', 'Bryggvägen 4')
    .replace('mobil-10', 'mobil-20');
  expect(await bring(csv(moved))).toMatchObject({ changed: 1, created: 0 });
  expect(await bring(csv(moved))).toMatchObject({ same: 1 });
  const facts = await read(
    world.ctx,
    'rights',
    contactFact,
    ['kind', 'value', 'valid_from', 'valid_to', 'source'],
    { order: [['valid_from', 'asc']] },
  );
  expect(facts.filter(({ kind }) => kind === 'email')).toEqual([
    {
      kind: 'email',
      value: 'vera@example.com',
      valid_from: '2026-11-24',
      valid_to: '2026-12-10',
      source: 'import',
    },
    {
      kind: 'email',
      value: 'vera.lind@example.org',
      valid_from: '2026-12-10',
      valid_to: null,
      source: 'import',
    },
  ]);
  const streets = await read(world.ctx, 'rights', address, ['street', 'valid_to'], {
    order: [['valid_from', 'asc']],
  });
  expect(streets).toEqual([
    { street: 'Storgatan 1', valid_to: '2026-12-10' },
    { street: 'Bryggvägen 4', valid_to: null },
  ]);
  expect(await read(world.ctx, 'rights', person, ['email'])).toEqual([{ email: 'vera.lind@example.org' }]);
  const held = await numbersInUse(world.ctx, 0, Date.parse('2027-01-01'), ['46701740612']);
  expect(held.map(({ plan, from }) => [plan, new Date(from).toISOString()])).toEqual([
    ['mobil-10', '2025-12-31T23:00:00.000Z'],
    ['mobil-20', '2026-12-09T23:00:00.000Z'],
  ]);
});

test('one line that contradicts another of the same file ends its fact, and one fact is current', async () => {
  const again = VERA.replace('vera@example.com', 'v@example.net')
    .replace('Storgatan 1', 'Lillgatan 2')
    .replace('06 12', '06 13');
  expect(await bring(csv(VERA, again))).toMatchObject({ created: 1, changed: 1 });
  for (const table of ['customers.contact_fact', 'customers.address', 'services.number'])
    expect(await count(`${table} WHERE valid_to IS NULL`), table).toBe(
      table === 'customers.contact_fact' ? 2 : 1,
    );
});

test('bad lines are named by line, column and reason, and the rest goes in', async () => {
  const bad = (from: string, to: string): string => VERA.replace('K1', 'K9').replace(from, to);
  const { rejects, created } = await bring(
    csv(
      VERA.replace('070-174 06 12', '070-174 06 20'),
      bad('Vera Lind', '=cmd|calc'),
      bad('352 46', '35246X'),
      bad('vera@example.com', 'vera'),
      bad('070-174 06 12', '701740612'),
      bad('2026-01-01,2026-01-01', '2026-02-30,2026-01-01'),
      bad('mobile', 'pigeon'),
      bad('K9', ''),
      bad('person,Vera Lind,', ',,'),
      bad('070-174 06 12', '070-174 06 20'),
      `${VERA},one,more`,
      `"${'x'.repeat(100_000)}",a`,
      '"K8"x,person',
      VERA.replace('K1', 'K2').replace('06 12', '06 21'),
    ),
  );
  expect(rejects.toSorted((a, b) => a.line - b.line)).toEqual([
    { line: 3, column: 'customer_name', reason: 'formula' },
    { line: 4, column: 'postal_code', reason: 'shape' },
    { line: 5, column: 'email', reason: 'shape' },
    { line: 6, column: 'numbers', reason: 'shape' },
    { line: 7, column: 'service_start', reason: 'date' },
    { line: 8, column: 'service_kind', reason: 'not-allowed' },
    { line: 9, column: 'customer', reason: 'required' },
    { line: 10, column: 'customer_kind', reason: 'required' },
    { line: 11, column: 'numbers', reason: 'number-taken' },
    { line: 12, column: '', reason: 'fields' },
    { line: 13, column: '', reason: 'too-long' },
    { line: 14, column: '', reason: 'quote' },
  ]);
  expect(created).toBe(2);
  expect(await count('customers.customer')).toBe(2);
});

test('bytes that are no UTF-8 are a fault of their line', async () => {
  const latin = Buffer.concat([
    Buffer.from(`${HEAD}\nK1,person,`),
    Buffer.from([0xc5]),
    Buffer.from('sa,,,,,,,,,,,,,,\nK2,person,Bo,,,,,,,,,,,,,,'),
  ]);
  expect(await bring(latin)).toMatchObject({
    created: 1,
    rejects: [{ line: 2, column: 'customer_name', reason: 'encoding' }],
  });
});

test('a head with an unknown column, or none, stops the file before anything is taken', async () => {
  for (const text of ['customer,shoe_size\nK1,44', 'name\nVera', '[1,', 'customer,customer\na,b'])
    await expect(bring(text), text).rejects.toThrow(NotAnImport);
  expect(await count('customers.customer')).toBe(0);
});

test('a binding longer than 24 months, somebody else’s number and a user nobody knows are refused', async () => {
  const head =
    'customer,customer_kind,customer_name,service,service_kind,plan,service_start,binding_until,service_user,numbers';
  const row = (ref: string, until: string, user = '', number = ''): string =>
    `${ref},organisation,Firman,S1,mobile,p,2026-01-01,${until},${user},${number}`;
  const { rejects } = await bring(
    [
      head,
      row('A', '2028-01-01', '', '070-174 06 30'),
      row('B', '2028-01-02'),
      row('C', '', 'nobody'),
      row('D', '', '', '070-174 06 30'),
    ].join('\n'),
  );
  expect(rejects).toEqual([
    { line: 3, column: 'binding_until', reason: 'binding-too-long' },
    { line: 4, column: 'service_user', reason: 'unknown-person' },
    { line: 5, column: 'numbers', reason: 'number-taken' },
  ]);
});

test('a number that a file no longer names is free from today, for the next line too', async () => {
  await bring(csv(VERA));
  world.clock.set('2026-12-10T08:00:00Z');
  const other = VERA.replace('K1', 'K2').replace('2026-01-01,2026-01-01', '2026-12-10,2026-12-10');
  expect(await bring(csv(VERA.replace('06 12', '06 14'), other))).toMatchObject({ changed: 1, created: 1 });
  const held = await numbersInUse(world.ctx, 0, Date.parse('2027-01-01'), ['46701740612']);
  expect(held.map(({ to }) => to)).toEqual([Date.parse('2026-12-09T23:00:00Z'), Infinity]);
  expect(new Set(held.map(({ customer: id }) => id)).size).toBe(2);
});

test.skipIf(numbers === undefined)(
  'personal and organisation numbers are checked, sealed, and found again',
  async () => {
    const good = numbers![3]!;
    const head = 'customer,customer_kind,customer_name,customer_number';
    const { rejects } = await bring(
      [
        head,
        `A,person,Vera,${good}`,
        `B,person,Bo,${good.slice(0, 11)}${(Number(good[11]) + 1) % 10}`,
        'C,organisation,Firman,559199-3976',
        'D,organisation,Firman,559199-3977',
        `E,organisation,Firman,${good}`,
      ].join('\n'),
    );
    expect(rejects).toEqual([
      { line: 3, column: 'customer_number', reason: 'check-digit' },
      { line: 5, column: 'customer_number', reason: 'check-digit' },
      { line: 6, column: 'customer_number', reason: 'shape' },
    ]);
    expect(await read(world.ctx, 'rights', customer, ['kind'], { where: { number: good } })).toEqual([
      { kind: 'person' },
    ]);
  },
);

test('two imports of one file at once make nothing twice', async () => {
  const both = await Promise.all([bring(csv(VERA)), bring(csv(VERA))]);
  expect(both.map(({ created }) => created).toSorted((a, b) => a - b)).toEqual([0, 1]);
  expect(await count('customers.customer')).toBe(1);
  const [found] = await read(world.ctx, 'rights', customer, ['customer_id']);
  expect(
    await servicesOf(world.ctx, 'bill', { customer: found?.customer_id ?? '' }, '2026-11-24'),
  ).toHaveLength(1);
});
