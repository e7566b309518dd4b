import { generate } from 'otplib';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { softwareAuthenticator } from '../../../test/run/authenticator.ts';
import {
  ORIGIN,
  PASSWORD,
  sessionWorld,
  type SessionWorld,
  type Someone,
  type Visitor,
} from '../../../test/run/session-world.ts';

let world: SessionWorld;
let vera: Someone;
let browser: Visitor;
beforeAll(async () => {
  world = await sessionWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  vera = await world.someone({ email: 'vera@example.com' });
  browser = await world.signedIn(vera);
});

const code = (secret: string, ahead = 0): Promise<string> =>
  generate({ secret, epoch: Math.floor(world.clock.now() / 1000) + ahead });

async function withTotp(): Promise<{ secret: string; codes: string[] }> {
  const { secret, uri } = (await browser.send('POST', '/api/session/totp', { password: PASSWORD })).json<{
    secret: string;
    uri: string;
  }>();
  expect(uri).toMatch(
    new RegExp(`^otpauth://totp/Telink%20Select%20Telecom%20AB:${vera.userId}\\?secret=${secret}&issuer=`),
  );
  const { codes } = (
    await browser.send('POST', '/api/session/totp/confirm', { code: await code(secret) })
  ).json<{ codes: string[] }>();
  world.clock.advance(30_000);
  return { secret, codes };
}

async function half(): Promise<Visitor> {
  const other = world.visitor();
  expect(
    (await other.send('POST', '/api/session/sign-in', { userId: vera.userId, password: PASSWORD })).json(),
  ).toEqual({ next: 'second-factor' });
  return other;
}

test('with the second factor on, a password alone begins no session', async () => {
  const { secret } = await withTotp();
  const other = await half();
  expect(other.cookies.has('__Host-telink')).toBe(false);
  expect((await other.get('/api/session')).statusCode).toBe(401);
  const { rows } = await world.pool.query('SELECT 1 FROM session.session WHERE person_id = $1', [
    vera.person,
  ]);
  expect(rows).toHaveLength(1);
  expect(
    (await other.send('POST', '/api/session/second-factor', { code: await code(secret) })).json(),
  ).toEqual({ next: 'done' });
  expect((await other.get('/api/session')).statusCode).toBe(200);
});

test('a code works once', async () => {
  const { secret } = await withTotp();
  const now = await code(secret);
  expect((await (await half()).send('POST', '/api/session/second-factor', { code: now })).statusCode).toBe(
    200,
  );
  expect(
    (await (await half()).send('POST', '/api/session/second-factor', { code: now })).json(),
  ).toMatchObject({ code: 'wrong-code' });
});

test('a clock that is half a minute off is forgiven, two minutes are not', async () => {
  const { secret } = await withTotp();
  expect(
    (await (await half()).send('POST', '/api/session/second-factor', { code: await code(secret, 120) }))
      .statusCode,
  ).toBe(401);
  expect(
    (await (await half()).send('POST', '/api/session/second-factor', { code: await code(secret, 30) }))
      .statusCode,
  ).toBe(200);
});

test('codes are not guessed: five tries, then the waiting grows whoever begins again', async () => {
  await withTotp();
  const other = await half();
  const answers: number[] = [];
  for (let n = 0; n < 5; n += 1)
    answers.push((await other.send('POST', '/api/session/second-factor', { code: '000000' })).statusCode);
  expect(answers).toEqual([401, 401, 401, 401, 401]);
  expect((await other.send('POST', '/api/session/second-factor', { code: '000000' })).json()).toMatchObject({
    code: 'session-gone',
  });
  expect(
    (await (await half()).send('POST', '/api/session/second-factor', { code: '000000' })).statusCode,
  ).toBe(429);
});

test('a half sign-in is forgotten after ten minutes', async () => {
  const { secret } = await withTotp();
  const other = await half();
  world.clock.advance(10 * 60_000);
  expect(
    (await other.send('POST', '/api/session/second-factor', { code: await code(secret) })).json(),
  ).toMatchObject({ code: 'session-gone' });
});

test('ten recovery codes, each of which works once, and new ones replace the old', async () => {
  const { codes } = await withTotp();
  expect(new Set(codes).size).toBe(10);
  const use = async (recoveryCode: string): Promise<number> =>
    (await (await half()).send('POST', '/api/session/second-factor', { recoveryCode })).statusCode;
  expect(await use(codes[0]!.toUpperCase().replace('-', ' '))).toBe(200);
  expect(await use(codes[0]!)).toBe(401);
  expect((await browser.get('/api/session/security')).json()).toMatchObject({
    totp: true,
    recoveryCodesLeft: 9,
  });
  const renewed = (await browser.send('POST', '/api/session/recovery-codes', { password: PASSWORD })).json<{
    codes: string[];
  }>();
  expect(await use(codes[1]!)).toBe(401);
  expect(await use(renewed.codes[0]!)).toBe(200);
  const { rows } = await world.pool.query<{ row: string }>(
    'SELECT r::text AS row FROM session.recovery_code r',
  );
  for (const one of [...codes, ...renewed.codes])
    expect(rows.map(({ row }) => row).join()).not.toContain(
      Buffer.from(one.replace('-', '')).toString('hex'),
    );
});

