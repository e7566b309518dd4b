import { isoTime } from '#platform/clock';
import { insert, queryOf, read, update, type Ctx } from '#platform/db';
import { erasureRecipient } from '#data-map/privacy';
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

/** @returns whether that recipient was waited for. */
export async function recipientAnswered(ctx: Ctx, id: string, recipient: string): Promise<boolean> {
  const { rows } = await queryOf(ctx)(
    'SELECT 1 FROM privacy.erasure_recipient WHERE erasure_id = $1 AND recipient = $2 AND answered_at IS NULL',
    [id, recipient],
  );
  if (rows.length === 0) return false;
  await update(ctx, erasureRecipient, { answered_at: isoTime(ctx.db.clock) }, { erasure_id: id, recipient });
  return true;
}
