import type { Sealer } from '#platform/crypto';
import type { AnyTable, Field, RowOf } from '#platform/data-map';
import { Problem } from '#platform/problem';
import type { Where } from './access.ts';
import { queryOf, type Ctx } from './ctx.ts';
import { isolated } from './isolated.ts';
import { isSealed, quoted, storedForm, whereClause } from './statement.ts';

/** Stores a row, sealing what the map says is sealed. `onConflict: 'ignore'` makes it idempotent. @returns whether a row was stored. */
export async function insert<T extends AnyTable>(
  ctx: Ctx,
  table: T,
  row: RowOf<T>,
  options: { onConflict?: 'ignore' } = {},
): Promise<boolean> {
  const plain = row as Record<string, unknown>;
  await refuseErased(table, [plain], ctx.db.sealer);
  const stored = await storedForm(table, plain, subjectOf(table, plain), ctx.db.sealer);
  const columns = Object.keys(stored);
  const ignore = options.onConflict === 'ignore' ? ' ON CONFLICT DO NOTHING' : '';
  const places = columns.map((_, index) => `$${index + 1}`).join(', ');
  const { count } = await queryOf(ctx)(
    `INSERT INTO ${quoted(table.name)} (${columns.map(quoted).join(', ')}) VALUES (${places})${ignore}`,
    Object.values(stored),
  );
  return count > 0;
}

/** PostgreSQL takes at most 65,535 parameters a statement. */
const MOST_PARAMETERS = 60_000;

/**
 * Stores many rows of one shape in as few statements as can be. Keys of new subjects are made in one write.
 * @returns how many were stored; fewer than given only with `onConflict: 'ignore'`.
 */
export async function insertAll<T extends AnyTable>(
  ctx: Ctx,
  table: T,
  rows: readonly RowOf<T>[],
  options: { onConflict?: 'ignore' } = {},
): Promise<number> {
  if (rows.length === 0) return 0;
  const plain = rows as readonly Record<string, unknown>[];
  await refuseErased(table, plain, ctx.db.sealer);
  if (Object.values(table.columns as Record<string, Field>).some(isSealed))
    await ctx.db.sealer.prepare([...new Set(plain.flatMap((row) => subjectOf(table, row) ?? []))]);
  const stored = await Promise.all(
    plain.map((row) => storedForm(table, row, subjectOf(table, row), ctx.db.sealer)),
  );
  const columns = Object.keys(stored[0] ?? {});
  const ignore = options.onConflict === 'ignore' ? ' ON CONFLICT DO NOTHING' : '';
  const atOnce = Math.floor(MOST_PARAMETERS / Math.max(columns.length, 1));
  let count = 0;
  for (let start = 0; start < stored.length; start += atOnce) {
    const values: unknown[] = [];
    const tuples = stored
      .slice(start, start + atOnce)
      .map((row) => `(${columns.map((column) => `$${values.push(row[column])}`).join(', ')})`);
    count += (
      await queryOf(ctx)(
        `INSERT INTO ${quoted(table.name)} (${columns.map(quoted).join(', ')}) VALUES ${tuples.join(', ')}${ignore}`,
        values,
      )
    ).count;
  }
  return count;
}

/** Changes rows. Sealed columns need the subject in `where`, since the new value is sealed under that person's key. @returns how many. */
export async function update<T extends AnyTable>(
  ctx: Ctx,
  table: T,
  set: Partial<RowOf<T>>,
  where: Where<T>,
): Promise<number> {
  const stored = await storedForm(table, set, subjectOf(table, where), ctx.db.sealer);
  const values: unknown[] = Object.values(stored);
  const assignments = Object.keys(stored).map((column, index) => `${quoted(column)} = $${index + 1}`);
  const clause = await whereClause(table, isolated(ctx.actor, table, where), values, ctx.db.sealer);
  if (clause === '') throw new Error(`Refusing to change every row of ${table.name}.`);
  return (await queryOf(ctx)(`UPDATE ${quoted(table.name)} SET ${assignments.join(', ')}${clause}`, values))
    .count;
}

/** Deletes rows. @returns how many. */
export async function remove<T extends AnyTable>(ctx: Ctx, table: T, where: Where<T>): Promise<number> {
  const values: unknown[] = [];
  const clause = await whereClause(table, isolated(ctx.actor, table, where), values, ctx.db.sealer);
  if (clause === '') throw new Error(`Refusing to delete every row of ${table.name}.`);
  return (await queryOf(ctx)(`DELETE FROM ${quoted(table.name)}${clause}`, values)).count;
}

/**
 * A write that races with an erasure is refused, so that nothing of an erased person comes back (promise access.9). What is kept by law
 * is still written: a payment of an old invoice has to be booked, whoever's it was.
 */
async function refuseErased(
  table: AnyTable,
  rows: readonly Readonly<Record<string, unknown>>[],
  sealer: Sealer,
): Promise<void> {
  const fields = Object.values(table.columns as Record<string, Field>);
  if (fields.some((field) => field.personal && typeof field.onErase === 'object' && field.subject === 'self'))
    return;
  const columns = new Set([table.subject, table.isolate?.customer, table.isolate?.person]);
  const subjects = new Set<string>();
  for (const row of rows)
    for (const column of columns) {
      const value = column === undefined ? undefined : row[column];
      if (typeof value === 'string') subjects.add(value);
    }
  for (const subject of subjects) if (await sealer.erased(subject)) throw new Problem('erased');
}

function subjectOf(table: AnyTable, row: Readonly<Record<string, unknown>>): string | undefined {
  const value = table.subject === undefined ? undefined : row[table.subject];
  return typeof value === 'string' ? value : undefined;
}
