import { dayAt, dayBegins, nextDay } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { transact, update, type Ctx, type Transaction } from '#platform/db';
import { Problem } from '#platform/problem';
import { request, type RequestRow } from '#data-map/privacy';
import {
  daysAfter,
  daysBetween,
  dueDays,
  PAUSE_ASKED_WITHIN,
  PAUSE_AT_MOST,
  type DueDays,
} from '#contract/privacy';
import { asProduct, lockRequest, step, type LockedRequest } from './steps.ts';

type Ref = { readonly customer: string; readonly id: string };
type Counted = Pick<RequestRow, 'received_at' | 'extended_at' | 'paused_at' | 'paused_days'>;

/** Days the clock has stood still, the running pause included; never more than the cap. */
function pausedSoFar(row: Counted, today: string, zone: string): number {
  const running = row.paused_at === null ? 0 : daysBetween(dayAt(Date.parse(row.paused_at), zone), today);
  return Math.min(PAUSE_AT_MOST, row.paused_days + running);
}

/** Both days as they stand today: a running pause has moved them already. */
export const dueNow = (row: Counted, today: string, zone: string): DueDays =>
  dueDays(dayAt(Date.parse(row.received_at), zone), {
    extended: row.extended_at !== null,
    paused: pausedSoFar(row, today, zone),
  });

/**
 * Two more months, with the reason, told to the person now: only once, and only while the first month runs (Art. 12.3).
 * @throws Problem not-found, conflict
 */
export async function extendRequest(ctx: Ctx, ref: Ref, reason: string): Promise<void> {
  await change(ctx, ref, async (inner, row, today) => {
    const now = ctx.db.clock.now();
    const { latest } = dueNow(row, today, ctx.db.timeZone);
    if (row.extended_at !== null || now >= dayBegins(nextDay(latest), ctx.db.timeZone))
      throw new Problem('conflict');
    const set = { extended_at: isoTime(ctx.db.clock) };
    await store(inner, ref, row, { ...set, ...dueNow({ ...row, ...set }, today, ctx.db.timeZone) });
    await step(inner, { ...ref, person: row.person_id }, 'extended', { note: reason.trim(), tell: true });
  });
}

/**
 * Stops the clock while proof of identity is asked for: with a reason, soon after the request came, and never for more than the cap
 * (Art. 12.6; promise access.16). @throws Problem not-found, conflict
 */
export async function pauseRequest(ctx: Ctx, ref: Ref, reason: string): Promise<void> {
  await change(ctx, ref, async (inner, row, today) => {
    const received = dayAt(Date.parse(row.received_at), ctx.db.timeZone);
    if (row.state !== 'open' || row.paused_days >= PAUSE_AT_MOST) throw new Problem('conflict');
    if (today > daysAfter(received, PAUSE_ASKED_WITHIN)) throw new Problem('conflict');
    await store(inner, ref, row, { state: 'paused', paused_at: isoTime(ctx.db.clock) });
    await step(inner, { ...ref, person: row.person_id }, 'paused', { note: reason.trim(), tell: true });
  });
}

/** The proof is there, or the cap is reached: the clock goes on, and both days have moved by the days it stood. @throws Problem not-found, conflict */
export async function resumeRequest(ctx: Ctx, ref: Ref): Promise<void> {
  await change(ctx, ref, async (inner, row, today) => {
    if (row.state !== 'paused') throw new Problem('conflict');
    const days = pausedSoFar(row, today, ctx.db.timeZone);
    const due = dueNow(row, today, ctx.db.timeZone);
    await store(inner, ref, row, { state: 'open', paused_at: null, paused_days: days, ...due });
    await step(inner, { ...ref, person: row.person_id }, 'resumed', { tell: true, detail: { days } });
  });
}

/** The person takes it back. @throws Problem not-found, conflict (answered already) */
export async function withdrawRequest(ctx: Ctx, ref: Ref): Promise<void> {
  await change(ctx, ref, async (inner, row) => {
    const at = isoTime(ctx.db.clock);
    await store(inner, ref, row, { state: 'withdrawn', paused_at: null, answered_at: at });
    await step(inner, { ...ref, person: row.person_id }, 'withdrawn');
  });
}

/** In a transaction, on a request that is neither answered nor withdrawn. */
async function change(
  ctx: Ctx,
  ref: Ref,
  act: (inner: Transaction, row: LockedRequest, today: string) => Promise<void>,
): Promise<void> {
  await transact(ctx, async (inner) => {
    const row = await lockRequest(inner, ref);
    if (row.answered_at !== null) throw new Problem('conflict');
    await act(inner, row, dayAt(ctx.db.clock.now(), ctx.db.timeZone));
  });
}

async function store(
  ctx: Transaction,
  ref: Ref,
  row: LockedRequest,
  set: Partial<RequestRow>,
): Promise<void> {
  await update(asProduct(ctx), request, set, {
    customer_id: ref.customer,
    person_id: row.person_id,
    request_id: ref.id,
  });
}
