import { queryOf, type Ctx } from '#platform/db';
import type { Exposure, Ref } from './affected.ts';

/**
 * Whose rows one member of staff read in the window, as the audit chain has it: every read by staff is in it, in the same transaction
 * (promises scope.5, protection.5). A subject that is no person (the customer as such, a year's books) leaves the customer of the case.
 */
export async function staffRead(ctx: Ctx, exposure: Exposure & { readonly staff: string }): Promise<Ref[]> {
  const { rows } = await queryOf(ctx)(
    `SELECT DISTINCT subject, customer FROM audit.entry
     WHERE actor_kind = 'staff' AND actor = $1 AND event IN ('read', 'unmask') AND at >= $2 AND at < $3
       AND (detail::jsonb ->> 'table' IS NULL OR detail::jsonb ->> 'table' = ANY($4))`,
    [exposure.staff, exposure.from, exposure.until, exposure.tables],
  );
  return rows.map((row) => ({
    customer: String(row['customer']) === '' ? undefined : String(row['customer']),
    person: String(row['subject']),
  }));
}
