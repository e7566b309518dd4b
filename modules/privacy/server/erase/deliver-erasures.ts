import { erasureRecipient } from '#data-map/privacy';
import { read, system, update } from '#platform/db';
import type { PrivacyDeps } from '../deps.ts';
import { sendSigned } from '../port/send-signed.ts';
import { erasures } from './ledger.ts';
import { recipientAnswered } from './recipients.ts';

const SOONEST = 5000;
const LATEST = 6 * 3_600_000;

/**
 * Tells those who were given data that it is erased, signed, again and again until each has answered (GDPR Art. 19). 202 is a promise and
 * is asked about again. One without an address in TELINK_RECIPIENTS is told by hand: `telink privacy answered`.
 * @returns whether somebody answered, so that an erasure may be done.
 */
export async function deliverErasures(deps: PrivacyDeps): Promise<boolean> {
  const ctx = { db: deps.db, actor: system('privacy-erasures') };
  const now = deps.db.clock.now();
  const due = await read(ctx, 'rights', erasureRecipient, ['erasure_id', 'recipient', 'tries', 'told_at'], {
    where: { answered_at: null, next_at: { below: new Date(now + 1).toISOString() } },
    limit: 100,
  });
  let answered = false;
  for (const { erasure_id: id, recipient, tries, told_at: toldAt } of due) {
    const address = deps.config.recipients.get(recipient);
    const [erasure] = await erasures(ctx, { erasure_id: id });
    if (address === undefined || erasure?.who === undefined) continue;
    const { customer, person } = erasure.who;
    const sent = await sendSigned(deps.keys, [...deps.config.recipients.values()], {
      address,
      from: new URL(deps.config.origins.app).hostname,
      body: JSON.stringify({
        regulation: 'gdpr',
        api_version: '1.0',
        subject_request_id: id,
        subject_request_type: 'erasure',
        submitted_time: toldAt,
        subject: { customer, person },
      }),
    });
    if (sent.ok && sent.status !== 202) answered = (await recipientAnswered(ctx, id, recipient)) || answered;
    else
      await update(
        ctx,
        erasureRecipient,
        {
          tries: tries + 1,
          next_at: new Date(now + Math.min(SOONEST * 2 ** Math.min(tries, 20), LATEST)).toISOString(),
        },
        { erasure_id: id, recipient },
      );
  }
  return answered;
}
