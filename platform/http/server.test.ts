import { Type } from 'typebox';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readConfig, type Config } from '#platform/config';
import { contentSecurityPolicy, createHttp, strict, type Routes, type Server } from '#platform/http';
import { createLog } from '#platform/log';
import { Problem } from '#platform/problem';

const logged: string[] = [];
const log = createLog('debug', { write: (line: string) => void logged.push(line) });
const behindTls = readConfig({
  TELINK_ORIGINS: 'shop=https://www.example.se,app=https://app.example.se,office=https://office.example.se',
});

const routes: Routes = (server) => {
  server.post(
    '/api/thing',
    {
      schema: {
        body: strict({
          name: Type.String({ minLength: 1 }),
          kind: Type.Optional(strict({ a: Type.Integer() })),
        }),
        response: { 200: strict({ ok: Type.Boolean() }) },
      },
    },
    async () => ({ ok: true, secret: 'CNRY-response' }),
  );
  server.get(
    '/api/things/:id',
    {
      schema: {
        params: strict({ id: Type.String() }),
        querystring: strict({ q: Type.Optional(Type.String()) }),
      },
    },
    async () => {
      throw new Error('CNRY-message');
    },
  );
  server.get('/api/refused', async () => {
    throw new Problem('not-signed-in');
  });
};
const make = (config: Config, callsPerMinute = 0): Promise<Server> =>
  createHttp({
    config,
    log,
    apps: { shop: [], app: [routes], office: [] },
    ready: () => true,
    callsPerMinute,
  });

let server: Server;
beforeAll(async () => {
  server = await make(readConfig({}));
});
afterAll(() => server.close());

const own = { host: 'app.localhost:3000', origin: 'http://app.localhost:3000', 'x-telink': '1' };
const post = (headers: Record<string, string>, payload: unknown, to = server) =>
  to.inject({ method: 'POST', url: '/api/thing', headers, payload: payload as object });

test('a route of one app does not exist on another’s host, nor on a host nobody knows', async () => {
  expect((await post(own, { name: 'x' })).statusCode).toBe(200);
  for (const host of ['localhost:3000', 'office.localhost:3000', 'evil.example']) {
    expect((await server.inject({ url: '/api/refused', headers: { host } })).statusCode).toBe(404);
  }
  expect(
    (await server.inject({ url: '/api/refused', headers: { host: 'app.localhost:3000' } })).statusCode,
  ).toBe(401);
});

test('what the contract does not name can’t leave', async () => {
  expect((await post(own, { name: 'x' })).json()).toEqual({ ok: true });
});

test('unknown fields are refused, at any depth and in the query', async () => {
  expect((await post(own, { name: 'x', extra: 1 })).statusCode).toBe(400);
  expect((await post(own, { name: 'x', kind: { a: 1, b: 2 } })).statusCode).toBe(400);
  expect((await server.inject({ url: '/api/things/1?zz=1', headers: { host: own.host } })).statusCode).toBe(
    400,
  );
});

test('a route whose contract would let unknown fields pass stops the server from starting', async () => {
  const loose: Routes = (inner) =>
    void inner.post('/loose', { schema: { body: Type.Object({ a: Type.String() }) } }, async () => ({}));
  await expect(
    createHttp({
      config: readConfig({}),
      log,
      apps: { shop: [], app: [loose], office: [] },
      ready: () => true,
    }),
  ).rejects.toThrow('unknown fields');
});

test('a write from another origin, without origin, or without the header is refused', async () => {
  for (const headers of [
    { ...own, origin: 'http://localhost:3000' },
    { ...own, origin: 'https://evil.example' },
    { ...own, origin: 'null' },
    { host: own.host, 'x-telink': '1' },
    { host: own.host, origin: own.origin },
  ] as Record<string, string>[]) {
    expect((await post(headers, { name: 'x' })).json()).toMatchObject({
      code: 'foreign-origin',
      status: 403,
    });
  }
});

