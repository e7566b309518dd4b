import type { Document, Fault } from './book.ts';
import { readCells, type Row } from './cells.ts';
import { checkDocument } from './check-document.ts';
import type { Column } from './columns.ts';
import { LAYOUTS, type AnyRow, type Layout } from './layout.ts';

export type ReadDocument =
  | { readonly ok: true; readonly document: Document }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Reads one document of the price book from its CSV text (docs/price-book.md). Every fault is told, each with its line; `name` names the text in them. */
export function readDocument(text: string, name: string): ReadDocument {
  const faults: Fault[] = [];
  const fault = (line: number, reason: string): void => void faults.push({ document: name, line, reason });
  const { rows, openQuote } = readCells(text);
  if (openQuote !== undefined) fault(openQuote, 'A quote is opened here and never closed.');
  const filled = rows.filter(({ cells }) => cells.length > 0 && !cells[0]!.startsWith('# '));
  const kind = filled[0]?.cells[0] === 'document' ? filled[0].cells[1] : undefined;
  const layout = Object.entries(LAYOUTS).find(([one]) => one === kind)?.[1];
  if (layout === undefined) {
    fault(
      filled[0]?.line ?? 1,
      `The first line must say what it is: document;${Object.keys(LAYOUTS).join(', ')}.`,
    );
    return { ok: false, faults };
  }
  const parts = partsOf(filled.slice(1), layout);
  const facts = readFacts(parts.facts, layout, filled[0]!.line, fault);
  const tables = Object.fromEntries(
    Object.entries(layout.tables).map(([table, columns]) => [
      table,
      (parts.tables.get(table) ?? []).flatMap((block) => readTable(block, columns, fault)),
    ]),
  );
  if (faults.length > 0) return { ok: false, faults };
  const document = { document: kind, ...facts, ...tables } as unknown as Document;
  const wrong = checkDocument(document);
  return wrong.length > 0 ? { ok: false, faults: wrong } : { ok: true, document };
}

type Complain = (line: number, reason: string) => void;

/** Facts stand before the first table's name; a table's name stands alone on its line. */
function partsOf(
  rows: readonly Row[],
  layout: Layout,
): { facts: readonly Row[]; tables: Map<string, Row[][]> } {
  const facts: Row[] = [];
  const tables = new Map<string, Row[][]>();
  let block: Row[] = facts;
  for (const row of rows) {
    const [name, ...rest] = row.cells;
    if (name !== undefined && name in layout.tables && rest.every((cell) => cell === '')) {
      block = [];
      tables.set(name, [...(tables.get(name) ?? []), block]);
    } else block.push(row);
  }
  return { facts, tables };
}

function readFacts(
  rows: readonly Row[],
  layout: Layout,
  firstLine: number,
  fault: Complain,
): Record<string, unknown> {
  const given = new Map<string, Row>();
  for (const row of rows) {
    const [name = '', , ...more] = row.cells;
    if (!(name in layout.facts)) fault(row.line, `There is no fact or table «${name}» here.`);
    else if (given.has(name)) fault(row.line, `«${name}» is said twice.`);
    else if (more.some((cell) => cell !== '')) fault(row.line, `«${name}» has more than one value.`);
    else given.set(name, row);
  }
  return Object.fromEntries(
    Object.entries(layout.facts).map(([name, column]) => {
      const row = given.get(name);
      return [name, readCell(name, column, row?.cells[1]?.trim() ?? '', row?.line ?? firstLine, fault)];
    }),
  );
}

function readTable(
  block: readonly Row[],
  columns: Readonly<Record<string, Column<never>>>,
  fault: Complain,
): readonly AnyRow[] {
  const [header, ...rows] = block;
  if (header === undefined) return [];
  const names = header.cells.map((cell) => cell.trim());
  for (const [at, name] of names.entries())
    if (name !== '' && !(name in columns)) fault(header.line, `There is no column «${name}» here.`);
    else if (name !== '' && names.indexOf(name) !== at)
      fault(header.line, `The column «${name}» stands twice.`);
  return rows.map((row) => {
    for (const [at, cell] of row.cells.entries())
      if (cell !== '' && (names[at] ?? '') === '')
        fault(row.line, `«${cell}» stands in a column without a name.`);
    const read = Object.entries(columns).map(([name, column]) => {
      const at = names.indexOf(name);
      return [name, readCell(name, column, at < 0 ? '' : (row.cells[at] ?? '').trim(), row.line, fault)];
    });
    return { ...Object.fromEntries(read), line: row.line } as AnyRow;
  });
}

function readCell(name: string, column: Column<never>, cell: string, line: number, fault: Complain): unknown {
  if (cell === '' && 'absent' in column) return column.absent;
  const value: unknown = column.read(cell);
  if (value === undefined)
    fault(
      line,
      cell === '' ? `${name} is missing.` : `«${cell}» can't be ${name}; expected ${column.expects}.`,
    );
  return value;
}
