import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig } from '#platform/config';
import { createHttp, serveApp, type Server } from '#platform/http';
import { createLog } from '#platform/log';

const DOCUMENT = '<!doctype html><html><body><div id="root"></div></body></html>';
const folder = mkdtempSync(join(tmpdir(), 'telink-app-'));
mkdirSync(join(folder, 'assets'));
writeFileSync(join(folder, 'index.html'), DOCUMENT);

let tell: () => Promise<Record<string, unknown> | undefined>;
let asked = 0;
let server: Server;
beforeAll(async () => {
  server = await createHttp({
    config: readConfig({}),
    log: createLog('error', { write: () => undefined }),
    apps: {
      shop: [],
      app: [
        (inner) =>
          serveApp(inner, {
            folder,
            page: { script: true, connect: [] },
            except: ['/api/'],
            ahead: () => {
              asked += 1;
              return tell();
            },
          }),
      ],
      office: [],
    },
    ready: () => true,
    callsPerMinute: 0,
  });
});
afterAll(async () => {
  await server.close();
  rmSync(folder, { recursive: true, force: true });
});

const visit = { 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' };
const get = (headers: Record<string, string>, method: 'GET' | 'HEAD' = 'GET') =>
  server.inject({ method, url: '/mejl', headers: { host: 'app.localhost:3000', ...headers } });

test('whoever goes there is told with the document what its script will ask for, as data that ends no element', async () => {
  tell = async () => ({ 'GET /api/x': { name: '</script><script>alert(1)</script>' } });
  const answer = await get(visit);
  expect(answer.headers['cache-control']).toBe('no-store');
  const data =
    /<script type="application\/json" id="ahead">(.*?)<\/script><\/body>/.exec(answer.body)?.[1] ?? '';
  expect(JSON.parse(data)).toEqual(await tell());
  expect(answer.body.match(/<script/g)).toHaveLength(1);
});

test('a script that fetches the document, a frame, a browser that fetches it in advance and an old one are told nothing', async () => {
  tell = async () => ({ 'GET /api/x': 'CNRY-ahead' });
  const before = asked;
  for (const headers of [
    {},
    { ...visit, 'sec-fetch-dest': 'iframe' },
    { 'sec-fetch-mode': 'cors', 'sec-fetch-dest': 'empty' },
    { ...visit, 'sec-purpose': 'prefetch;prerender' },
  ])
    expect((await get(headers)).body).toBe(DOCUMENT);
  expect((await get(visit, 'HEAD')).body).toBe('');
  expect(asked).toBe(before);
});

test('the document is whole when there is nothing to tell and when it could not be found out', async () => {
  tell = async () => undefined;
  expect((await get(visit)).body).toBe(DOCUMENT);
  tell = () => Promise.reject(new Error('away'));
  expect((await get(visit)).body).toBe(DOCUMENT);
});

test('who asks for it too often gets the document alone', async () => {
  tell = async () => ({ 'GET /api/x': 1 });
  const told: boolean[] = [];
  for (let turn = 0; turn < 130; turn += 1) told.push((await get(visit)).body !== DOCUMENT);
  expect(told[0]).toBe(true);
  expect(told.at(-1)).toBe(false);
});
