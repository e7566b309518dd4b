import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../test/run/database.ts';
import { migrate, type Migration } from '#platform/db';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
  await database.pool.query('TRUNCATE public.migration');
});
afterAll(() => database.drop());

const step = (name: string, sql: string, hash = sql): Migration => ({ name, sql, hash });
const now = (): number => Date.parse('2026-11-24T08:00:00Z');

test('two processes that start at once apply each migration once', async () => {
  const steps = [
    step('x/001-a', 'CREATE TABLE race (n int)'),
    step('x/002-b', 'INSERT INTO race VALUES (1)'),
  ];
  const done = await Promise.all([
    migrate(database.pool, steps, now),
    migrate(database.pool, steps, now),
    migrate(database.pool, steps, now),
  ]);
  expect(done.flat().toSorted()).toEqual(['x/001-a', 'x/002-b']);
  expect((await database.pool.query('SELECT * FROM race')).rowCount).toBe(1);
});

test('a migration changed after it was applied is refused', async () => {
  await expect(
    migrate(
      database.pool,
      [step('x/001-a', 'CREATE TABLE race (n int)', 'other'), step('x/002-b', 'x')],
      now,
    ),
  ).rejects.toThrow('changed after it was applied');
});

test('a database newer than the program is refused', async () => {
  await expect(migrate(database.pool, [step('x/001-a', 'CREATE TABLE race (n int)')], now)).rejects.toThrow(
    'newer version',
  );
});

test('a migration that fails leaves nothing of itself', async () => {
  const steps = [
    step('x/001-a', 'CREATE TABLE race (n int)'),
    step('x/002-b', 'INSERT INTO race VALUES (1)'),
    step('x/003-c', 'CREATE TABLE half (n int); SELECT nonsense'),
  ];
  await expect(migrate(database.pool, steps, now)).rejects.toThrow('x/003-c failed');
  expect((await database.pool.query("SELECT to_regclass('public.half') AS half")).rows).toEqual([
    { half: null },
  ]);
});
