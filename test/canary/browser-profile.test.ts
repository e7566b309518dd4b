import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { brotliCompressSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { chromium } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { plant, scan } from './index.ts';
import { chromiumPath, quietArguments, withoutBrowser } from '../run/browser.ts';

const PLACES = [
  'indexeddb',
  'wide',
  'large',
  'localstorage',
  'sessionstorage',
  'cacheapi',
  'opfs',
  'plain',
  'gzip',
  'br',
  'zstd',
  'title',
] as const;

/** Compressible, so that a browser that compresses does. */
const page = (canary: string): string =>
  `${'Hej och välkommen. '.repeat(300)}${canary}${' Vi ses snart igen!'.repeat(300)}`;

describe.skipIf(withoutBrowser !== false)('a real Chromium profile', () => {
  test('gives up what was planted in each kind of storage, in every way the browser writes it', async () => {
    const canaries = Object.fromEntries(PLACES.map((place) => [place, plant('profile', place)]));
    const of = (place: (typeof PLACES)[number]): string => canaries[place] ?? '';
    const never = plant('profile', 'never');
    const bodies: Readonly<Record<string, readonly [encoding: string, body: Buffer]>> = {
      '/plain': ['identity', Buffer.from(page(of('plain')))],
      '/gzip': ['gzip', gzipSync(page(of('gzip')))],
      '/br': ['br', brotliCompressSync(page(of('br')))],
      '/zstd': ['zstd', zstdCompressSync(page(of('zstd')))],
    };
    const server = createServer((request, response) => {
      const [encoding, body] = bodies[request.url ?? ''] ?? [
        'identity',
        Buffer.from(`<!doctype html><title>${of('title')}</title>`),
      ];
      response.writeHead(200, {
        'content-type': request.url === '/' ? 'text/html' : 'text/plain',
        'content-encoding': encoding,
        'cache-control': 'private, max-age=3600',
      });
      response.end(body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    if (address === null || typeof address === 'string') throw new Error('no port');
    const profile = await mkdtemp(path.join(tmpdir(), 'telink-profile-'));
    const open = (): ReturnType<typeof chromium.launchPersistentContext> =>
      chromium.launchPersistentContext(profile, {
        executablePath: chromiumPath,
        args: [...quietArguments],
      });
    try {
      const context = await open();
      const tab = await context.newPage();
      await tab.goto(`http://localhost:${address.port}/`);
      await tab.evaluate(
        async ({ canaries, large }) => {
          const opening = indexedDB.open('plain', 1);
          opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('s'));
          await new Promise((resolve) => opening.addEventListener('success', resolve));
          const transaction = opening.result.transaction('s', 'readwrite');
          transaction.objectStore('s').put({ text: canaries['indexeddb'] }, 1);
          transaction.objectStore('s').put({ text: `${canaries['wide']} 🐚` }, 2);
          transaction.objectStore('s').put({ text: large }, 3);
          await new Promise((resolve) => transaction.addEventListener('complete', resolve));
          localStorage.setItem('k', canaries['localstorage'] ?? '');
          sessionStorage.setItem('k', canaries['sessionstorage'] ?? '');
          await (await caches.open('c')).put('/x', new Response(canaries['cacheapi']));
          const file = await (await navigator.storage.getDirectory()).getFileHandle('f', { create: true });
          const writable = await file.createWritable();
          await writable.write(canaries['opfs'] ?? '');
          await writable.close();
          for (const way of ['plain', 'gzip', 'br', 'zstd']) await (await fetch(`/${way}`)).text();
        },
        { canaries, large: page(of('large')).repeat(30) },
      );
      await context.close();
      const wanted = [...Object.values(canaries), never];
      const first = await scan([profile], wanted);
      expect(first.unread).toStrictEqual([]);
      expect(first.files).toBeGreaterThan(50);
      expect(first.bytes).toBeGreaterThan(100_000);
      const found = new Set(first.hits.map(({ canary }) => canary));
      expect(PLACES.filter((place) => !found.has(of(place)))).toStrictEqual([]);
      expect(found.has(never)).toBe(false);
      const ways = (canary: string): string[] =>
        first.hits.filter((hit) => hit.canary === canary).map(({ encoding }) => encoding);
      expect(ways(of('wide'))).toContain('utf16le');
      expect(ways(of('large'))).toContain('snappy > utf8');
      expect(ways(of('gzip'))).toContain('gzip > utf8');
      expect(ways(of('br'))).toStrictEqual(['brotli > utf8']);

      // Deleting a database writes its log to a compressed table, and leaves it there: deleting is not erasing.
      const again = await open();
      const second = await again.newPage();
      await second.goto(`http://localhost:${address.port}/`);
      await second.evaluate(async () => {
        const deleting = indexedDB.deleteDatabase('plain');
        await new Promise((resolve) => deleting.addEventListener('success', resolve));
      });
      await again.close();
      const { hits } = await scan([profile], wanted);
      const inTables = hits.filter(
        ({ file, encoding }) => file.endsWith('.ldb') && encoding.startsWith('leveldb snappy'),
      );
      expect(inTables.map(({ canary }) => canary)).toStrictEqual(
        expect.arrayContaining([of('indexeddb'), of('wide')]),
      );
    } finally {
      server.closeAllConnections();
      server.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    }
  });
});
