import { createHash } from 'node:crypto';
import { firstForeign, type DecisionEntry } from '#platform/audit';
import type { KeyStore } from '#platform/crypto';
import type { Query } from '#platform/db';
import { isOurs, type Signed } from './sign.ts';

export type BundleVerdict =
  | { readonly ok: true; readonly entries: number }
  | {
      readonly ok: false;
      readonly reason: 'unreadable' | 'not-ours' | 'changed' | 'not-in-chain';
      readonly seq?: string;
    };

/** Holds a complaint bundle against our signature and the chain as it is now (promise complaint.1). */
export async function checkBundle(query: Query, keys: KeyStore, text: string): Promise<BundleVerdict> {
  const read = readBundle(text);
  if (read === undefined) return { ok: false, reason: 'unreadable' };
  if (!(await isOurs(keys, read.signed))) return { ok: false, reason: 'not-ours' };
  const changed = read.entries.find((entry) => entry.actor !== null && hashOfEntry(entry) !== entry.hash);
  if (changed !== undefined) return { ok: false, reason: 'changed', seq: changed.seq };
  const foreign = await firstForeign(query, read.entries);
  if (foreign !== undefined) return { ok: false, reason: 'not-in-chain', seq: foreign };
  return { ok: true, entries: read.entries.length };
}

/** As anybody with the bundle can compute it. */
function hashOfEntry(entry: DecisionEntry): string {
  const fields = [
    entry.seq,
    entry.at,
    entry.event,
    entry.purpose,
    entry.actorKind,
    entry.actor,
    entry.role,
    entry.subject,
    entry.customer,
    entry.detail,
  ];
  return createHash('sha256')
    .update(Buffer.from(entry.previous, 'hex'))
    .update(JSON.stringify(fields))
    .digest('hex');
}

function readBundle(
  text: string,
): { readonly signed: Signed; readonly entries: readonly DecisionEntry[] } | undefined {
  try {
    const signed = JSON.parse(text) as Signed;
    const { chain } = JSON.parse(signed.statement) as {
      readonly chain: { readonly entries: readonly DecisionEntry[] };
    };
    return { signed, entries: [...chain.entries] };
  } catch {
    return undefined;
  }
}
