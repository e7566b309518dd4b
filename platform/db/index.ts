import pg, { type Pool } from 'pg';
import type { AnyTable, Purpose } from '#platform/data-map';
import type { Sealer } from '#platform/crypto';
import type { Log } from '#platform/log';
import { Problem } from '#platform/problem';
import type { Readable, ReadOptions, ReadRow } from './access.ts';
import { refuseNamed, rowIsFrozen, rowSql, tellingColumns, withoutFrozenFields } from './frozen.ts';
import { fieldOf, isSealed, openRow, plainRow, quoted, whereClause } from './statement.ts';
import { queryOf, transact, type Ctx } from './ctx.ts';
import { isolated } from './isolated.ts';
import { agreedTo, frozenFor } from './own-will.ts';
import { whoseAre, whoseColumns } from './whose.ts';

export { queryOf, transact, type Ctx, type Database, type Transaction } from './ctx.ts';
export { frozenSql } from './own-will.ts';
export { findMigrations, migrate, MigrationConflict, type Migration } from './migrate.ts';
export { readEach } from './stream.ts';
export { insert, insertAll, remove, update } from './write.ts';
export { copyAside, copyBack, copyInto, copyOut } from './copy.ts';
export { copyRows, type CopyRows } from './copy-rows.ts';
export { system, type Actor, type Role, type StaffCase } from './actor.ts';
export type { Condition, Frozen, Gate, Query, Readable, ReadOptions, ReadRow, Where } from './access.ts';

/** A pool whose timestamps are ISO strings and whose bigints are bigint. `schema` becomes the search path, for libraries that bring their own tables. */
export function openPool(
  url: string,
  log: Log,
  options: { max?: number; schema?: string; plainTypes?: boolean } = {},
): Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max: options.max ?? 10,
    ...(options.schema === undefined ? {} : { options: `-c search_path=${options.schema}` }),
    ...(options.plainTypes === true ? {} : { types: { getTypeParser } }),
  });
  // Without this listener a database that goes away would end the process.
  pool.on('error', (error) => log.warn('database connection lost', { error }));
  return pool;
}

const getTypeParser: typeof pg.types.getTypeParser = ((oid: number, format?: 'text' | 'binary') => {
  if (oid === 1184) return (text: string) => new Date(text).toISOString();
  if (oid === 20) return (text: string) => BigInt(text);
  // A date has no time and no zone: the driver's own Date would move it a day west of Greenwich.
  if (oid === 1082) return (text: string) => text;
  // oxlint-disable-next-line typescript/no-unsafe-enum-assignment -- the number is whatever type the server names
  return pg.types.getTypeParser(oid, format);
}) as typeof pg.types.getTypeParser;

/**
 * Reads columns of a table for a purpose. Only columns declared for that purpose compile; sealed ones come back in clear. A member of
 * staff passes the gate first and leaves an audit entry, in the same transaction.
 * @throws Problem when the gate refuses.
 */
export async function read<T extends AnyTable, const P extends Purpose, const C extends Readable<T, P>>(
  ctx: Ctx,
  purpose: P,
  table: T,
  columns: readonly C[],
  options: ReadOptions<T> = {},
): Promise<ReadRow<T, C>[]> {
  declaredFor(table, columns, purpose);
  await ctx.db.gate.before(ctx.actor, purpose, table, columns);
  return transactIfStaff(ctx, async (inner) => {
    const values: unknown[] = [];
    const asked = isolated(ctx.actor, table, options.where);
    const where = await whereClause(table, asked, values, ctx.db.sealer);
    const owner: string | undefined = table.isolate?.customer;
    const frozen = await frozenFor(inner, purpose, table, columns, asked);
    refuseNamed(table, asked, frozen);
    const selected = [
      ...new Set<string>([
        ...columns,
        ...(table.subject ? [table.subject] : []),
        ...(owner ? [owner] : []),
        ...(table.isolate?.person ? [table.isolate.person] : []),
        ...tellingColumns(table, frozen),
        ...(ctx.actor.kind === 'staff' ? whoseColumns(table) : []),
      ]),
    ];
    const thawed = rowSql(table, 'r', frozen);
    const left = thawed === 'false' ? '' : `${where === '' ? ' WHERE' : ' AND'} NOT ${thawed}`;
    const order = options.order?.length
      ? ` ORDER BY ${options.order.map(([column, way]) => `${quoted(column)} ${way === 'desc' ? 'DESC' : 'ASC'}`).join(', ')}`
      : '';
    const limit = options.limit === undefined ? '' : ` LIMIT ${Math.trunc(options.limit)}`;
    const lock = options.forUpdate === true ? ' FOR UPDATE' : '';
    const { rows: found } = await (options.through ?? queryOf(inner))(
      `SELECT ${selected.map(quoted).join(', ')} FROM ${quoted(table.name)} r${where}${left}${order}${limit}${lock}`,
      values,
    );
    const served =
      owner === undefined ? found : await stillServed(inner, purpose, table, columns, found, asked);
    const rows = await agreedTo(inner, purpose, table, columns, served);
    await noted(inner, purpose, table, columns, rows);
    const opened = columns.some((column) => isSealed(fieldOf(table, column)))
      ? await openAll(table, columns, rows, ctx.db.sealer)
      : rows.map((row) => plainRow(columns, row));
    if (frozen.length > 0)
      for (const [at, row] of rows.entries()) withoutFrozenFields(table, row, opened[at] ?? {}, frozen);
    return opened as ReadRow<T, C>[];
  });
}

