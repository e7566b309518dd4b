import { RAW_LIMIT } from './batch.ts';
import type { Row } from './csv.ts';

const MASK = 120; // x

/**
 * A row as it may be kept (promise traffic.8): the bytes of the fields that hold content, cells or names are replaced by «x», quotes and separators stay.
 * @param hidden for a column, whether it is masked
 * @param whole the row has the columns it should have. Of a broken one nothing is kept from the first hidden column on: what is
 * in which column is not known there.
 */
export function maskedRow(row: Row, hidden: (column: number) => boolean, whole: boolean): Uint8Array {
  const to = Math.min(row.to, row.from + RAW_LIMIT);
  const raw = row.bytes.slice(row.from, to);
  let field = 0;
  for (; field < row.count; field += 1) {
    if (!hidden(field)) continue;
    if (!whole) break;
    const from = row.starts[field]! - row.from;
    if (from < raw.length) raw.fill(MASK, from, Math.min(row.ends[field]! - row.from, raw.length));
  }
  if (!whole) {
    // The field that was being read when it broke may hold anything.
    const from = Math.max(row.starts[field]! - row.from, 0);
    if (from < raw.length) raw.fill(MASK, from);
  }
  return raw;
}
