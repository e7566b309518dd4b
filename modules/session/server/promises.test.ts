import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ORIGIN,
  PASSWORD,
  sessionWorld,
  testPersonalNumbers,
  type SessionWorld,
  type Someone,
  type Visitor,
} from '../../../test/run/session-world.ts';
import { softwareAuthenticator } from '../../../test/run/authenticator.ts';

const CANARY_PASSWORD = 'Kanarie-lösen-7Qx2';
const CANARY_AGENT = 'KanarieBrowser/9.7 (Kanarie OS) Chrome/1 Windows';
const CANARY_ADDRESS = '203.0.113.77';
const numbers = testPersonalNumbers();

let world: SessionWorld;
let vera: Someone;
let otto: Someone;
let veras: Visitor;
let ottos: Visitor;
beforeAll(async () => {
  world = await sessionWorld();
  vera = await world.someone({ name: 'Vera Lind', email: 'vera@example.com' });
  otto = await world.someone({ name: 'Otto Ek' });
  veras = await world.signedIn(vera);
  ottos = await world.signedIn(otto);
});
afterAll(() => world.drop());

/** Everything in every table of the database, as text and as the bytes of every bytea. */
async function wholeDatabase(): Promise<Buffer> {
  const { rows: tables } = await world.pool.query<{ name: string }>(
    "SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema NOT IN ('pg_catalog', 'information_schema') AND table_type = 'BASE TABLE'",
  );
  const parts: Buffer[] = [];
  for (const { name } of tables) {
    const { rows } = await world.pool.query<{ row: string }>(`SELECT t::text AS row FROM ${name} t`);
    for (const { row } of rows) {
      parts.push(Buffer.from(row));
      for (const [, hex] of row.matchAll(/\\x([0-9a-f]+)/g)) parts.push(Buffer.from(hex!, 'hex'));
    }
  }
  expect(tables.length).toBeGreaterThan(10);
  return Buffer.concat(parts);
}

const forms = (text: string): Buffer[] =>
  [
    text,
    text.normalize('NFD'),
    text.toLowerCase(),
    encodeURIComponent(text),
    Buffer.from(text).toString('base64'),
    Buffer.from(text).toString('base64url'),
    Buffer.from(text).toString('hex'),
  ]
    .map((form) => Buffer.from(form))
    .concat(Buffer.from(text, 'utf16le'));
function holds(bytes: Buffer, text: string): boolean {
  return forms(text).some((form) => bytes.includes(form));
}

test('a password is found nowhere: not in the database, not in the log, in no encoding', async () => {
  const someone = await world.someone({ password: CANARY_PASSWORD });
  const browser = world.visitor();
  for (const password of [CANARY_PASSWORD, `${CANARY_PASSWORD} wrong`])
    await browser.send('POST', '/api/session/sign-in', { userId: someone.userId, password });
  await browser.send('POST', '/api/session/password', {
    current: CANARY_PASSWORD,
    next: `${CANARY_PASSWORD} igen`,
  });
  const database = await wholeDatabase();
  expect(holds(database, CANARY_PASSWORD)).toBe(false);
  expect(holds(Buffer.from(world.logged.join('\n')), CANARY_PASSWORD)).toBe(false);
  // The scan sees what is there: ids stand in clear.
  expect(holds(database, someone.person)).toBe(true);
});

test('what is stored of a password is argon2id, and sealed', async () => {
  const { accountOf } = await import('./account.ts');
  expect((await accountOf(world.ctx, vera))?.password).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  expect((await wholeDatabase()).includes('$argon2')).toBe(false);
});

test.skipIf(numbers === undefined)(
  'a personal number is nowhere in clear: not in the database, not in the log',
  async () => {
    const number = numbers![3]!;
    const someone = await world.someone({ personalNumber: `${number.slice(0, 8)}-${number.slice(8)}` });
    const database = await wholeDatabase();
    for (const form of [number, number.slice(2), `${number.slice(2, 8)}-${number.slice(8)}`]) {
      expect(holds(database, form)).toBe(false);
      expect(holds(Buffer.from(world.logged.join('\n')), form)).toBe(false);
    }
    const { maskedPersonalNumber } = await import('#modules/customers');
    expect(await maskedPersonalNumber(world.ctx, someone)).toBe(`••••••-${number.slice(-4)}`);
  },
);

