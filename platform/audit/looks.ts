import type { Query } from '#platform/db';

/** One reading of somebody's data by staff, as the chain has it; without the one who read (CJEU C-579/21). */
export interface StaffLook {
  /** ISO time. */
  readonly at: string;
  readonly event: 'read' | 'unmask';
  readonly purpose: string;
  readonly role: string;
  readonly detail: {
    readonly table?: string;
    readonly columns?: readonly string[];
    readonly case?: string;
    readonly reason?: string;
  };
}

/** What staff have read of these subjects at one customer, newest first, at most 2 000 entries. */
export async function staffLooks(
  query: Query,
  customer: string,
  subjects: readonly string[],
): Promise<readonly StaffLook[]> {
  const { rows } = await query(
    `SELECT at, event, purpose, role, detail FROM audit.entry
     WHERE subject = ANY($1) AND customer = $2 AND actor_kind = 'staff' AND event IN ('read', 'unmask')
     ORDER BY seq DESC LIMIT 2000`,
    [subjects, customer],
  );
  return rows.map((row) => ({
    at: String(row['at']),
    event: row['event'] === 'unmask' ? 'unmask' : 'read',
    purpose: String(row['purpose']),
    role: String(row['role']),
    detail: JSON.parse(String(row['detail'])) as StaffLook['detail'],
  }));
}
