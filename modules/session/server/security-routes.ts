import type { FastifyReply } from 'fastify';
import type { Server } from '#platform/http';
import { Problem } from '#platform/problem';
import * as contract from '../contract.ts';
import { endSessions } from './end.ts';
import { requireLive } from './live.ts';
import { changePassword, provePassword, securityView } from './own-security.ts';
import { as, whose, type Parts, type PersonActor } from './parts.ts';
import { addPasskey, offerPasskey, removePasskey, renamePasskey } from './passkey.ts';
import { leave } from './token.ts';
import { beginTotp, confirmTotp, endTotp, renewCodes } from './totp.ts';

const done = (reply: FastifyReply): FastifyReply => reply.code(204).send();

/** What a person sees and changes about how they sign in. */
export function securityRoutes(server: Server, parts: Parts): void {
  server.get(
    '/api/session/security',
    { schema: { response: { 200: contract.SecurityView } } },
    async (request) => securityView(parts, (await requireLive(parts, request)).actor),
  );
  server.post(
    '/api/session/password',
    { schema: { body: contract.PasswordChange } },
    async (request, reply) => {
      await changePassword(parts, (await requireLive(parts, request)).actor, request.body);
      return done(reply);
    },
  );
  secondFactorRoutes(server, parts);
  passkeyRoutes(server, parts);
  sessionListRoutes(server, parts);
}

function secondFactorRoutes(server: Server, parts: Parts): void {
  server.post(
    '/api/session/totp',
    { schema: { body: contract.PasswordProof, response: { 200: contract.TotpBegun } } },
    async (request) => {
      const { actor } = await requireLive(parts, request);
      await provePassword(parts, actor, request.body.password);
      return beginTotp(parts, actor);
    },
  );
  server.post(
    '/api/session/totp/confirm',
    { schema: { body: contract.TotpConfirm, response: { 200: contract.RecoveryCodes } } },
    async (request) => ({
      codes: await confirmTotp(parts, (await requireLive(parts, request)).actor, request.body.code),
    }),
  );
  server.post(
    '/api/session/totp/off',
    { schema: { body: contract.PasswordProof } },
    async (request, reply) => {
      const { actor } = await requireLive(parts, request);
      await provePassword(parts, actor, request.body.password);
      await endTotp(parts, actor);
      return done(reply);
    },
  );
  server.post(
    '/api/session/recovery-codes',
    { schema: { body: contract.PasswordProof, response: { 200: contract.RecoveryCodes } } },
    async (request) => {
      const { actor } = await requireLive(parts, request);
      await provePassword(parts, actor, request.body.password);
      return { codes: await renewCodes(parts, actor) };
    },
  );
}

function passkeyRoutes(server: Server, parts: Parts): void {
  server.post(
    '/api/session/passkeys/options',
    { schema: { body: contract.Nothing, response: { 200: contract.PasskeyOffer } } },
    async (request, reply) => offerPasskey(parts, reply, (await requireLive(parts, request)).actor),
  );
  server.post('/api/session/passkeys', { schema: { body: contract.PasskeyNew } }, async (request, reply) => {
    await addPasskey(parts, request, reply, (await requireLive(parts, request)).actor, request.body);
    return done(reply);
  });
  server.patch(
    '/api/session/passkeys/:id',
    { schema: { params: contract.IdParam, body: contract.PasskeyName } },
    async (request, reply) => {
      await renamePasskey(
        parts,
        (await requireLive(parts, request)).actor,
        request.params.id,
        request.body.label,
      );
      return done(reply);
    },
  );
  server.delete(
    '/api/session/passkeys/:id',
    { schema: { params: contract.IdParam } },
    async (request, reply) => {
      await removePasskey(parts, (await requireLive(parts, request)).actor, request.params.id);
      return done(reply);
    },
  );
}

function sessionListRoutes(server: Server, parts: Parts): void {
  const end = (actor: PersonActor, one: string | undefined, except?: string): Promise<number> =>
    endSessions(
      parts,
      as(parts, actor),
      { ...whose(actor), ...(one === undefined ? {} : { session_id: one }) },
      one === actor.session ? 'sign-out' : 'remote',
      except,
    );
  server.delete(
    '/api/session/sessions/:id',
    { schema: { params: contract.IdParam } },
    async (request, reply) => {
      const { actor } = await requireLive(parts, request);
      if ((await end(actor, request.params.id)) === 0) throw new Problem('not-found');
      return done(request.params.id === actor.session ? leave(reply) : reply);
    },
  );
  server.post(
    '/api/session/sessions/end',
    { schema: { body: contract.EndSessions } },
    async (request, reply) => {
      const { actor } = await requireLive(parts, request);
      const { which } = request.body;
      await end(actor, undefined, which === 'others' ? actor.session : undefined);
      return done(which === 'all' ? leave(reply) : reply);
    },
  );
}
