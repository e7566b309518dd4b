import { read, type Ctx } from '#platform/db';
import type { InvoiceSummaryView } from '../contract.ts';
import { dispute as disputeTable } from '../data-map.ts';
import { standingOf, waiting } from '../pure/standing.ts';
import type { House, PersonActor } from './house.ts';
import type { InvoiceSummary } from './invoices.ts';

/** A customer's bills as the one who pays sees them, with how each stands today. */
export async function listView(
  house: House,
  ctx: Ctx & { readonly actor: PersonActor },
  list: readonly InvoiceSummary[],
): Promise<InvoiceSummaryView[]> {
  const open = await read(ctx, 'bill', disputeTable, ['invoice_id', 'ore'], {
    where: { customer_id: ctx.actor.customer, state: 'open' },
  });
  const [disputed, credited] = [new Map<string, bigint>(), new Map<string, bigint>()];
  const add = (to: Map<string, bigint>, id: string, ore: bigint): unknown =>
    to.set(id, (to.get(id) ?? 0n) + ore);
  for (const { invoice_id, ore } of open) add(disputed, invoice_id, ore);
  for (const { creditsId, payableOre } of list) if (creditsId !== null) add(credited, creditsId, payableOre);
  return list.map((bill) => {
    const disputedOre = waiting(bill.openOre, disputed.get(bill.id) ?? 0n);
    const creditedOre = credited.get(bill.id) ?? 0n;
    const { id, number, kind, month, issuedOn, dueOn, paidOn } = bill;
    return {
      id,
      number,
      kind,
      month,
      issuedOn,
      dueOn,
      payableOre: Number(bill.payableOre),
      openOre: Number(bill.openOre),
      disputedOre: Number(disputedOre),
      paidOn,
      state: standingOf({ ...bill, disputedOre, creditedOre }, house.today()),
    };
  });
}
