import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../run/database.ts';
import { root } from '../run/checks.ts';
import { describeApi } from '../run/openapi.ts';
import { describeSchema } from '../run/schema.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('schema.sql is what the migrations make; «npm run generate» writes it anew', async () => {
  const schema = await describeSchema(database.pool);
  expect(schema).toContain('CREATE TABLE customers.person');
  expect(schema).toBe(readFileSync(join(root, 'schema.sql'), 'utf8'));
});

test('a change of the schema would show', async () => {
  await database.pool.query('ALTER TABLE audit.entry ADD COLUMN planted text');
  const changed = await describeSchema(database.pool);
  await database.pool.query('ALTER TABLE audit.entry DROP COLUMN planted');
  expect(changed).not.toBe(await describeSchema(database.pool));
});

test('openapi.json is what the contracts say; «npm run generate» writes it anew', async () => {
  const api = await describeApi(database.url);
  expect(api).toContain('/api/session/sign-in');
  expect(api).toBe(readFileSync(join(root, 'openapi.json'), 'utf8'));
});
