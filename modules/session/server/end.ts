import { appendAudit } from '#platform/audit';
import { queryOf, read, remove, transact, type Ctx, type Where } from '#platform/db';
import { session } from '../data-map.ts';
import type { EndedSession, EndReason } from './ended.ts';
import { at, type Parts } from './parts.ts';

/**
 * Removes sessions in the caller's transaction, and by the foreign key every secret of the browser's cache that hangs on them: from the
 * commit on, what lies on any device is without a key (promises mail.10, mail.11). Tell `ended` after the commit.
 */
export async function removeSessions(
  ctx: Ctx,
  where: Where<typeof session>,
  reason: EndReason,
  except?: string,
): Promise<EndedSession[]> {
  return transact(ctx, async (inner) => {
    const rows = await read(inner, 'security', session, ['session_id', 'customer_id', 'person_id'], {
      where,
      forUpdate: true,
    });
    const ended: EndedSession[] = [];
    for (const row of rows) {
      if (row.session_id === except) continue;
      await remove(inner, session, { customer_id: row.customer_id, session_id: row.session_id });
      await appendAudit(queryOf(inner), inner.db.clock.now, {
        event: reason === 'sign-out' ? 'sign-out' : 'session-ended',
        purpose: 'security',
        actor: inner.actor,
        subject: row.person_id,
        customer: row.customer_id,
        detail: { reason },
      });
      ended.push({ session: row.session_id, person: row.person_id, customer: row.customer_id, reason });
    }
    return ended;
  });
}

/** Ends sessions and tells everyone who listens. @returns how many. */
export async function endSessions(
  parts: Parts,
  ctx: Ctx,
  where: Where<typeof session>,
  reason: EndReason,
  except?: string,
): Promise<number> {
  const ended = await removeSessions(ctx, where, reason, except);
  parts.ended.tell(ended);
  return ended.length;
}

/** The two clocks of a session: unused for `idleMs`, and older than `absoluteMs`. */
export async function endOverdue(parts: Parts): Promise<number> {
  const now = parts.db.clock.now();
  const expired = await endSessions(parts, parts.own, { expires_at: { below: at(now + 1) } }, 'expired');
  const idle = await endSessions(
    parts,
    parts.own,
    { seen_at: { below: at(now - parts.config.idleMs + 1) } },
    'idle',
  );
  return expired + idle;
}
