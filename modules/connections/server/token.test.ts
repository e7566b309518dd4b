import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createConnections } from '#modules/connections';
import { createHttp } from '#platform/http';
import { openPool } from '#platform/db';
import { connectedWorld, HOST, type Connected } from '../../../test/run/connected.ts';

const elin = { account: 'elin@example.se' };
let t: Connected;
let me: string;
let id: string;
let n = 0;
beforeAll(async () => {
  t = await connectedWorld();
});
afterAll(() => t.stop());
beforeEach(async () => {
  n += 1;
  me = `session-${n}`;
  t.signIn(me, `person-${n}`);
  t.provider.faults.clear(elin.account);
  id = (await t.connect(me, elin))['connection'] ?? '';
  t.provider.calls.clear();
});

const refreshes = (): number =>
  t.provider.calls.log.filter(({ path, method }) => method === 'POST' && path.endsWith('/token')).length;
const state = async (): Promise<{ state: string; reason: string | null }> => {
  const row = (
    (await t.call(me, 'GET', '/api/connections')).body as {
      id: string;
      state: string;
      reason: string | null;
    }[]
  ).find((each) => each.id === id);
  return { state: row?.state ?? 'none', reason: row?.reason ?? null };
};
const sealed = async (): Promise<number> =>
  (await t.world.pool.query('SELECT 1 FROM connections.refresh_token WHERE connection_id = $1', [id]))
    .rowCount ?? 0;
const audited = async (event: string): Promise<number> =>
  (
    await t.world.pool.query('SELECT 1 FROM audit.entry WHERE event = $1 AND subject = $2', [
      event,
      `person-${n}`,
    ])
  ).rowCount ?? 0;

test('each token is a new one, the refresh token is replaced each time, and the audit has a row for each', async () => {
  const stored = async (): Promise<string> =>
    (
      await t.world.pool.query<{ token: Buffer }>(
        'SELECT token FROM connections.refresh_token WHERE connection_id = $1',
        [id],
      )
    ).rows[0]?.token.toString('hex') ?? '';
  const before = await stored();
  const [one, two] = [await t.token(me, id), await t.token(me, id)];
  expect(one.body.accessToken).not.toBe(two.body.accessToken);
  expect(await stored()).not.toBe(before);
  expect(await audited('token-issued')).toBe(2);
});

test('a hundred calls at once from one session become one refresh', async () => {
  const answers = await Promise.all(Array.from({ length: 100 }, () => t.token(me, id)));
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
  expect(refreshes()).toBe(1);
});

test('sessions at once take turns, each with a refresh of its own, and the newest token is never lost (fault 28)', async () => {
  await t.provider.faults.set(elin.account, 'refresh-race', { delayMs: 20 });
  const names = ['a', 'b', 'c', 'd'].map((name) => `${me}-${name}`);
  for (const name of names) t.signIn(name, `person-${n}`);
  const answers = await Promise.all(names.map((name) => t.token(name, id)));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  expect(refreshes()).toBe(4);
  expect((await t.token(me, id)).status).toBe(200);
});

test('two processes at once take turns as well (fault 28)', async () => {
  await t.provider.faults.set(elin.account, 'refresh-race', { delayMs: 50 });
  const pool = openPool(t.world.url, t.world.log);
  const actor = t.signIn(me, `person-${n}`);
  const second = createConnections({
    config: t.world.config,
    db: { ...t.world.db, pool },
    log: t.world.log,
    jobs: { every: () => undefined },
    person: async () => actor,
  });
  const server = await createHttp({
    config: t.world.config,
    log: t.world.log,
    ready: () => true,
    callsPerMinute: 0,
    apps: { shop: [], office: [], app: [second.routes] },
  });
  const there = async (): Promise<number> =>
    (
      await server.inject({
        method: 'POST',
        url: `/api/connections/${id}/token`,
        headers: { host: HOST, origin: `http://${HOST}`, 'x-telink': '1' },
        payload: { feature: 'mail' },
      })
    ).statusCode;
  for (let round = 0; round < 3; round += 1)
    expect(await Promise.all([t.token(me, id).then(({ status }) => status), there()])).toEqual([200, 200]);
  expect(refreshes()).toBe(6);
  await server.close();
  await pool.end();
});

