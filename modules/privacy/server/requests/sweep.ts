import { dayAt } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { queryOf, read, system, transact, update, type Ctx } from '#platform/db';
import { request, unknownRequest } from '#data-map/privacy';
import { daysAfter, monthsAfter, PAUSE_AT_MOST } from '#contract/privacy';
import { resumeRequest } from './clock-acts.ts';
import { todayOf } from './look-up.ts';
import { step } from './steps.ts';

export interface RequestsSwept {
  readonly overdue: number;
  readonly resumed: number;
  readonly removed: number;
}

/** What time does to requests: a pause that has reached its cap ends, a late one is marked and cried out, and what has had its time goes. */
export async function sweepRequests(db: Ctx['db']): Promise<RequestsSwept> {
  const ctx: Ctx = { db, actor: system('privacy-requests') };
  const resumed = await endLongPauses(ctx);
  await markOverdue(ctx);
  const { rows } = await queryOf(ctx)(
    "SELECT count(*)::int AS late FROM privacy.request WHERE state = 'open' AND latest < $1",
    [todayOf(ctx)],
  );
  return { resumed, overdue: Number(rows[0]?.['late']), removed: await removeOld(ctx) };
}

async function endLongPauses(ctx: Ctx): Promise<number> {
  const paused = await read(
    ctx,
    'rights',
    request,
    ['customer_id', 'request_id', 'paused_at', 'paused_days'],
    { where: { state: 'paused' } },
  );
  const today = todayOf(ctx);
  const over = paused.filter(
    ({ paused_at: at, paused_days: days }) =>
      at !== null && today >= daysAfter(dayAt(Date.parse(at), ctx.db.timeZone), PAUSE_AT_MOST - days),
  );
  for (const row of over) await resumeRequest(ctx, { customer: row.customer_id, id: row.request_id });
  return over.length;
}

/** Each once, in its log and in the chain: that we were late is part of the history. */
async function markOverdue(ctx: Ctx): Promise<void> {
  const late = await read(ctx, 'rights', request, ['customer_id', 'person_id', 'request_id'], {
    where: { state: 'open', overdue_at: null, latest: { below: todayOf(ctx) } },
  });
  for (const row of late)
    await transact(ctx, async (inner) => {
      const where = { ...row, overdue_at: null, state: 'open' } as const;
      const marked = await update(inner, request, { overdue_at: isoTime(ctx.db.clock) }, where);
      if (marked === 0) return;
      await step(inner, { customer: row.customer_id, person: row.person_id, id: row.request_id }, 'overdue');
    });
}

/** Three years after the answer, as the data map says; of the unknown 90 days after it, or after the last day where no code ever came. */
async function removeOld(ctx: Ctx): Promise<number> {
  const today = todayOf(ctx);
  const query = queryOf(ctx);
  const zone = ctx.db.timeZone;
  const { count } = await query(
    'DELETE FROM privacy.request WHERE (answered_at AT TIME ZONE $1)::date < $2::date',
    [zone, monthsAfter(today, -36)],
  );
  const gone = await query(
    'SELECT request_id FROM privacy.unknown_request WHERE coalesce((answered_at AT TIME ZONE $1)::date, latest) < $2::date',
    [zone, daysAfter(today, -90)],
  );
  for (const { request_id: id } of gone.rows) {
    // The key first: a crash after it leaves noise, and the next turn takes the row.
    await ctx.db.sealer.shred(String(id));
    await query(`DELETE FROM ${unknownRequest.name} WHERE request_id = $1`, [id]);
  }
  return count + gone.rows.length;
}
