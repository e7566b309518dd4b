import { afterAll, beforeAll, expect, test } from 'vitest';
import { testWorld, type TestWorld } from '../../test/run/database.ts';
import { impersonal, table } from '#platform/data-map';
import { insert, read, readEach, remove, transact, update, type Ctx } from '#platform/db';
import { verifyAudit } from '#platform/audit';

interface Pet {
  customer_id: string;
  owner_id: string;
  name: string | null;
  phone: string | null;
  legs: number;
}
const personal = {
  personal: true,
  category: 'kunddata',
  origin: 'provided',
  subject: 'self',
  purposes: [['support', 'contract']],
  retention: { event: 'created', plus: 'P30D', then: 'delete' },
  onErase: 'shred',
} as const;
const pet = table<Pet>()({
  name: 'public.pet',
  subject: 'owner_id',
  isolate: { customer: 'customer_id', person: 'owner_id' },
  columns: {
    customer_id: impersonal('Random id.'),
    owner_id: impersonal('Random id.'),
    legs: impersonal('A count.'),
    name: { ...personal, sealed: true },
    phone: { ...personal, sealed: 'exact' },
  },
});

let world: TestWorld;
const signed = { ndaInForce: true, secondFactor: true };
const staff = (withCase: boolean): Ctx => ({
  db: world.db,
  actor: {
    kind: 'staff',
    staff: 's1',
    roles: ['support'],
    session: 'x',
    ...(withCase ? { case: { id: 'case-1', reason: 'customer-asks', customer: 'c1' } } : {}),
  },
});
const person = (customer: string, id: string): Ctx => ({
  db: world.db,
  actor: { kind: 'person', person: id, customer, roles: ['user'], session: 'x' },
});

beforeAll(async () => {
  world = await testWorld({ facts: { staff: async () => signed } });
  await world.pool.query(
    'CREATE TABLE pet (customer_id text, owner_id text PRIMARY KEY, name bytea, phone bytea, phone_index bytea, legs int)',
  );
  await insert(world.ctx, pet, {
    customer_id: 'c1',
    owner_id: 'p1',
    name: 'Kanariefågel',
    phone: '+46701740605',
    legs: 2,
  });
  await insert(world.ctx, pet, {
    customer_id: 'c2',
    owner_id: 'p2',
    name: 'Katt',
    phone: '+46701740606',
    legs: 4,
  });
});
afterAll(() => world.drop());

test('a sealed column is ciphertext in the table and clear text to a read that has the purpose', async () => {
  const { rows } = await world.pool.query<{ name: Buffer }>("SELECT name FROM pet WHERE owner_id = 'p1'");
  expect(rows[0]?.name.includes(Buffer.from('Kanarie'))).toBe(false);
  expect(await read(world.ctx, 'support', pet, ['name', 'legs'], { where: { owner_id: 'p1' } })).toEqual([
    { name: 'Kanariefågel', legs: 2 },
  ]);
});

test('a purpose the column was not declared for does not compile, and does not run either', async () => {
  // @ts-expect-error -- marketing is no declared purpose of name
  await expect(read(world.ctx, 'marketing', pet, ['name'])).rejects.toThrow('may not be read for marketing');
});

test('an exact look-up goes through the blind index', async () => {
  expect(await read(world.ctx, 'support', pet, ['owner_id'], { where: { phone: '+46701740606' } })).toEqual([
    { owner_id: 'p2' },
  ]);
});

test('a value moved to another row does not open', async () => {
  await world.pool.query(
    "INSERT INTO pet SELECT 'c3', 'p3', name, phone, phone_index, 1 FROM pet WHERE owner_id = 'p1'",
  );
  await expect(read(world.ctx, 'support', pet, ['name'], { where: { owner_id: 'p3' } })).rejects.toThrow(
    'does not belong',
  );
  await world.pool.query("DELETE FROM pet WHERE owner_id = 'p3'");
});

test('a signed-in person reaches only rows of their own, whatever is asked for', async () => {
  expect(await read(person('c1', 'p1'), 'support', pet, ['name'])).toEqual([{ name: 'Kanariefågel' }]);
  expect(await read(person('c1', 'p1'), 'support', pet, ['name'], { where: { owner_id: 'p2' } })).toEqual([
    { name: 'Kanariefågel' },
  ]);
  expect(await update(person('c1', 'p9'), pet, { legs: 3 }, { owner_id: 'p2' })).toBe(0);
  expect(await remove(person('c2', 'p1'), pet, { owner_id: 'p1' })).toBe(0);
});

