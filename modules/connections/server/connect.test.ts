import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectedWorld, type Connected } from '../../../test/run/connected.ts';

/** Exactly what the policy lets us ask for (promise mail.13); written here by hand, so that a wider list in the code turns this red. */
const PROMISED = [
  'Mail.ReadWrite',
  'Mail.Send',
  'MailboxSettings.ReadWrite',
  'User.Read',
  'email',
  'offline_access',
  'openid',
  'profile',
];
const elin = { account: 'elin@example.se' };

let t: Connected;
beforeAll(async () => {
  t = await connectedWorld();
});
afterAll(() => t.stop());
let n = 0;
let me: string;
beforeEach(() => {
  n += 1;
  me = `session-${n}`;
  t.signIn(me, `person-${n}`);
  t.provider.faults.clear(elin.account);
  t.provider.revokeConsent(elin.account);
  t.provider.calls.clear();
});

const mine = async (session = me): Promise<Record<string, unknown>[]> =>
  (await t.call(session, 'GET', '/api/connections')).body as Record<string, unknown>[];
const flows = async (): Promise<number> =>
  (await t.world.pool.query('SELECT 1 FROM connections.flow WHERE person_id = $1', [`person-${n}`]))
    .rowCount ?? 0;
const tokens = async (): Promise<number> =>
  (await t.world.pool.query('SELECT 1 FROM connections.refresh_token WHERE person_id = $1', [`person-${n}`]))
    .rowCount ?? 0;

test('the authorize address asks for exactly the promised scopes, by code with PKCE, state and nonce, and shows no secret', async () => {
  const url = new URL(await t.begin(me));
  expect(url.origin).toBe(t.provider.login);
  expect((url.searchParams.get('scope') ?? '').split(' ').toSorted()).toEqual(PROMISED);
  expect(Object.fromEntries(url.searchParams)).toMatchObject({
    response_type: 'code',
    code_challenge_method: 'S256',
    redirect_uri: 'http://app.localhost:3000/connections/microsoft365/callback',
    prompt: 'select_account',
  });
  for (const name of ['state', 'nonce', 'code_challenge'])
    expect((url.searchParams.get(name) ?? '').length).toBeGreaterThanOrEqual(43);
  expect(url.href).not.toContain(t.provider.client.secret);
});

test('nothing at all is asked of the provider before somebody connects', async () => {
  const fresh = await connectedWorld();
  fresh.signIn('s', 'p');
  await fresh.call('s', 'GET', '/api/connections');
  await fresh.call('s', 'GET', '/api/connectors');
  expect((await fresh.token('s', 'a-connection-of-nobody')).status).toBe(404);
  expect(fresh.provider.calls.log).toEqual([]);
  await fresh.stop();
});

test('a person connects, sees the account, and gets a token that works at Graph and carries only the feature’s scopes', async () => {
  const { outcome, connection = '' } = await t.connect(me, elin);
  expect(outcome).toBe('connected');
  expect(await mine()).toMatchObject([
    {
      id: connection,
      provider: 'microsoft365',
      address: 'elin@example.se',
      name: 'Elin Ljungqvist',
      state: 'connected',
      reason: null,
      features: ['mail'],
      missing: [],
    },
  ]);
  const answer = await t.token(me, connection);
  expect(answer.status).toBe(200);
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.body).toMatchObject({
    graph: t.provider.graph,
    upload: t.provider.upload,
    scopes: ['Mail.ReadWrite', 'Mail.Send', 'MailboxSettings.ReadWrite'],
  });
  expect(Date.parse(answer.body.expiresAt) - t.world.clock.now()).toBe(answer.body.expiresIn * 1000);
  const graph = await fetch(`${t.provider.graph}/v1.0/me/mailFolders`, {
    headers: { authorization: `Bearer ${answer.body.accessToken}`, prefer: 'IdType="ImmutableId"' },
  });
  expect(graph.status).toBe(200);
});

test('the server speaks to the sign-in host alone: no request of ours reaches Graph or the upload host (promise mail.4)', async () => {
  const { connection = '' } = await t.connect(me, elin);
  await t.token(me, connection);
  await t.call(me, 'POST', `/api/connections/${connection}/disconnect`);
  expect(t.provider.calls.count({ host: 'login' })).toBeGreaterThan(2);
  expect(t.provider.calls.log.filter(({ host }) => host !== 'login')).toEqual([]);
});

