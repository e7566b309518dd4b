import type { Billing } from '#modules/billing';
import { dayAt } from '#modules/customers';
import { endOf, moveDeadlines, sweep, type Swept } from '#modules/traffic';
import type { Config } from '#platform/config';
import type { Ctx } from '#platform/db';

/**
 * First the bills say how long their records are needed (paid, reminded, disputed), then everything that is due is erased: never the
 * other way round, or a record would go on a day that has just been put off.
 */
export async function sweepTraffic(
  ctx: Ctx,
  billing: Pick<Billing, 'claimsOf'>,
  config: Pick<Config, 'timeZone'>,
): Promise<Swept> {
  const today = dayAt(ctx.db.clock.now(), config.timeZone);
  const claims = await billing.claimsOf();
  await moveDeadlines(
    ctx,
    claims.map((claim) => ({
      customer: claim.customer,
      month: `${claim.month.slice(0, 7)}-01`,
      ...endOf(claim, today),
    })),
  );
  return sweep(ctx, config.timeZone);
}
