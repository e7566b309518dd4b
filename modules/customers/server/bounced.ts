import { isoTime } from '#platform/clock';
import { read, transact, update, type Ctx } from '#platform/db';
import { contactFact, person } from '../data-map.ts';
import { findPersonsByEmail, type PersonRef } from './find.ts';

/**
 * A letter to this address came back. Whoever is reached there is no longer: the fact stays, unverified and marked, and leaves the
 * person, which is where everything that sends by itself reads it (promise rectification.1). Confirming the address again restores it.
 * @returns whose it was; empty when nobody has it, which says nothing more.
 */
export async function bounced(ctx: Ctx, text: string): Promise<readonly PersonRef[]> {
  const found = await findPersonsByEmail(ctx, text);
  const at = isoTime(ctx.db.clock);
  await transact(ctx, async (inner) => {
    for (const ref of found) {
      const key = { customer_id: ref.customer, person_id: ref.person };
      await update(inner, person, { email: null }, key);
      await update(
        inner,
        contactFact,
        { verified_at: null, bounced_at: at },
        { ...key, kind: 'email', valid_to: null },
      );
    }
  });
  return found;
}

/** Everything a person has given about how to be reached, oldest first, what held before included. */
export async function contactFactsOf(
  ctx: Ctx,
  ref: PersonRef,
): Promise<
  readonly {
    readonly kind: 'email' | 'phone';
    readonly value: string | null;
    readonly from: string;
    readonly to: string | null;
    readonly source: string;
    readonly verifiedAt: string | null;
    readonly bouncedAt: string | null;
  }[]
> {
  const rows = await read(
    ctx,
    'rights',
    contactFact,
    ['kind', 'value', 'valid_from', 'valid_to', 'source', 'verified_at', 'bounced_at'],
    { where: { customer_id: ref.customer, person_id: ref.person }, order: [['valid_from', 'asc']] },
  );
  return rows.map((row) => ({
    kind: row.kind,
    value: row.value,
    from: row.valid_from,
    to: row.valid_to,
    source: row.source,
    verifiedAt: row.verified_at,
    bouncedAt: row.bounced_at,
  }));
}
