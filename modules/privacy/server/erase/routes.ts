import {
  ErasureBoard,
  ErasureConfirm,
  ErasureDryRun,
  ErasureNothing,
  ErasureParam,
  ErasureReceipt,
} from '#contract/privacy';
import { dayAt } from '#modules/customers';
import { languageOf, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import { answerRequest, fileRequest } from '../requests/file-request.ts';
import { dryRun, erase, resumeErasures } from './erase.ts';
import { allHolds, liftHold } from './holds.ts';
import type { EraseHouse } from './house.ts';
import { readLedger } from './ledger-file.ts';
import { erasures } from './ledger.ts';
import { linesIn, receiptOf } from './view.ts';

const PRIVACY = ['privacy'] as const;

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
        waits: [...plan.waits],
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
        const filed = await fileRequest(erasing.ctx, {
          customer,
          person,
          kind: 'erasure',
          hat: 'person',
          channel: 'app',
          proof: 'session',
        });
        const done = await erase(erasing, { customer, person, cause: 'request' });
        if (!done.ok) throw new Problem(done.reason === 'bill-run' ? 'bill-run' : 'not-found');
        const { erasure } = done;
        // Answered only while there is somebody to answer: a request that went with the person is answered by the receipt.
        if (erasure.state === 'planned')
          await answerRequest(
            erasing.ctx,
            { customer, id: filed.id },
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

/** On the office's host, for the privacy officer: how far each erasure has come, and what is held. */
export function erasureOffice(deps: PrivacyDeps, house: () => Promise<EraseHouse>): Routes {
  return (server) => {
    server.get(
      '/api/office/privacy/erasures',
      { config: { staff: PRIVACY }, schema: { response: { 200: ErasureBoard } } },
      async () => {
        const { ctx, keys, ledger: path } = await house();
        const ledger = await readLedger(keys, path);
        return {
          ledger: { ok: ledger.ok, entries: ledger.ok ? ledger.entries.length : 0 },
          erasures: (await erasures(ctx)).map(({ id, state, cause, askedAt, doneAt, waits }) => ({
            id,
            state,
            cause,
            askedAt,
            doneAt,
            waits: [...waits],
          })),
          holds: (await allHolds(ctx)).map(({ id, owner, reason, reviewOn, table }) => ({
            id,
            owner,
            reason,
            reviewOn,
            table,
          })),
          today: dayAt(ctx.db.clock.now(), deps.config.timeZone),
        };
      },
    );
    server.post(
      '/api/office/privacy/holds/:id/lift',
      { config: { staff: PRIVACY }, schema: { params: ErasureParam, body: ErasureNothing } },
      async (request, reply) => {
        const erasing = await house();
        if (!(await liftHold(erasing.ctx, request.params.id))) throw new Problem('not-found');
        await resumeErasures(erasing);
        return reply.code(204).send();
      },
    );
  };
}
