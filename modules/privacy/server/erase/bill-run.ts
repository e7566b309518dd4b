import { queryOf, type Ctx } from '#platform/db';
import type { Subject } from './plan.ts';

/** The month whose bill run is writing about this customer right now: between its draft and its invoice nothing may be taken away under it. */
export async function billRunUnderWay(ctx: Ctx, { customer }: Subject): Promise<string | undefined> {
  const { rows } = await queryOf(ctx)(
    `SELECT r.month FROM billing.bill_run r WHERE r.state = 'drafting'
       OR (r.state NOT IN ('posted', 'sent') AND EXISTS (SELECT FROM billing.draft d WHERE d.run_id = r.run_id AND d.customer_id = $1 AND NOT d.posted))
     ORDER BY r.month LIMIT 1`,
    [customer],
  );
  return rows[0] === undefined ? undefined : String(rows[0]['month']);
}
