import { request } from '#data-map/privacy';
import { read, type Ctx } from '#platform/db';
import { withdrawRequest } from '../requests/clock-acts.ts';
import { answerRequest } from '../requests/file-request.ts';

/**
 * The register of requests of somebody who is erased: the request to be erased is answered, and what else was open has nobody left to be
 * answered to. No words are kept; the receipt has them.
 */
export async function closeRequests(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string },
  outcome: 'granted' | 'partly',
): Promise<void> {
  const open = await read(ctx, 'rights', request, ['request_id', 'kind'], {
    where: { customer_id: who.customer, person_id: who.person, state: { in: ['open', 'paused'] } },
  });
  for (const { request_id: id, kind } of open) {
    const ref = { customer: who.customer, id };
    if (kind === 'erasure') await answerRequest(ctx, ref, { outcome, text: '' });
    else await withdrawRequest(ctx, ref);
  }
}
