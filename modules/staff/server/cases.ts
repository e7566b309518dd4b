import { insert, read, transact, update, type Ctx } from '#platform/db';
import { randomId } from '#platform/crypto';
import { Problem } from '#platform/problem';
import { customer as customers } from '#data-map/customers';
import type { CaseReason, CaseView } from '../contract.ts';
import { openedCase, type OpenedCaseRow } from '../data-map.ts';
import { note } from './account.ts';
import { as, at, readsFor, type Parts, type StaffActor } from './parts.ts';

/** How long a customer stays open to one who has stated why. */
export const CASE_LIFE: number = 60 * 60_000;

const COLUMNS = ['case_id', 'customer_id', 'reason', 'opened_at', 'closes_at'] as const;

/**
 * Opens a customer for an hour, to this member of staff alone, for a stated reason; the chain says so (promise protection.5). One that
 * is open already is closed first. @throws Problem not-found
 */
export async function openCase(
  parts: Parts,
  actor: StaffActor,
  customer: string,
  given: { readonly reason: CaseReason; readonly note: string },
): Promise<CaseView> {
  return transact(parts.own, async (ctx) => {
    const [known] = await read(ctx, 'security', customers, ['customer_id'], {
      where: { customer_id: customer },
    });
    if (!known) throw new Problem('not-found');
    const now = parts.db.clock.now();
    await close(ctx, actor, customer, now);
    const opened = {
      case_id: randomId(),
      customer_id: customer,
      reason: given.reason,
      opened_at: at(now),
      closes_at: at(now + CASE_LIFE),
    };
    await insert(ctx, openedCase, {
      ...opened,
      staff_id: actor.staff,
      note: given.note.trim().normalize('NFC'),
    });
    await note(ctx, 'case-opened', '', { case: opened.case_id, reason: given.reason }, { actor, customer });
    return viewOf(opened);
  });
}

/** Closes a customer before the hour is over. */
export async function closeCase(parts: Parts, actor: StaffActor, customer: string): Promise<void> {
  await transact(parts.own, async (ctx) => {
    const closed = await close(ctx, actor, customer, parts.db.clock.now());
    if (closed > 0) await note(ctx, 'case-closed', '', { cases: closed }, { actor, customer });
  });
}

function close(ctx: Ctx, actor: StaffActor, customer: string, now: number): Promise<number> {
  return update(
    ctx,
    openedCase,
    { closes_at: at(now) },
    { customer_id: customer, staff_id: actor.staff, closes_at: { from: at(now + 1) } },
  );
}

/** The actor with the case that opens this customer to them now. @throws Problem case-needed */
export async function withCase(parts: Parts, actor: StaffActor, customer: string): Promise<StaffActor> {
  const [row] = await read(parts.own, 'security', openedCase, COLUMNS, {
    where: {
      customer_id: customer,
      staff_id: actor.staff,
      closes_at: { from: at(parts.db.clock.now() + 1) },
    },
    order: [['opened_at', 'desc']],
    limit: 1,
  });
  if (!row) throw new Problem('case-needed');
  return { ...actor, case: { id: row.case_id, reason: row.reason, customer } };
}

/** What this member of staff has open now. */
export async function openCases(parts: Parts, actor: StaffActor): Promise<readonly CaseView[]> {
  const rows = await read(parts.own, 'security', openedCase, COLUMNS, {
    where: { staff_id: actor.staff, closes_at: { from: at(parts.db.clock.now() + 1) } },
    order: [['closes_at', 'asc']],
  });
  return rows.map(viewOf);
}

/** Every case at a customer, newest first, as colleagues with a case of their own see them. */
export async function casesAt(
  parts: Parts,
  actor: StaffActor,
  customer: string,
): Promise<readonly (Omit<CaseView, 'customer'> & { readonly note: string; readonly mine: boolean })[]> {
  const rows = await read(
    as(parts, actor),
    readsFor(actor),
    openedCase,
    ['case_id', 'customer_id', 'reason', 'note', 'opened_at', 'closes_at'],
    {
      where: { customer_id: customer },
      order: [['opened_at', 'desc']],
      limit: 20,
    },
  );
  const mine = await read(parts.own, 'security', openedCase, ['case_id'], {
    where: { customer_id: customer, staff_id: actor.staff },
  });
  const own = new Set(mine.map((row) => row.case_id));
  return rows.map((row) => ({
    id: row.case_id,
    reason: row.reason as CaseReason,
    note: row.note ?? '',
    mine: own.has(row.case_id),
    openedAt: row.opened_at,
    closesAt: row.closes_at,
  }));
}

/** The case as the answer shows it. */
export const viewOf = (row: Pick<OpenedCaseRow, (typeof COLUMNS)[number]>): CaseView => ({
  id: row.case_id,
  customer: row.customer_id,
  reason: row.reason as CaseReason,
  openedAt: row.opened_at,
  closesAt: row.closes_at,
});
