import type { Pool, PoolClient } from 'pg';
import type { Clock } from '#platform/clock';
import type { Sealer } from '#platform/crypto';
import type { Gate, Query } from './access.ts';
import type { Actor } from './actor.ts';

/** The one door to stored data. Everything a slice may do with its tables starts from a `Ctx`. */
export interface Database {
  readonly pool: Pool;
  readonly sealer: Sealer;
  readonly clock: Clock;
  readonly gate: Gate;
  /** The operator's: which day a moment is. */
  readonly timeZone: string;
}

export interface Ctx {
  readonly db: Database;
  readonly actor: Actor;
  /** Set inside `transact`. */
  readonly tx?: PoolClient;
}

/** A context within `transact`. */
export type Transaction = Ctx & { readonly tx: PoolClient };

/** Runs `work` in one transaction. Nested calls join the outer one. */
export async function transact<R>(
  ctx: Ctx,
  work: (ctx: Ctx & { readonly tx: PoolClient }) => Promise<R>,
): Promise<R> {
  if (ctx.tx) return work({ ...ctx, tx: ctx.tx });
  const tx = await ctx.db.pool.connect();
  try {
    await tx.query('BEGIN');
    const result = await work({ ...ctx, tx });
    await tx.query('COMMIT');
    return result;
  } catch (error) {
    await tx.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    tx.release();
  }
}

export const queryOf =
  (ctx: Ctx): Query =>
  async (text, values) => {
    const result = await (ctx.tx ?? ctx.db.pool).query<Record<string, unknown>>(text, [...values]);
    return { rows: result.rows, count: result.rowCount ?? 0 };
  };
