import { dayAt } from '#modules/customers';
import { queryOf, type Ctx } from '#platform/db';
import { END_SQL, HELD_SQL } from './deadlines.ts';
import { verifyErasures } from './erasures.ts';

export interface Retention {
  readonly today: string;
  /** Records that should be gone and are not: 0, or something is wrong. */
  readonly overdue: number;
  /** Kept by a dispute or a hold. */
  readonly held: number;
  /** What falls due when, soonest first. */
  readonly due: readonly { readonly on: string; readonly records: number }[];
  readonly rejects: { readonly open: number; readonly overdue: number };
  /** The erasure ledger: entries, and the first that does not fit the chain. */
  readonly ledger: { readonly entries: number; readonly broken?: number };
}

/** What is kept and until when, as the sweep will do it: the same rule, asked of every record. */
export async function retention(ctx: Ctx, timeZone: string): Promise<Retention> {
  const today = dayAt(ctx.db.clock.now(), timeZone);
  const { rows } = await queryOf(ctx)(
    `SELECT ends::text AS on, held, count(*)::int AS records FROM (
       SELECT ${END_SQL} AS ends, ${HELD_SQL} AND u.outcome <> 'free' AS held
       FROM (SELECT * FROM traffic.usage UNION ALL SELECT * FROM traffic.held_usage) u
       LEFT JOIN traffic.deadline d ON d.customer_id = u.customer_id AND d.bill_month = u.bill_month) k GROUP BY 1, 2 ORDER BY 1`,
    [],
  );
  const { rows: rejects } = await queryOf(ctx)(
    `SELECT count(*)::int AS open, count(*) FILTER (WHERE expires_on <= $1::date)::int AS overdue FROM traffic.reject`,
    [today],
  );
  const free = rows.filter((row) => row['held'] === false);
  const sum = (some: typeof rows): number => some.reduce((total, row) => total + Number(row['records']), 0);
  return {
    today,
    // Due today is erased in the course of the day.
    overdue: sum(free.filter((row) => String(row['on']) < today)),
    held: sum(rows.filter((row) => row['held'] === true)),
    due: free.map((row) => ({ on: String(row['on']), records: Number(row['records']) })),
    rejects: { open: Number(rejects[0]?.['open']), overdue: Number(rejects[0]?.['overdue']) },
    ledger: await verifyErasures(ctx),
  };
}
