import { createHash } from 'node:crypto';
import { isoTime } from '#platform/clock';
import { queryOf, type Ctx } from '#platform/db';

export interface Erased {
  readonly day: string;
  readonly way: 'dropped' | 'deleted' | 'unbilled' | 'reject';
  readonly records: number;
  /** SHA-256, hex, over the sorted names (events) of what was erased. */
  readonly root: string;
}

const entryHash = (previous: string, { day, way, records, root }: Erased, at: string): string =>
  createHash('sha256').update([previous, day, way, records, root, at].join('\n')).digest('hex');

/** Adds to the chain, in the transaction that erases: there is no erasure without an entry, and no entry without an erasure. */
export async function noteErasure(ctx: Ctx, erased: Erased): Promise<void> {
  const query = queryOf(ctx);
  await query('LOCK TABLE traffic.erasure IN EXCLUSIVE MODE', []);
  const { rows } = await query('SELECT hash FROM traffic.erasure ORDER BY erasure_id DESC LIMIT 1', []);
  const last = rows[0]?.['hash'];
  const previous = typeof last === 'string' ? last : '';
  const at = isoTime(ctx.db.clock);
  await query(
    'INSERT INTO traffic.erasure (day, way, records, root, previous, hash, erased_at) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [erased.day, erased.way, erased.records, erased.root, previous, entryHash(previous, erased, at), at],
  );
}

/** Walks the chain. @returns the number of entries, and the first that does not fit. */
export async function verifyErasures(
  ctx: Ctx,
): Promise<{ readonly entries: number; readonly broken?: number }> {
  const { rows } = await queryOf(ctx)(
    'SELECT erasure_id, day, way, records, root, previous, hash, erased_at FROM traffic.erasure ORDER BY erasure_id',
    [],
  );
  let previous = '';
  for (const row of rows) {
    const erased = {
      day: String(row['day']),
      way: row['way'] as Erased['way'],
      records: Number(row['records']),
      root: String(row['root']),
    };
    if (row['previous'] !== previous || row['hash'] !== entryHash(previous, erased, String(row['erased_at'])))
      return { entries: rows.length, broken: Number(row['erasure_id']) };
    previous = row['hash'];
  }
  return { entries: rows.length };
}
