import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { connectedWorld, HOST, type Connected } from '../../../test/run/connected.ts';

const otto = { account: 'otto@example.com' };
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
  const came = await t.connect(me, otto);
  expect(came['outcome']).toBe('pending-admin');
  id = came['connection'] ?? '';
});

const state = async (): Promise<object | undefined> =>
  ((await t.call(me, 'GET', '/api/connections')).body as object[])[0];
const link = async (): Promise<string> =>
  String((await t.call(me, 'GET', `/api/connections/${id}/admin-link`)).body.link);
/** The administrator has no session with us. */
const returnTo = async (address: string): Promise<{ status: number; text: string; policy: string }> => {
  const url = new URL(address);
  const answer = await t.server.inject({
    method: 'GET',
    url: `${url.pathname}${url.search}`,
    headers: { host: HOST, 'accept-language': 'en' },
  });
  return {
    status: answer.statusCode,
    text: answer.body,
    policy: String(answer.headers['content-security-policy']),
  };
};

test('a tenant that needs its administrator leaves a row that waits, without name, address or token', async () => {
  expect(await state()).toMatchObject({
    id,
    state: 'pending-admin',
    reason: 'asked',
    address: '',
    name: '',
    features: [],
  });
  expect(
    (await t.world.pool.query('SELECT 1 FROM connections.refresh_token WHERE connection_id = $1', [id]))
      .rowCount,
  ).toBe(0);
  expect(await t.token(me, id)).toMatchObject({ status: 409, body: { code: 'pending-admin' } });
});

test('asking again while it waits makes no second row', async () => {
  expect(await t.connect(me, otto)).toEqual({ outcome: 'pending-admin', connection: id });
  expect(await t.connect(me, otto, { connection: id })).toEqual({ outcome: 'pending-admin', connection: id });
  expect((await t.call(me, 'GET', '/api/connections')).body).toHaveLength(1);
});

test('the link to hand over asks for the feature’s scopes and nothing more, from a tenant that can approve', async () => {
  const url = new URL(await link());
  expect(url.href.startsWith(`${t.provider.login}/organizations/v2.0/adminconsent?`)).toBe(true);
  expect((url.searchParams.get('scope') ?? '').split(' ').toSorted()).toEqual([
    'Mail.ReadWrite',
    'Mail.Send',
    'MailboxSettings.ReadWrite',
    'User.Read',
    'email',
    'offline_access',
    'openid',
    'profile',
  ]);
  expect(url.href).not.toContain(id);
});

test('the administrator’s no shows at the person’s, and a new link is a new question', async () => {
  const page = await returnTo(await t.provider.answerPages(await link(), { ...otto, refuse: true }));
  expect(page).toMatchObject({ status: 200 });
  expect(page.text).toContain('Telink is not approved.');
  expect(await state()).toMatchObject({ state: 'pending-admin', reason: 'refused' });
  await link();
  expect(await state()).toMatchObject({ state: 'pending-admin', reason: 'asked' });
});

test('a link works as long as it is the latest and 30 days have not gone', async () => {
  const first = new URL(await link()).searchParams.get('state') ?? '';
  const second = new URL(await link()).searchParams.get('state') ?? '';
  const come = (value: string) =>
    returnTo(`http://${HOST}/connections/microsoft365/admin-callback?admin_consent=True&state=${value}`);
  expect((await come(first)).text).toContain('The link no longer works.');
  t.world.clock.advance(30 * 86_400_000);
  expect((await come(second)).text).toContain('The link no longer works.');
  expect(await state()).toMatchObject({ reason: 'asked' });
});

test('the administrator’s page has no script, no session, nothing of whom it concerns, and repeats nothing it was sent', async () => {
  const page = await returnTo(
    `http://${HOST}/connections/microsoft365/admin-callback?state=${'x'.repeat(22)}&error=%3Cscript%3E&error_description=kanarie&tenant=kanarie`,
  );
  expect(page.text).not.toMatch(/kanarie|<script/);
  expect(page.policy).toContain("script-src 'none'");
});

test('a link is for a connection that waits', async () => {
  t.provider.faults.clear(otto.account);
  const other = (await t.connect(me, { account: 'elin@example.se' }))['connection'] ?? '';
  expect((await t.call(me, 'GET', `/api/connections/${other}/admin-link`)).status).toBe(409);
});

test('a waiting connection can be given up', async () => {
  expect((await t.call(me, 'POST', `/api/connections/${id}/disconnect`)).status).toBe(200);
  expect(await state()).toMatchObject({ state: 'disconnected' });
});

// Last: from here on the tenant has approved.
test('approval shows at the person’s, and only their own next journey connects', async () => {
  const page = await returnTo(await t.provider.answerPages(await link(), otto));
  expect(page.text).toContain('Telink is approved for your organisation.');
  expect(await state()).toMatchObject({ state: 'pending-admin', reason: 'granted' });
  expect((await t.token(me, id)).status).toBe(409);
  expect(await t.connect(me, otto, { connection: id })).toEqual({ outcome: 'connected', connection: id });
  expect(await state()).toMatchObject({ state: 'connected', address: 'otto@example.com' });
  expect((await t.token(me, id)).status).toBe(200);
});
