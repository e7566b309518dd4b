import type { ErasureLine, ErasureReceipt, ErasureWait } from '#contract/privacy';
import { fieldName } from '#modules/site';
import type { Language } from '#platform/problem';
import type { Erasure, Receipt } from './ledger.ts';
import type { PlanLine, Wait } from './plan.ts';
import { TABLE_WORDS } from './text.tables.ts';

/** A kind of rows in the reader's language. */
export const tableName = (table: string, language: Language): string =>
  TABLE_WORDS[table]?.[language === 'sv' ? 0 : 1] ?? table;

/** Lines of a plan or a receipt in the reader's language. A field that two columns hold is named once. */
export const linesIn = (lines: readonly PlanLine[], language: Language): ErasureLine[] =>
  lines.map((line) => ({
    table: line.table,
    what: tableName(line.table, language),
    rows: line.rows,
    act: line.act,
    ground: line.ground ?? null,
    until: line.until ?? null,
    fields: fieldsIn(line, language),
  }));

function fieldsIn({ table, fields }: PlanLine, language: Language): ErasureLine['fields'] {
  const named = new Map<string, ErasureLine['fields'][number]>();
  for (const { column, act } of fields) {
    const what = fieldName(`${table}.${column}`, language) ?? column;
    named.set(`${what} ${act}`, { what, act });
  }
  return [...named.values()];
}

/** What is waited for is a table, a recipient or a month; a table is said in words. */
export const waitsIn = (waits: readonly Wait[], language: Language): ErasureWait[] =>
  waits.map((wait) => ({ ...wait, what: tableName(wait.what, language) }));

/** What stayed at first and has gone since, e.g. when a hold was lifted, is said to have gone. */
function goneSince({ lines, deleted }: Receipt): PlanLine[] {
  const told = new Map<string, PlanLine>();
  for (const line of lines) {
    const { table, rows, act } = line;
    const atFirst = lines.find((other) => other.table === table && other.act === 'delete')?.rows ?? 0;
    const since = (deleted[table] ?? 0) - atFirst;
    if (act === 'delete' || since < rows) {
      told.set(`${table} ${act}`, line);
      continue;
    }
    const { slice, sealed, fields } = line;
    const gone = fields.map(({ column }) => ({ column, act: 'delete' as const }));
    told.set(`${table} delete`, { slice, table, rows: atFirst + rows, act: 'delete', sealed, fields: gone });
  }
  return [...told.values()];
}

export const receiptOf = (erasure: Erasure, language: Language): ErasureReceipt => ({
  id: erasure.id,
  state: erasure.state,
  askedAt: erasure.askedAt,
  doneAt: erasure.doneAt,
  lines: linesIn(goneSince(erasure.receipt), language),
  waits: waitsIn(erasure.waits, language),
});
