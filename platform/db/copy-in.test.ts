import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PoolClient } from 'pg';
import { copyAside, copyRows } from '#platform/db';
import { testDatabase, type TestDatabase } from '../../test/run/database.ts';

let database: TestDatabase;
let client: PoolClient;
beforeAll(async () => {
  database = await testDatabase();
  client = await database.pool.connect();
  await client.query('CREATE TABLE taken (n integer PRIMARY KEY, filling text)');
});
afterAll(async () => {
  client.release();
  await database.drop();
});

const FILLING = 'x'.repeat(1000);
/** Rows of a kilobyte, a thousand in a piece. */
function* numbered(numbers: Iterable<number>, made: { pieces: number } = { pieces: 0 }): Generator<Buffer> {
  const rows = copyRows();
  rows.reset();
  for (const n of numbers) {
    if (rows.rows > 0 && rows.rows % 1000 === 0) {
      made.pieces += 1;
      yield rows.take();
    }
    rows.row(2);
    rows.int4(n);
    rows.text(FILLING);
  }
  yield rows.finish();
}
const upTo = (most: number, from = 0): number[] => Array.from({ length: most - from }, (_, at) => from + at);
const copy = (pieces: Iterable<Buffer>): Promise<void> =>
  copyAside(client, 'taken', ['n', 'filling'], pieces);
const count = async (): Promise<number> =>
  Number((await client.query<{ n: bigint }>('SELECT count(*) AS n FROM taken')).rows[0]?.n);

test('rows go in piece by piece', async () => {
  await copy(numbered(upTo(5000)));
  expect(await count()).toBe(5000);
});

test('a refusal is told, no more is made for it, and the connection goes on, whatever was on its way', async () => {
  const made = { pieces: 0 };
  // The first row is there; ninety megabytes come after it.
  await expect(copy(numbered([4999, ...upTo(90_000, 5000)], made))).rejects.toMatchObject({ code: '23505' });
  expect(made.pieces).toBeLessThan(80);
  expect(await count()).toBe(5000);
  await copy(numbered(upTo(5100, 5000)));
  expect(await count()).toBe(5100);
});

test('a statement that is refused at once is told', async () => {
  await expect(copyAside(client, 'nowhere', ['n'], numbered([1]))).rejects.toMatchObject({ code: '42P01' });
  expect(await count()).toBe(5100);
});

test('rows that can’t be made take back those before them, and the fault is told as it was', async () => {
  const fault = new Error('of the rows');
  function* failing(): Generator<Buffer> {
    const rows = numbered(upTo(9000, 6000));
    yield rows.next().value as Buffer;
    throw fault;
  }
  await expect(copy(failing())).rejects.toBe(fault);
  expect(await count()).toBe(5100);
});
