import type { AnyTable, Field, Purpose } from '#platform/data-map';
import type { Frozen } from './access.ts';
import { queryOf, type Ctx } from './ctx.ts';
import { bearing, rowSql } from './frozen.ts';
import { fieldOf } from './statement.ts';

/**
 * For statements of a slice's own (sums, pages over partitions): SQL over a row called `alias` of the table that is true where the row is
 * frozen for this purpose; `false` where nothing is. Without a purpose: frozen for whatever, which is what a sweep must leave.
 */
export async function frozenSql(
  ctx: Ctx,
  table: AnyTable,
  alias: string,
  purpose?: Purpose,
  customer?: string,
): Promise<string> {
  const columns = Object.keys(table.columns as Record<string, Field>);
  const frozen =
    purpose === undefined
      ? await ctx.db.gate.kept(queryOf(ctx))
      : await ctx.db.gate.frozen(queryOf(ctx), ctx.actor, purpose, table, columns, customer);
  return rowSql(table, alias, frozen);
}

export async function frozenFor(
  ctx: Ctx,
  purpose: Purpose,
  table: AnyTable,
  columns: readonly string[],
  asked: Readonly<Record<string, unknown>>,
): Promise<readonly Frozen[]> {
  const named = table.isolate?.customer === undefined ? undefined : asked[table.isolate.customer];
  const customer = typeof named === 'string' ? named : undefined;
  const found = await ctx.db.gate.frozen(queryOf(ctx), ctx.actor, purpose, table, columns, customer);
  return found.length === 0 ? found : bearing(table, found);
}

/** Only rows of people whose yes is in force, where the purpose rests on one. A row that names nobody has nobody's yes. */
export async function agreedTo(
  ctx: Ctx,
  purpose: Purpose,
  table: AnyTable,
  columns: readonly string[],
  rows: readonly Record<string, unknown>[],
): Promise<Record<string, unknown>[]> {
  if (!columns.some((column) => fieldOf(table, column).personal)) return [...rows];
  const whose = (row: Record<string, unknown>): { customer: string; person: string } => ({
    customer: named(row, table.isolate?.customer),
    person: named(row, table.isolate?.person),
  });
  const agreed = await ctx.db.gate.consented(queryOf(ctx), purpose, rows.map(whose));
  if (agreed === undefined) return [...rows];
  return rows.filter((row) => {
    const { customer, person } = whose(row);
    return agreed.has(`${customer} ${person}`);
  });
}

/** An id that a row holds; '' where it names nobody. */
function named(row: Readonly<Record<string, unknown>>, column: string | undefined): string {
  const found = column === undefined ? undefined : row[column];
  return typeof found === 'string' ? found : '';
}
