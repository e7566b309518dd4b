import type { Routes, Server } from '#platform/http';
import { Problem } from '#platform/problem';
import * as contract from '../contract.ts';
import { endSessions } from './end.ts';
import { stream } from './events.ts';
import { current, requireLive } from './live.ts';
import { sessionView } from './own-security.ts';
import { whose, type Parts } from './parts.ts';
import { askPasskey, signInByPasskey } from './passkey.ts';
import { performReset, requestReset } from './reset.ts';
import { securityRoutes } from './security-routes.ts';
import { secondFactor, signIn } from './sign-in.ts';
import { signedOutPage } from './signed-out-page.ts';
import { expireCookie, hashToken, leave, readCookie, SESSION_COOKIE } from './token.ts';
import { vaultKey } from './vault-key.ts';

/** Calls per minute and address to what can be guessed at, beside the counting of attempts. */
const GUESSED = { config: { rateLimit: { max: 60, timeWindow: 60_000 } } };

/** Everything under /api/session on the app's host. */
export const sessionRoutes =
  (parts: Parts): Routes =>
  (server) => {
    signingIn(server, parts);
    living(server, parts);
    securityRoutes(server, parts);
    signedOutPage(server, parts);
  };

function signingIn(server: Server, parts: Parts): void {
  server.post(
    '/api/session/sign-in',
    { ...GUESSED, schema: { body: contract.SignIn, response: { 200: contract.Next } } },
    (request, reply) => signIn(parts, request, reply, request.body),
  );
  server.post(
    '/api/session/second-factor',
    { ...GUESSED, schema: { body: contract.SecondFactor, response: { 200: contract.Next } } },
    (request, reply) => {
      const { code, recoveryCode } = request.body;
      if ((code === undefined) === (recoveryCode === undefined)) throw new Problem('bad-request', ['code']);
      return secondFactor(
        parts,
        request,
        reply,
        code === undefined ? { recoveryCode: recoveryCode ?? '' } : { code },
      );
    },
  );
  server.post(
    '/api/session/passkey/options',
    { ...GUESSED, schema: { body: contract.Nothing, response: { 200: contract.PasskeyAsk } } },
    (_request, reply) => askPasskey(parts, reply),
  );
  server.post(
    '/api/session/passkey/sign-in',
    { ...GUESSED, schema: { body: contract.PasskeyAnswer, response: { 200: contract.Next } } },
    (request, reply) => signInByPasskey(parts, request, reply, request.body),
  );
  server.post(
    '/api/session/reset/request',
    { ...GUESSED, schema: { body: contract.ResetRequest } },
    async (request, reply) => {
      await requestReset(parts, request.body.who, request.ip);
      return reply.code(202).send({});
    },
  );
  server.post(
    '/api/session/reset',
    { ...GUESSED, schema: { body: contract.ResetPerform } },
    async (request, reply) => {
      await performReset(parts, request.body.token, request.body.password, request.ip);
      return reply.code(204).send();
    },
  );
}

function living(server: Server, parts: Parts): void {
  server.get(
    '/api/session',
    { schema: { response: { 200: contract.SessionView } } },
    async (request, reply) => {
      const live = await current(parts, request);
      if (live) return sessionView(parts, live);
      if (readCookie(request, SESSION_COOKIE) !== undefined) expireCookie(reply, SESSION_COOKIE);
      throw new Problem('not-signed-in');
    },
  );
  // The page's word that a person is at it: reading mail asks us nothing for hours.
  server.post('/api/session/alive', { schema: { body: contract.Nothing } }, async (request, reply) => {
    await requireLive(parts, request);
    return reply.code(204).send();
  });
  server.post(
    '/api/session/vault-key',
    { schema: { body: contract.VaultKeyRequest, response: { 200: contract.VaultKeyView } } },
    async (request) => {
      const live = await current(parts, request);
      if (!live)
        throw new Problem(
          readCookie(request, SESSION_COOKIE) === undefined ? 'not-signed-in' : 'session-gone',
        );
      return vaultKey(parts, live, request.body);
    },
  );
  // Works also when the session is gone already: whoever asks to be signed out is wiped.
  server.post('/api/session/sign-out', { schema: { body: contract.Nothing } }, async (request, reply) => {
    const token = readCookie(request, SESSION_COOKIE);
    const live = await current(parts, request);
    if (live)
      await endSessions(
        parts,
        { db: parts.db, actor: live.actor },
        { ...whose(live.actor), session_id: live.actor.session },
        'sign-out',
      );
    else if (token !== undefined)
      await endSessions(parts, parts.own, { token_hash: hashToken(token) }, 'sign-out');
    return leave(reply).code(204).send();
  });
  const open = new Set<() => void>();
  server.get('/api/session/events', (request, reply) => stream(parts, request, reply, open));
  // A server that stops must not wait for streams that never end.
  server.addHook('preClose', async () => {
    for (const close of open) close();
  });
}
