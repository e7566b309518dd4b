import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect } from 'vitest';
import { promise } from '#policy/promise';
import { pathTo, readGraph } from '../walls/graph.ts';
import { addAccount, call, signIn, type Login } from '../run/api.ts';
import { startRunningProduct, type RunningProduct } from '../run/product.ts';

/** What the policy's verbs need: read, write, send, settings (promise mail.13), and what it takes to know who consented. */
const ALLOWED = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'User.Read',
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.ReadWrite',
];

let product: RunningProduct;
let login: Login;
let cookie: string;
let authorize: URL;
let id: string;

beforeAll(async () => {
  product = await startRunningProduct();
  login = await addAccount(product, 'Elin Test', 'elin@example.org');
  cookie = await signIn(product, login);
});
afterAll(() => product?.stop());

promise('mail.2', 'before a person connects, nothing at all is asked of the provider', async () => {
  for (const path of ['/api/session', '/api/connections', '/api/connectors'])
    expect((await call(product, path, { cookie })).status).toBe(200);
  expect(product.cloud.calls.log).toEqual([]);
  expect(product.egress.attempts).toEqual([]);
});

promise(
  ['mail.3', 'mail.13'],
  'the consent that is asked for names exactly what the mail client needs, and never anything of Gmail',
  async () => {
    const begun = await call(product, '/api/connections', {
      cookie,
      body: { provider: 'microsoft365', feature: 'mail' },
    });
    authorize = new URL(String(begun.body?.['redirect']));
    expect(authorize.hostname).toBe('login.microsoftonline.com');
    const scopes = (authorize.searchParams.get('scope') ?? '').split(' ');
    expect(scopes.toSorted((a, b) => a.localeCompare(b))).toEqual(
      ALLOWED.toSorted((a, b) => a.localeCompare(b)),
    );
    const shared = new URL('../../../shared/contracts/google/gmail-v1.discovery.json', import.meta.url);
    const gmail = gmailScopes(shared);
    expect(gmail.length).toBeGreaterThan(0);
    expect(scopes.filter((scope) => gmail.includes(scope) || /gmail|mail\.google\.com/.test(scope))).toEqual(
      [],
    );
  },
);

/** Gmail's scopes as Google publishes them; where the contract is not at hand, their two patterns stand for them. */
function gmailScopes(file: URL): string[] {
  try {
    const { auth } = JSON.parse(readFileSync(file, 'utf8')) as {
      auth: { oauth2: { scopes: Record<string, unknown> } };
    };
    return Object.keys(auth.oauth2.scopes);
  } catch {
    return ['https://mail.google.com/', 'https://www.googleapis.com/auth/gmail.readonly'];
  }
}

promise(
  'mail.3',
  'any other mail provider is refused, in words that say which one works; the public list is made of what is enabled',
  async () => {
    for (const provider of ['google', 'imap', 'exchange']) {
      const refused = await call(product, '/api/connections', {
        cookie,
        body: { provider, feature: 'mail' },
      });
      expect([400, 422], provider).toContain(refused.status);
    }
    expect((await call(product, '/api/connectors', { cookie })).body).toMatchObject([
      { provider: 'microsoft365', features: ['mail'] },
    ]);
    const page = (await call(product, '/integritetspolicy', { app: 'shop' })).text;
    expect(page).toContain('Microsoft 365');
    expect(page).not.toMatch(/IMAP-konton|Gmail-konton/);
  },
);

promise(
  'mail.13',
  'the server redeems the consent and renews it, and never touches a mailbox itself',
  async () => {
    const back = new URL(await product.cloud.answerPages(authorize.href, { account: 'elin@example.se' }));
    const arrived = await call(product, back.pathname + back.search, { cookie });
    id = new URL(String(arrived.headers['location']), 'https://x').searchParams.get('connection') ?? '';
    const token = await call(product, `/api/connections/${id}/token`, { cookie, body: { feature: 'mail' } });
    expect(token.status).toBe(200);
    expect(((token.body?.['scopes'] ?? []) as string[]).every((scope) => ALLOWED.includes(scope))).toBe(true);
    expect(product.egress.hosts()).toEqual(['login.microsoftonline.com:443']);
    expect(product.cloud.calls.log.filter(({ path }) => path.startsWith('/v1.0'))).toEqual([]);
  },
);

