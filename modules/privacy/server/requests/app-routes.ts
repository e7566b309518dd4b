import { whoLooked } from '#modules/staff';
import * as contract from '#contract/privacy';
import type { Ctx } from '#platform/db';
import { languageOf, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import type { FastifyRequest } from 'fastify';
import type { PersonActor, PrivacyDeps } from '../deps.ts';
import { withdrawRequest } from './clock-acts.ts';
import { complaintBundle } from './complaint.ts';
import { fileRequest } from './file-request.ts';
import { heldAbout } from './held.ts';
import { authoritiesIn, requestBy, requestsOf, todayOf } from './look-up.ts';

/** Open at once by one person; beyond it a program is asking, not somebody. */
const MOST_OPEN = 40;

/** On the app's host: one's own requests, what becomes of them, and who has looked. */
export function appRoutes(deps: PrivacyDeps): Routes {
  const asked = async (request: FastifyRequest): Promise<Ctx & { readonly actor: PersonActor }> => ({
    db: deps.db,
    actor: await deps.session.require(request),
  });
  return (server) => {
    server.get(
      '/api/privacy/requests',
      { schema: { response: { 200: contract.requestList } } },
      async (request) => {
        const ctx = await asked(request);
        return {
          requests: await requestsOf(ctx, ctx.actor),
          today: todayOf(ctx),
          hats: ['person' as const, ...ctx.actor.roles],
          authorities: authoritiesIn(languageOf(request)),
        };
      },
    );
    server.post(
      '/api/privacy/requests',
      { schema: { body: contract.fileBody, response: { 200: contract.filedView } } },
      async (request) => {
        const ctx = await asked(request);
        const { customer, person, roles } = ctx.actor;
        const { kind, text, hat = 'person' } = request.body;
        if (hat !== 'person' && !roles.includes(hat)) throw new Problem('forbidden');
        const open = (await requestsOf(ctx, ctx.actor)).filter(({ answeredAt }) => answeredAt === null);
        if (open.length >= MOST_OPEN) throw new Problem('too-many');
        return fileRequest(ctx, { customer, person, kind, hat, channel: 'app', proof: 'session', text });
      },
    );
    server.get(
      '/api/privacy/requests/:id',
      { schema: { params: contract.requestIdParam, response: { 200: contract.requestView } } },
      async (request) => {
        const ctx = await asked(request);
        return {
          ...(await requestBy(ctx, { customer: ctx.actor.customer, id: request.params.id })),
          today: todayOf(ctx),
          authorities: authoritiesIn(languageOf(request)),
        };
      },
    );
    server.post(
      '/api/privacy/requests/:id/withdraw',
      { schema: { params: contract.requestIdParam, body: contract.requestNothing } },
      async (request, reply) => {
        const ctx = await asked(request);
        await withdrawRequest(ctx, { customer: ctx.actor.customer, id: request.params.id });
        return reply.code(204).send();
      },
    );
    server.get(
      '/api/privacy/requests/:id/complaint',
      { schema: { params: contract.requestIdParam } },
      async (request, reply) => {
        const language = languageOf(request);
        const { controller } = deps.config;
        const bundle = await complaintBundle(
          await asked(request),
          { keys: deps.keys, controller },
          request.params.id,
          language,
        );
        return reply
          .header('content-disposition', `attachment; filename="telink-${request.params.id}.json"`)
          .type('application/json; charset=utf-8')
          .send(JSON.stringify(bundle, undefined, 1));
      },
    );
    server.get(
      '/api/privacy/held/counts',
      { schema: { response: { 200: contract.heldCounts } } },
      async (request) => {
        const ctx = await asked(request);
        return heldAbout(ctx, deps.maps, ctx.actor);
      },
    );
    server.get(
      '/api/privacy/looked',
      { schema: { response: { 200: contract.lookedList } } },
      async (request) => {
        const ctx = await asked(request);
        const looks = await whoLooked(ctx, ctx.actor);
        return {
          looks: looks.map(({ at, role, reason, purposes, unmasked }) => ({
            at,
            role,
            reason,
            purposes,
            unmasked,
          })),
        };
      },
    );
  };
}
