import { expireCookie, readCookie } from '#modules/session';
import { read } from '#platform/db';
import type { Routes, Server } from '#platform/http';
import { Problem } from '#platform/problem';
import * as contract from '../contract.ts';
import { staffSession } from '../data-map.ts';
import { accessList, ownView } from './access-list.ts';
import { agreementInForce, newestAgreement, signAgreement } from './agreement.ts';
import { customerRoutes } from './customer-routes.ts';
import { beginEnrolment, confirmEnrolment } from './enrol.ts';
import { current, endSession, OFFICE_COOKIE, OFFICE_STEP_COOKIE, requireLive, type Live } from './live.ts';
import { as, at, type Parts } from './parts.ts';
import { secondFactor, signIn } from './sign-in.ts';

/** What can be guessed at, beside the counting of attempts: calls per minute and address. */
const GUESSED = { rateLimit: { max: 60, timeWindow: 60_000 }, staff: 'anyone' } as const;
const ANYONE = { config: { staff: 'anyone' } } as const;
const SIGNED_IN = { config: { staff: 'signed-in' } } as const;

/** Everything under /api/office that is about the staff themselves, and the customers they open. */
export const staffRoutes =
  (parts: Parts): Routes =>
  (server) => {
    signingIn(server, parts);
    living(server, parts);
    agreement(server, parts);
    own(server, parts);
    customerRoutes(server, parts);
  };

function signingIn(server: Server, parts: Parts): void {
  server.post(
    '/api/office/sign-in',
    { config: GUESSED, schema: { body: contract.StaffSignIn } },
    async (request, reply) => {
      await signIn(parts, request, reply, request.body);
      return reply.code(204).send();
    },
  );
  server.post(
    '/api/office/second-factor',
    { config: GUESSED, schema: { body: contract.StaffSecondFactor } },
    async (request, reply) => {
      const { code, recoveryCode } = request.body;
      if ((code === undefined) === (recoveryCode === undefined)) throw new Problem('bad-request', ['code']);
      await secondFactor(
        parts,
        request,
        reply,
        code === undefined ? { recoveryCode: recoveryCode ?? '' } : { code },
      );
      return reply.code(204).send();
    },
  );
  server.post(
    '/api/office/enrolment',
    { config: GUESSED, schema: { body: contract.EnrolBegin, response: { 200: contract.EnrolBegun } } },
    (request) => beginEnrolment(parts, request, request.body),
  );
  server.post(
    '/api/office/enrolment/confirm',
    {
      config: GUESSED,
      schema: { body: contract.EnrolConfirm, response: { 200: contract.StaffRecoveryCodes } },
    },
    async (request, reply) => ({ codes: await confirmEnrolment(parts, request, reply, request.body) }),
  );
}

function living(server: Server, parts: Parts): void {
  server.get(
    '/api/office/session',
    { ...ANYONE, schema: { response: { 200: contract.StaffView } } },
    async (request, reply) => {
      const live = await current(parts, request);
      if (live) return staffView(parts, live);
      if (readCookie(request, OFFICE_COOKIE) !== undefined) expireCookie(reply, OFFICE_COOKIE);
      throw new Problem('not-signed-in');
    },
  );
  // Works also when the session is gone already.
  server.post(
    '/api/office/sign-out',
    { ...ANYONE, schema: { body: contract.Nothing } },
    async (request, reply) => {
      const live = await current(parts, request);
      if (live)
        await endSession(parts, { session_id: live.actor.session, staff_id: live.actor.staff }, 'sign-out');
      expireCookie(reply, OFFICE_COOKIE);
      expireCookie(reply, OFFICE_STEP_COOKIE);
      return reply.code(204).send();
    },
  );
}

function agreement(server: Server, parts: Parts): void {
  server.get(
    '/api/office/agreement',
    { ...SIGNED_IN, schema: { response: { 200: contract.AgreementText } } },
    async () => {
      const newest = await newestAgreement(parts.own);
      if (!newest) throw new Problem('not-found');
      return newest;
    },
  );
  server.post(
    '/api/office/agreement/sign',
    { ...SIGNED_IN, schema: { body: contract.AgreementSign, response: { 200: contract.StaffView } } },
    async (request) => {
      const live = await requireLive(parts, request);
      await signAgreement(
        as(parts, live.actor),
        { id: live.account.id, name: live.account.name },
        request.body,
      );
      return staffView(parts, live);
    },
  );
}

function own(server: Server, parts: Parts): void {
  server.get('/api/office/own', { schema: { response: { 200: contract.OwnView } } }, async (request) =>
    ownView(parts, await requireLive(parts, request)),
  );
  server.delete(
    '/api/office/own/sessions/:id',
    { schema: { params: contract.IdParam } },
    async (request, reply) => {
      const { actor } = await requireLive(parts, request);
      const [row] = await read(parts.own, 'security', staffSession, ['session_id', 'staff_id'], {
        where: { session_id: request.params.id, staff_id: actor.staff },
      });
      if (!row) throw new Problem('not-found');
      await endSession(parts, row, 'remote');
      return reply.code(204).send();
    },
  );
  server.get(
    '/api/office/access',
    { config: { staff: ['admin', 'privacy'] }, schema: { response: { 200: contract.AccessList } } },
    () => accessList(parts),
  );
}

async function staffView(parts: Parts, { account, expiresAt }: Live): Promise<contract.StaffView> {
  const newest = await newestAgreement(parts.own);
  const signed = await agreementInForce(parts.own, account.id);
  return {
    staff: { id: account.id, name: account.name, roles: [...account.roles] },
    controller: { name: parts.config.controller.name },
    agreement: {
      version: newest?.version ?? 0,
      signed: signed !== undefined,
      inForceUntil: signed?.until ?? null,
    },
    idleMs: parts.config.idleMs,
    absoluteExpiry: at(expiresAt),
  };
}
