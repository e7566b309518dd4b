import type { PlanInForce } from './period.ts';
import type { AllowanceUse, Balances, Rated } from './usage.ts';

/**
 * Takes what the plan's allowances pay for, in the order of the price book, and notes it in `out.uses`. @returns units covered.
 * A balance of data is bytes, while units are kilobytes.
 */
export function takeFrom(
  plan: PlanInForce,
  where: number,
  kind: number,
  place: number,
  units: number,
  balances: Balances,
  out: Rated,
): number {
  const size = kind === 3 ? 1000 : 1;
  let covered = 0;
  let uses: AllowanceUse[] | undefined;
  for (const one of plan.allowances) {
    if (one.kinds[kind] === 0 || one.where[where] === 0 || one.places[place] === 0) continue;
    const { id, shared } = one.allowance;
    const from = shared ? (balances.shared ?? balances.own) : balances.own;
    const left = from[id] ?? 0;
    const taken = Math.min(units - covered, Math.floor(left / size));
    if (taken <= 0) continue;
    covered += taken;
    from[id] = left - taken * size;
    (uses ??= []).push({ allowance: id, units: taken * size, left: left - taken * size });
    if (covered === units) break;
  }
  if (uses !== undefined) out.uses = uses;
  return covered;
}
