import fastifyStatic from '@fastify/static';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentSecurityPolicy, type Page } from './headers.ts';
import type { Server } from './server.ts';

/**
 * Serves a built app: hashed files for ever, the document never stored (promise mail.9), and the same document for every address of
 * the app's own router.
 */
export async function serveApp(
  server: Server,
  options: { folder: string; page: Page; except: readonly string[] },
): Promise<void> {
  const document = readFileSync(join(options.folder, 'index.html'), 'utf8');
  const policy = contentSecurityPolicy(options.page);
  await server.register(fastifyStatic, {
    root: join(options.folder, 'assets'),
    prefix: '/assets/',
    decorateReply: false,
    immutable: true,
    maxAge: '365d',
    cacheControl: true,
    setHeaders: (response) => {
      response.header('cache-control', 'public, max-age=31536000, immutable');
    },
  });
  const send = { config: { rateLimit: false as const } };
  server.get('/*', send, async (request, reply) => {
    const path = request.url.split('?', 1)[0] ?? '/';
    if (options.except.some((prefix) => path.startsWith(prefix))) return reply.callNotFound();
    return reply
      .header('content-security-policy', policy)
      .header('cache-control', 'no-store')
      .type('text/html; charset=utf-8')
      .send(document);
  });
}
