import { portTransfer } from '#data-map/privacy';
import { isoTime } from '#platform/clock';
import { read, transact, update } from '#platform/db';
import type { PrivacyDeps } from '../deps.ts';
import { answerRequest } from '../requests/file-request.ts';
import { asPort, portText } from './message.ts';
import { sendSigned } from './send-signed.ts';

const SOONEST = 5000;
const LATEST = 3_600_000;

/**
 * Sends what is to go straight to another operator, with growing pauses until it says that it got it; after a week it is given up, and
 * the person is told so (promise portability.3).
 */
export async function pushTransfers(deps: PrivacyDeps): Promise<void> {
  const now = deps.db.clock.now();
  const waiting = await read(
    asPort(deps),
    'rights',
    portTransfer,
    [
      'customer_id',
      'person_id',
      'transfer_id',
      'receiver',
      'claim_hash',
      'request_id',
      'tries',
      'made_at',
      'expires_at',
    ],
    { where: { way: 'push', state: 'open' }, order: [['made_at', 'asc']], limit: 100 },
  );
  for (const row of waiting) {
    const key = { customer_id: row.customer_id, person_id: row.person_id, transfer_id: row.transfer_id };
    const over = Date.parse(row.expires_at) <= now;
    if (!over && Date.parse(row.made_at) + pauses(row.tries) > now) continue;
    const to = deps.config.controllers.get(row.receiver ?? '');
    const who = { customer: row.customer_id, person: row.person_id };
    const sent =
      over || to === undefined
        ? undefined
        : await sendSigned(
            deps.keys,
            [...deps.config.controllers.values()].map(({ origin }) => origin),
            {
              address: `${to.origin}/api/privacy/port/inbox`,
              from: new URL(deps.config.origins.app).hostname,
              body: await portText(deps, who, { id: row.transfer_id, claim: row.claim_hash ?? '' }),
            },
          );
    const state = sent?.ok === true ? 'done' : over ? 'failed' : 'open';
    await transact(asPort(deps), async (ctx) => {
      await update(
        ctx,
        portTransfer,
        {
          state,
          tries: row.tries + (over ? 0 : 1),
          ...(state === 'open' ? {} : { done_at: isoTime(ctx.db.clock) }),
        },
        { ...key, state: 'open' },
      );
      if (state !== 'open')
        await answerRequest(
          ctx,
          { customer: who.customer, id: row.request_id },
          state === 'done'
            ? {
                outcome: 'granted',
                text: `Uppgifterna är skickade till ${row.receiver ?? ''}. / The data has been sent.`,
              }
            : {
                outcome: 'partly',
                text: `${row.receiver ?? ''} tog inte emot dem. Ladda ner dem i stället. / They were not received. Download them instead.`,
              },
        );
    });
  }
}

/** How long after the asking the next try is: 0, 5, 15, 35 … seconds, then hour by hour. */
function pauses(tries: number): number {
  let all = 0;
  for (let index = 0; index < tries; index += 1) all += Math.min(SOONEST * 2 ** index, LATEST);
  return all;
}
