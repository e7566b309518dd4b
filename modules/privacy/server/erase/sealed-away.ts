import { retainedStatus } from '#modules/retained';
import type { Ctx } from '#platform/db';
import type { PlanLine } from './plan.ts';

/**
 * What the law obliges the operator to retain for law enforcement, where it does: whether something of the person is in it nobody can see
 * before it is opened elsewhere, so it is told to everybody, with the last day and without a number (promises access.9, law.7).
 */
export async function sealedAway(ctx: Ctx): Promise<PlanLine[]> {
  const last = new Map<string, string>();
  for (const { kind, goneOn } of (await retainedStatus(ctx)).days)
    if (goneOn > (last.get(kind) ?? '')) last.set(kind, goneOn);
  return [...last].map(([kind, goneOn]) => ({
    slice: 'retained',
    table: `retained.${kind}`,
    rows: null,
    act: 'keep',
    ground: 'law_enforcement',
    until: new Date(Date.parse(goneOn) - 86_400_000).toISOString().slice(0, 10),
    fields: [],
    sealed: false,
  }));
}
