import type { Query } from '#platform/db';

/** One entry of the chain as it was hashed, for somebody who wants to check it. */
export interface DecisionEntry {
  readonly seq: string;
  readonly at: string;
  readonly event: string;
  readonly purpose: string;
  readonly actorKind: string;
  /** Who did it; null where that is a member of staff, whose identity is not the person's to have (CJEU C-579/21). */
  readonly actor: string | null;
  readonly role: string;
  readonly subject: string;
  readonly customer: string;
  readonly detail: string;
  /** Hex. The hash is SHA-256 over the previous hash and the entry as a JSON array (chain.ts). */
  readonly previous: string;
  readonly hash: string;
}

/** What the chain says was decided about one request, in its order (promise complaint.1). */
export async function decisionEntries(
  query: Query,
  about: { readonly customer: string; readonly subject: string; readonly request: string },
): Promise<readonly DecisionEntry[]> {
  const { rows } = await query(
    `SELECT * FROM audit.entry WHERE customer = $1 AND subject = $2 AND event = 'rights-decision'
       AND detail::json ->> 'request' = $3 ORDER BY seq`,
    [about.customer, about.subject, about.request],
  );
  return rows.map((row) => ({
    seq: String(row['seq']),
    at: String(row['at']),
    event: String(row['event']),
    purpose: String(row['purpose']),
    actorKind: String(row['actor_kind']),
    actor: row['actor_kind'] === 'staff' ? null : String(row['actor']),
    role: String(row['role']),
    subject: String(row['subject']),
    customer: String(row['customer']),
    detail: String(row['detail']),
    previous: (row['previous'] as Buffer).toString('hex'),
    hash: (row['hash'] as Buffer).toString('hex'),
  }));
}

/** Whether each entry stands in the chain under its number with its hash. @returns the first that does not. */
export async function firstForeign(
  query: Query,
  entries: readonly Pick<DecisionEntry, 'seq' | 'hash'>[],
): Promise<string | undefined> {
  for (const { seq, hash } of entries) {
    const { rows } = await query('SELECT hash FROM audit.entry WHERE seq = $1', [seq]);
    if ((rows[0]?.['hash'] as Buffer | undefined)?.toString('hex') !== hash) return seq;
  }
  return undefined;
}