/**
 * For statements that `read` has no words for (sums over partitions, paging by two columns): the same demands on rows that were already
 * fetched. `rows` hold `columns` and the table's subject; sealed ones come back in clear. The statement has held a person to their own rows.
 * @throws Problem when the gate refuses.
 */
export async function openRows<T extends AnyTable, const P extends Purpose, const C extends Readable<T, P>>(
  ctx: Ctx,
  purpose: P,
  table: T,
  columns: readonly C[],
  rows: readonly Record<string, unknown>[],
): Promise<ReadRow<T, C>[]> {
  declaredFor(table, columns, purpose);
  await ctx.db.gate.before(ctx.actor, purpose, table, columns);
  const frozen = await frozenFor(ctx, purpose, table, columns, {});
  const thawed = frozen.length === 0 ? rows : rows.filter((row) => !rowIsFrozen(table, row, frozen));
  const agreed = await agreedTo(ctx, purpose, table, columns, thawed);
  await transactIfStaff(ctx, (inner) => noted(inner, purpose, table, columns, agreed));
  const opened = await openAll(table, columns, agreed, ctx.db.sealer);
  return opened.map((row, at) =>
    withoutFrozenFields(table, agreed[at] ?? {}, row, frozen),
  ) as unknown as ReadRow<T, C>[];
}

function openAll(
  table: AnyTable,
  columns: readonly string[],
  rows: readonly Record<string, unknown>[],
  sealer: Sealer,
): Promise<Record<string, unknown>[]> {
  const opening = sealer.opening();
  return Promise.all(rows.map((row) => openRow(table, columns, row, opening)));
}

/** A read by staff is written into the chain, whosever the rows are. */
async function noted(
  ctx: Ctx,
  purpose: Purpose,
  table: AnyTable,
  columns: readonly string[],
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  if (ctx.actor.kind !== 'staff' || rows.length === 0) return;
  await ctx.db.gate.after(queryOf(ctx), ctx.actor, purpose, table, columns, whoseAre(table, rows));
}

function declaredFor(table: AnyTable, columns: readonly string[], purpose: Purpose): void {
  for (const column of columns) {
    const field = fieldOf(table, column);
    if (field.personal && !field.purposes.some(([declared]) => declared === purpose))
      throw new Error(`${table.name}.${column} may not be read for ${purpose}.`);
  }
}

/**
 * Without the rows of customers whose contract has ended, where the purpose rests on it: left out of a read across customers; a read
 * of one customer is refused (promise scope.3).
 */
async function stillServed(
  ctx: Ctx,
  purpose: Purpose,
  table: AnyTable,
  columns: readonly string[],
  rows: Record<string, unknown>[],
  asked: Readonly<Record<string, unknown>>,
): Promise<Record<string, unknown>[]> {
  const owner = String(table.isolate?.customer);
  const customers = [...new Set(rows.map((row) => String(row[owner])))];
  const closed = await ctx.db.gate.closed(queryOf(ctx), ctx.actor, purpose, table, columns, customers);
  if (closed.size === 0) return rows;
  if (typeof asked[owner] === 'string') throw new Problem('forbidden');
  return rows.filter((row) => !closed.has(String(row[owner])));
}

function transactIfStaff<R>(ctx: Ctx, work: (ctx: Ctx) => Promise<R>): Promise<R> {
  return ctx.actor.kind === 'staff' ? transact(ctx, work) : work(ctx);
}