promise(
  'mail.9',
  'no answer that carries a token, a key or a page of the app may be kept by any cache',
  async () => {
    const answers = [
      await call(product, `/api/connections/${id}/token`, { cookie, body: { feature: 'mail' } }),
      await call(product, '/api/session/vault-key', { cookie, body: { account: id, category: 'mail' } }),
      await call(product, '/api/connections', { cookie }),
      await call(product, '/api/session', { cookie }),
      await call(product, '/', { cookie }),
      await call(product, '/mejl/inkorg', { cookie }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200, 200]);
    expect(answers.map(({ headers }) => headers['cache-control'])).toEqual(answers.map(() => 'no-store'));
  },
);

promise(
  'mail.9',
  'two sessions of one person have different cache keys, so one browser can’t read what another kept',
  async () => {
    const other = await signIn(product, login);
    const key = async (with_: string) =>
      (
        await call(product, '/api/session/vault-key', {
          cookie: with_,
          body: { account: id, category: 'mail' },
        })
      ).body;
    const [mine, again, theirs] = [await key(cookie), await key(cookie), await key(other)];
    expect(mine?.['secret']).toMatch(/^[\w-]{43}$/);
    expect(again).toEqual(mine);
    expect(theirs?.['kid']).not.toBe(mine?.['kid']);
    expect(theirs?.['secret']).not.toBe(mine?.['secret']);
  },
);

promise(
  'mail.2',
  'after disconnecting our token is gone, none is issued, nothing is asked of the provider, and the answer claims no revocation',
  async () => {
    const key = await call(product, '/api/session/vault-key', {
      cookie,
      body: { account: id, category: 'mail' },
    });
    expect(key.status).toBe(200);
    const answer = await call(product, `/api/connections/${id}/disconnect`, { cookie, method: 'POST' });
    expect(answer.body).toMatchObject({
      revokedAtProvider: false,
      deletedHere: expect.arrayContaining(['refresh-token']),
    });
    expect(((answer.body?.['consentPages'] ?? []) as unknown[]).length).toBeGreaterThan(0);
    product.cloud.calls.clear();
    product.egress.clear();
    const refused = await call(product, `/api/connections/${id}/token`, {
      cookie,
      body: { feature: 'mail' },
    });
    expect(refused.status).toBeGreaterThanOrEqual(400);
    const noKey = await call(product, '/api/session/vault-key', {
      cookie,
      body: { account: id, category: 'mail' },
    });
    expect(noKey.status).toBeGreaterThanOrEqual(400);
    const session = await call(product, '/api/session', { cookie });
    expect(session.body?.['kids']).not.toContain(key.body?.['kid']);
    expect(product.cloud.calls.log).toEqual([]);
    expect(product.egress.attempts).toEqual([]);
  },
);

promise(
  'mail.14',
  'only the mail client can reach the mail connector: no other slice, no server code, by any chain of imports',
  async () => {
    const graph = readGraph(['modules', 'platform', 'packages', 'apps']);
    const connector = (target: string): boolean => target.startsWith('modules/mail/subscriber/engine/');
    const others = [...graph.imports.keys()].filter((file) =>
      /^(platform|packages|apps\/server|modules\/(?!mail\/))/.test(file),
    );
    expect(others.length).toBeGreaterThan(100);
    expect(others.flatMap((file) => pathTo(graph, file, connector)?.join(' → ') ?? [])).toEqual([]);
    // The same look finds the one who may.
    const own = [...graph.imports.keys()].filter((file) =>
      /^modules\/mail\/subscriber\/(?!engine\/)/.test(file),
    );
    expect(own.some((file) => pathTo(graph, file, connector) !== undefined)).toBe(true);
  },
);
