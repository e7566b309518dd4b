import type { Rater } from '#modules/prices';
import { keeperOf } from '#modules/retained';
import type { Ctx } from '#platform/db';
import { balanceBook } from './balances.ts';
import { holders } from './holders.ts';
import { operatorMonths } from './months.ts';
import { seals } from './seals.ts';
import type { Desk } from './store-batch.ts';

/** Everything an import looks things up in, as it is now. For one piece of work: prices, numbers and closed months may change after it. */
export async function openDesk(ctx: Ctx, rater: Rater, timeZone: string): Promise<Desk> {
  const found = await holders(ctx);
  return {
    rater,
    holders: found,
    months: await operatorMonths(ctx, timeZone),
    balances: balanceBook(() => rater, found.servicesOn),
    seals: seals(),
    retained: await keeperOf(ctx),
    days: new Set(),
    asks: false,
  };
}
