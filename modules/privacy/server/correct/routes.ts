import {
  addressBody,
  codeBody,
  correctionMade,
  correctionParam,
  decisionBody,
  emailBody,
  identityBody,
  languageBody,
  ownFacts as ownFactsView,
  phoneBody,
  reviewList,
  reviewParam,
  reviewView,
  statementBody,
} from '#contract/privacy';
import type { Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import { changeOwn, whomOf } from './change-own.ts';
import { askMail, confirmMail } from './confirm-mail.ts';
import { ownFacts } from './own-facts.ts';
import { addStatement, askIdentity, decideReview, reviewOf, waitingReviews, withdraw } from './review.ts';

const MADE = { 200: correctionMade } as const;

/** On the app's host: a person's own facts, and correcting them. */
export function correctRoutes(deps: PrivacyDeps): Routes {
  const { session } = deps;
  return (server) => {
    server.get('/api/privacy/facts', { schema: { response: { 200: ownFactsView } } }, async (request) => {
      const actor = await session.require(request);
      return ownFacts({ db: deps.db, actor }, whomOf(actor));
    });
    server.post(
      '/api/privacy/facts/address',
      { schema: { body: addressBody, response: MADE } },
      async (request) => {
        const wanted = { what: 'address', address: request.body } as const;
        return {
          id: await changeOwn(deps, await session.require(request), wanted),
          state: 'done' as const,
        };
      },
    );
    server.post(
      '/api/privacy/facts/phone',
      { schema: { body: phoneBody, response: MADE } },
      async (request) => ({
        id: await changeOwn(deps, await session.require(request), { what: 'phone', ...request.body }),
        state: 'done' as const,
      }),
    );
    server.post(
      '/api/privacy/facts/language',
      { schema: { body: languageBody, response: MADE } },
      async (request) => ({
        id: await changeOwn(deps, await session.require(request), { what: 'language', ...request.body }),
        state: 'done' as const,
      }),
    );
    server.post(
      '/api/privacy/facts/email',
      { schema: { body: emailBody, response: MADE }, config: { rateLimit: { max: 6, timeWindow: 600_000 } } },
      async (request) => ({
        id: await askMail(deps, await session.require(request), request.body.value),
        state: 'code' as const,
      }),
    );
    server.post(
      '/api/privacy/facts/identity',
      { schema: { body: identityBody, response: MADE } },
      async (request) => ({
        id: await askIdentity(deps, await session.require(request), request.body),
        state: 'review' as const,
      }),
    );
    server.post(
      '/api/privacy/facts/statement',
      { schema: { body: statementBody, response: MADE } },
      async (request) => ({
        id: await addStatement(deps, await session.require(request), request.body.words),
        state: 'done' as const,
      }),
    );
    server.post(
      '/api/privacy/corrections/:id/confirm',
      { schema: { params: correctionParam, body: codeBody, response: MADE } },
      async (request) => {
        const { id } = request.params;
        await confirmMail(deps, await session.require(request), id, request.body.code);
        return { id, state: 'done' as const };
      },
    );
    server.delete(
      '/api/privacy/corrections/:id',
      { schema: { params: correctionParam, response: MADE } },
      async (request) => {
        const { id } = request.params;
        await withdraw(deps, await session.require(request), id);
        return { id, state: 'withdrawn' as const };
      },
    );
  };
}

const SUPPORT = { config: { staff: ['support'] } } as const;

/** At the office: what waits is random ids; a customer is opened, for a stated reason, before anything of the person is shown. */
export function correctOffice(deps: PrivacyDeps): Routes {
  const one = '/api/office/privacy/corrections/:customer/:person/:id';
  return (server) => {
    server.get(
      '/api/office/privacy/corrections',
      { ...SUPPORT, schema: { response: { 200: reviewList } } },
      async () => waitingReviews(deps),
    );
    server.get(
      one,
      { ...SUPPORT, schema: { params: reviewParam, response: { 200: reviewView } } },
      async (request) => {
        const actor = await deps.staff.requireCase(request, request.params.customer, 'support');
        return reviewOf(deps, actor, request.params);
      },
    );
    server.post(
      one,
      { ...SUPPORT, schema: { params: reviewParam, body: decisionBody, response: MADE } },
      async (request) => {
        const actor = await deps.staff.requireCase(request, request.params.customer, 'support');
        await decideReview(deps, actor, request.params, request.body);
        return {
          id: request.params.id,
          state: request.body.decision === 'accept' ? ('done' as const) : ('refused' as const),
        };
      },
    );
  };
}
