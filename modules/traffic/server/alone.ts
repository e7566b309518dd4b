import type { Ctx } from '#platform/db';

/** Key of the lock, «traf»: one importer at a time for the whole database, whatever process it is. */
const LOCK = 0x74726166;

/**
 * Does `work` while nobody else imports, corrects or re-rates. What is not stored before a batch is then new, and an allowance has one
 * writer. The lock is the connection's: it ends with the process, however that ends.
 */
export async function alone<R>(
  ctx: Ctx,
  work: () => Promise<R>,
  waiting: () => void = () => undefined,
): Promise<R> {
  const client = await ctx.db.pool.connect();
  try {
    const free = await client.query<{ free: boolean }>('SELECT pg_try_advisory_lock($1) AS free', [LOCK]);
    if (free.rows[0]?.free !== true) {
      waiting();
      await client.query('SELECT pg_advisory_lock($1)', [LOCK]);
    }
    return await work();
  } finally {
    // Ended rather than handed back: the lock goes with it even when the query can't be sent.
    client.release(true);
  }
}
