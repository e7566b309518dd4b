import type { FastifyRequest } from 'fastify';
import { dayBegins, isDay } from '#modules/customers';
import * as contract from '#contract/privacy';
import { system, type Ctx } from '#platform/db';
import type { Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import { extendRequest, pauseRequest, resumeRequest } from './clock-acts.ts';
import { answerRequest } from './file-request.ts';
import { itemOf, openRequests, requestBy, requestFigures, todayOf } from './look-up.ts';
import { registerRequest } from './register-request.ts';

const OFFICER = ['privacy'] as const;
/** Whoever opens the letters or takes the calls. */
const RECEIVERS = ['privacy', 'support'] as const;

/** On the office's host: the board of what is due, and the acts on one request. */
export function officeRoutes(deps: PrivacyDeps): Routes {
  const product: Ctx = { db: deps.db, actor: system('privacy-board') };
  const acting = async (request: FastifyRequest): Promise<Ctx> => ({
    db: deps.db,
    actor: await deps.staff.require(request, ...RECEIVERS),
  });
  return (server) => {
    server.get(
      '/api/office/privacy/requests',
      { config: { staff: OFFICER }, schema: { response: { 200: contract.boardView } } },
      async () => board(product),
    );
    server.post(
      '/api/office/privacy/requests',
      {
        config: { staff: RECEIVERS },
        schema: { body: contract.registerBody, response: { 200: contract.registeredView } },
      },
      async (request) => {
        const { receivedOn, ...given } = request.body;
        if (!isDay(receivedOn) || receivedOn > todayOf(product))
          throw new Problem('bad-request', ['receivedOn']);
        const { filed, no } = await registerRequest(
          await acting(request),
          { db: deps.db, keys: deps.keys, controller: deps.config.controller },
          { ...given, receivedAt: new Date(dayBegins(receivedOn, deps.config.timeZone)).toISOString() },
        );
        return { filed: [...filed], no };
      },
    );
    server.get(
      '/api/office/privacy/requests/:customer/:id',
      {
        config: { staff: OFFICER },
        schema: { params: contract.officeRequestParam, response: { 200: contract.officeRequestView } },
      },
      async (request) => {
        const { customer, id } = request.params;
        const actor = await deps.staff.require(request, ...OFFICER);
        // The request is the case: it opens itself and its log, for the purpose of answering it, and the person sees that it was read.
        const ctx: Ctx = {
          db: deps.db,
          actor: { ...actor, case: { id, reason: 'rights-request', customer } },
        };
        const { answer: _answer, ...view } = await requestBy(ctx, { customer, id });
        return view;
      },
    );
    const act = (
      name: string,
      body: typeof contract.reasonBody | typeof contract.requestNothing | typeof contract.answerBody,
      run: (
        ctx: Ctx,
        ref: { readonly customer: string; readonly id: string },
        body: unknown,
      ) => Promise<void>,
    ): void => {
      server.post(
        `/api/office/privacy/requests/:customer/:id/${name}`,
        { config: { staff: OFFICER }, schema: { params: contract.officeRequestParam, body } },
        async (request, reply) => {
          await run(await acting(request), request.params, request.body);
          return reply.code(204).send();
        },
      );
    };
    act('extend', contract.reasonBody, (ctx, ref, body) => extendRequest(ctx, ref, reasonOf(body)));
    act('pause', contract.reasonBody, (ctx, ref, body) => pauseRequest(ctx, ref, reasonOf(body)));
    act('resume', contract.requestNothing, (ctx, ref) => resumeRequest(ctx, ref));
    act('answer', contract.answerBody, (ctx, ref, body) =>
      answerRequest(ctx, ref, body as { readonly outcome: contract.Outcome; readonly text: string }),
    );
  };
}

const reasonOf = (body: unknown): string => (body as { readonly reason: string }).reason;

async function board(ctx: Ctx): Promise<contract.BoardView> {
  const today = todayOf(ctx);
  const rows = await openRequests(ctx);
  const requests = rows.map((row) => {
    const item = itemOf(row, today, ctx.db.timeZone);
    const daysLeft = contract.daysBetween(today, item.latest);
    return { ...item, customer: row.customer_id, daysLeft, overdue: daysLeft < 0 };
  });
  return {
    requests: requests.toSorted((a, b) => a.daysLeft - b.daysLeft || a.target.localeCompare(b.target)),
    figures: { ...(await requestFigures(ctx)) },
    today,
  };
}
