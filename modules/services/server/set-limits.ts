import { update, type Ctx } from '#platform/db';
import { serviceTable } from '../data-map.ts';
import type { Limits, ServiceRef } from './create-service.ts';

export type LimitsChange =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'not-found' | 'amount' };

/** Changes what is given and leaves the rest. Takes effect from the next call. */
export async function setLimits(ctx: Ctx, ref: ServiceRef, given: Partial<Limits>): Promise<LimitsChange> {
  if ([given.spendCapOre, given.roamingCapOre].some((cap) => typeof cap === 'bigint' && cap < 0n))
    return { ok: false, reason: 'amount' };
  const set = {
    ...(given.itemised === undefined ? {} : { itemised: given.itemised }),
    ...(given.masked === undefined ? {} : { masked: given.masked }),
    ...(given.spendCapOre === undefined ? {} : { spend_cap_ore: given.spendCapOre }),
    ...(given.roamingCapOre === undefined ? {} : { roaming_cap_ore: given.roamingCapOre }),
    ...(given.barPremium === undefined ? {} : { bar_premium: given.barPremium }),
    ...(given.barInternational === undefined ? {} : { bar_international: given.barInternational }),
    ...(given.barRoaming === undefined ? {} : { bar_roaming: given.barRoaming }),
  };
  // An empty change still says whether there is such a service.
  const changed = await update(
    ctx,
    serviceTable,
    Object.keys(set).length === 0 ? { customer_id: ref.customer } : set,
    { customer_id: ref.customer, service_id: ref.service },
  );
  return changed === 0 ? { ok: false, reason: 'not-found' } : { ok: true };
}
