import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../run/database.ts';
import { NEVER_STORED, type AnyTable, type Field } from '#platform/data-map';
import { dataMaps, machinery, machinerySchemas } from '../../apps/server/data-map.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

const tables = dataMaps.flatMap((map) => map.tables);
const fieldsOf = (table: AnyTable): [string, Field][] =>
  Object.entries(table.columns as Record<string, Field>);

/** Columns as the database has them, `schema.table.column`. */
async function liveColumns(): Promise<Map<string, string>> {
  const { rows } = await database.pool.query<{ name: string; type: string }>(
    `SELECT table_schema || '.' || table_name || '.' || column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  return new Map(
    rows
      .filter(
        ({ name }) =>
          !Object.hasOwn(machinerySchemas, name.split('.')[0] ?? '') &&
          !(name.split('.').slice(0, 2).join('.') in machinery),
      )
      .map(({ name, type }) => [name, type]),
  );
}

/** Columns as the data map has them; an «exact» sealed column also has its blind index. */
function declaredColumns(of: readonly AnyTable[]): Map<string, Field> {
  const found = new Map<string, Field>();
  for (const table of of) {
    for (const [column, field] of fieldsOf(table)) {
      found.set(`${table.name}.${column}`, field);
      if (field.personal && field.sealed === 'exact') found.set(`${table.name}.${column}_index`, field);
    }
  }
  return found;
}

const difference = (
  live: Iterable<string>,
  declared: Iterable<string>,
): { undeclared: string[]; missing: string[] } => {
  const [one, other] = [new Set(live), new Set(declared)];
  return {
    undeclared: [...one].filter((name) => !other.has(name)),
    missing: [...other].filter((name) => !one.has(name)),
  };
};

describe('the data map and the database say the same', () => {
  test('every column that exists is declared, and every declared column exists', async () => {
    const live = await liveColumns();
    expect(live.size).toBeGreaterThan(10);
    expect(difference(live.keys(), declaredColumns(tables).keys())).toEqual({ undeclared: [], missing: [] });
  });

  test('a column added by hand is seen', async () => {
    await database.pool.query('ALTER TABLE audit.entry ADD COLUMN shoe_size int');
    const { undeclared } = difference((await liveColumns()).keys(), declaredColumns(tables).keys());
    await database.pool.query('ALTER TABLE audit.entry DROP COLUMN shoe_size');
    expect(undeclared).toEqual(['audit.entry.shoe_size']);
  });

  test('every sealed column is ciphertext (bytea) in the database', async () => {
    const live = await liveColumns();
    const sealed = [...declaredColumns(tables)].filter(
      ([, field]) => field.personal && field.sealed !== undefined,
    );
    expect(sealed.filter(([name]) => live.get(name) !== 'bytea').map(([name]) => name)).toEqual([]);
  });

  test('no table, file, queue or cookie holds a category that is never stored', () => {
    const stored = dataMaps.flatMap((map) => [
      ...map.tables.map((table) => table.columns as Record<string, Field>),
      ...map.stores.filter((store) => store.where !== 'browser').map((store) => store.fields),
    ]);
    expect(
      stored
        .flatMap((fields) => Object.values(fields))
        .filter((field) => field.personal && NEVER_STORED.includes(field.category)),
    ).toEqual([]);
  });

  test('every personal field has a purpose with a legal basis, an end and a way to be erased', () => {
    const personal = tables.flatMap(fieldsOf).filter(([, field]) => field.personal);
    for (const [name, field] of personal)
      if (field.personal) expect(field.purposes.length, name).toBeGreaterThan(0);
    expect(personal.length).toBeGreaterThan(0);
  });
});

describe('customer data is written to Citus’s distribution rules', () => {
  interface Key {
    readonly table: string;
    readonly columns: string[];
    readonly kind: string;
  }
  async function keysWithoutCustomer(): Promise<string[]> {
    const { rows } = await database.pool.query<Key>(
      `SELECT n.nspname || '.' || c.relname AS table, array_agg(a.attname::text) AS columns, k.contype::text AS kind
       FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace n ON n.oid = c.relnamespace
       JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = ANY (k.conkey)
       WHERE k.contype IN ('p', 'u', 'f') GROUP BY k.oid, n.nspname, c.relname, k.contype`,
    );
    const customers = new Set(
      tables.filter((table) => table.reference === undefined).map((table) => table.name),
    );
    return rows
      .filter((key) => customers.has(key.table) && !key.columns.includes('customer_id'))
      .map((key) => `${key.table} ${key.kind} (${key.columns.join(', ')})`);
  }

  test('every primary, unique and foreign key of a customer’s table has customer_id, or the table says why not', async () => {
    expect(await keysWithoutCustomer()).toEqual([]);
  });

  test('a key without it is seen', async () => {
    const customerTable = tables.find((table) => table.reference === undefined);
    if (customerTable === undefined) throw new Error('There is no customer table to plant a fault in.');
    await database.pool.query(`ALTER TABLE ${customerTable.name} ADD COLUMN planted text UNIQUE`);
    const found = await keysWithoutCustomer();
    await database.pool.query(`ALTER TABLE ${customerTable.name} DROP COLUMN planted`);
    expect(found).toEqual([`${customerTable.name} u (planted)`]);
  });
});