test('connecting the same account again renews it, and another account stands beside it', async () => {
  const first = await t.connect(me, elin);
  expect(await t.connect(me, elin)).toEqual({ outcome: 'updated', connection: first['connection'] });
  t.world.clock.advance(1000);
  expect((await t.connect(me, { account: 'elin.privat@example.org' }))['outcome']).toBe('connected');
  expect((await mine()).map(({ address }) => address)).toEqual([
    'elin@example.se',
    'elin.privat@example.org',
  ]);
  expect(await tokens()).toBe(2);
});

test('the same account of the provider may be connected by two persons, each for themselves', async () => {
  const first = await t.connect(me, elin);
  t.signIn('other', 'another-person');
  const second = await t.connect('other', elin);
  expect(second['outcome']).toBe('connected');
  expect(second['connection']).not.toBe(first['connection']);
  expect(await mine()).toHaveLength(1);
  await t.call('other', 'POST', `/api/connections/${second['connection']}/disconnect`);
  expect((await t.token(me, first['connection'] ?? '')).status).toBe(200);
});

test('a person who refuses is told so and nothing is kept', async () => {
  expect(await t.connect(me, { ...elin, refuse: true })).toEqual({ outcome: 'refused' });
  expect(await t.connect(me, { ...elin, cancel: true })).toEqual({ outcome: 'refused' });
  expect([await mine(), await flows(), await tokens()]).toEqual([[], 0, 0]);
});

test('a consent that lacks a scope names it, keeps no token, and hands out none', async () => {
  const { outcome, connection = '' } = await t.connect(me, { ...elin, untick: ['Mail.Send'] });
  expect(outcome).toBe('partial');
  expect(await mine()).toMatchObject([
    { state: 'needs-consent', reason: 'partial', missing: ['Mail.Send'], features: [] },
  ]);
  expect(await tokens()).toBe(0);
  expect(await t.token(me, connection)).toMatchObject({ status: 409, body: { code: 'needs-consent' } });
  expect(await t.connect(me, elin, { connection })).toEqual({ outcome: 'connected', connection });
});

test('a callback works once', async () => {
  const callback = await t.provider.answerPages(await t.begin(me), elin);
  expect((await t.present(me, callback))['outcome']).toBe('connected');
  expect(await t.present(me, callback)).toEqual({ outcome: 'mismatch' });
  expect(await mine()).toHaveLength(1);
});

test('two presentations of one callback at once connect once', async () => {
  const callback = await t.provider.answerPages(await t.begin(me), elin);
  const outcomes = (await Promise.all([t.present(me, callback), t.present(me, callback)])).map(
    ({ outcome }) => outcome,
  );
  expect(outcomes).toHaveLength(2);
  expect(new Set(outcomes)).toEqual(new Set(['connected', 'mismatch']));
});

test('a callback is worth nothing in another person’s session, and is used up there', async () => {
  const callback = await t.provider.answerPages(await t.begin(me), elin);
  t.signIn('victim', 'victim');
  expect(await t.present('victim', callback)).toEqual({ outcome: 'other-person' });
  expect(await mine('victim')).toEqual([]);
  expect(await t.present(me, callback)).toEqual({ outcome: 'mismatch' });
});

test('a callback is worth nothing in another session of the same person', async () => {
  const callback = await t.provider.answerPages(await t.begin(me), elin);
  t.signIn(`${me}-b`, `person-${n}`);
  expect(await t.present(`${me}-b`, callback)).toEqual({ outcome: 'mismatch' });
});

test('a callback without a session leads to signing in', async () => {
  const callback = await t.provider.answerPages(await t.begin(me), elin);
  t.signOut(me);
  expect(await t.present(me, callback)).toEqual({ outcome: 'signed-out' });
});

test('a journey that takes more than ten minutes has to begin again', async () => {
  const callback = await t.provider.answerPages(await t.begin(me), elin);
  t.world.clock.advance(10 * 60_000);
  expect(await t.present(me, callback)).toEqual({ outcome: 'expired' });
});

