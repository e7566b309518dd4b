import { NEVER_STORED, type AnyTable, type DataMap } from '#platform/data-map';
import { queryOf, read, type Ctx } from '#platform/db';
import { person } from '#data-map/customers';
import { fieldsOf, reachOf } from '../rows-about.ts';
import { staffRead } from './staff-read.ts';

/** Someone an incident concerned. `person` is empty only where a customer has nobody who subscribes. */
export interface Affected {
  readonly customer: string;
  readonly person: string;
}

export interface Exposure {
  /** Names of tables, `schema.table`. */
  readonly tables: readonly string[];
  /** ISO times: data were exposed from the first, until before the second. */
  readonly from: string;
  readonly until: string;
  /** Through whose session: then only those whose rows that one read are concerned. Without: everybody with a row in the tables. */
  readonly staff?: string;
}

const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

/** Names of the tables that places stand for: a table's own name, or a category of data. @returns undefined when one is neither. */
export function tablesAt(maps: readonly DataMap[], places: readonly string[]): string[] | undefined {
  const tables = maps.flatMap((map) => map.tables).filter((table) => concernsPeople(table));
  const found = places.map((place) =>
    tables
      .filter(
        (table) =>
          table.name === place ||
          fieldsOf(table).some(([, field]) => field.personal && field.category === place),
      )
      .map(({ name }) => name),
  );
  return found.some((names) => names.length === 0) ? undefined : [...new Set(found.flat())].toSorted();
}

/** What may be named as exposed: every table with something of customers in it, and every category. */
export function placesOf(maps: readonly DataMap[]): string[] {
  const tables = maps.flatMap((map) => map.tables).filter((table) => concernsPeople(table));
  const categories = tables.flatMap((table) =>
    fieldsOf(table).flatMap(([, field]) => (field.personal ? [field.category] : [])),
  );
  return [
    ...[...new Set(categories)].filter((category) => !NEVER_STORED.includes(category)).toSorted(),
    ...tables.map(({ name }) => name).toSorted(),
  ];
}

const concernsPeople = (table: AnyTable): boolean =>
  reachOf(table).some((reach) => 'person' in reach || 'customer' in reach || 'through' in reach);

/**
 * Exactly those an incident concerned, from the audit chain or from the data map; nothing else knows (promise law.4). A row that belongs
 * to a customer as such concerns whoever subscribes there. Only ids are read.
 */
export async function affectedBy(
  ctx: Ctx,
  maps: readonly DataMap[],
  exposure: Exposure,
): Promise<readonly Affected[]> {
  const { staff } = exposure;
  const refs =
    staff === undefined ? await withRows(ctx, maps, exposure) : await staffRead(ctx, { ...exposure, staff });
  return asPeople(ctx, refs);
}

/** Someone as a row names them: a person's id, a customer's, or both. */
export interface Ref {
  readonly customer: string | undefined;
  readonly person: string | undefined;
}

async function withRows(ctx: Ctx, maps: readonly DataMap[], exposure: Exposure): Promise<Ref[]> {
  const all = maps.flatMap((map) => map.tables);
  const found: Ref[] = [];
  for (const name of exposure.tables) {
    const table = all.find((one) => one.name === name);
    if (table === undefined) throw new Error(`${name} is no table of the data map.`);
    for (const reach of reachOf(table)) found.push(...(await refsIn(ctx, all, table, reach, exposure.until)));
  }
  return found;
}

async function refsIn(
  ctx: Ctx,
  all: readonly AnyTable[],
  table: AnyTable,
  reach: ReturnType<typeof reachOf>[number],
  until: string,
): Promise<Ref[]> {
  if ('usedThrough' in reach) {
    const other = all.find((one) => one.name === reach.usedThrough);
    const user = other?.reach?.find((each) => 'user' in each);
    const [mine, theirs] = [table.isolate?.customer, other?.isolate?.customer];
    if (other === undefined || user === undefined || mine === undefined || theirs === undefined)
      throw new Error(
        `${table.name} is used by people through ${reach.usedThrough}, which does not say by whom.`,
      );
    const on = `a.${quoted(reach.on)} = b.${quoted(reach.on)} AND a.${quoted(mine)} = b.${quoted(theirs)}`;
    return distinct(
      ctx,
      `${quoted(table.name)} a JOIN ${quoted(other.name)} b ON ${on}`,
      'b',
      other,
      user,
      until,
    );
  }
  if ('through' in reach) {
    const other = all.find((one) => one.name === reach.through);
    if (other === undefined)
      throw new Error(`${table.name} reaches people through ${reach.through}, which is unknown.`);
    const on = reach.on.map(([own, theirs]) => `a.${quoted(own)} = b.${quoted(theirs)}`).join(' AND ');
    const refs: Ref[] = [];
    for (const further of reachOf(other)) {
      if ('through' in further) throw new Error(`${table.name} reaches people through more than one table.`);
      refs.push(
        ...(await distinct(
          ctx,
          `${quoted(table.name)} a JOIN ${quoted(other.name)} b ON ${on}`,
          'b',
          other,
          further,
          until,
        )),
      );
    }
    return refs;
  }
  return distinct(ctx, `${quoted(table.name)} a`, 'a', table, reach, until);
}

async function distinct(
  ctx: Ctx,
  from: string,
  alias: string,
  table: AnyTable,
  reach: ReturnType<typeof reachOf>[number],
  until: string,
): Promise<Ref[]> {
  const customer = 'customer' in reach ? reach.customer : table.isolate?.customer;
  const named = 'person' in reach ? reach.person : 'user' in reach ? reach.user : undefined;
  if (named === undefined && !('customer' in reach)) return [];
  const column = (name: string | undefined): string =>
    name === undefined ? 'NULL::text' : `${alias}.${quoted(name)}::text`;
  // What came to be after the exposure was over was not exposed; a table that does not say when counts whole.
  const before = Object.hasOwn(table.columns, 'created_at') ? ` WHERE ${alias}.created_at < $1` : '';
  const { rows } = await queryOf(ctx)(
    `SELECT DISTINCT ${column(customer)} AS customer, ${column(named)} AS person FROM ${from}${before}`,
    before === '' ? [] : [until],
  );
  return rows.map((row) => ({ customer: textOf(row['customer']), person: textOf(row['person']) }));
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Ids as rows have them, made people: whoever is known by the id, else those who subscribe at the customer. */
async function asPeople(ctx: Ctx, refs: readonly Ref[]): Promise<Affected[]> {
  if (refs.length === 0) return [];
  const known = await read(ctx, 'rights', person, ['customer_id', 'person_id', 'roles']);
  const byPerson = new Map(known.map((row) => [row.person_id, row.customer_id]));
  const subscribers = new Map<string, string[]>();
  for (const { customer_id: customer, person_id: id, roles } of known)
    if (roles.includes('subscriber')) subscribers.set(customer, [...(subscribers.get(customer) ?? []), id]);
  const found = new Map<string, Affected>();
  const add = (customer: string, id: string): void =>
    void found.set(`${customer} ${id}`, { customer, person: id });
  for (const ref of refs) {
    const home = ref.person === undefined ? undefined : byPerson.get(ref.person);
    if (ref.person !== undefined && home !== undefined) add(home, ref.person);
    else if (ref.customer !== undefined)
      for (const id of subscribers.get(ref.customer) ?? ['']) add(ref.customer, id);
  }
  return [...found.values()].toSorted(
    (one, other) => one.customer.localeCompare(other.customer) || one.person.localeCompare(other.person),
  );
}
