import type { FastifyRequest } from 'fastify';
import * as contract from '#contract/privacy';
import type { StaffActor } from '#modules/staff';
import { system, type Ctx } from '#platform/db';
import type { Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import { decideObjection } from './objections.ts';
import { reviewDecision } from './decisions.ts';
import { officeList, wordsAt } from './office-list.ts';
import { liftRestriction, placeRestriction, sendNotice, type Whose } from './place.ts';
import { tellBy } from './tell.ts';

/** For whoever answers for the rights. */
const PRIVACY = { config: { staff: ['privacy'] } } as const;

/**
 * On the office's host. Acts are written to the chain as the member of staff's; what they look up is the product's own work. The list holds no more than random ids, so
 * it needs no case; what people have written does.
 */
export const officeRestrictRoutes =
  (deps: PrivacyDeps): Routes =>
  (server) => {
    const { db, staff } = deps;
    const own: Ctx = { db, actor: system('restrictions') };
    const who = (request: FastifyRequest): Promise<StaffActor> => staff.require(request, 'privacy');
    /** Nobody decides about a person without the customer open, where their words are (promise protection.5). */
    const atCustomer = (request: FastifyRequest, customer: string): Promise<StaffActor> =>
      staff.requireCase(request, customer, 'privacy');
    const answers = { response: { 200: contract.officeRestrictions } };
    server.get('/api/office/privacy/restrict', { ...PRIVACY, schema: answers }, () => officeList(own));
    server.get(
      '/api/office/privacy/restrict/:customer',
      { ...PRIVACY, schema: { params: contract.ofCustomer, response: { 200: contract.officeAtCustomer } } },
      async (request) => {
        const { customer } = request.params;
        const ctx: Ctx = { db, actor: await atCustomer(request, customer) };
        return { ...(await officeList(ctx)), words: await wordsAt(ctx, customer) };
      },
    );
    server.post(
      '/api/office/privacy/restrict',
      { ...PRIVACY, schema: { body: contract.officePlaceBody, ...answers } },
      async (request) => {
        const { customer, person, ...given } = request.body;
        const actor = await atCustomer(request, customer);
        await placeRestriction(own, { customer, person }, given, { placedBy: 'staff', actor });
        return officeList(own);
      },
    );
    server.post(
      '/api/office/privacy/restrict/:customer/:person/:id/notice',
      { ...PRIVACY, schema: { params: contract.ofOne, body: contract.noticeBody, ...answers } },
      async (request) => {
        const actor = await who(request);
        const whose: Whose = request.params;
        await sendNotice(own, whose, request.params.id, tellBy(deps, whose, request.body.way), actor);
        return officeList(own);
      },
    );
    server.post(
      '/api/office/privacy/restrict/:customer/:person/:id/lift',
      { ...PRIVACY, schema: { params: contract.ofOne, body: contract.restrictNothing, ...answers } },
      async (request) => {
        const actor = await who(request);
        await liftRestriction(own, request.params, request.params.id, actor);
        return officeList(own);
      },
    );
    server.post(
      '/api/office/privacy/objections/:customer/:person/:id',
      { ...PRIVACY, schema: { params: contract.ofOne, body: contract.decideObjectionBody, ...answers } },
      async (request) => {
        const whose: Whose = request.params;
        const actor = await atCustomer(request, whose.customer);
        const { outcome, answer, way } = request.body;
        const tell = tellBy(deps, whose, way);
        await decideObjection(own, whose, request.params.id, {
          outcome,
          answer,
          by: actor.staff,
          actor,
          tell,
        });
        return officeList(own);
      },
    );
    server.post(
      '/api/office/privacy/decisions/:customer/:person/:id',
      { ...PRIVACY, schema: { params: contract.ofOne, body: contract.reviewBody, ...answers } },
      async (request) => {
        const actor = await atCustomer(request, request.params.customer);
        await reviewDecision(own, request.params, request.params.id, {
          ...request.body,
          by: actor.staff,
          actor,
        });
        return officeList(own);
      },
    );
  };
