import { latin } from './bytes.ts';
import type { Text } from './allowed.ts';
import type { Row } from './csv.ts';

export interface HeadedRows {
  /** The first row names the columns. @returns what the row is; `columns` when it has not as many as the first, or the first lacks a needed one. */
  take(row: Row): 'header' | 'row' | 'columns';
  /** A field of the row that was taken last; '' when there is no such column. */
  readonly text: Text;
  /** Where a column is, or -1. */
  column(name: string): number;
}

/** Rows whose columns are found by the names in the first row, in any order, with or without others. */
export function headed(needed: readonly string[]): HeadedRows {
  let columns: Map<string, number> | undefined;
  let width = 0;
  let complete = false;
  let current: Row | undefined;
  const cell = (row: Row, at: number): string => {
    const text = latin(row.bytes, row.starts[at]!, row.ends[at]!);
    return row.doubled[at] === 1 ? text.replaceAll('""', '"') : text;
  };
  return {
    take: (row) => {
      current = row;
      if (columns === undefined) {
        columns = new Map();
        width = row.count;
        // The first of two columns with one name counts.
        for (let at = row.count - 1; at >= 0; at -= 1) columns.set(cell(row, at).trim(), at);
        complete = needed.every((name) => columns?.has(name));
        return complete ? 'header' : 'columns';
      }
      return complete && row.count === width ? 'row' : 'columns';
    },
    text: (name) => {
      const at = columns?.get(name);
      return at === undefined || current === undefined ? '' : cell(current, at);
    },
    column: (name) => columns?.get(name) ?? -1,
  };
}
