import type { Document } from './book.ts';
import { writeCells } from './cells.ts';
import type { Column } from './columns.ts';
import { LAYOUTS, type AnyRow } from './layout.ts';

/** Writes a document as the CSV text it can be read back from without loss. The same document always gives the same bytes. */
export function writeDocument(document: Document): string {
  const layout = LAYOUTS[document.document];
  const values = document as unknown as Readonly<Record<string, unknown>>;
  const rows: string[][] = [['document', document.document]];
  for (const [name, column] of Object.entries(layout.facts)) rows.push([name, written(column, values[name])]);
  for (const [table, columns] of Object.entries(layout.tables)) {
    const lines = values[table] as readonly AnyRow[];
    if (lines.length === 0) continue;
    rows.push([], [table], Object.keys(columns));
    for (const line of lines)
      rows.push(Object.entries(columns).map(([name, column]) => written(column, line[name])));
  }
  return writeCells(rows);
}

const written = (column: Column<never>, value: unknown): string => (column as Column<unknown>).write(value);
