import { registerCustomer, registerPerson } from '#modules/customers';
import { importPrices, operatorOf, startBook } from '#modules/prices';
import { createService } from '#modules/services';
import type { Ctx } from '#platform/db';
import { ZONE } from './traffic-world.ts';

/** The price book of a new installation, in the database. */
export async function putStartBook(ctx: Ctx): Promise<void> {
  const done = await importPrices(ctx, startBook(), operatorOf({ timeZone: ZONE }), {
    as: 'scheduled',
    withoutNotice: 'a new installation',
  });
  if (!done.ok) throw new Error(JSON.stringify(done.faults.slice(0, 3)));
}

/** A customer with one number on a plan. */
export async function putNumber(ctx: Ctx, number: string, plan = 'mobil-bas'): Promise<string> {
  const customer = await registerCustomer(ctx, {
    kind: 'person',
    name: 'Vera Lind',
    source: 'order',
    contractStart: '2026-01-01',
  });
  const person = await registerPerson(ctx, {
    customer,
    name: 'Vera Lind',
    roles: ['subscriber', 'user'],
    source: 'order',
  });
  const made = await createService(ctx, {
    customer,
    person,
    kind: 'mobile',
    plan,
    startsOn: '2026-01-01',
    activatedOn: '2026-01-01',
    numbers: [{ number: number.replace('+', '') }],
    source: 'order',
    zone: ZONE,
  });
  if (!made.ok) throw new Error(made.reason);
  return customer;
}

/** Rows of our own format, one call each. */
export const telinkRows = (
  calls: readonly {
    readonly key: string;
    readonly served: string;
    readonly other?: string;
    readonly start: string;
    readonly seconds?: number;
  }[],
): string =>
  calls
    .map(
      ({ key, served, other = '+46701740610', start, seconds = 65 }) =>
        `${JSON.stringify({ system: 'sbc2', key, kind: 'voice', direction: 'out', served, other, start, seconds })}\n`,
    )
    .join('');
