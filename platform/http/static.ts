import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { readAssets, type Asset } from './dense.ts';
import { contentSecurityPolicy, type Page } from './headers.ts';
import type { Server } from './server.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

/**
 * Serves a built app: hashed files for ever, the document never stored (promise mail.9), and the same document for every address of the
 * app's own router. Everything is read once, before the server listens: a build that is replaced beneath a running server can't mix
 * two versions, and what is public and hashed is sent compressed without work per call.
 */
export async function serveApp(
  server: Server,
  options: {
    folder: string;
    page: Page;
    except: readonly string[];
    /** What the page's script is going to ask for first thing, by name; undefined when there is nothing to tell. */
    ahead?: (request: FastifyRequest) => Promise<Readonly<Record<string, unknown>> | undefined>;
  },
): Promise<void> {
  const document = readFileSync(join(options.folder, 'index.html'), 'utf8');
  const policy = contentSecurityPolicy(options.page);
  const assets = readAssets(options.folder);
  const open = { config: { rateLimit: false as const } };
  const telling = options.ahead && unlessTooMany(server, options.ahead);
  for (const [name, asset] of assets)
    server.get(`/assets/${name}`, open, (request, reply) =>
      sendAsset(request, reply.type(TYPES[extname(name)] ?? 'application/octet-stream'), asset),
    );
  server.get('/*', open, async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path.startsWith('/assets/') || options.except.some((prefix) => path.startsWith(prefix)))
      return reply.callNotFound();
    reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8');
    const ahead = telling && isVisit(request) ? telling(request) : undefined;
    return reply.send(ahead === undefined ? document : Readable.from(documentWith(document, ahead)));
  });
}

/** The document is for everyone, however often; what is looked up for it costs as much as a call, and is counted like one. */
function unlessTooMany<T>(
  server: Server,
  look: (request: FastifyRequest) => Promise<T>,
): (request: FastifyRequest) => Promise<T | undefined> {
  const counted = server.createRateLimit({ max: 120, timeWindow: 60_000 });
  return async (request) => {
    const turn = await counted(request);
    return !turn.isAllowed && turn.isExceeded ? undefined : look(request);
  };
}

/**
 * Somebody goes there with a window of their own. Not what another page's script fetches or draws within itself, and not what a browser
 * fetches in case somebody should go there: such an answer may lie about (Fetch Metadata; RFC 8941 for the form of the fields).
 */
function isVisit({ method, headers }: FastifyRequest): boolean {
  return (
    method === 'GET' &&
    headers['sec-fetch-mode'] === 'navigate' &&
    headers['sec-fetch-dest'] === 'document' &&
    headers['sec-purpose'] === undefined &&
    headers['purpose'] === undefined
  );
}

/**
 * The document at once, so that its script is on its way, and at its end as data, which no policy has to allow, what that script is going
 * to ask for: without it the first screen waits for one answer after the other.
 */
async function* documentWith(
  document: string,
  ahead: Promise<Readonly<Record<string, unknown>> | undefined>,
): AsyncGenerator<string> {
  const end = document.lastIndexOf('</body>');
  ahead.catch(() => undefined);
  yield document.slice(0, end);
  // What could not be told here is asked for, and answered with its reason.
  const told = await ahead.catch(() => undefined);
  if (told !== undefined)
    yield `<script type="application/json" id="ahead">${JSON.stringify(told).replaceAll('<', '\\u003c')}</script>`;
  yield document.slice(end);
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding =
    asset.br && /\bbr\b/.test(accepted) ? 'br' : asset.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  reply.header('cache-control', 'public, max-age=31536000, immutable');
  if (asset.br) reply.header('vary', 'accept-encoding');
  return encoding === undefined
    ? reply.send(asset.plain)
    : reply.header('content-encoding', encoding).send(asset[encoding]);
}
