import { randomId } from '#platform/crypto';
import { isoTime } from '#platform/clock';
import type { Category, Purpose, Safeguard } from '#platform/data-map';
import { insert, type Ctx } from '#platform/db';
import { disclosure } from '#data-map/privacy';

export interface Disclosure {
  readonly customer: string;
  readonly person: string;
  /** The name, never a kind of recipient (CJEU C-154/21). */
  readonly recipient: string;
  /** ISO 3166-1 alpha-2, where the recipient keeps the data. */
  readonly country: string;
  readonly safeguard?: Safeguard;
  readonly categories: readonly Category[];
  readonly purpose: Purpose;
}

/** The European Economic Area: the EU's 27, Iceland, Liechtenstein and Norway. */
const EEA = new Set(
  'AT BE BG HR CY CZ DK EE FI FR DE GR HU IS IE IT LV LI LT LU MT NL NO PL PT RO SK SI ES SE'.split(' '),
);

/** Whether data may go there at all: outside the EEA only with a mechanism (GDPR Art. 44; promise access.13). */
export const mayGo = (to: { readonly country: string; readonly safeguard?: Safeguard }): boolean =>
  EEA.has(to.country) || to.safeguard !== undefined;

/**
 * Writes that data about a person goes to somebody. Called before it goes: a refusal means that nothing may be sent. Rows are what the
 * report answers with (GDPR Art. 15.1 (c), 15.2) and whom corrections and erasures are told to (Art. 19). Promises access.6, access.13.
 */
export async function recordDisclosure(
  ctx: Ctx,
  given: Disclosure,
): Promise<
  { readonly ok: true; readonly id: string } | { readonly ok: false; readonly reason: 'no-safeguard' }
> {
  if (!mayGo(given)) return { ok: false, reason: 'no-safeguard' };
  const id = randomId();
  await insert(ctx, disclosure, {
    customer_id: given.customer,
    person_id: given.person,
    disclosure_id: id,
    recipient: given.recipient,
    country: given.country,
    safeguard: given.safeguard ?? null,
    categories: given.categories,
    purpose: given.purpose,
    disclosed_at: isoTime(ctx.db.clock),
  });
  return { ok: true, id };
}
