import { randomId } from '#platform/crypto';
import { insert, read, transact, update, type Ctx } from '#platform/db';
import { numberTable, serviceTable } from '../data-map.ts';
import { isNumber } from '../pure/number.ts';
import type { ServiceRef } from './create-service.ts';

export type NumberRefusal = 'number' | 'number-taken' | 'not-held' | 'order' | 'no-service';
export type NumberChange = { readonly ok: true } | { readonly ok: false; readonly reason: NumberRefusal };

/**
 * Gives a service a number from a moment on (ISO time), until further notice. The database holds that no two have it at once, also
 * when two ask in the same instant: the second waits for the first and is answered `number-taken`.
 */
export async function assignNumber(
  ctx: Ctx,
  ref: ServiceRef,
  given: { readonly number: string; readonly from: string; readonly to?: string; readonly source: string },
): Promise<NumberChange> {
  if (!isNumber(given.number)) return { ok: false, reason: 'number' };
  if (given.to !== undefined && given.to < given.from) return { ok: false, reason: 'order' };
  const [service] = await read(ctx, 'bill', serviceTable, ['state'], {
    where: { customer_id: ref.customer, service_id: ref.service },
  });
  if (service === undefined || service.state === 'ended') return { ok: false, reason: 'no-service' };
  const stored = await insert(
    ctx,
    numberTable,
    {
      customer_id: ref.customer,
      service_id: ref.service,
      number_id: randomId(),
      phone_number: given.number,
      valid_from: given.from,
      valid_to: given.to ?? null,
      source: given.source,
    },
    { onConflict: 'ignore' },
  );
  return stored ? { ok: true } : { ok: false, reason: 'number-taken' };
}

/**
 * Moves a number at a moment (ISO time): the one who has it has it until then, the other from then. The new row is sealed with the new
 * customer's key and knows nothing of the old one; what happened before stays with the customer it happened to.
 */
export async function moveNumber(
  ctx: Ctx,
  given: { readonly number: string; readonly to: ServiceRef; readonly at: string; readonly source: string },
): Promise<NumberChange> {
  return transact(ctx, async (inner) => {
    const [target] = await read(inner, 'bill', serviceTable, ['state'], {
      where: { customer_id: given.to.customer, service_id: given.to.service },
    });
    if (target === undefined || target.state === 'ended') return { ok: false, reason: 'no-service' };
    const ended = await releaseNumber(inner, given.number, given.at);
    if (!ended.ok) return ended;
    const held = await assignNumber(inner, given.to, {
      number: given.number,
      from: given.at,
      source: given.source,
    });
    // Its row is locked until this transaction ends, so nobody can have come between; if so, what was ended above must not stay ended.
    if (!held.ok) throw new Error('A number that was just released was taken.');
    return held;
  });
}

/** Ends who has a number at a moment. After it the number is in quarantine until it is assigned again. */
export async function releaseNumber(ctx: Ctx, number: string, at: string): Promise<NumberChange> {
  if (!isNumber(number)) return { ok: false, reason: 'number' };
  const moment = Date.parse(at);
  return transact(ctx, async (inner) => {
    const holdings = await read(
      inner,
      'bill',
      numberTable,
      ['customer_id', 'service_id', 'number_id', 'valid_from', 'valid_to'],
      { where: { phone_number: number }, forUpdate: true },
    );
    const holding = holdings.find(({ valid_to: to }) => to === null || Date.parse(to) > moment);
    if (holding === undefined) return { ok: false, reason: 'not-held' };
    if (moment < Date.parse(holding.valid_from)) return { ok: false, reason: 'order' };
    await update(
      inner,
      numberTable,
      { valid_to: at },
      {
        customer_id: holding.customer_id,
        service_id: holding.service_id,
        number_id: holding.number_id,
      },
    );
    return { ok: true };
  });
}
