import { isoTime } from '#platform/clock';
import { insert, queryOf, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { erasureRecipient } from '#data-map/privacy';
import { note } from '../restrict/place.ts';
import { erasures } from './ledger.ts';
import type { Wait } from './plan.ts';

export async function noteRecipients(ctx: Ctx, id: string, told: readonly string[]): Promise<void> {
  const now = isoTime(ctx.db.clock);
  for (const recipient of told)
    await insert(
      ctx,
      erasureRecipient,
      { erasure_id: id, recipient, told_at: now, answered_at: null, tries: 0, next_at: now },
      { onConflict: 'ignore' },
    );
}

/** An erasure is not done before everybody who was told has answered (GDPR Art. 19; promise access.9). */
export async function unanswered(ctx: Ctx, id: string): Promise<Wait[]> {
  const rows = await read(ctx, 'rights', erasureRecipient, ['recipient'], {
    where: { erasure_id: id, answered_at: null },
  });
  return rows.map(({ recipient }) => ({ for: 'recipient', until: null, what: recipient }));
}

/** Goes into the chain as `actor`'s. @returns whether that recipient was waited for. */
export async function recipientAnswered(
  ctx: Ctx,
  id: string,
  recipient: string,
  actor: Actor = ctx.actor,
): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const { rows } = await queryOf(tx)(
      'SELECT 1 FROM privacy.erasure_recipient WHERE erasure_id = $1 AND recipient = $2 AND answered_at IS NULL FOR UPDATE',
      [id, recipient],
    );
    if (rows.length === 0) return false;
    await update(tx, erasureRecipient, { answered_at: isoTime(tx.db.clock) }, { erasure_id: id, recipient });
    const [erasure] = await erasures(tx, { erasure_id: id });
    const whose = erasure?.who ?? { customer: '', person: '' };
    await note(tx, whose, { act: 'recipient-answered', erasure: id, recipient }, actor);
    return true;
  });
}
