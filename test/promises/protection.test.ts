import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { HOSTS, startRunningProduct, type RunningProduct } from '../run/product.ts';

let product: RunningProduct;
let anna: Login;
let bo: Login;
const cookies: Record<'anna' | 'bo', string> = { anna: '', bo: '' };
let connection: string;

beforeAll(async () => {
  product = await startRunningProduct({ cloud: { seed: 'empty' } });
  anna = await addAccount(product, 'Anna Test', 'anna@example.org');
  bo = await addAccount(product, 'Bo Test', 'bo@example.org');
  cookies.anna = await signIn(product, anna);
  cookies.bo = await signIn(product, bo);
  const begun = await call(product, '/api/connections', {
    cookie: cookies.anna,
    body: { provider: 'microsoft365', feature: 'mail' },
  });
  const back = new URL(
    await product.cloud.answerPages(String(begun.body?.['redirect']), { account: 'elin@example.se' }),
  );
  const arrived = await call(product, back.pathname + back.search, { cookie: cookies.anna });
  connection = new URL(String(arrived.headers['location']), 'https://x').searchParams.get('connection') ?? '';
});
afterAll(() => product?.stop());

interface Operation {
  readonly method: string;
  readonly path: string;
  readonly body: boolean;
}

/** Every route there is, as the product itself publishes them. */
async function operations(): Promise<Operation[]> {
  const { body } = await call(product, '/api/openapi.json');
  const paths = body?.['paths'] as Record<string, Record<string, { requestBody?: unknown }>>;
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      body: operation.requestBody !== undefined,
    })),
  );
}

/** Open to whoever comes: what it takes to sign in, the public pages, and the provider's way back (which shows a person nothing). */
const PUBLIC = [
  /^\/$/,
  /^\/en/,
  /^\/integritetspolicy/,
  /^\/vad-vi-lagrar/,
  /^\/\.well-known\//,
  /^\/site\//,
  // What an authority may read, and where somebody without an account asks: it says nothing of anybody.
  /^\/konsekvensbedomning$/,
  /^\/begar(\/\{id\})?$/,
  /^\/en\/(request|impact)/,
  /^\/healthz/,
  /^\/assets\//,
  /^\/utloggad/,
  /^\/\{\*\}$/,
  /^\/connections\//,
  /^\/api\/connectors$/,
  /^\/api\/session\/(sign-in$|sign-out$|second-factor$|passkey\/|reset)/,
];

promise(
  'protection.3',
  'without a session every route that concerns a person answers no, whatever is sent',
  async () => {
    const all = await operations();
    const closed = all.filter(({ path }) => !PUBLIC.some((open) => open.test(path)));
    expect(closed.length).toBeGreaterThan(20);
    const answers = await Promise.all(
      closed.map(async ({ method, path, body }) => ({
        path: `${method} ${path}`,
        status: (
          await call(product, path.replaceAll(/\{\w+\}/g, connection), {
            method,
            ...(body ? { body: {} } : {}),
          })
        ).status,
      })),
    );
    expect(answers.filter(({ status }) => ![400, 401, 403, 404, 410].includes(status))).toEqual([]);
    // A refusal for the body's sake would hide what a right body does: those are asked again with a right one.
    for (const [path, body] of [
      ['token', { feature: 'mail' }],
      ['disconnect', undefined],
    ] as const) {
      expect(
        (
          await call(product, `/api/connections/${connection}/${path}`, {
            method: 'POST',
            ...(body ? { body } : {}),
          })
        ).status,
      ).toBe(401);
    }
    expect(
      (await call(product, '/api/session/vault-key', { body: { account: connection, category: 'mail' } }))
        .status,
    ).toBe(401);
  },
);

