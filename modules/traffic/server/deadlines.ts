import { isoTime } from '#platform/clock';
import { queryOf, type Ctx } from '#platform/db';
import { TERMS } from '../pure/terms.ts';

export type DeadlineReason = 'expected' | 'paid' | 'unpaid' | 'disputed' | 'held';

/**
 * Moves the end of all records of one bill. Payment brings it nearer, a reminder puts it off; while a dispute or a hold lasts nothing is
 * erased, whatever the day. @param month first day of the bill's month @param on the day the records are erased, ISO
 */
export async function moveDeadline(
  ctx: Ctx,
  given: {
    readonly customer: string;
    readonly month: string;
    readonly on: string;
    readonly reason: DeadlineReason;
  },
): Promise<void> {
  await queryOf(ctx)(
    `INSERT INTO traffic.deadline (customer_id, bill_month, due_on, reason, moved_at) VALUES ($1, $2, $3, $4, $5)
     ON CONFLICT (customer_id, bill_month) DO UPDATE SET due_on = EXCLUDED.due_on, reason = EXCLUDED.reason, moved_at = EXCLUDED.moved_at`,
    [given.customer, given.month, given.on, given.reason, isoTime(ctx.db.clock)],
  );
}

/** The same for many bills at once; those that stand as they did are left alone. @returns how many moved. */
export async function moveDeadlines(
  ctx: Ctx,
  given: readonly {
    readonly customer: string;
    readonly month: string;
    readonly on: string;
    readonly reason: DeadlineReason;
  }[],
): Promise<number> {
  const { count } = await queryOf(ctx)(
    `INSERT INTO traffic.deadline AS d (customer_id, bill_month, due_on, reason, moved_at)
     SELECT *, $5::timestamptz FROM unnest($1::text[], $2::date[], $3::date[], $4::text[])
     ON CONFLICT (customer_id, bill_month) DO UPDATE SET due_on = EXCLUDED.due_on, reason = EXCLUDED.reason, moved_at = EXCLUDED.moved_at
     WHERE (d.due_on, d.reason) IS DISTINCT FROM (EXCLUDED.due_on, EXCLUDED.reason) AND d.reason <> 'held'`,
    [
      given.map(({ customer }) => customer),
      given.map(({ month }) => month),
      given.map(({ on }) => on),
      given.map(({ reason }) => reason),
      isoTime(ctx.db.clock),
    ],
  );
  return count;
}

/** As SQL over `u` (usage) left joined with `d` (deadline): the day a record is erased. The same rule as `expectedEnd`. */
export const END_SQL: string = `CASE WHEN u.outcome = 'free' THEN LEAST((u.start_at AT TIME ZONE 'UTC')::date + ${TERMS.unbilledDays + 1},
  COALESCE(d.due_on, (u.bill_month + interval '1 month')::date + ${TERMS.dueDays + TERMS.objectionDays}))
  ELSE COALESCE(d.due_on, (u.bill_month + interval '1 month')::date + ${TERMS.dueDays + TERMS.objectionDays}) END`;

/** Kept whatever the day: somebody disputes the bill, or holds it. What was billed to nobody is not kept by that. */
export const HELD_SQL: string = `COALESCE(d.reason IN ('disputed', 'held'), false)`;
