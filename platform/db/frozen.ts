import pg from 'pg';
import type { AnyTable } from '#platform/data-map';
import { Problem } from '#platform/problem';
import type { Frozen } from './access.ts';
import { quoted } from './statement.ts';

/** One way a row is one of those that are frozen: every column holds what is said. */
type Match = readonly (readonly [column: string, value: string | null])[];

const personColumns = (table: AnyTable): readonly string[] => [
  ...new Set<string>([
    ...(table.isolate?.person === undefined ? [] : [table.isolate.person]),
    ...(table.reach ?? []).flatMap((reach) => ('person' in reach ? [reach.person] : [])),
  ]),
];

/** How a row of the table would be about the person: by a column that names them, or, for whoever pays, by being the customer's own. */
function matches(table: AnyTable, one: Frozen): readonly Match[] {
  if (one.table !== null && one.table !== table.name) return [];
  const owner = table.isolate?.customer;
  const within: Match = owner === undefined ? [] : [[owner, one.customer]];
  const record: Match = Object.entries(one.record ?? {});
  const people = personColumns(table);
  const ways: Match[] = people.map((column) => [...within, [column, one.person], ...record]);
  // A row that names nobody is the customer's; one that names another person is theirs.
  if (owner !== undefined && one.coversCustomer)
    ways.push([...within, ...people.map((column): Match[number] => [column, null]), ...record]);
  return ways;
}

/** Those that bear on the table at all. */
export const bearing = (table: AnyTable, frozen: readonly Frozen[]): readonly Frozen[] =>
  frozen.filter((one) => matches(table, one).length > 0);

/** As SQL over a row called `alias`: whether the whole of it is frozen. Written out, so that it fits into any statement. */
export function rowSql(table: AnyTable, alias: string, frozen: readonly Frozen[]): string {
  const ways = frozen.filter(({ field }) => field === null).flatMap((one) => matches(table, one));
  if (ways.length === 0) return 'false';
  const is = ([column, value]: Match[number]): string =>
    value === null
      ? `${alias}.${quoted(column)} IS NULL`
      : `${alias}.${quoted(column)}::text = ${pg.escapeLiteral(value)}`;
  return `(${ways.map((way) => `(${way.map(is).join(' AND ')})`).join(' OR ')})`;
}

/** Columns that say whether a row is frozen. */
export const tellingColumns = (table: AnyTable, frozen: readonly Frozen[]): readonly string[] => [
  ...new Set(frozen.flatMap((one) => matches(table, one).flatMap((way) => way.map(([column]) => column)))),
];

/**
 * Refuses a read of one named person, or customer, who is frozen: to be told so is better than to be told that there is nothing. A read
 * across people goes on without the rows (the same as after a contract's end, promise scope.3).
 * @throws Problem restricted
 */
export function refuseNamed(
  table: AnyTable,
  asked: Readonly<Record<string, unknown>>,
  frozen: readonly Frozen[],
): void {
  const named = frozen
    .filter(({ field, record }) => field === null && record === null)
    .flatMap((one) => matches(table, one))
    .some((way) => way.every(([column, value]) => value !== null && asked[column] === value));
  if (named) throw new Problem('restricted');
}

const holds = (row: Readonly<Record<string, unknown>>, [column, value]: Match[number]): boolean => {
  const found = row[column];
  return value === null
    ? found === null
    : (typeof found === 'string' || typeof found === 'number') && String(found) === value;
};

/** The same for rows that were fetched by another statement. Those that lack a column that would tell are taken for frozen. */
export function rowIsFrozen(
  table: AnyTable,
  row: Readonly<Record<string, unknown>>,
  frozen: readonly Frozen[],
): boolean {
  return frozen
    .filter(({ field }) => field === null)
    .flatMap((one) => matches(table, one))
    .some((way) => way.every((part) => row[part[0]] === undefined || holds(row, part)));
}

/** Single fields that are frozen read as null, as those of an erased person do. */
export function withoutFrozenFields(
  table: AnyTable,
  row: Readonly<Record<string, unknown>>,
  opened: Record<string, unknown>,
  frozen: readonly Frozen[],
): Record<string, unknown> {
  for (const one of frozen) {
    if (one.field === null || !(one.field in opened)) continue;
    if (
      matches(table, one).some((way) => way.every((part) => row[part[0]] === undefined || holds(row, part)))
    )
      opened[one.field] = null;
  }
  return opened;
}
