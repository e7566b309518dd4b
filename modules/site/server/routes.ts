import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { dayAt } from '#modules/customers';
import type { Controller } from '#platform/config';
import { describeMaps, registerOf, type DataMap, type Transfer } from '#platform/data-map';
import { contentSecurityPolicy, strict, type Routes } from '#platform/http';
import { loadPolicies, loadVersions } from '#policy/load';
import type { Lang } from '#policy/read';
import type { Standing } from '#policy/state';
import { siteAssetRoutes } from './asset-routes.ts';
import { loadAssets } from './assets.ts';
import { SWEDISH_AUTHORITIES } from './authorities.ts';
import { dpvDocument } from './dpv.ts';
import type { Figures } from './figures.ts';
import { fill, type Authorities, type Provider } from './fill.ts';
import { PATHS } from './frame.ts';
import { frontPage } from './front-page.ts';
import { impactPage } from './impact-page.ts';
import { keptPage } from './kept-page.ts';
import { notFoundPage } from './not-found-page.ts';
import { policyPage } from './policy-page.ts';
import { promisesJson } from './promises-json.ts';
import { registerCsv } from './register-csv.ts';
import { tiltDocument } from './tilt.ts';

export interface SiteDeps {
  readonly controller: Controller;
  /** The enabled connectors, by their public names. */
  readonly providers: readonly Provider[];
  /** To whom something of a person's goes outside the EEA. */
  readonly transfers: readonly Transfer[];
  /** Sweden's unless given. */
  readonly authorities?: Authorities;
  /** Where a person signs in. */
  readonly appOrigin: string;
  /** What may be claimed about this build: `standingReader(dataDir)`. */
  readonly standing: () => Standing;
  /** Everything the product keeps. */
  readonly maps: readonly DataMap[];
  /** IANA name, for the time of the last run. */
  readonly timeZone: string;
  /** Where these pages are. */
  readonly shopOrigin: string;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** What is measured; asked for each reader. Nothing is, unless given. */
  readonly figures?: () => Promise<Figures>;
}

/**
 * The public pages of the shop's host: front page, policy in two languages with its published versions, the promises as data, and
 * their stylesheet and fonts. Documents without any script.
 * @throws PolicyFault when the policy can't be read, and Error when a placeholder in it has no value: the server then does not start.
 */