test('behind one domain the apps are the same site, and still can’t write to each other', async () => {
  const tls = await make(behindTls);
  const headers = { host: 'app.example.se', 'x-telink': '1' };
  expect((await post({ ...headers, origin: 'https://app.example.se' }, { name: 'x' }, tls)).statusCode).toBe(
    200,
  );
  for (const origin of ['https://www.example.se', 'https://office.example.se', 'http://app.example.se'])
    expect((await post({ ...headers, origin }, { name: 'x' }, tls)).statusCode).toBe(403);
  await tls.close();
});

test('errors are problem+json, in Swedish unless English is asked for first', async () => {
  const swedish = await server.inject({ url: '/api/refused', headers: { host: own.host } });
  expect(swedish.headers['content-type']).toContain('application/problem+json');
  expect(swedish.json()).toMatchObject({ code: 'not-signed-in', title: 'Du är inte inloggad.' });
  expect(
    (
      await server.inject({
        url: '/api/refused',
        headers: { host: own.host, 'accept-language': 'en-GB,sv;q=0.5' },
      })
    ).json(),
  ).toMatchObject({ title: 'You are not signed in.' });
});

test('a break inside says nothing of what broke, to the caller or in the log', async () => {
  const answer = await server.inject({
    url: '/api/things/CNRY-id?q=CNRY-query',
    headers: { host: own.host, 'user-agent': 'CNRY-agent' },
  });
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain('CNRY');
  expect(logged.join('')).toContain('/api/things/:id');
  expect(logged.join('')).not.toContain('CNRY');
});

test('malformed and oversized bodies get a clear refusal', async () => {
  const raw = (payload: string, type = 'application/json') =>
    server.inject({ method: 'POST', url: '/api/thing', headers: { ...own, 'content-type': type }, payload });
  expect((await raw('{"name":')).json()).toMatchObject({ code: 'bad-request' });
  expect((await raw('<x/>', 'text/xml')).json()).toMatchObject({ code: 'bad-request' });
  expect((await raw(JSON.stringify({ name: 'x'.repeat(300_000) }))).json()).toMatchObject({
    code: 'too-large',
  });
});

test('every answer has the headers, HSTS only behind TLS, and nothing may be stored', async () => {
  const plain = (await server.inject({ url: '/api/refused', headers: { host: own.host } })).headers;
  expect(plain).toMatchObject({
    'cache-control': 'no-store',
    'referrer-policy': 'no-referrer',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  });
  expect(plain['strict-transport-security']).toBeUndefined();
  const tls = await make(behindTls);
  expect(
    (await tls.inject({ url: '/healthz', headers: { host: 'app.example.se' } })).headers[
      'strict-transport-security'
    ],
  ).toContain('max-age=63072000');
  await tls.close();
});

test('too many calls from one address are refused, others are not', async () => {
  const limited = await make(readConfig({}), 3);
  const call = async (remoteAddress: string) =>
    (await limited.inject({ url: '/api/refused', headers: { host: own.host }, remoteAddress })).statusCode;
  expect([
    await call('10.0.0.1'),
    await call('10.0.0.1'),
    await call('10.0.0.1'),
    await call('10.0.0.1'),
    await call('10.0.0.2'),
  ]).toEqual([401, 401, 401, 429, 401]);
  await limited.close();
});

test('the policy of a page with script has no unsafe-inline and demands Trusted Types; a page without script allows none', () => {
  const app = contentSecurityPolicy({ script: true, connect: ['https://graph.microsoft.com'] });
  expect(app).toContain("connect-src 'self' https://graph.microsoft.com;");
  expect(app).toContain("require-trusted-types-for 'script'");
  expect(app).not.toMatch(/unsafe-(inline|eval)/);
  expect(contentSecurityPolicy({ script: false, connect: [] })).toContain("script-src 'none'");
});

test('how many calls are left is nobody’s business', async () => {
  const limited = await make(readConfig({}), 3);
  const answer = await limited.inject({ url: '/api/refused', headers: { host: own.host } });
  expect(Object.keys(answer.headers).filter((name) => name.startsWith('x-ratelimit'))).toEqual([]);
  await limited.close();
});