test('turning the second factor on ends the sessions that were begun without it', async () => {
  const other = await world.signedIn(vera);
  await withTotp();
  expect((await other.get('/api/session')).statusCode).toBe(401);
  expect((await browser.get('/api/session')).statusCode).toBe(200);
});

test('turning it off takes the password', async () => {
  await withTotp();
  expect(
    (await browser.send('POST', '/api/session/totp/off', { password: 'wrong and wrong' })).statusCode,
  ).toBe(401);
  expect((await browser.send('POST', '/api/session/totp/off', { password: PASSWORD })).statusCode).toBe(204);
  expect(
    (
      await world.visitor().send('POST', '/api/session/sign-in', { userId: vera.userId, password: PASSWORD })
    ).json(),
  ).toEqual({ next: 'done' });
});

async function withPasskey(): Promise<ReturnType<typeof softwareAuthenticator>> {
  const device = softwareAuthenticator('app.localhost');
  const offer = (await browser.send('POST', '/api/session/passkeys/options')).json<{
    challenge: string;
    user: { id: string };
  }>();
  expect(JSON.stringify(offer)).not.toContain(vera.person);
  const added = await browser.send('POST', '/api/session/passkeys', {
    label: 'Min dator',
    answer: device.create(offer, ORIGIN),
  });
  expect(added.statusCode).toBe(204);
  return device;
}

test('a passkey signs in without a user id or a password, second factor included', async () => {
  const device = await withPasskey();
  await withTotp();
  const other = world.visitor();
  const ask = (await other.send('POST', '/api/session/passkey/options')).json<{ challenge: string }>();
  expect((await other.send('POST', '/api/session/passkey/sign-in', device.get(ask, ORIGIN))).json()).toEqual({
    next: 'done',
  });
  world.accounts.set(vera.person, ['a1']);
  expect(
    (await other.send('POST', '/api/session/vault-key', { account: 'a1', category: 'mail' })).statusCode,
  ).toBe(200);
});

test('a passkey’s answer works once, for its own challenge, from our own origin, with the user verified and a counter that rises', async () => {
  const device = await withPasskey();
  const ask = async (): Promise<[Visitor, { challenge: string }]> => {
    const other = world.visitor();
    return [other, (await other.send('POST', '/api/session/passkey/options')).json<{ challenge: string }>()];
  };
  const answer = async (who: Visitor, body: unknown): Promise<number> =>
    (await who.send('POST', '/api/session/passkey/sign-in', body)).statusCode;
  const [first, challenge] = await ask();
  const good = device.get(challenge, ORIGIN, 7);
  expect(await answer(first, good)).toBe(200);
  expect(await answer(first, good)).toBe(401);
  const [second] = await ask();
  expect(await answer(second, good)).toBe(401);
  const [third, again] = await ask();
  expect(await answer(third, device.get(again, 'http://localhost:3000', 8))).toBe(401);
  expect(await answer(third, device.get(again, ORIGIN, 6))).toBe(401);
  expect(await answer(third, softwareAuthenticator('app.localhost').get(again, ORIGIN))).toBe(401);
  expect(await answer(third, device.get(again, ORIGIN, 9))).toBe(200);
});

test('an authenticator that does not verify its user can’t be added', async () => {
  const device = softwareAuthenticator('app.localhost', false);
  const offer = (await browser.send('POST', '/api/session/passkeys/options')).json<{
    challenge: string;
    user: { id: string };
  }>();
  expect(
    (
      await browser.send('POST', '/api/session/passkeys', {
        label: 'x',
        answer: device.create(offer, ORIGIN),
      })
    ).statusCode,
  ).toBe(400);
});

test('passkeys are listed, renamed and removed, and a removed one opens nothing', async () => {
  const device = await withPasskey();
  const list = async (): Promise<{ id: string; label: string }[]> =>
    (await browser.get('/api/session/security')).json<{ passkeys: { id: string; label: string }[] }>()
      .passkeys;
  const [only] = await list();
  expect(only).toMatchObject({ label: 'Min dator' });
  expect(
    (await browser.send('PATCH', `/api/session/passkeys/${only!.id}`, { label: 'Jobbet' })).statusCode,
  ).toBe(204);
  expect((await list())[0]).toMatchObject({ label: 'Jobbet' });
  expect((await browser.send('DELETE', `/api/session/passkeys/${only!.id}`)).statusCode).toBe(204);
  expect(await list()).toEqual([]);
  const other = world.visitor();
  const ask = (await other.send('POST', '/api/session/passkey/options')).json<{ challenge: string }>();
  expect((await other.send('POST', '/api/session/passkey/sign-in', device.get(ask, ORIGIN))).statusCode).toBe(
    401,
  );
});

test('the person is told by mail when a way to sign in changes', async () => {
  await withPasskey();
  expect(await world.letterLike(/Subject: En passnyckel har lagts till/)).toContain('To: vera@example.com');
});
