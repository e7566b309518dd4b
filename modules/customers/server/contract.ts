import type { ContractsEnded } from '#platform/access';
import type { Clock } from '#platform/clock';
import { update, type Ctx } from '#platform/db';
import { customer } from '../data-map.ts';
import { dayAt, isDay } from '../pure/days.ts';

/** The operator's zone and the time: `config` has both. */
interface When {
  readonly timeZone: string;
  readonly clock: Clock;
}

/**
 * The fact behind the rule scope.3: whose contract is over today. Asked at each read that rests on a contract, in the reader's own
 * transaction, so that a contract that ends ends at once, and at midnight by itself.
 */
export const contractsEnded =
  ({ timeZone, clock }: When): ContractsEnded =>
  async (query, customers) => {
    const { rows } = await query(
      `SELECT customer_id FROM customers.customer WHERE customer_id = ANY($1) AND (contract_end < $2 OR (state = 'ended' AND contract_end IS NULL))`,
      [[...customers], dayAt(clock.now(), timeZone)],
    );
    return new Set(rows.map((row) => String(row['customer_id'])));
  };

export type ContractEnd =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'not-found' | 'dates' };

/** Ends a customer's contract after a day (ISO, in the operator's zone). From the next midnight nothing is read for it any more. */
export async function endContract(
  ctx: Ctx,
  given: { readonly customer: string; readonly lastDay: string; readonly zone: string },
): Promise<ContractEnd> {
  if (!isDay(given.lastDay)) return { ok: false, reason: 'dates' };
  const over = given.lastDay < dayAt(ctx.db.clock.now(), given.zone);
  const changed = await update(
    ctx,
    customer,
    { contract_end: given.lastDay, ...(over ? { state: 'ended' as const } : {}) },
    { customer_id: given.customer },
  );
  return changed === 0 ? { ok: false, reason: 'not-found' } : { ok: true };
}
