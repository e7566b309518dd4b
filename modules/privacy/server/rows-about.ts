import type { AnyTable, DataMap, Field, Purpose, Reach } from '#platform/data-map';
import { read, readEach, type Ctx } from '#platform/db';
import type { Role } from '#platform/db';

export type { Reach };

/** A person at a customer, with the hats they wear: what is the customer's own belongs to whoever pays (ruling R9). */
export interface Who {
  readonly customer: string;
  readonly person: string;
  readonly roles: readonly Role[];
}

/** Some rows of one table that are about the person, sealed columns in clear; only columns that may be read for the purpose. */
export interface Batch {
  readonly slice: string;
  readonly table: AnyTable;
  readonly columns: readonly string[];
  readonly rows: readonly Readonly<Record<string, unknown>>[];
}

export const fieldsOf = (table: AnyTable): readonly (readonly [string, Field])[] =>
  Object.entries(table.columns as Record<string, Field>);

/** How a table's rows reach people: what it says itself, or what its isolation says. Empty where nothing in it is personal. */
export function reachOf(table: AnyTable): readonly Reach[] {
  if (!fieldsOf(table).some(([, field]) => field.personal)) return [];
  if (table.reach !== undefined) return table.reach;
  if (table.isolate?.person !== undefined) return [{ person: table.isolate.person }];
  if (table.isolate?.customer !== undefined) return [{ customer: table.isolate.customer }];
  throw new Error(`${table.name} holds personal data and does not say how a row reaches its person.`);
}

/**
 * Every row that is about a person, table by table in the map's order, some thousands at a time so that memory stays flat; never another's. What belongs to the customer as such (no person in
 * the row) is the subscriber's; what somebody else uses of it is shown to them too.
 */
export async function* rowsAbout(
  ctx: Ctx,
  maps: readonly DataMap[],
  who: Who,
  purpose: Purpose = 'rights',
): AsyncGenerator<Batch> {
  for (const map of maps)
    for (const table of map.tables) {
      const columns = fieldsOf(table)
        .filter(([, field]) => !field.personal || field.purposes.some(([declared]) => declared === purpose))
        .map(([column]) => column);
      for (const reach of reachOf(table)) {
        const where = await whereOf(ctx, maps, table, reach, who);
        if (where === undefined) continue;
        for await (const rows of readEach(ctx, purpose, table, columns as never[], { where: where as never }))
          yield { slice: map.slice, table, columns, rows };
      }
    }
}

/** Columns and what they hold, of the rows that reach the person this way; undefined where none can. */
export async function whereOf(
  ctx: Ctx,
  maps: readonly DataMap[],
  table: AnyTable,
  reach: Reach,
  who: Who,
): Promise<Record<string, string | { readonly in: readonly string[] }> | undefined> {
  const customer = table.isolate?.customer;
  const own = customer === undefined ? {} : { [customer]: who.customer };
  if ('person' in reach) return { ...own, [reach.person]: who.person };
  // Whoever pays has these rows as the customer's own.
  const pays = who.roles.includes('subscriber');
  if ('customer' in reach) return pays ? { ...own, [reach.customer]: who.customer } : undefined;
  if (pays) return undefined;
  if ('user' in reach) return { ...own, [reach.user]: who.person };
  if (!('usedThrough' in reach)) return undefined;
  const used = await usedBy(ctx, maps, reach, who);
  return used.length === 0 ? undefined : { ...own, [reach.on]: { in: used } };
}

async function usedBy(
  ctx: Ctx,
  maps: readonly DataMap[],
  { usedThrough, on }: Extract<Reach, { usedThrough: string }>,
  who: Who,
): Promise<string[]> {
  const through = maps.flatMap(({ tables }) => tables).find(({ name }) => name === usedThrough);
  const user = through?.reach?.find((reach) => 'user' in reach);
  if (through === undefined || user === undefined)
    throw new Error(`${usedThrough} does not say who uses what is in it.`);
  const where = await whereOf(ctx, maps, through, user, who);
  const rows = await read(ctx, 'rights', through, [on] as never[], { where: where as never });
  return rows.map((row) => String((row as Readonly<Record<string, unknown>>)[on]));
}
