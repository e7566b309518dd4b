import type { Pool } from 'pg';
import type { AnyTable, DataMap, Field } from '#platform/data-map';
import type { Sealer } from '#platform/crypto';

export interface Canary {
  /** schema.table.column */
  readonly place: string;
  /** As it shows in JSON. */
  readonly value: string;
}

interface LiveColumn {
  readonly name: string;
  readonly type: string;
}

/** A person and the hats' ids, and letters that nobody else's canaries have. */
export interface Marked {
  readonly customer: string;
  readonly person: string;
  readonly mark: string;
}

/** Makes a database take any value: what its rules say of values is not what is under proof. */
export async function loosen(pool: Pool): Promise<void> {
  const { rows } = await pool.query<{ sql: string }>(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I CASCADE', conrelid::regclass, conname) AS sql FROM pg_constraint
     WHERE contype IN ('c', 'f') AND conparentid = 0 AND coninhcount = 0 AND conrelid <> 0
       AND connamespace::regnamespace::text NOT IN ('pg_catalog', 'information_schema', 'jobs')`,
  );
  for (const { sql } of rows) await pool.query(sql);
  const { rows: guarded } = await pool.query<{ sql: string }>(
    `SELECT DISTINCT format('ALTER TABLE %s DISABLE TRIGGER USER', tgrelid::regclass) AS sql FROM pg_trigger t
     JOIN pg_class c ON c.oid = t.tgrelid WHERE NOT tgisinternal AND relnamespace::regnamespace::text <> 'jobs'`,
  );
  for (const { sql } of guarded) await pool.query(sql);
  const { rows: split } = await pool.query<{ sql: string }>(
    `SELECT format('CREATE TABLE %I.%I PARTITION OF %s DEFAULT', n.nspname, c.relname || '_any', c.oid::regclass) AS sql
     FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace JOIN pg_partitioned_table p ON p.partrelid = c.oid
     WHERE p.partdefid = 0 AND n.nspname <> 'jobs'`,
  );
  for (const { sql } of split) await pool.query(sql);
}

/**
 * One row in every table that has something personal, as the live schema has it: a canary in each personal column that can hold one, in
 * clear or sealed as the map says. @returns what was put, by place; booleans can't be told apart and are left out.
 */
export async function plantEverywhere(
  pool: Pool,
  sealer: Sealer,
  maps: readonly DataMap[],
  who: Marked,
): Promise<Canary[]> {
  const planted: Canary[] = [];
  let number = 0;
  for (const table of maps.flatMap(({ tables }) => tables)) {
    const fields = table.columns as Record<string, Field>;
    if (!Object.values(fields).some((field) => field.personal)) continue;
    const row: Record<string, unknown> = {};
    for (const column of await liveColumns(pool, table)) {
      const field = fields[column.name];
      const place = `${table.name}.${column.name}`;
      const own = ownId(table, column.name, who);
      number += 1;
      const value = own ?? valueFor(column, who, number);
      row[column.name] = value;
      if (field === undefined || !field.personal || typeof value === 'boolean') continue;
      planted.push({ place, value: shownAs(value) });
    }
    for (const [column, field] of Object.entries(fields))
      if (field.personal && field.sealed !== undefined) {
        const text = `${who.mark}-${table.name}.${column}`;
        const subject = String(row[table.subject ?? '']);
        row[column] = await sealer.seal(subject, `${table.sealedAs ?? table.name}.${column}`, text);
        planted.splice(
          planted.findIndex(({ place }) => place === `${table.name}.${column}`),
          1,
          { place: `${table.name}.${column}`, value: text },
        );
      }
    const names = Object.keys(row);
    await pool.query(
      `INSERT INTO ${table.name} (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map((_, index) => `$${index + 1}`).join(', ')})`,
      Object.values(row),
    );
  }
  return planted;
}

/** Columns by which a row is somebody's hold that somebody's id. */
function ownId(table: AnyTable, column: string, who: Marked): string | undefined {
  const reach = table.reach ?? [];
  if (column === table.isolate?.person || column === 'person_id') return who.person;
  if (column === table.isolate?.customer || column === 'customer_id' || column === 'customer')
    return who.customer;
  for (const each of reach) {
    if ('person' in each && each.person === column) return who.person;
    if ('customer' in each && each.customer === column) return who.customer;
  }
  return undefined;
}

async function liveColumns(pool: Pool, table: AnyTable): Promise<LiveColumn[]> {
  const { rows } = await pool.query<LiveColumn>(
    `SELECT attname AS name, format_type(atttypid, atttypmod) AS type FROM pg_attribute
     WHERE attrelid = $1::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = '' AND attidentity = ''`,
    [table.name],
  );
  return rows;
}

function valueFor({ name, type }: LiveColumn, who: Marked, number: number): unknown {
  const mark = `${who.mark}-${number}`;
  const tail = who.mark.codePointAt(who.mark.length - 1)! * 1000 + number;
  if (type === 'boolean') return true;
  if (type === 'smallint') return tail % 30_000;
  if (type === 'integer') return 700_000_000 + tail;
  if (type === 'bigint') return 700_000_000_000 + tail;
  if (type === 'date') return `2026-11-${String(1 + (number % 20)).padStart(2, '0')}`;
  if (type.startsWith('timestamp')) return new Date(Date.UTC(2026, 10, 10, 0, 0, 0, tail)).toISOString();
  if (type === 'uuid') return `00000000-0000-4000-8000-${String(tail).padStart(12, '0')}`;
  if (type === 'bytea') return Buffer.from(mark);
  if (type.endsWith('[]')) return [mark];
  if (type === 'jsonb' || type === 'json') return JSON.stringify({ mark });
  if (type.startsWith('character(')) return mark.slice(0, Number(/\d+/.exec(type)?.[0]));
  if (type === 'text' || type.startsWith('character varying')) return mark;
  throw new Error(`No canary is known for ${name} of type ${type}.`);
}

const shownAs = (value: unknown): string =>
  Buffer.isBuffer(value) ? value.toString('base64') : Array.isArray(value) ? String(value[0]) : String(value);
