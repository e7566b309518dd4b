import type { FastifyReply } from 'fastify';
import { sitePages } from '#modules/site';
import * as contract from '#contract/privacy';
import { formRoutes, type Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import { askInPublic, proveCode } from './ask-in-public.ts';
import { PUBLIC_PATHS, publicPages } from './public-pages.ts';
import { publicAnswerKey } from './sign.ts';

/**
 * On the shop's host: a form that needs neither account nor script (promise access.1), the code that shows whose the address is, and the
 * key that our signed answers are checked with.
 */
export function publicRoutes(deps: PrivacyDeps): Routes {
  const { controller } = deps.config;
  const site = sitePages({ controller, appOrigin: deps.config.origins.app });
  const pages = publicPages(site, deps.config);
  const asking = { db: deps.db, keys: deps.keys, controller };
  const send = (reply: FastifyReply, document: string): FastifyReply =>
    reply
      .headers({
        'content-security-policy': site.csp,
        // Under no-referrer a browser sends `Origin: null` with a form, which is nobody's.
        'referrer-policy': 'same-origin',
      })
      .type('text/html; charset=utf-8')
      .send(document);
  return async (server) => {
    server.get('/.well-known/telink/answer-key.json', async (_request, reply) =>
      reply
        .type('application/jwk+json; charset=utf-8')
        .send(JSON.stringify(await publicAnswerKey(deps.keys))),
    );
    for (const lang of ['sv', 'en'] as const) {
      const path = PUBLIC_PATHS[lang];
      server.get(path, (_request, reply) => send(reply, pages.form(lang)));
      server.get(`${path}/:id`, { schema: { params: contract.requestIdParam } }, (request, reply) =>
        send(reply, pages.code(lang, request.params.id)),
      );
    }
    await formRoutes(server, (inner) => {
      for (const lang of ['sv', 'en'] as const) {
        const path = PUBLIC_PATHS[lang];
        inner.post(
          path,
          { config: { form: true }, schema: { body: contract.publicForm } },
          async (request, reply) => {
            const id = await askInPublic(asking, { ...request.body, language: lang, address: request.ip });
            return id === undefined
              ? send(reply.code(400), pages.form(lang, request.body))
              : reply.redirect(`${path}/${id}`, 303);
          },
        );
        inner.post(
          `${path}/:id`,
          {
            config: { form: true },
            schema: { params: contract.requestIdParam, body: contract.publicCode },
          },
          async (request, reply) => {
            const { id } = request.params;
            const proven = await proveCode(asking, id, request.body.code);
            if (!proven.ok)
              return proven.reason === 'wrong-code'
                ? send(reply.code(401), pages.code(lang, id, true))
                : send(reply.code(410), pages.dead(lang));
            return send(reply, proven.known ? pages.yes(lang, proven.filed[0]) : pages.no(lang, proven.no));
          },
        );
      }
    });
  };
}