test('neither the address nor the browser’s own name of a visitor is kept; the device is two words', async () => {
  const browser = await world.signedIn(vera, {
    'user-agent': CANARY_AGENT,
    'x-forwarded-for': CANARY_ADDRESS,
  });
  await world.server.inject({
    method: 'POST',
    url: '/api/session/sign-in',
    remoteAddress: CANARY_ADDRESS,
    headers: { host: 'app.localhost:3000', origin: ORIGIN, 'x-telink': '1', 'user-agent': CANARY_AGENT },
    payload: { userId: 'nobody77', password: 'wrong' },
  });
  const database = await wholeDatabase();
  const log = Buffer.from(world.logged.join('\n'));
  for (const canary of ['KanarieBrowser', 'Kanarie OS', CANARY_ADDRESS]) {
    expect(holds(database, canary)).toBe(false);
    expect(holds(log, canary)).toBe(false);
  }
  const { sessions } = (await browser.get('/api/session/security')).json<{
    sessions: { device: string; current: boolean }[];
  }>();
  expect(sessions.find((item) => item.current)?.device).toBe('chrome windows');
});

test('a signed-in stranger reaches nothing of another person’s, by any id', async () => {
  const device = softwareAuthenticator('app.localhost');
  const offer = (await veras.send('POST', '/api/session/passkeys/options')).json<{
    challenge: string;
    user: { id: string };
  }>();
  await veras.send('POST', '/api/session/passkeys', { label: 'Veras', answer: device.create(offer, ORIGIN) });
  world.accounts.set(vera.person, ['veras-account']);
  await veras.send('POST', '/api/session/vault-key', { account: 'veras-account', category: 'mail' });
  const before = (await veras.get('/api/session/security')).json<{
    passkeys: { id: string; label: string }[];
    sessions: { id: string }[];
  }>();
  const ids = [
    before.passkeys[0]!.id,
    ...before.sessions.map(({ id }) => id),
    vera.person,
    vera.customer,
    'veras-account',
  ];
  for (const id of ids) {
    const tried = [
      await ottos.send('DELETE', `/api/session/sessions/${id}`),
      await ottos.send('DELETE', `/api/session/passkeys/${id}`),
      await ottos.send('PATCH', `/api/session/passkeys/${id}`, { label: 'Ottos' }),
      await ottos.send('POST', '/api/session/vault-key', { account: id, category: 'mail' }),
    ];
    for (const answer of tried) {
      expect(answer.statusCode).toBe(404);
      // The same answer as for an id that does not exist.
      expect(answer.json()).toMatchObject({ code: 'not-found' });
    }
  }
  const after = (await veras.get('/api/session/security')).json();
  expect(after).toEqual(before);
  expect(JSON.stringify((await ottos.get('/api/session/security')).json())).not.toContain(
    before.passkeys[0]!.id,
  );
});

test('a passkey’s step begun by one person can’t be finished by another', async () => {
  const device = softwareAuthenticator('app.localhost');
  const offer = (await veras.send('POST', '/api/session/passkeys/options')).json<{
    challenge: string;
    user: { id: string };
  }>();
  ottos.cookies.set('__Host-telink-step', veras.cookies.get('__Host-telink-step')!);
  expect(
    (await ottos.send('POST', '/api/session/passkeys', { label: 'x', answer: device.create(offer, ORIGIN) }))
      .statusCode,
  ).toBe(400);
});

