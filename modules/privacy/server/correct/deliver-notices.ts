import { notice, type NoticeWhat } from '#data-map/privacy';
import { isoTime } from '#platform/clock';
import { read, system, update } from '#platform/db';
import type { PrivacyDeps } from '../deps.ts';
import { sendSigned } from '../port/send-signed.ts';

/** OpenDSR knows no word for the last two; the recipient reads GDPR Art. 18. */
const TYPES: Readonly<Record<NoticeWhat, string>> = {
  corrected: 'rectification',
  erased: 'erasure',
  restricted: 'restriction',
  unrestricted: 'restriction-lifted',
};
const SOONEST = 5000;
const LATEST = 6 * 3_600_000;

/**
 * Sends what is due. 200 with a receipt is a confirmation; 202 is a promise, asked about again; anything else, silence included, is tried
 * again with growing pauses, for ever: a notice that nobody has confirmed stays visible as such (promise rectification.3).
 */
export async function deliverNotices(deps: PrivacyDeps): Promise<void> {
  const ctx = { db: deps.db, actor: system('privacy-notices') };
  const now = deps.db.clock.now();
  const due = await read(
    ctx,
    'rights',
    notice,
    ['customer_id', 'person_id', 'notice_id', 'recipient', 'what', 'content', 'tries', 'made_at'],
    {
      where: { state: { in: ['pending', 'sent'] }, next_at: { below: new Date(now + 1).toISOString() } },
      order: [['next_at', 'asc']],
      limit: 100,
    },
  );
  for (const row of due) {
    const key = { customer_id: row.customer_id, person_id: row.person_id, notice_id: row.notice_id };
    const address = deps.config.recipients.get(row.recipient);
    const again = new Date(now + Math.min(SOONEST * 2 ** Math.min(row.tries, 20), LATEST)).toISOString();
    const sent =
      address === undefined
        ? undefined
        : await sendSigned(deps.keys, [...deps.config.recipients.values()], {
            address,
            from: new URL(deps.config.origins.app).hostname,
            body: JSON.stringify({
              regulation: 'gdpr',
              api_version: '1.0',
              subject_request_id: row.notice_id,
              subject_request_type: TYPES[row.what],
              submitted_time: row.made_at,
              subject: { customer: row.customer_id, person: row.person_id },
              content: row.content === null ? null : (JSON.parse(row.content) as unknown),
            }),
          });
    const at = isoTime(ctx.db.clock);
    if (sent?.ok !== true) {
      await update(ctx, notice, { tries: row.tries + 1, next_at: again }, key);
      continue;
    }
    const confirmed = sent.status !== 202;
    await update(
      ctx,
      notice,
      {
        state: confirmed ? 'confirmed' : 'sent',
        tries: row.tries + 1,
        next_at: again,
        sent_at: at,
        ...(confirmed ? { confirmed_at: at, content: null, proof: sent.receipt } : {}),
      },
      key,
    );
  }
}
