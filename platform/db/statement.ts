import type { AnyTable, Field } from '#platform/data-map';
import type { Sealer } from '#platform/crypto';

/** Names come from declared tables only, never from input; quoted all the same. */
export const quoted = (name: string): string =>
  name
    .split('.')
    .map((part) => `"${part.replaceAll('"', '""')}"`)
    .join('.');

export const indexColumn = (column: string): string => `${column}_index`;

export function fieldOf(table: AnyTable, column: string): Field {
  const field = (table.columns as Record<string, Field | undefined>)[column];
  if (!field) throw new Error(`${table.name} declares no column ${column}.`);
  return field;
}

export const isSealed = (field: Field): boolean => field.personal && field.sealed !== undefined;
const place = (table: AnyTable, column: string): string => `${table.sealedAs ?? table.name}.${column}`;

/** Builds `WHERE …` with numbered parameters appended to `values`. A sealed column can be asked for only through its blind index. */
export async function whereClause(
  table: AnyTable,
  where: Readonly<Record<string, unknown>>,
  values: unknown[],
  sealer: Sealer,
): Promise<string> {
  const parts: string[] = [];
  for (const [column, condition] of Object.entries(where)) {
    if (condition === undefined) continue;
    const field = fieldOf(table, column);
    const sealed = field.personal ? field.sealed : undefined;
    if (sealed === true)
      throw new Error(`${place(table, column)} is sealed without an index; it can't be searched.`);
    const name = quoted(sealed === 'exact' ? indexColumn(column) : column);
    const value = async (raw: unknown): Promise<unknown> =>
      sealed === 'exact' ? sealer.blindIndex(place(table, column), String(raw)) : raw;
    const push = (raw: unknown): string => `$${values.push(raw)}`;
    if (condition === null) parts.push(`${name} IS NULL`);
    else if (typeof condition === 'object' && 'in' in condition)
      parts.push(`${name} = ANY(${push(await Promise.all((condition.in as unknown[]).map(value)))})`);
    else if (typeof condition === 'object' && 'below' in condition)
      parts.push(`${name} < ${push(condition.below)}`);
    else if (typeof condition === 'object' && 'from' in condition)
      parts.push(`${name} >= ${push(condition.from)}`);
    else parts.push(`${name} = ${push(await value(condition))}`);
  }
  return parts.length === 0 ? '' : ` WHERE ${parts.join(' AND ')}`;
}

/** The stored form of a row: sealed columns as ciphertext under the subject's key, each «exact» one with its blind index. */
export async function storedForm(
  table: AnyTable,
  row: Readonly<Record<string, unknown>>,
  subject: string | undefined,
  sealer: Sealer,
): Promise<Record<string, unknown>> {
  const stored: Record<string, unknown> = {};
  for (const [column, value] of Object.entries(row)) {
    if (value === undefined) continue;
    const field = fieldOf(table, column);
    if (!isSealed(field) || value === null) {
      stored[column] = value;
      if (field.personal && field.sealed === 'exact') stored[indexColumn(column)] = null;
      continue;
    }
    if (subject === undefined)
      throw new Error(`${table.name}: a row with sealed columns needs its subject column.`);
    stored[column] = await sealer.seal(subject, place(table, column), textOf(value));
    if (field.personal && field.sealed === 'exact')
      stored[indexColumn(column)] = await sealer.blindIndex(place(table, column), textOf(value));
  }
  return stored;
}

/** Opens the sealed columns of a row. A shredded value reads as null: the person has been erased. */
export async function openRow(
  table: AnyTable,
  columns: readonly string[],
  row: Record<string, unknown>,
  sealer: Pick<Sealer, 'open'>,
): Promise<Record<string, unknown>> {
  const opened: Record<string, unknown> = {};
  for (const column of columns) {
    const value = row[column];
    if (value === null || value === undefined || !isSealed(fieldOf(table, column)))
      opened[column] = value ?? null;
    else
      opened[column] =
        (await sealer.open(String(row[table.subject ?? '']), place(table, column), value as Uint8Array)) ??
        null;
  }
  return opened;
}

/** The same, for a read without sealed columns: nothing to wait for. */
export function plainRow(columns: readonly string[], row: Record<string, unknown>): Record<string, unknown> {
  const opened: Record<string, unknown> = {};
  for (const column of columns) opened[column] = row[column] ?? null;
  return opened;
}

/** Only texts are sealed; whatever else is a slip of the caller. */
function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('A sealed column holds text.');
  return value;
}
