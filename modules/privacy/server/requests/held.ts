import type { HeldCounts } from '#contract/privacy';
import { NEVER_STORED, type AnyTable, type DataMap, type Personal } from '#platform/data-map';
import { queryOf, type Ctx } from '#platform/db';
import { fieldsOf, reachOf, whereOf, type Who } from '../rows-about.ts';

/**
 * What is held about somebody, category by category, straight from the data map: how many rows, what for, and when they go. Counts only;
 * nothing is opened, so that it costs the same for a million calls. `who` is the one who asks.
 */
export async function heldAbout(ctx: Ctx, maps: readonly DataMap[], who: Who): Promise<HeldCounts> {
  const found = new Map<string, { rows: number; purposes: Set<string>; ends: Set<string> }>();
  for (const table of maps.flatMap(({ tables }) => tables)) {
    const rows = await countOf(ctx, maps, table, who);
    if (rows === 0) continue;
    // A row is counted once, under the category that most of it is.
    const personal = fieldsOf(table).flatMap(([, field]) => (field.personal ? [field] : []));
    const category = mostOf(personal.map((field) => field.category));
    const group = found.get(category) ?? { rows: 0, purposes: new Set(), ends: new Set() };
    group.rows += rows;
    for (const field of personal) {
      for (const [purpose] of field.purposes) group.purposes.add(purpose);
      group.ends.add(endOf(field));
    }
    found.set(category, group);
  }
  return {
    held: [...found]
      .map(([category, { rows, purposes, ends }]) => ({
        category,
        rows,
        purposes: [...purposes].toSorted(),
        ends: [...ends].toSorted(),
      }))
      .toSorted((a, b) => b.rows - a.rows),
    never: [...NEVER_STORED],
  };
}

const endOf = ({ retention }: Personal): string => `${retention.event}+${retention.plus}`;

function mostOf(names: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts].toSorted(([, a], [, b]) => b - a)[0]?.[0] ?? 'kunddata';
}

async function countOf(ctx: Ctx, maps: readonly DataMap[], table: AnyTable, who: Who): Promise<number> {
  let sum = 0;
  for (const reach of reachOf(table)) {
    const where = await whereOf(ctx, maps, table, reach, who);
    if (where === undefined) continue;
    const asked = Object.entries(where);
    const clauses = asked.map(([column, value], index) =>
      typeof value === 'string' ? `"${column}" = $${index + 1}` : `"${column}" = ANY($${index + 1})`,
    );
    const { rows } = await queryOf(ctx)(
      `SELECT count(*)::int AS n FROM ${table.name} WHERE ${clauses.join(' AND ')}`,
      asked.map(([, value]) => (typeof value === 'string' ? value : value.in)),
    );
    sum += Number(rows[0]?.['n']);
  }
  return sum;
}
