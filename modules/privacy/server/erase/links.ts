import { queryOf, type Ctx } from '#platform/db';

/** child → parents, by the foreign keys that the database has; a table's link to itself is left out. */
export type Links = ReadonlyMap<string, readonly string[]>;

export async function readLinks(ctx: Ctx): Promise<Links> {
  const { rows } = await queryOf(ctx)(
    `SELECT DISTINCT cn.nspname || '.' || c.relname AS child, pn.nspname || '.' || p.relname AS parent
     FROM pg_constraint k JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
     JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
     WHERE k.contype = 'f' AND k.conrelid <> k.confrelid AND cn.nspname NOT IN ('jobs', 'traffic_day')`,
    [],
  );
  const links = new Map<string, string[]>();
  for (const row of rows)
    links.set(String(row['child']), [...(links.get(String(row['child'])) ?? []), String(row['parent'])]);
  return links;
}

/** Everything a table's rows hang on, at any remove. */
export function parentsOf(links: Links, table: string, found: Set<string> = new Set()): ReadonlySet<string> {
  for (const parent of links.get(table) ?? [])
    if (!found.has(parent)) {
      found.add(parent);
      parentsOf(links, parent, found);
    }
  return found;
}

/** Parents before children: the order to fill in; the other way round to take away. */
export function parentsFirst(links: Links, tables: readonly string[]): string[] {
  const ordered: string[] = [];
  const seen = new Set<string>();
  const visit = (table: string): void => {
    if (seen.has(table)) return;
    seen.add(table);
    for (const parent of links.get(table) ?? []) visit(parent);
    if (tables.includes(table)) ordered.push(table);
  };
  for (const table of tables) visit(table);
  return ordered;
}
