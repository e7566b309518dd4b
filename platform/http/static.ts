import { readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contentSecurityPolicy, type Page } from './headers.ts';
import type { Server } from './server.ts';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.wasm': 'application/wasm',
};

interface Asset {
  readonly type: string;
  readonly plain: Buffer;
  readonly br: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

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
  const assets = readAssets(join(options.folder, 'assets'));
  const open = { config: { rateLimit: false as const } };
  for (const [name, asset] of assets)
    server.get(`/assets/${name}`, open, (request, reply) => sendAsset(request, reply, asset));
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

function readAssets(folder: string): Map<string, Asset> {
  return new Map(
    readdirSync(folder).map((name) => {
      const plain = readFileSync(join(folder, name));
      const type = TYPES[extname(name)] ?? 'application/octet-stream';
      const dense = name.endsWith('.woff2') || plain.length < 512;
      const br = dense
        ? undefined
        : brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } });
      return [name, { type, plain, br, gzip: dense ? undefined : gzipSync(plain, { level: 9 }) }];
    }),
  );
}

function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: Asset): FastifyReply {
  const accepted = request.headers['accept-encoding'] ?? '';
  const encoding =
    asset.br && /\bbr\b/.test(accepted) ? 'br' : asset.gzip && /\bgzip\b/.test(accepted) ? 'gzip' : undefined;
  reply.type(asset.type).header('cache-control', 'public, max-age=31536000, immutable');
  if (asset.br) reply.header('vary', 'accept-encoding');
  return encoding === undefined
    ? reply.send(asset.plain)
    : reply.header('content-encoding', encoding).send(asset[encoding]);
}
