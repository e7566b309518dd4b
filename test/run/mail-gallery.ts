import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { browsers } from '@telink/ui/browsers';
import react from '@vitejs/plugin-react';
import { build } from 'vite';
import { contentSecurityPolicy } from '#platform/http';
import type { Microsoft365 } from '#worlds/microsoft365';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

export interface GalleryAccount {
  readonly id: string;
  readonly address: string;
  readonly name: string;
}

export interface ServedGallery {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** The gallery of the compose windows and the mail settings, built, under the product's own content policy, with tokens for a Microsoft 365 stand-in. */
export async function serveGallery(
  world: Microsoft365,
  accounts: readonly GalleryAccount[],
): Promise<ServedGallery> {
  const folder = await mkdtemp(join(tmpdir(), 'telink-compose-'));
  await build({
    root: fileURLToPath(new URL('../../modules/mail/subscriber/compose/gallery', import.meta.url)),
    base: '/',
    configFile: false,
    logLevel: 'error',
    plugins: [react({ compiler: true })],
    worker: { format: 'es' },
    build: {
      outDir: folder,
      target: [...browsers],
      emptyOutDir: true,
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
    },
  });
  const policy = contentSecurityPolicy({ connect: [world.graph, world.upload], script: true });
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://gallery');
    response.setHeader('cache-control', 'no-store').setHeader('content-security-policy', policy);
    const json = (value: unknown): unknown =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(value));
    if (url.pathname === '/accounts') return json(accounts);
    if (url.pathname === '/token')
      return json({
        accessToken: world.issueToken(url.searchParams.get('address') ?? '', [
          'Mail.ReadWrite',
          'Mail.Send',
          'MailboxSettings.ReadWrite',
        ]),
        expiresAt: Date.now() + 3_600_000,
        graph: world.graph,
        upload: world.upload,
      });
    const name = extname(url.pathname) === '' ? '/index.html' : url.pathname;
    readFile(join(folder, normalize(name))).then(
      (content) =>
        response.setHeader('content-type', types[extname(name)] ?? 'application/octet-stream').end(content),
      () => response.writeHead(name === '/favicon.ico' ? 204 : 404).end(),
    );
    return undefined;
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The gallery has no address');
  return {
    origin: `http://localhost:${address.port}`,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
