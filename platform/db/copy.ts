import type { Readable, Writable } from 'node:stream';
import { from, to } from 'pg-copy-streams';
import type { PoolClient } from 'pg';
import type { AnyTable } from '#platform/data-map';
import { copyIn } from './copy-in.ts';
import { fieldOf, quoted } from './statement.ts';

/**
 * Stores many rows at once, in the caller's transaction. `rows` is what `copyRows().finish()` made, with a field for each of `columns` in
 * that order; sealed ones are ciphertext already (`Sealer.sealingFor`). Given piece by piece (`take`, the last by `finish`), the database
 * takes in one while the next is made. `into` names a partition or a temporary table of the same columns.
 */
export async function copyInto<T extends AnyTable>(
  tx: PoolClient,
  table: T,
  columns: readonly (keyof T['columns'] & string)[],
  rows: Buffer | Iterable<Buffer>,
  into: string = table.name,
): Promise<void> {
  for (const column of columns) fieldOf(table, column);
  await copyAside(tx, into, columns, rows);
}

/** As `copyInto`, for a temporary table of the transaction's own, which no map declares and nobody else sees. */
export async function copyAside(
  tx: PoolClient,
  into: string,
  columns: readonly string[],
  rows: Buffer | Iterable<Buffer>,
): Promise<void> {
  await copyIn(
    tx,
    `COPY ${quoted(into)} (${listed(columns)}) FROM STDIN (FORMAT binary)`,
    rows instanceof Uint8Array ? [rows] : rows,
  );
}

const listed = (columns: readonly string[]): string => columns.map(quoted).join(', ');

/** All rows of a table as the database stores them, sealed columns sealed: for a backup. In the binary COPY format. */
export const copyOut = (tx: PoolClient, table: string, columns: readonly string[]): Readable =>
  tx.query(to(`COPY (SELECT ${listed(columns)} FROM ${quoted(table)}) TO STDOUT (FORMAT binary)`));

/** The way back. */
export const copyBack = (tx: PoolClient, table: string, columns: readonly string[]): Writable =>
  tx.query(from(`COPY ${quoted(table)} (${listed(columns)}) FROM STDIN (FORMAT binary)`));
