import type { FastifyRequest } from 'fastify';
import * as contract from '#contract/privacy';
import type { Ctx } from '#platform/db';
import type { Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import { consentsOf, giveConsent, withdrawConsent } from './consents.ts';
import { contestDecision, decisionsOf } from './decisions.ts';
import { objectionsOf, objectTo } from './objections.ts';
import { askToLift, placeRestriction, type Whose } from './place.ts';
import { restrictionsOf } from './restrictions-of.ts';

/** On the app's host: a person's own freezing, objections, decisions and consents. Every act answers with how it all stands after it. */
export const ownRestrictRoutes =
  ({ db, session }: PrivacyDeps): Routes =>
  (server) => {
    const own = async (request: FastifyRequest): Promise<{ ctx: Ctx; whose: Whose }> => {
      const actor = await session.require(request);
      return { ctx: { db, actor }, whose: { customer: actor.customer, person: actor.person } };
    };
    const stands = async (ctx: Ctx, whose: Whose): Promise<contract.OwnRestrictions> => ({
      restrictions: await restrictionsOf(ctx, whose),
      objections: await objectionsOf(ctx, whose),
      decisions: await decisionsOf(ctx, whose),
      consents: await consentsOf(ctx, whose),
    });
    const answers = { response: { 200: contract.ownRestrictions } };
    server.get('/api/privacy/restrict', { schema: answers }, async (request) => {
      const { ctx, whose } = await own(request);
      return stands(ctx, whose);
    });
    server.post(
      '/api/privacy/restrict',
      { schema: { body: contract.placeBody, ...answers } },
      async (request) => {
        const { ctx, whose } = await own(request);
        await placeRestriction(ctx, whose, request.body, { placedBy: 'person' });
        return stands(ctx, whose);
      },
    );
    server.post(
      '/api/privacy/restrict/:id/lift',
      { schema: { params: contract.restrictIdParam, body: contract.restrictNothing, ...answers } },
      async (request) => {
        const { ctx, whose } = await own(request);
        await askToLift(ctx, whose, request.params.id);
        return stands(ctx, whose);
      },
    );
    server.post(
      '/api/privacy/objections',
      { schema: { body: contract.objectBody, ...answers } },
      async (request) => {
        const { ctx, whose } = await own(request);
        await objectTo(ctx, whose, request.body);
        return stands(ctx, whose);
      },
    );
    server.post(
      '/api/privacy/decisions/:id/contest',
      { schema: { params: contract.restrictIdParam, body: contract.contestBody, ...answers } },
      async (request) => {
        const { ctx, whose } = await own(request);
        await contestDecision(ctx, whose, request.params.id, request.body.words);
        return stands(ctx, whose);
      },
    );
    server.post(
      '/api/privacy/consents/:purpose',
      { schema: { params: contract.consentParam, body: contract.consentBody, ...answers } },
      async (request) => {
        const { ctx, whose } = await own(request);
        const { purpose } = request.params;
        if (request.body.on)
          await giveConsent(ctx, whose, { purpose, version: request.body.version, channel: 'app' });
        else await withdrawConsent(ctx, whose, purpose);
        return stands(ctx, whose);
      },
    );
  };