test('a consent taken back drops the sealed token, says so, and is not asked about again', async () => {
  t.provider.revokeConsent(elin.account);
  expect(await t.token(me, id)).toMatchObject({ status: 409, body: { code: 'needs-consent' } });
  expect([await state(), await sealed(), await audited('connection-closed')]).toEqual([
    { state: 'needs-consent', reason: 'revoked' },
    0,
    1,
  ]);
  const asked = refreshes();
  expect((await t.token(me, id)).status).toBe(409);
  expect(refreshes()).toBe(asked);
  expect(await t.connect(me, elin, { connection: id })).toEqual({ outcome: 'connected', connection: id });
  expect((await t.token(me, id)).status).toBe(200);
});

test('a demand for another sign-in keeps the token, and the next journey carries the demand to the provider', async () => {
  await t.provider.faults.set(elin.account, 'claims-challenge');
  expect(await t.token(me, id)).toMatchObject({ status: 409, body: { code: 'claims' } });
  expect([await state(), await sealed()]).toEqual([{ state: 'needs-consent', reason: 'claims' }, 1]);
  const url = new URL(await t.begin(me, { connection: id }));
  expect(JSON.parse(url.searchParams.get('claims') ?? '')).toHaveProperty('access_token');
  expect([url.searchParams.get('login_hint'), url.searchParams.get('prompt')]).toEqual([
    'elin@example.se',
    null,
  ]);
  expect(await t.present(me, await t.provider.answerPages(url.href, elin))).toEqual({
    outcome: 'connected',
    connection: id,
  });
  expect((await t.token(me, id)).status).toBe(200);
  expect(await state()).toEqual({ state: 'connected', reason: null });
});

test('a demand that is lifted by itself lets the next token through', async () => {
  await t.provider.faults.set(elin.account, 'claims-challenge');
  await t.token(me, id);
  t.provider.faults.clear(elin.account);
  expect((await t.token(me, id)).status).toBe(200);
  expect(await state()).toEqual({ state: 'connected', reason: null });
});

test('claims that a resource asked for go along, and anything else in their place is refused', async () => {
  const claims = Buffer.from(
    JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } }),
  ).toString('base64');
  expect((await t.token(me, id, { claims })).status).toBe(200);
  expect(new URL(await t.begin(me, { connection: id, claims })).searchParams.get('claims')).toContain('acrs');
  expect((await t.token(me, id, { claims: '{"evil":1}' })).status).toBe(400);
});

test('disconnecting deletes our token, forgets whose it was, and says truthfully what is left', async () => {
  const { body: issued } = await t.token(me, id);
  const answer = await t.call(me, 'POST', `/api/connections/${id}/disconnect`);
  expect(answer.body).toMatchObject({
    id,
    revokedAtProvider: false,
    tokenLivesUntil: issued.expiresAt,
    consentPages: ['https://myapps.microsoft.com', 'https://account.live.com/consent/Manage'],
  });
  const row = (
    await t.world.pool.query(
      'SELECT subject, subject_index, address, name FROM connections.connection WHERE connection_id = $1',
      [id],
    )
  ).rows[0];
  expect(row).toEqual({ subject: null, subject_index: null, address: null, name: null });
  expect(await sealed()).toBe(0);
  const asked = t.provider.calls.log.length;
  expect((await t.token(me, id)).status).toBe(404);
  expect(
    (
      await t.call(me, 'POST', '/api/connections', {
        provider: 'microsoft365',
        feature: 'mail',
        connection: id,
      })
    ).status,
  ).toBe(404);
  expect((await t.call(me, 'POST', `/api/connections/${id}/disconnect`)).status).toBe(200);
  expect(t.provider.calls.log.length).toBe(asked);
  expect(await audited('connection-closed')).toBe(1);
});

test('after an hour nothing that was handed out can be alive, and the answer says so', async () => {
  await t.token(me, id);
  t.world.clock.advance(2 * 3_600_000);
  expect((await t.call(me, 'POST', `/api/connections/${id}/disconnect`)).body.tokenLivesUntil).toBeNull();
});

test('an ended connection is gone from the table after 30 days, and a new one to the same account has a new id', async () => {
  await t.call(me, 'POST', `/api/connections/${id}/disconnect`);
  const again = await t.connect(me, elin);
  expect(again['connection']).not.toBe(id);
  const { forgetOld } = await import('./disconnect.ts');
  await forgetOld(t.world.ctx, t.world.clock.now() + 31 * 86_400_000);
  expect((await t.call(me, 'GET', '/api/connections')).body).toMatchObject([{ id: again['connection'] }]);
});