test.each([
  ['state', 'mismatch'],
  ['iss', 'mismatch'],
  ['code', 'expired'],
])('a callback with a forged %s is %s and opens nothing', async (name, outcome) => {
  const url = new URL(await t.provider.answerPages(await t.begin(me), elin));
  url.searchParams.set(
    name,
    name === 'iss' ? 'https://evil.example.com/v2.0' : 'forged-forged-forged-forged',
  );
  expect(await t.present(me, url.href)).toEqual({ outcome });
  expect(await mine()).toEqual([]);
});

test('a code of somebody else’s journey is refused by PKCE and the nonce (code injection)', async () => {
  t.signIn('attacker', 'attacker');
  const stolen =
    new URL(
      await t.provider.answerPages(await t.begin('attacker'), { account: 'elin.privat@example.org' }),
    ).searchParams.get('code') ?? '';
  const url = new URL(await t.provider.answerPages(await t.begin(me), elin));
  url.searchParams.set('code', stolen);
  expect(['expired', 'mismatch']).toContain((await t.present(me, url.href))['outcome']);
  expect(await mine()).toEqual([]);
});

test('the callback repeats nothing of what the provider or a forger wrote into it', async () => {
  const state = new URL(await t.begin(me)).searchParams.get('state') ?? '';
  const answer = await t.call(
    me,
    'GET',
    `/connections/microsoft365/callback?state=${state}&error=kanarie_fel&error_description=${encodeURIComponent('Kanariefågel <script>')}`,
  );
  expect(answer.headers['location']).toBe('/konton?outcome=provider-down');
  expect(t.world.logged.join('\n')).not.toMatch(/kanariefågel|script/i);
});

test('any other provider or feature is refused in the policy’s words, and nothing leaves (promise mail.3)', async () => {
  for (const wish of [
    { provider: 'gmail' },
    { provider: 'google' },
    { provider: 'imap' },
    { feature: 'calendar' },
    { feature: 'contacts' },
  ]) {
    expect(
      await t.call(me, 'POST', '/api/connections', { provider: 'microsoft365', feature: 'mail', ...wish }),
    ).toMatchObject({ status: 422, body: { code: 'not-supported' } });
  }
  expect(t.provider.calls.log).toEqual([]);
  expect((await t.call(me, 'GET', '/api/connectors')).body).toEqual([
    { provider: 'microsoft365', name: 'Microsoft 365', features: ['mail'] },
  ]);
});

test('unknown fields, foreign origins and calls without a session are refused', async () => {
  expect(
    (await t.call(me, 'POST', '/api/connections', { provider: 'microsoft365', feature: 'mail', tenant: 'x' }))
      .status,
  ).toBe(400);
  const foreign = await t.server.inject({
    method: 'POST',
    url: '/api/connections',
    headers: {
      host: 'app.localhost:3000',
      origin: 'https://evil.example.com',
      'x-telink': '1',
      'x-session': me,
    },
    payload: { provider: 'microsoft365', feature: 'mail' },
  });
  expect(foreign.statusCode).toBe(403);
  for (const [method, path] of [
    ['GET', '/api/connections'],
    ['GET', '/api/connectors'],
    ['POST', '/api/connections/abcdefgh/disconnect'],
    ['GET', '/api/connections/abcdefgh/admin-link'],
  ] as const)
    expect((await t.call('nobody', method, path)).status).toBe(401);
});

test('a provider that is down is said to be, and nothing is kept', async () => {
  const down = await connectedWorld({ env: { TELINK_MICROSOFT_LOGIN: 'http://127.0.0.1:9' } });
  down.signIn('s', 'p');
  expect(
    await down.call('s', 'POST', '/api/connections', { provider: 'microsoft365', feature: 'mail' }),
  ).toMatchObject({ status: 502, body: { code: 'provider-refused' } });
  expect((await down.world.pool.query('SELECT 1 FROM connections.flow')).rowCount).toBe(0);
  await down.stop();
});

test('an operator without Microsoft 365 offers nothing and refuses in words', async () => {
  const none = await connectedWorld({ env: { TELINK_MICROSOFT_CLIENT_ID: '' } });
  none.signIn('s', 'p');
  expect((await none.call('s', 'GET', '/api/connectors')).body).toEqual([]);
  expect(
    (await none.call('s', 'POST', '/api/connections', { provider: 'microsoft365', feature: 'mail' })).status,
  ).toBe(422);
  expect(none.connections.csp).toEqual({ connect: [], form: [] });
  await none.stop();
});
