import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
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
  options: { folder: string; page: Page; except: readonly string[] },
): Promise<void> {
  const document = readFileSync(join(options.folder, 'index.html'), 'utf8');
  const policy = contentSecurityPolicy(options.page);
  const assets = readAssets(options.folder);
  const open = { config: { rateLimit: false as const } };
  for (const [name, asset] of assets)
    server.get(`/assets/${name}`, open, (request, reply) =>
      sendAsset(request, reply.type(TYPES[extname(name)] ?? 'application/octet-stream'), asset),
    );
  server.get('/*', open, async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (path.startsWith('/assets/') || options.except.some((prefix) => path.startsWith(prefix)))
      return reply.callNotFound();
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(document);
  });
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
