import type { Ctx } from '#platform/db';
import type { Look } from '#platform/jobs';
import type { Fault } from '../pure/book.ts';
import type { Operator } from '../pure/compile.ts';
import type { SimulationView } from '../pure/office-contract.ts';
import { laterBy, simulate, type SimulatedRecord, type Simulation } from '../pure/simulate.ts';
import { loadRater, tryRater } from './load-rater.ts';
import { priceDocument } from './versions.ts';

export type Simulated =
  | { readonly ok: true; readonly month: string; readonly told: Simulation }
  | { readonly ok: false; readonly faults: readonly Fault[] };

/** Prices a month's traffic by the book as it is and by the book with one version added; stores nothing. @throws Problem not-found */
export async function simulateVersion(
  ctx: Ctx,
  operator: Operator,
  records: (month: string) => AsyncIterable<SimulatedRecord>,
  [id, version]: readonly [string, string],
  month: string,
): Promise<Simulated> {
  const added = await priceDocument(ctx, id, version);
  const before = await loadRater(ctx, operator);
  const after = await tryRater(ctx, operator, [added]);
  if (!after.ok) return after;
  const { zone } = before.tables;
  const shift = laterBy(zone.midnight(added.effective), zone.midnight(`${month}-01`));
  return { ok: true, month, told: await simulate(before, after.rater, records(month), shift) };
}

export function simulationView(look: Look<Simulated>): SimulationView {
  if (look.state !== 'done') return { state: look.state };
  if (!look.result.ok) return { state: 'done', faults: look.result.faults.map((fault) => ({ ...fault })) };
  const { month, told } = look.result;
  const { ratedBefore: _before, ratedAfter: _after, mostAffected, ...rest } = told;
  return {
    state: 'done',
    told: {
      ...rest,
      month,
      beforeOre: Number(told.beforeOre),
      afterOre: Number(told.afterOre),
      mostAffected: mostAffected.map((one) => ({
        customer: one.customer,
        beforeOre: Number(one.beforeOre),
        afterOre: Number(one.afterOre),
      })),
    },
  };
}
