import { contentSecurityPolicy, languageOf, type Routes } from '#platform/http';
import type { Controller } from '#platform/config';
import { loadAssets } from './assets.ts';
import { html } from './markup.ts';

const TEXT = {
  sv: {
    title: 'Kontoret',
    lead: 'Här finns inget att se.',
    why: 'En anställd utan undertecknat sekretessavtal och andra faktor får inte se någonting, och ännu har ingen anställd ett konto här. Det gäller också den som driver systemet.',
    policy: 'Läs vad policyn lovar om personalens åtkomst',
  },
  en: {
    title: 'The office',
    lead: 'There is nothing to see here.',
    why: 'Staff without a signed confidentiality agreement and a second factor see nothing, and no member of staff has an account here yet. That goes for whoever runs the system too.',
    policy: 'Read what the policy promises about staff access',
  },
} as const;

/** The office's host while nobody may enter it: a page without script that says so (promise protection.6). */
export function officeRoutes(deps: { readonly controller: Controller; readonly shopOrigin: string }): Routes {
  const assets = loadAssets();
  const csp = contentSecurityPolicy({ connect: [], script: false });
  return (server) => {
    server.get('/', async (request, reply) => {
      const lang = languageOf(request);
      const text = TEXT[lang];
      const page = html`<!doctype html>
        <html lang="${lang}">
          <head>
            <meta charset="utf-8" />
            <meta name="viewport" content="width=device-width, initial-scale=1" />
            <meta name="color-scheme" content="light dark" />
            <title>${text.title} · ${deps.controller.name}</title>
            <link rel="icon" type="image/svg+xml" href="${assets.icon}" />
            <link rel="stylesheet" href="${assets.stylesheet}" />
          </head>
          <body>
            <main id="main" class="in shut">
              <p class="muted">${deps.controller.name} · ${text.title}</p>
              <h1>${text.lead}</h1>
              <p>${text.why}</p>
              <p>
                <a
                  class="link"
                  href="${deps.shopOrigin}${lang === 'sv' ? '/integritetspolicy' : '/en/privacy-policy'}"
                  >${text.policy}</a
                >
              </p>
            </main>
          </body>
        </html>`.markup;
      return reply.header('content-security-policy', csp).type('text/html; charset=utf-8').send(page);
    });
    for (const [address, asset] of assets.files) {
      server.get(address, { config: { rateLimit: false } }, (_request, reply) =>
        reply
          .header('cache-control', 'public, max-age=31536000, immutable')
          .type(asset.type)
          .send(asset.body),
      );
    }
  };
}
