import { copyAside, copyRows, queryOf, type Transaction } from '#platform/db';
import { dayOf, isoDay, partitionOf } from './days.ts';
import { NAME, type Gathered } from './gather.ts';
import type { Holders } from './holders.ts';

const rows = copyRows();

/** The places in a batch of what is stored already: a question to each day's own index, by the whole key. */
export async function storedAlready(
  ctx: Transaction,
  { inUse }: Holders,
  batch: Gathered,
): Promise<ReadonlySet<number>> {
  const query = queryOf(ctx);
  await query(
    'CREATE TEMP TABLE IF NOT EXISTS wanted (ord integer, customer_id text, start_at timestamptz, event uuid) ON COMMIT DELETE ROWS',
    [],
  );
  const days = new Set<number>();
  rows.reset();
  for (const at of batch.order) {
    const start = batch.start[at]!;
    days.add(dayOf(start));
    rows.row(4);
    rows.int4(at);
    rows.text(inUse[batch.holder[at]!]!.customer);
    rows.time(start);
    rows.part(batch.event, at * NAME, (at + 1) * NAME);
  }
  await copyAside(ctx.tx, 'wanted', ['ord', 'customer_id', 'start_at', 'event'], rows.finish());
  for (const setting of ['hashjoin', 'mergejoin', 'seqscan', 'bitmapscan'])
    await query(`SET LOCAL enable_${setting} = off`, []);
  const known = new Set<number>();
  for (const day of days) {
    const [from, to] = [isoDay(day), isoDay(day + 86_400_000)];
    const { rows: found } = await query(
      `SELECT w.ord FROM wanted w WHERE w.start_at >= '${from}Z' AND w.start_at < '${to}Z'
         AND EXISTS (SELECT FROM ${partitionOf(day)} u WHERE u.customer_id = w.customer_id AND u.start_at = w.start_at AND u.event = w.event)`,
      [],
    );
    for (const row of found) known.add(Number(row['ord']));
  }
  return known;
}

/** The key of a day of records has refused one: what it is known by in PostgreSQL, «unique_violation». */
export const isStoredAlready = (error: unknown): boolean => {
  const { code, schema } = error as { readonly code?: unknown; readonly schema?: unknown };
  return code === '23505' && schema === 'traffic_day';
};
