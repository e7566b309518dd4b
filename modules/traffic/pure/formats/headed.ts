import { RAW_LIMIT } from './batch.ts';
import { bytesOf, latin } from './bytes.ts';
import type { Text } from './allowed.ts';
import type { Row } from './csv.ts';

export interface HeadedRows {
  /** The first row names the columns. @returns what the row is; `columns` when it has not as many as the first, or the first lacks a needed one. */
  take(row: Row): 'header' | 'row' | 'columns';
  /** A field of the row that was taken last; '' when there is no such column. */
  readonly text: Text;
  /**
   * The row that was taken last, as it may be kept: those of these columns that the file has, under their names, so that it can be mended and read
   * again by itself.
   */
  raw(names: readonly string[]): Uint8Array;
  /** Where a column is, or -1. */
  column(name: string): number;
}

/**
 * Rows whose columns are found by the names in the first row, in any order, with or without others.
 * @param needed names without which nothing can be read
 * @param usual the columns of a file whose first row has no such names
 */
export function headed(needed: readonly string[], usual?: readonly string[]): HeadedRows {
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
        const names = Array.from({ length: row.count }, (_, at) => cell(row, at).trim());
        complete = needed.every((name) => names.includes(name));
        const given = complete || usual === undefined;
        const all = given ? names : usual;
        columns = new Map();
        width = all.length;
        // The first of two columns with one name counts.
        for (let at = width - 1; at >= 0; at -= 1) columns.set(all[at]!, at);
        if (given) return complete ? 'header' : 'columns';
        complete = true;
      }
      return complete && row.count === width ? 'row' : 'columns';
    },
    text: (name) => {
      const at = columns?.get(name);
      return at === undefined || current === undefined ? '' : cell(current, at);
    },
    raw: (names) => {
      const there = names.filter((name) => columns?.has(name));
      const values = there.map((name) => {
        const at = columns?.get(name) ?? 0;
        return current === undefined ? '' : `"${cell(current, at).slice(0, 256).replaceAll('"', '""')}"`;
      });
      return bytesOf(`${there.join(',')}\n${values.join(',')}\n`).slice(0, RAW_LIMIT);
    },
    column: (name) => columns?.get(name) ?? -1,
  };
}