promise(
  'protection.3',
  'with another person’s session and one’s own ids nothing opens: a stranger’s id can’t be told from one that does not exist',
  async () => {
    const attempts = [
      ['POST', `/api/connections/${connection}/token`, { feature: 'mail' }],
      ['POST', `/api/connections/${connection}/disconnect`, undefined],
      ['GET', `/api/connections/${connection}/admin-link`, undefined],
      ['POST', '/api/session/vault-key', { account: connection, category: 'mail' }],
    ] as const;
    for (const [method, path, body] of attempts) {
      const ask = (cookie: string, at: string = path, sent: object | undefined = body) =>
        call(product, at, { method, cookie, ...(sent ? { body: sent } : {}) });
      const stranger = await ask(cookies.bo);
      const nobody = await ask(
        cookies.bo,
        path.replace(connection, 'A'.repeat(22)),
        body && 'account' in body ? { ...body, account: 'A'.repeat(22) } : body,
      );
      expect(stranger.status, path).toBeGreaterThanOrEqual(400);
      expect([stranger.status, stranger.text], path).toEqual([nobody.status, nobody.text]);
    }
    expect(
      (
        await call(product, `/api/connections/${connection}/token`, {
          cookie: cookies.anna,
          body: { feature: 'mail' },
        })
      ).status,
    ).toBe(200);
    expect((await call(product, '/api/connections', { cookie: cookies.bo })).text).toBe('[]');
  },
);

promise(
  'protection.1',
  'every answer of the three apps carries the protective headers, and no page allows inline script or style',
  async () => {
    for (const app of Object.keys(HOSTS) as (keyof typeof HOSTS)[]) {
      const { headers } = await call(product, '/', { app });
      expect(headers, app).toMatchObject({
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
        'cross-origin-opener-policy': 'same-origin',
        'cross-origin-resource-policy': 'same-origin',
      });
      expect(String(headers['strict-transport-security'])).toMatch(/max-age=\d{8}/);
      const policy = String(headers['content-security-policy']);
      expect(policy, app).toContain("default-src 'none'");
      expect(policy, app).toContain("frame-ancestors 'none'");
      expect(policy, app).not.toMatch(/unsafe-|\*/);
    }
    expect(String((await call(product, '/')).headers['content-security-policy'])).toContain(
      "require-trusted-types-for 'script'",
    );
    expect(String((await call(product, '/')).headers['cache-control'])).toBe('no-store');
  },
);

promise(
  'protection.1',
  'the session’s cookie is out of reach of script, other hosts and plain http',
  async () => {
    const answer = await call(product, '/api/session/sign-in', {
      body: { userId: anna.userId, password: anna.password },
    });
    const set = ([] as string[])
      .concat(answer.headers['set-cookie'] ?? [])
      .find((line) => line.startsWith('__Host-telink='));
    expect(set).toMatch(/; ?HttpOnly/i);
    expect(set).toMatch(/; ?Secure/i);
    expect(set).toMatch(/; ?SameSite=(Lax|Strict)/i);
    expect(set).not.toMatch(/; ?Domain=/i);
  },
);

promise('protection.1', 'a write that a foreign page could send is refused', async () => {
  const path = '/api/session/sessions/end';
  for (const headers of [
    { origin: 'https://www.telink.example' },
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { 'x-telink': '0' },
  ] as Record<string, string>[]) {
    const answer = await call(product, path, { cookie: cookies.anna, body: { which: 'others' }, headers });
    expect(answer.body, JSON.stringify(headers)).toMatchObject({ code: 'foreign-origin' });
  }
});

promise(
  'protection.1',
  'guessing a password is slowed down and stopped, and says the same for a user who does not exist',
  async () => {
    const guess = async (userId: string): Promise<[number, unknown][]> => {
      const seen: [number, unknown][] = [];
      for (let i = 0; i < 12; i += 1) {
        const answer = await call(product, '/api/session/sign-in', {
          body: { userId, password: `wrong-guess-${i}` },
          headers: { 'x-forwarded-for': `203.0.113.${i}` },
        });
        seen.push([answer.status, answer.body?.['code']]);
      }
      return seen;
    };
    const known = await guess(bo.userId);
    expect(known.at(-1)).toEqual([429, 'too-many']);
    // Asked before the stranger is: on a busy machine twelve more guesses outlast the shortest wait.
    const right = await call(product, '/api/session/sign-in', {
      body: { userId: bo.userId, password: bo.password },
      headers: { 'x-forwarded-for': '203.0.113.99' },
    });
    expect(right.status).toBe(429);
    expect(await guess('qqqqqqqq')).toEqual(known);
  },
);