test('another person’s connection is answered like one that does not exist, whatever is tried', async () => {
  t.signIn('stranger', 'stranger');
  t.signIn('colleague', 'colleague', 'c1');
  t.signIn('twin', `person-${n}`, 'c2');
  for (const session of ['stranger', 'colleague', 'twin']) {
    const tries = [
      await t.token(session, id),
      await t.call(session, 'POST', `/api/connections/${id}/disconnect`),
      await t.call(session, 'GET', `/api/connections/${id}/admin-link`),
      await t.call(session, 'POST', '/api/connections', {
        provider: 'microsoft365',
        feature: 'mail',
        connection: id,
      }),
    ];
    const absent = await t.token(session, 'nothing-has-this-id');
    for (const each of tries) expect(each).toMatchObject({ status: 404, body: absent.body });
    expect((await t.call(session, 'GET', '/api/connections')).body).toEqual([]);
    expect(
      await t.connections.ownsAccount(
        t.signIn(session, session === 'twin' ? `person-${n}` : session, session === 'twin' ? 'c2' : 'c1'),
        id,
      ),
    ).toBe(false);
  }
  expect(refreshes()).toBe(0);
  expect((await t.token(me, id)).status).toBe(200);
  expect(await t.connections.ownsAccount(t.signIn(me, `person-${n}`), id)).toBe(true);
});

test('without a live session no token is handed out and nothing is asked of the provider', async () => {
  t.signOut(me);
  expect((await t.token(me, id)).status).toBe(401);
  expect(t.provider.calls.log).toEqual([]);
});

test('a session that ends while the provider is thinking gets nothing, and the new refresh token is kept all the same', async () => {
  await t.provider.faults.set(elin.account, 'refresh-race', { delayMs: 150 });
  const asked = t.token(me, id);
  await new Promise<void>((resolve) => {
    const look = (): void => void (refreshes() > 0 ? resolve() : setTimeout(look, 5));
    look();
  });
  t.signOut(me);
  expect((await asked).status).toBe(401);
  t.signIn(me, `person-${n}`);
  expect((await t.token(me, id)).status).toBe(200);
});

test('features that were not granted, and unknown ones, get no token', async () => {
  expect((await t.token(me, id, { feature: 'calendar' })).status).toBe(422);
  await t.world.pool.query("UPDATE connections.connection SET features = '{}' WHERE connection_id = $1", [
    id,
  ]);
  expect((await t.token(me, id)).status).toBe(409);
  expect(refreshes()).toBe(0);
});

test('erasing a person leaves no row and no token', async () => {
  expect(await t.connections.closeFor(t.world.ctx, `person-${n}`)).toBe(1);
  for (const table of ['connection', 'refresh_token', 'flow'])
    expect(
      (await t.world.pool.query(`SELECT 1 FROM connections.${table} WHERE person_id = $1`, [`person-${n}`]))
        .rowCount,
    ).toBe(0);
});

test('no token, code, verifier, address or name lies in clear in the database or in the log at debug level', async () => {
  const { Buffer: bytes } = globalThis;
  const begun = new URL(await t.begin(me));
  const { body } = await t.token(me, id);
  const tables = ['connections.connection', 'connections.refresh_token', 'connections.flow', 'audit.entry'];
  const dump = (
    await Promise.all(
      tables.map(async (table) =>
        (
          await t.world.pool.query<{ text: string }>(`SELECT row_to_json(x)::text AS text FROM ${table} x`)
        ).rows
          .map(({ text }) => text)
          .join('\n'),
      ),
    )
  ).join('\n');
  const haystack = `${dump}\n${t.world.logged.join('\n')}`;
  const raw =
    haystack +
    haystack.replaceAll(/\\\\x([0-9a-f]+)/g, (_all, hex: string) =>
      bytes.from(hex, 'hex').toString('latin1'),
    );
  for (const secret of [
    body.accessToken,
    begun.searchParams.get('state') ?? '',
    begun.searchParams.get('nonce') ?? '',
    'elin@example.se',
    'Ljungqvist',
    t.provider.client.secret,
  ]) {
    expect(secret.length).toBeGreaterThan(5);
    expect(raw.includes(secret), 'a secret in clear').toBe(false);
    expect(raw.includes(bytes.from(secret).toString('base64').replace(/=+$/, '')), 'a secret in base64').toBe(
      false,
    );
  }
  // The scan finds what is meant to be there: the random id of the connection.
  expect(raw).toContain(id);
});