const ROUTES: readonly (readonly [
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE',
  path: string,
  body?: unknown,
])[] = [
  ['GET', '/api/session'],
  ['GET', '/api/session/events'],
  ['GET', '/api/session/security'],
  ['POST', '/api/session/alive'],
  ['POST', '/api/session/vault-key', { account: 'a', category: 'mail' }],
  ['POST', '/api/session/password', { current: 'x', next: 'y' }],
  ['POST', '/api/session/totp', { password: 'x' }],
  ['POST', '/api/session/totp/confirm', { code: '123456' }],
  ['POST', '/api/session/totp/off', { password: 'x' }],
  ['POST', '/api/session/recovery-codes', { password: 'x' }],
  ['POST', '/api/session/passkeys/options'],
  [
    'POST',
    '/api/session/passkeys',
    {
      label: 'x',
      answer: {
        id: 'a',
        rawId: 'a',
        type: 'public-key',
        response: { clientDataJSON: 'a', attestationObject: 'a' },
      },
    },
  ],
  ['PATCH', '/api/session/passkeys/a', { label: 'x' }],
  ['DELETE', '/api/session/passkeys/a'],
  ['DELETE', '/api/session/sessions/a'],
  ['POST', '/api/session/sessions/end', { which: 'all' }],
];
/** Open to whoever has not signed in yet, and the way out. */
const OPEN = new Set([
  'POST /api/session/sign-in',
  'POST /api/session/second-factor',
  'POST /api/session/passkey/options',
  'POST /api/session/passkey/sign-in',
  'POST /api/session/reset/request',
  'POST /api/session/reset',
  'POST /api/session/sign-out',
  'GET /utloggad',
  'GET /utloggad.css',
  'GET /integritetspolicy',
  'GET /en/privacy-policy',
]);

test('without a session every route but the open ones answers 401, and the list of routes is whole', async () => {
  for (const [method, path, body] of ROUTES) {
    const stranger = world.visitor();
    const answer = method === 'GET' ? await stranger.get(path) : await stranger.send(method, path, body);
    expect([path, answer.statusCode]).toEqual([path, 401]);
  }
  const known = new Set([
    ...ROUTES.map(([method, path]) => `${method} ${path.replace(/\/a$/, '/:id')}`),
    ...OPEN,
  ]);
  const found = world.routes.filter((route) => !route.startsWith('HEAD'));
  expect(found.length).toBeGreaterThan(20);
  for (const route of found) expect(known).toContain(route);
});

test('every body refuses a field that no contract names', async () => {
  for (const [method, path, body] of ROUTES) {
    if (method === 'GET' || method === 'DELETE') continue;
    const answer = await veras.send(method, path, { ...(body as object | undefined), kanarie: 1 });
    expect([path, answer.json()]).toMatchObject([path, { code: 'unknown-field' }]);
  }
});

test('no answer carries the session’s token or any secret of signing in', async () => {
  const token = veras.cookies.get('__Host-telink')!;
  const answers = [
    await veras.get('/api/session'),
    await veras.get('/api/session/security'),
    await veras.send('POST', '/api/session/alive'),
  ];
  for (const answer of answers) {
    expect(answer.body).not.toContain(token);
    expect(answer.body).not.toMatch(/argon2|hash|totp"?:"/i);
  }
});

test('a fresh account has nothing optional on', async () => {
  const { OPTIONAL_PURPOSES } = await import('#platform/data-map');
  const { customersMap } = await import('#data-map/customers');
  const { sessionMap } = await import('#data-map/session');
  const fields = [...customersMap.tables, ...sessionMap.tables].flatMap((table) =>
    Object.values(
      table.columns as Record<
        string,
        { personal: boolean; purposes?: readonly (readonly [string, string])[] }
      >,
    ),
  );
  expect(fields.length).toBeGreaterThan(60);
  for (const field of fields)
    for (const [purpose, basis] of field.purposes ?? []) {
      expect(OPTIONAL_PURPOSES).not.toContain(purpose);
      expect(basis).not.toBe('consent');
    }
});

test('sign-in, refusal, change and sign-out each leave an entry, and the chain holds', async () => {
  const someone = await world.someone();
  await world
    .visitor()
    .send('POST', '/api/session/sign-in', { userId: someone.userId, password: 'wrong and wrong' });
  const browser = await world.signedIn(someone);
  await browser.send('POST', '/api/session/password', { current: PASSWORD, next: 'nya fina hästar i hagen' });
  await browser.send('POST', '/api/session/sign-out');
  const { rows } = await world.pool.query<{ event: string }>(
    'SELECT event FROM audit.entry WHERE subject = $1 ORDER BY seq',
    [someone.person],
  );
  expect(rows.map(({ event }) => event)).toEqual(['refused', 'sign-in', 'password-changed', 'sign-out']);
});
