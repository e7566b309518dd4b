import type { Document } from './book.ts';
import type { Column } from './columns.ts';
import { LAYOUTS, type AnyRow } from './layout.ts';

/** One row that differs between two versions of a document. */
export interface Change {
  readonly table: string;
  /** What the row is about: «voice out home no-mobil». */
  readonly key: string;
  readonly what: 'added' | 'removed' | 'changed';
  /** Cells that differ, as the CSV writes them. */
  readonly cells: readonly { readonly column: string; readonly before: string; readonly after: string }[];
  /** Change of the price (or fee) in tenths of a per cent, half away from zero; absent when it did not change or began at nothing. */
  readonly permille?: number;
}

export interface Difference {
  readonly facts: Change['cells'];
  readonly changes: readonly Change[];
  readonly added: number;
  readonly removed: number;
  readonly changed: number;
  readonly up: number;
  readonly down: number;
}

/** What makes a row the same row in another version. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  destinations: ['id'],
  zones: ['id'],
  countries: ['country'],
  plans: ['id'],
  allowances: ['id'],
  discounts: ['id'],
  caps: ['id'],
  bands: ['band', 'days', 'from', 'to'],
  prices: ['kind', 'direction', 'where', 'to', 'band'],
};
const MONEY: Readonly<Record<string, string>> = { prices: 'price', plans: 'fee', caps: 'limit' };

/** What differs between two versions of the same kind of document. @returns undefined when they are of different kinds. */
export function diffDocuments(a: Document, b: Document): Difference | undefined {
  if (a.document !== b.document) return undefined;
  const layout = LAYOUTS[a.document];
  const [before, after] = [a, b] as unknown as readonly Readonly<Record<string, unknown>>[];
  if (before === undefined || after === undefined) return undefined;
  const changes = Object.entries(layout.tables).flatMap(([table, columns]) =>
    diffTable(table, columns, before[table] as readonly AnyRow[], after[table] as readonly AnyRow[]),
  );
  const count = (what: Change['what']): number => changes.filter((one) => one.what === what).length;
  return {
    facts: diffCells(layout.facts, before, after),
    changes,
    added: count('added'),
    removed: count('removed'),
    changed: count('changed'),
    up: changes.filter(({ permille = 0 }) => permille > 0).length,
    down: changes.filter(({ permille = 0 }) => permille < 0).length,
  };
}

type ColumnsByName = Readonly<Record<string, Column<never>>>;
const cell = (columns: ColumnsByName, name: string, value: unknown): string =>
  (columns[name] as unknown as Column<unknown>).write(value);

function diffCells(
  columns: ColumnsByName,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): Change['cells'] {
  return Object.keys(columns).flatMap((column) => {
    const [from, to] = [cell(columns, column, before[column]), cell(columns, column, after[column])];
    return from === to ? [] : [{ column, before: from, after: to }];
  });
}

function diffTable(
  table: string,
  columns: ColumnsByName,
  before: readonly AnyRow[],
  after: readonly AnyRow[],
): readonly Change[] {
  const keyOf = (row: AnyRow): string =>
    (KEYS[table] ?? ['id'])
      .map((name) => cell(columns, name, row[name]))
      .filter((text) => text !== '')
      .join(' ');
  const old = new Map(before.map((row) => [keyOf(row), row]));
  const now = new Map(after.map((row) => [keyOf(row), row]));
  const gone = [...old].filter(([key]) => !now.has(key));
  return [
    ...[...now].flatMap(([key, row]): readonly Change[] => {
      const was = old.get(key);
      if (was === undefined) return [{ table, key, what: 'added', cells: [] }];
      const cells = diffCells(columns, was, row);
      if (cells.length === 0) return [];
      const permille = permilleOf(was[MONEY[table] ?? ''], row[MONEY[table] ?? '']);
      return [{ table, key, what: 'changed', cells, ...(permille === undefined ? {} : { permille }) }];
    }),
    ...gone.map(([key]): Change => ({ table, key, what: 'removed', cells: [] })),
  ];
}

function permilleOf(before: unknown, after: unknown): number | undefined {
  if (typeof before !== 'number' || typeof after !== 'number' || before === after || before === 0)
    return undefined;
  const size = Math.floor((Math.abs(after - before) * 2000 + before) / (before * 2));
  return after > before ? size : -size;
}
