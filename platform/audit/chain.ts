import { createHash } from 'node:crypto';
import type { Purpose } from '#platform/data-map';
import type { Actor, Query } from '#platform/db';

/** Closed list: what may be written into the chain. */
export type AuditEvent =
  | 'read'
  | 'unmask'
  | 'sign-in'
  | 'sign-out'
  | 'session-ended'
  | 'password-changed'
  | 'factor-changed'
  | 'account-added'
  | 'account-disabled'
  | 'account-enabled'
  | 'connection-opened'
  | 'connection-closed'
  | 'token-issued'
  | 'refused'
  | 'agreement-published'
  | 'agreement-signed'
  | 'case-opened'
  | 'case-closed'
  | 'incident-noted'
  | 'rights-decision'
  | 'archive-fetched'
  | 'erased'
  | 'retention-swept'
  | 'retention-ordered'
  | 'retained-handed-over';

export interface AuditFact {
  readonly event: AuditEvent;
  readonly purpose: Purpose;
  readonly actor: Actor;
  /** Ids, never values. Empty where the act concerns nobody in particular. */
  readonly subject: string;
  readonly customer: string;
  /** Names of tables, columns, scopes, cases, counts: never a value of a person. */
  readonly detail: Readonly<Record<string, string | number | readonly string[]>>;
}

export const GENESIS: Buffer = createHash('sha256').update('telink audit chain').digest();

export interface ChainRow {
  readonly seq: bigint;
  readonly at: string;
  readonly event: string;
  readonly purpose: string;
  readonly actor_kind: string;
  readonly actor: string;
  readonly role: string;
  readonly subject: string;
  readonly customer: string;
  readonly detail: string;
}

const COLUMNS = [
  'seq',
  'at',
  'event',
  'purpose',
  'actor_kind',
  'actor',
  'role',
  'subject',
  'customer',
  'detail',
] as const satisfies readonly (keyof ChainRow)[];
const AT_ONCE = 1000;

/** SHA-256 over the previous hash and the entry as a JSON array: no two entries share a text. */
export function hashOf(previous: Buffer, row: ChainRow): Buffer {
  const text = JSON.stringify([
    row.seq.toString(),
    row.at,
    row.event,
    row.purpose,
    row.actor_kind,
    row.actor,
    row.role,
    row.subject,
    row.customer,
    row.detail,
  ]);
  return createHash('sha256').update(previous).update(text).digest();
}

/** Appends to the chain, in the caller's transaction. Writers take turns by an advisory lock that the transaction holds to its end. */
export const appendAudit = (query: Query, now: () => number, fact: AuditFact): Promise<void> =>
  appendAudits(query, now, [fact]);

/** The same for several entries of one moment: one lock, one look at the end of the chain, one statement for each thousand. */
export async function appendAudits(
  query: Query,
  now: () => number,
  facts: readonly AuditFact[],
): Promise<void> {
  if (facts.length === 0) return;
  await query("SELECT pg_advisory_xact_lock(hashtext('telink-audit'))", []);
  const last = (await query('SELECT seq, hash FROM audit.entry ORDER BY seq DESC LIMIT 1', [])).rows[0];
  let previous = last ? (last['hash'] as Buffer) : GENESIS;
  let seq = last ? BigInt(String(last['seq'])) : 0n;
  const at = new Date(now()).toISOString();
  for (let start = 0; start < facts.length; start += AT_ONCE) {
    const values: unknown[] = [];
    const tuples = facts.slice(start, start + AT_ONCE).map((fact) => {
      seq += 1n;
      const row: ChainRow = {
        seq,
        at,
        event: fact.event,
        purpose: fact.purpose,
        actor_kind: fact.actor.kind,
        actor: actorId(fact.actor),
        role: roleOf(fact.actor),
        subject: fact.subject,
        customer: fact.customer,
        detail: JSON.stringify(fact.detail),
      };
      const hash = hashOf(previous, row);
      const stored = [...COLUMNS.map((column) => row[column]), previous, hash];
      previous = hash;
      return `(${stored.map((value) => `$${values.push(value)}`).join(', ')})`;
    });
    await query(
      `INSERT INTO audit.entry (${COLUMNS.join(', ')}, previous, hash) VALUES ${tuples.join(', ')}`,
      values,
    );
  }
}

function actorId(actor: Actor): string {
  if (actor.kind === 'person') return actor.person;
  if (actor.kind === 'staff') return actor.staff;
  return actor.kind === 'system' ? actor.job : '';
}

function roleOf(actor: Actor): string {
  return actor.kind === 'person' || actor.kind === 'staff' ? actor.roles.join(',') : '';
}