export function siteRoutes(deps: SiteDeps): Routes {
  const assets = loadAssets();
  const policies = loadPolicies();
  const versions = loadVersions();
  const facts = {
    controller: deps.controller,
    providers: deps.providers,
    authorities: deps.authorities ?? SWEDISH_AUTHORITIES,
  };
  const shared = { ...facts, appOrigin: deps.appOrigin, stylesheet: assets.stylesheet, icon: assets.icon };
  const csp = contentSecurityPolicy({ connect: [], script: false });
  const pageOf = (lang: Lang, version?: number): string | undefined => {
    const old = version !== undefined && version !== policies.sv.version;
    const chosen = old ? versions.get(version) : policies;
    if (chosen === undefined) return undefined;
    const page = {
      ...shared,
      policies: chosen,
      lang,
      standing: deps.standing(),
      timeZone: deps.timeZone,
      versions: [...versions.keys()],
    };
    return policyPage(old ? { ...page, inForce: policies.sv.version } : page);
  };
  // Every page is made once before the server listens, so that a hole in the policy stops the start and not a reader.
  for (const lang of ['sv', 'en'] as const)
    for (const version of [undefined, ...versions.keys()]) pageOf(lang, version);

  const send = (
    request: FastifyRequest,
    reply: FastifyReply,
    document: string,
    type = 'text/html; charset=utf-8',
  ): FastifyReply => {
    const etag = `"${createHash('sha256').update(document).digest('base64url').slice(0, 22)}"`;
    reply.headers({ 'cache-control': 'no-cache', etag, 'content-security-policy': csp });
    return request.headers['if-none-match'] === etag
      ? reply.code(304).send()
      : reply.type(type).send(document);
  };
  const version = { schema: { params: strict({ version: Type.Integer({ minimum: 1, maximum: 100_000 }) }) } };

  return (server) => {
    for (const lang of ['sv', 'en'] as const) {
      server.get(PATHS[lang].front, (request, reply) =>
        send(request, reply, frontPage({ ...shared, lang, standing: deps.standing() })),
      );
      server.get(PATHS[lang].policy, (request, reply) => send(request, reply, pageOf(lang) ?? ''));
      server.get(`${PATHS[lang].policy}/version/:version`, version, (request, reply) => {
        const found = pageOf(lang, request.params.version);
        return found === undefined
          ? send(request, reply.code(404), notFoundPage({ ...shared, lang }))
          : send(request, reply, found);
      });
    }
    for (const lang of ['sv', 'en'] as const) {
      const kept = (figures: Figures): string =>
        keptPage({
          ...shared,
          lang,
          maps: deps.maps,
          transfers: deps.transfers,
          figures,
          standing: deps.standing(),
          timeZone: deps.timeZone,
        });
      const impact = (): string =>
        impactPage({ ...shared, lang, maps: deps.maps, date: dayAt(deps.now(), deps.timeZone) });
      // Once before the server listens, so that a column without words stops the start and not a reader.
      kept({});
      impact();
      server.get(PATHS[lang].kept, async (request, reply) =>
        send(request, reply, kept((await deps.figures?.()) ?? {})),
      );
      server.get(PATHS[lang].impact, (request, reply) => send(request, reply, impact()));
    }
    const origins = { shop: deps.shopOrigin, app: deps.appOrigin };
    const tilt = (lang: Lang): string =>
      asJson(
        tiltDocument({
          ...facts,
          transfers: deps.transfers,
          maps: deps.maps,
          policy: policies[lang],
          origins,
          lang,
        }),
      );
    const JSON_TYPE = 'application/json; charset=utf-8';
    const published: Readonly<Record<string, readonly [type: string, document: string]>> = {
      'data-map.json': [JSON_TYPE, asJson(describeMaps(deps.maps))],
      'register.json': [JSON_TYPE, asJson(registerOf(deps.maps, deps.controller, deps.transfers))],
      'register.csv': ['text/csv; charset=utf-8', registerCsv(deps.maps, deps.controller, deps.transfers)],
      'tilt.json': [JSON_TYPE, tilt('sv')],
      'tilt.en.json': [JSON_TYPE, tilt('en')],
      'dpv.jsonld': [
        'application/ld+json; charset=utf-8',
        asJson(dpvDocument(deps.maps, deps.controller, deps.shopOrigin)),
      ],
    };
    for (const [name, [type, document]] of Object.entries(published)) {
      server.get(`/.well-known/telink/${name}`, (request, reply) => send(request, reply, document, type));
    }
    server.get('/.well-known/telink/promises.json', (request, reply) =>
      send(
        request,
        reply,
        JSON.stringify(promisesJson(policies, facts, deps.standing()), undefined, 1),
        'application/json; charset=utf-8',
      ),
    );
    return siteAssetRoutes()(server);
  };
}

const asJson = (value: unknown): string => JSON.stringify(value, undefined, 1);

/** The policy's sentence about the supported mail providers, filled: other slices show this very text when they refuse one (promise mail.3). */
export function supportedMailSentence(
  deps: Pick<SiteDeps, 'controller' | 'providers' | 'authorities'>,
  lang: Lang,
): string {
  const facts = {
    controller: deps.controller,
    providers: deps.providers,
    authorities: deps.authorities ?? SWEDISH_AUTHORITIES,
  };
  const { chapters } = loadPolicies()[lang];
  const sentence = chapters
    .flatMap((chapter) => chapter.sentences)
    .find((candidate) => candidate.key === 'mail.3');
  if (sentence === undefined) throw new Error('The policy has no sentence mail.3.');
  return fill(sentence.text, facts, lang);
}