test('a visitor reads nothing personal', async () => {
  await expect(
    read({ db: world.db, actor: { kind: 'visitor' } }, 'support', pet, ['name']),
  ).rejects.toMatchObject({ code: 'forbidden' });
});

test('staff without a case is refused, and with one leaves an entry in the chain', async () => {
  await expect(read(staff(false), 'support', pet, ['name'])).rejects.toMatchObject({ code: 'forbidden' });
  await read(staff(true), 'support', pet, ['name'], { where: { owner_id: 'p1' } });
  const { rows } = await world.pool.query<{ subject: string; detail: string }>(
    'SELECT subject, detail FROM audit.entry',
  );
  expect(rows).toEqual([
    {
      subject: 'p1',
      detail: JSON.stringify({
        table: 'public.pet',
        columns: ['name'],
        case: 'case-1',
        reason: 'customer-asks',
      }),
    },
  ]);
});

test('an agreement that ends works at the next request', async () => {
  const before = { ...signed };
  signed.ndaInForce = false;
  await expect(read(staff(true), 'support', pet, ['name'])).rejects.toMatchObject({ code: 'forbidden' });
  Object.assign(signed, before);
});

test('a transaction that fails leaves nothing', async () => {
  await expect(
    transact(world.ctx, async (ctx) => {
      await update(ctx, pet, { legs: 8 }, { owner_id: 'p1' });
      throw new Error('stop');
    }),
  ).rejects.toThrow('stop');
  expect(await read(world.ctx, 'support', pet, ['legs'], { where: { owner_id: 'p1' } })).toEqual([
    { legs: 2 },
  ]);
});

test('changing or deleting every row of a table is refused', async () => {
  await expect(remove(world.ctx, pet, {})).rejects.toThrow('every row');
  await expect(update(world.ctx, pet, { legs: 1 }, {})).rejects.toThrow('every row');
});

test('a destroyed key makes the person’s values read as nothing', async () => {
  await world.db.sealer.shred('p2');
  expect(await read(world.ctx, 'support', pet, ['name', 'legs'], { where: { owner_id: 'p2' } })).toEqual([
    { name: null, legs: 4 },
  ]);
});

test('the audit chain holds after all this', async () => {
  const query = async (text: string, values: readonly unknown[]) => {
    const result = await world.pool.query<Record<string, unknown>>(text, [...values]);
    return { rows: result.rows, count: result.rowCount ?? 0 };
  };
  expect(await verifyAudit(query, world.keys, `${world.folder}/checkpoints.jsonl`)).toMatchObject({
    ok: true,
  });
});

test('any number of rows come in batches, each through the same demands as a read', async () => {
  await world.pool.query(
    "INSERT INTO pet (customer_id, owner_id, legs) SELECT CASE WHEN n <= 4100 THEN 'c7' ELSE 'c8' END, 'many' || n, n FROM generate_series(1, 4200) n",
  );
  const sizes: number[] = [];
  let legs = 0;
  for await (const rows of readEach(world.ctx, 'support', pet, ['legs'], { where: { customer_id: 'c7' } })) {
    sizes.push(rows.length);
    for (const row of rows) legs += row.legs;
  }
  expect(sizes).toEqual([2000, 2000, 100]);
  expect(legs).toBe((4100 * 4101) / 2);
  const own = [];
  for await (const rows of readEach(person('c1', 'p1'), 'support', pet, ['name'])) own.push(...rows);
  expect(own).toEqual([{ name: 'Kanariefågel' }]);
  await expect(readEach(staff(false), 'support', pet, ['name']).next()).rejects.toMatchObject({
    code: 'forbidden',
  });
});

test('whoever leaves the loop early gives the connection back', async () => {
  for (let round = 0; round < 25; round += 1)
    for await (const rows of readEach(world.ctx, 'support', pet, ['legs'], {
      where: { customer_id: 'c7' },
    })) {
      expect(rows).toHaveLength(2000);
      break;
    }
  expect(await read(world.ctx, 'support', pet, ['legs'], { where: { owner_id: 'many7' } })).toEqual([
    { legs: 7 },
  ]);
});
