import type { FastifyReply } from 'fastify';
import { Type } from 'typebox';
import { siteAssetRoutes, sitePages } from '#modules/site';
import { strict, type Routes } from '#platform/http';
import type { PrivacyDeps } from '../deps.ts';
import type { EraseHouse } from './house.ts';
import { erasures } from './ledger.ts';
import { RECEIPT_PATHS, receiptPage } from './receipt-page.ts';
import { receiptOf } from './view.ts';

/** Any text, so that what is no id at all is answered like an id that nobody has. */
const named = { schema: { params: strict({ id: Type.String() }) } };
const ID = /^[A-Za-z0-9_-]{22}$/;

/** On the app's host, where the address in the letter leads, without an account (promise access.9). Before the app's own document, which answers for every other address. */
export function receiptPages(deps: PrivacyDeps, house: () => Promise<EraseHouse>): Routes {
  const { config } = deps;
  const site = sitePages({
    controller: config.controller,
    appOrigin: config.origins.app,
    siteOrigin: config.origins.shop,
  });
  const send = (reply: FastifyReply, document: string): FastifyReply =>
    reply
      .headers({
        'content-security-policy': site.csp,
        'cache-control': 'no-store',
        'x-robots-tag': 'noindex, nofollow',
      })
      .type('text/html; charset=utf-8')
      .send(document);
  return async (server) => {
    await siteAssetRoutes()(server);
    for (const lang of ['sv', 'en'] as const)
      server.get(`${RECEIPT_PATHS[lang]}/:id`, named, async (request, reply) => {
        const { id } = request.params;
        const [erasure] = ID.test(id) ? await erasures((await house()).ctx, { erasure_id: id }) : [];
        return erasure === undefined
          ? send(reply.code(404), site.notFound(lang))
          : send(reply, receiptPage(site, config, receiptOf(erasure, lang), lang));
      });
  };
}
