import { readFileSync } from 'node:fs';
import type { FastifyRequest } from 'fastify';
import { languageOf, type Server } from '#platform/http';
import { hashToken, leave, readCookie, SESSION_COOKIE } from './token.ts';
import { endSessions } from './end.ts';
import type { Parts } from './parts.ts';

const TEXT = {
  sv: {
    title: 'Utloggad',
    body: 'Allt som Telink sparade i webbläsaren är rensat.',
    again: 'Logga in igen',
    more: 'Filer du laddade ner eller skrev ut finns kvar där du lade dem.',
    policy: 'Integritetspolicy',
  },
  en: {
    title: 'Signed out',
    body: 'Everything Telink saved in this browser is gone.',
    again: 'Sign in again',
    more: 'Files you downloaded or printed are still where you put them.',
    policy: 'Privacy policy',
  },
} as const;

/**
 * The end of every way out: a page without script, kept by nobody, that wipes what the browser holds. It also signs out by itself, for
 * a browser whose script has failed; but only when the person went there from the app or by hand, since another site could lead there.
 */
export function signedOutPage(server: Server, parts: Parts): void {
  const style = readFileSync(new URL('./signed-out.css', import.meta.url), 'utf8');
  server.get('/utloggad.css', async (_request, reply) => reply.type('text/css; charset=utf-8').send(style));
  // The policy stands on the shop's host; the app need not know its name.
  for (const path of ['/integritetspolicy', '/en/privacy-policy'])
    server.get(path, async (_request, reply) => reply.redirect(parts.config.origins.shop + path, 302));
  server.get('/utloggad', async (request, reply) => {
    const token = readCookie(request, SESSION_COOKIE);
    if (token !== undefined) {
      const from = request.headers['sec-fetch-site'];
      if (from === 'cross-site' || from === 'same-site') return reply.redirect('/', 303);
      await endSessions(parts, parts.own, { token_hash: hashToken(token) }, 'sign-out');
    }
    const language = chosenLanguage(request);
    const policy = `${parts.config.origins.shop}${language === 'sv' ? '/integritetspolicy' : '/en/privacy-policy'}`;
    return leave(reply)
      .header(
        'content-security-policy',
        "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      )
      .type('text/html; charset=utf-8')
      .send(page(TEXT[language], language, policy));
  });
}

/** The language chosen in the app, which outlives the session; else the browser's. */
function chosenLanguage(request: FastifyRequest): 'sv' | 'en' {
  const chosen = /__Host-telink-look=[^;]*%22language%22%3A%22(sv|en)%22/.exec(
    request.headers.cookie ?? '',
  )?.[1];
  return chosen === 'en' || chosen === 'sv' ? chosen : languageOf(request);
}

const page = (text: (typeof TEXT)['sv' | 'en'], language: string, policy: string): string => `<!doctype html>
<html lang="${language}" translate="no">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${text.title} · Telink</title>
<link rel="stylesheet" href="/utloggad.css">
<header><svg viewBox="0 0 28 14" fill="none" aria-hidden="true"><circle cx="6.5" cy="7" r="5" fill="currentColor"/><path d="M11 7h7" stroke="currentColor" stroke-width="2"/><circle cx="21.5" cy="7" r="4.25" stroke="currentColor" stroke-width="2"/></svg>telink</header>
<main>
<h1>${text.title}</h1>
<p role="status">${text.body}</p>
<a class="again" href="/logga-in">${text.again}</a>
<p class="more">${text.more}</p>
</main>
<footer><a href="${policy}">${text.policy}</a></footer>
</html>
`;
