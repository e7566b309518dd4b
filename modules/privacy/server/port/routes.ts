import { Readable } from 'node:stream';
import {
  portBody,
  portConfirm,
  portMade,
  portParam,
  portPullIn,
  portTaken,
  portView,
} from '#contract/privacy';
import type { FastifyRequest } from 'fastify';
import type { Routes, Server } from '#platform/http';
import { Problem } from '#platform/problem';
import type { PrivacyDeps } from '../deps.ts';
import { confirmInbox, MOST_PACKAGE, pullIn, receive } from './inbox.ts';
import { portText } from './message.ts';
import { portArchive } from './package-files.ts';
import { signed } from './signing.ts';
import { beginTransfer, openArchive, spendToken, transfersOf, withdrawTransfer } from './transfers.ts';

/** Guessed at by nobody: a code and a token have 80 bits and more; this keeps it from being tried. */
const SELDOM = { config: { rateLimit: { max: 20, timeWindow: 60_000 } } } as const;

/** On the app's host: taking along, and receiving from another operator. */
export function portRoutes(deps: PrivacyDeps): Routes {
  const { session } = deps;
  return async (server) => {
    server.get('/api/privacy/port', { schema: { response: { 200: portView } } }, async (request) =>
      transfersOf(deps, await session.require(request)),
    );
    server.post(
      '/api/privacy/port',
      { schema: { body: portBody, response: { 200: portMade } } },
      async (request) => beginTransfer(deps, await session.require(request), request.body),
    );
    server.get('/api/privacy/port/:id/archive', { schema: { params: portParam } }, async (request, reply) => {
      const actor = await session.require(request);
      const who = await openArchive(deps, actor, request.params.id);
      return reply
        .type('application/zip')
        .header('content-disposition', 'attachment; filename="mina-uppgifter.zip"')
        .send(Readable.from(portArchive({ db: deps.db, actor }, deps, who)));
    });
    server.delete('/api/privacy/port/:id', { schema: { params: portParam } }, async (request, reply) => {
      await withdrawTransfer(deps, await session.require(request), request.params.id);
      return reply.code(204).send();
    });
    server.get('/api/privacy/port/pull', SELDOM, async (request, reply) => {
      const token = /^Bearer ([A-Za-z0-9_-]{22,64})$/.exec(request.headers.authorization ?? '')?.[1];
      if (token === undefined) throw new Problem('not-found');
      const { id, ...who } = await spendToken(deps, token);
      const text = await portText(deps, who, { id, claim: '0'.repeat(64) });
      return reply
        .type('application/json; charset=utf-8')
        .header('x-opendsr-processor-domain', new URL(deps.config.origins.app).hostname)
        .header('x-opendsr-signature', await signed(deps.keys, text))
        .send(text);
    });
    server.post(
      '/api/privacy/port/inbox/confirm',
      { ...SELDOM, schema: { body: portConfirm, response: { 200: portTaken } } },
      async (request) => ({ taken: true as const, name: await confirmInbox(deps, request.body.code) }),
    );
    server.post(
      '/api/privacy/port/pull-in',
      { ...SELDOM, schema: { body: portPullIn, response: { 200: portTaken } } },
      async (request) => ({ taken: true as const, name: await pullIn(deps, request.body) }),
    );
    await server.register(async (inner) => inbox(inner as unknown as Server, deps));
  };
}

/** The body as it was signed, byte for byte: it is parsed after the signature is known to hold. */
function inbox(server: Server, deps: PrivacyDeps): void {
  server.removeContentTypeParser('application/json');
  server.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) =>
    done(null, body),
  );
  server.post('/api/privacy/port/inbox', { ...SELDOM, bodyLimit: MOST_PACKAGE }, async (request) => ({
    receipt: await receive(deps, {
      from: headerOf(request, 'x-opendsr-processor-domain'),
      signature: headerOf(request, 'x-opendsr-signature'),
      text: String(request.body),
    }),
  }));
}

const headerOf = (request: FastifyRequest, name: string): string => String(request.headers[name] ?? '');
