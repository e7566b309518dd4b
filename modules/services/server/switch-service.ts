import { read, transact, update, type Ctx } from '#platform/db';
import { serviceTable, type ServiceState } from '../data-map.ts';
import { isDay } from '#modules/customers';
import type { ServiceRef } from './create-service.ts';

export type Switched =
  | { readonly ok: true }
  | { readonly ok: false; readonly reason: 'not-found' | 'dates' | 'state' };

/** An ordered service is switched on, on a day (ISO). A binding counts from there (at most 24 months). */
export async function activateService(ctx: Ctx, ref: ServiceRef, day: string): Promise<Switched> {
  if (!isDay(day)) return { ok: false, reason: 'dates' };
  return inState(ctx, ref, 'ordered', (startsOn) =>
    day < startsOn ? undefined : { state: 'active', activated_on: day },
  );
}

/** An active service rests: it is neither ended nor carried. */
export const pauseService = (ctx: Ctx, ref: ServiceRef): Promise<Switched> =>
  inState(ctx, ref, 'active', () => ({ state: 'paused' }));

export const resumeService = (ctx: Ctx, ref: ServiceRef): Promise<Switched> =>
  inState(ctx, ref, 'paused', () => ({ state: 'active' }));

async function inState(
  ctx: Ctx,
  ref: ServiceRef,
  from: ServiceState,
  set: (startsOn: string) => { state: ServiceState; activated_on?: string } | undefined,
): Promise<Switched> {
  const where = { customer_id: ref.customer, service_id: ref.service };
  return transact(ctx, async (inner) => {
    const [row] = await read(inner, 'bill', serviceTable, ['state', 'starts_on'], { where, forUpdate: true });
    if (row === undefined) return { ok: false, reason: 'not-found' };
    if (row.state !== from) return { ok: false, reason: 'state' };
    const next = set(row.starts_on);
    if (next === undefined) return { ok: false, reason: 'dates' };
    await update(inner, serviceTable, next, where);
    return { ok: true };
  });
}
