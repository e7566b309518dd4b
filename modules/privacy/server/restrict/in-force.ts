import type { OwnWill } from '#platform/access';
import { queryOf, type Ctx, type Frozen } from '#platform/db';

/**
 * The facts behind the rules restriction.5 and law.2: one look-up each, by index, in the reader's own transaction. Nothing is remembered
 * between reads, so that what is frozen, lifted or taken back works at the next one.
 */
export const ownWill: OwnWill = {
  async frozen(query, { customer, purpose }) {
    // Art. 18.2: what the person has said yes to after it was frozen may be done with it.
    const { rows } = await query(
      `SELECT customer_id, person_id, covers_customer, table_name, field_name, record_key FROM privacy.restriction r
       WHERE lifted_at IS NULL AND ($1::text IS NULL OR customer_id = $1)
         AND NOT EXISTS (SELECT FROM privacy.consent c WHERE c.customer_id = r.customer_id AND c.person_id = r.person_id
           AND c.purpose = $2 AND c.withdrawn_at IS NULL AND c.given_at > r.from_at)`,
      [customer ?? null, purpose ?? ''],
    );
    return rows.flatMap((row): Frozen[] => {
      const one = {
        customer: String(row['customer_id']),
        person: String(row['person_id']),
        coversCustomer: row['covers_customer'] === true,
        table: row['table_name'] as string | null,
        field: row['field_name'] as string | null,
        record: row['record_key'] as Frozen['record'],
      };
      return [one, ...alsoAt(one)];
    });
  },
  async consented(query, purpose, people) {
    const { rows } = await query(
      `SELECT customer_id, person_id FROM privacy.consent
       WHERE purpose = $1 AND withdrawn_at IS NULL AND customer_id = ANY($2) AND person_id = ANY($3)`,
      [purpose, people.map(({ customer }) => customer), people.map(({ person }) => person)],
    );
    return new Set(rows.map((row) => `${String(row['customer_id'])} ${String(row['person_id'])}`));
  },
};

/** Where the same fact stands a second time: a record of a dispute's keeping, an address in the history of addresses. */
const COPIES: Readonly<Record<string, readonly (readonly [table: string, field: string | null])[]>> = {
  'traffic.usage': [['traffic.held_usage', null]],
  'customers.person.email': [['customers.contact_fact', 'value']],
  'customers.person.phone': [['customers.contact_fact', 'value']],
};

function alsoAt(one: Frozen): readonly Frozen[] {
  if (one.table === null) return [];
  const place = one.field === null ? one.table : `${one.table}.${one.field}`;
  return (COPIES[place] ?? []).map(([table, field]) => ({
    ...one,
    table,
    field,
    ...(place === 'customers.person.email' ? { record: { kind: 'email' } } : {}),
    ...(place === 'customers.person.phone' ? { record: { kind: 'phone' } } : {}),
  }));
}

/** Customers at whom somebody has something frozen in the tables asked about, or everything. */
export async function frozenCustomers(
  ctx: Ctx,
  table: (name: string) => boolean,
): Promise<ReadonlySet<string>> {
  const frozen = await ownWill.frozen(queryOf(ctx), { purpose: 'bill' });
  return new Set(
    frozen.filter((one) => one.table === null || table(one.table)).map(({ customer }) => customer),
  );
}
