import { ErasureConfirm, ErasureDryRun, ErasureParam, ErasureReceipt } from '#contract/privacy';
import { request as requestTable } from '#data-map/privacy';
import { read, type Ctx } from '#platform/db';
import { languageOf, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import { dryRun, erase } from './erase.ts';
import type { EraseHouse } from './house.ts';
import { erasures } from './ledger.ts';
import { linesIn, receiptOf, waitsIn } from './view.ts';

/** On the app's host: what would happen, the act itself, and the receipt that outlives the account (promise access.9). */
export function erasureRoutes(deps: PrivacyDeps, house: () => Promise<EraseHouse>): Routes {
  return (server) => {
    server.get('/api/privacy/erasure', { schema: { response: { 200: ErasureDryRun } } }, async (request) => {
      const { customer, person } = await deps.session.require(request);
      const erasing = await house();
      const plan = await dryRun(erasing, { customer, person });
      if (plan === undefined) throw new Problem('not-found');
      const [pending] = await erasures(erasing.ctx, { customer_id: customer, person_id: person });
      return {
        lines: linesIn(plan.lines, languageOf(request)),
        waits: waitsIn(plan.waits, languageOf(request)),
        pending: pending?.id ?? null,
      };
    });
    server.post(
      '/api/privacy/erasure',
      { schema: { body: ErasureConfirm, response: { 200: ErasureReceipt } } },
      async (request) => {
        const actor = await deps.session.require(request);
        await deps.session.provePassword(actor, request.body.password);
        const { customer, person } = actor;
        const erasing = await house();
        const filed = await fileOnce(erasing.ctx, { customer, person });
        const done = await erase(erasing, { customer, person, cause: 'request' });
        if (!done.ok) throw new Problem(done.reason === 'bill-run' ? 'bill-run' : 'not-found');
        const { erasure } = done;
        // Answered only while there is somebody to answer: a request that went with the person is answered by the receipt.
        if (erasure.state === 'planned')
          await answerRequest(
            erasing.ctx,
            { customer, id: filed },
            { outcome: 'partly', text: `Raderingen är mottagen, kvitto ${erasure.id}.` },
          );
        return receiptOf(erasure, languageOf(request));
      },
    );
    server.get(
      '/api/privacy/erasure-receipts/:id',
      { schema: { params: ErasureParam, response: { 200: ErasureReceipt } } },
      async (request) => {
        const [erasure] = await erasures((await house()).ctx, { erasure_id: request.params.id });
        if (erasure === undefined) throw new Problem('not-found');
        return receiptOf(erasure, languageOf(request));
      },
    );
  };
}

/** Tried again while bills were being made, it is still the same request. @returns its id */
async function fileOnce(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string },
): Promise<string> {
  const [open] = await read(ctx, 'rights', requestTable, ['request_id'], {
    where: {
      customer_id: who.customer,
      person_id: who.person,
      kind: 'erasure',
      state: { in: ['open', 'paused'] },
    },
  });
  if (open !== undefined) return open.request_id;
  const filed = await fileRequest(ctx, {
    ...who,
    kind: 'erasure',
    hat: 'person',
    channel: 'app',
    proof: 'session',
  });
  return filed.id;
}
