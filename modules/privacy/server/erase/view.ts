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

/** As it stands: what is still there is what was found there, and the rest of what was planned has gone, also what a hold kept at first. */
function toldBy({ lines, left }: Receipt): readonly PlanLine[] {
  if (left === undefined) return lines;
  const gone = new Map<string, PlanLine>();
  for (const line of lines) {
    const before = gone.get(line.table);
    if (line.act === 'keep' && left.some(({ table }) => table === line.table)) continue;
    const { slice, table, rows, sealed, fields } = line;
    gone.set(table, {
      slice,
      table,
      rows: (rows ?? 0) + (before?.rows ?? 0),
      act: 'delete',
      sealed,
      fields: line.act === 'delete' ? fields : fields.map(({ column }) => ({ column, act: 'delete' })),
    });
  }
  return [...gone.values(), ...left];
}

export const receiptOf = (erasure: Erasure, language: Language): ErasureReceipt => ({
  id: erasure.id,
  state: erasure.state,
  askedAt: erasure.askedAt,
  doneAt: erasure.doneAt,
  lines: linesIn(toldBy(erasure.receipt), language),
  waits: waitsIn(erasure.waits, language),
});
