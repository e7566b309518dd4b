import { isoTime } from '#platform/clock';
import { insert, queryOf, read, remove, transact, type Ctx } from '#platform/db';
import { deadline, hiddenCall, objection, type UsageRow } from '../data-map.ts';
import { expectedEnd } from '../pure/terms.ts';
import { moveDeadline } from './deadlines.ts';
import type { FoundRow, Reader } from './usage-rows.ts';

/** Takes a call out of one's own list, or puts it back. Nobody else's list, and no bill, is changed by it. */
export async function hideCall(ctx: Ctx, reader: Reader, row: FoundRow, hidden: boolean): Promise<void> {
  const name = {
    customer_id: reader.customer,
    person_id: reader.person,
    start_at: row.start_at,
    event: row.event,
  };
  if (hidden)
    await insert(ctx, hiddenCall, { ...name, hidden_at: isoTime(ctx.db.clock) }, { onConflict: 'ignore' });
  else await remove(ctx, hiddenCall, name);
}

/** What billing does with a call that is said to be wrong. @returns the dispute's name; undefined while no bill has the call. */
export type Dispute = (
  ctx: Ctx,
  call: {
    readonly customer: string;
    /** First day of the month of the bill it goes onto. */
    readonly billMonth: string;
    readonly service: string;
    readonly record: string;
    readonly kind: UsageRow['kind'];
    readonly direction: UsageRow['direction'];
    readonly destination: string;
    readonly visited: string;
    readonly ore: bigint;
    readonly vatIncluded: boolean;
    readonly reason: string;
  },
) => Promise<string | undefined>;

/**
 * The one who pays says that a call is wrong: kept with the reason, told to billing, and the records of that bill stay until it is
 * settled. Said again it is as said the first time. @returns whether a bill has it.
 */
export async function objectTo(
  ctx: Ctx,
  reader: Reader,
  row: FoundRow,
  given: { readonly record: string; readonly reason: string },
  dispute: Dispute,
): Promise<{ readonly billed: boolean }> {
  return transact(ctx, async (inner) => {
    // Two clicks take turns.
    await queryOf(inner)('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
      `objection ${reader.customer} ${given.record}`,
    ]);
    const where = { customer_id: reader.customer, start_at: row.start_at, event: row.event };
    const [said] = await read(inner, 'bill', objection, ['dispute'], { where });
    if (said !== undefined) return { billed: said.dispute !== null };
    const found = await dispute(inner, {
      customer: reader.customer,
      billMonth: row.bill_month,
      service: row.service_id,
      record: given.record,
      kind: row.kind,
      direction: row.direction,
      destination: row.destination,
      visited: row.visited,
      ore: row.amount_ore,
      vatIncluded: row.vat_included,
      reason: given.reason,
    });
    await insert(inner, objection, {
      ...where,
      person_id: reader.person,
      bill_month: row.bill_month,
      reason: given.reason,
      dispute: found ?? null,
      made_at: isoTime(ctx.db.clock),
    });
    const [until] = await read(inner, 'bill', deadline, ['due_on', 'reason'], {
      where: { customer_id: reader.customer, bill_month: row.bill_month },
    });
    // A hold is stronger, and is not the subscriber's to loosen.
    if (until?.reason !== 'held')
      await moveDeadline(inner, {
        customer: reader.customer,
        month: row.bill_month,
        on: until?.due_on ?? expectedEnd(row.bill_month),
        reason: 'disputed',
      });
    return { billed: found !== undefined };
  });
}

/** Calls said to be wrong that no bill had then: looked at before the bill is drawn up. Oldest first. */
export async function openObjections(
  ctx: Ctx,
  billMonth: string,
): Promise<
  readonly {
    readonly customer: string;
    readonly start: string;
    readonly event: string;
    readonly reason: string;
  }[]
> {
  const rows = await read(ctx, 'bill', objection, ['customer_id', 'start_at', 'event', 'reason'], {
    where: { bill_month: billMonth, dispute: null },
    order: [['made_at', 'asc']],
  });
  return rows.map((row) => ({
    customer: row.customer_id,
    start: row.start_at,
    event: row.event,
    reason: row.reason,
  }));
}

/** What people chose about records that are gone goes too. In the sweep. */
export async function forgetChoices(ctx: Ctx): Promise<void> {
  for (const table of ['hidden_call', 'objection'])
    await queryOf(ctx)(
      `DELETE FROM traffic.${table} c WHERE
         NOT EXISTS (SELECT FROM traffic.usage u WHERE u.customer_id = c.customer_id AND u.start_at = c.start_at AND u.event = c.event)
         AND NOT EXISTS (SELECT FROM traffic.held_usage u WHERE u.customer_id = c.customer_id AND u.start_at = c.start_at AND u.event = c.event)`,
      [],
    );
}
