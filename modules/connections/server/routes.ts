import { contentSecurityPolicy, languageOf, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import { Type } from 'typebox';
import {
  ACCOUNTS_PATH,
  ADMIN_CALLBACK_PATH,
  adminLinkAnswer,
  CALLBACK_PATH,
  connectAnswer,
  connectBody,
  connectionList,
  connectorView,
  disconnectAnswer,
  idParams,
  tokenAnswer,
  tokenBody,
} from '../contract.ts';
import { adminLink, adminReturned } from './admin.ts';
import { adminPage, STYLE, STYLE_PATH } from './admin-page.ts';
import { begin } from './begin.ts';
import { published } from './connectors.ts';
import type { ConnectionsDeps, House } from './deps.ts';
import { disconnect } from './disconnect.ts';
import { finish, type Finished } from './finish.ts';
import type { IssueToken } from './issue-token.ts';
import { list } from './list.ts';

/** On the app's host. Everything is the person's own; another's id is answered like one that does not exist. */
export function connectionRoutes(
  house: House,
  person: ConnectionsDeps['person'],
  issueToken: IssueToken,
): Routes {
  return (server) => {
    server.get(
      '/api/connectors',
      { schema: { response: { 200: Type.Array(connectorView) } } },
      async (request) => {
        await person(request);
        return published(house.connectors);
      },
    );
    server.get('/api/connections', { schema: { response: { 200: connectionList } } }, async (request) =>
      list(house, await person(request)),
    );
    server.post(
      '/api/connections',
      { schema: { body: connectBody, response: { 200: connectAnswer } } },
      async (request) => ({ redirect: await begin(house, await person(request), request.body) }),
    );
    server.post(
      '/api/connections/:id/token',
      { schema: { params: idParams, body: tokenBody, response: { 200: tokenAnswer } } },
      async (request) => {
        const answer = await issueToken(await person(request), request.params.id, request.body);
        // The session may have ended while the provider was thinking: then nobody is there to hand it to (promise mail.14).
        await person(request);
        return answer;
      },
    );
    server.post(
      '/api/connections/:id/disconnect',
      { schema: { params: idParams, response: { 200: disconnectAnswer } } },
      async (request) => disconnect(house, await person(request), request.params.id),
    );
    server.get(
      '/api/connections/:id/admin-link',
      { schema: { params: idParams, response: { 200: adminLinkAnswer } } },
      async (request) => adminLink(house, await person(request), request.params.id),
    );

    // No schema: the provider adds what it likes to its redirects, and only the names we know are read.
    server.get(CALLBACK_PATH, async (request, reply) => {
      const at = request.url.indexOf('?');
      const finished = await person(request).then(
        (actor) => finish(house, actor, at < 0 ? '' : request.url.slice(at + 1)),
        (error: unknown): Finished => {
          if (error instanceof Problem && (error.status === 401 || error.status === 410))
            return { outcome: 'signed-out' };
          throw error;
        },
      );
      const query = new URLSearchParams({
        outcome: finished.outcome,
        ...(finished.connection === undefined ? {} : { connection: finished.connection }),
      });
      return reply.redirect(`${ACCOUNTS_PATH}?${query.toString()}`, 303);
    });
    server.get(ADMIN_CALLBACK_PATH, async (request, reply) => {
      const outcome = await adminReturned(house, request.query as Readonly<Record<string, unknown>>);
      return reply
        .header('content-security-policy', contentSecurityPolicy({ connect: [], script: false }))
        .type('text/html; charset=utf-8')
        .send(adminPage(outcome, languageOf(request)));
    });
    server.get(STYLE_PATH, async (_request, reply) => reply.type('text/css; charset=utf-8').send(STYLE));
  };
}
