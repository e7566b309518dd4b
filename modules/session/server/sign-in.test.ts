import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, sessionWorld, type SessionWorld, type Someone } from '../../../test/run/session-world.ts';

let world: SessionWorld;
let vera: Someone;
beforeAll(async () => {
  world = await sessionWorld();
  vera = await world.someone({ name: 'Vera Lind', email: 'vera@example.com' });
});
afterAll(() => world.drop());

test('nobody is signed in before signing in', async () => {
  const answer = await world.visitor().get('/api/session');
  expect(answer.statusCode).toBe(401);
  expect(answer.json()).toMatchObject({ code: 'not-signed-in' });
  expect(answer.headers['cache-control']).toBe('no-store');
});

test('a user id and a password begin a session, in a cookie no script can read', async () => {
  const browser = world.visitor();
  const answer = await browser.send('POST', '/api/session/sign-in', {
    userId: ` ${vera.userId.toUpperCase()} `,
    password: PASSWORD,
  });
  expect(answer.json()).toEqual({ next: 'done' });
  const cookie = String(answer.headers['set-cookie']);
  expect(cookie).toMatch(/^__Host-telink=[A-Za-z0-9_-]{43}; Path=\/; Secure; HttpOnly; SameSite=Lax$/);
  const view = (await browser.get('/api/session')).json();
  expect(view).toEqual({
    user: { id: vera.person, userId: vera.userId, name: 'Vera Lind', roles: ['subscriber', 'user'] },
    controller: { name: 'Select Telecom AB' },
    idleMs: 30 * 60_000,
    now: '2026-11-24T08:00:00.000Z',
    absoluteExpiry: '2026-11-24T20:00:00.000Z',
    kids: [],
  });
});

test('a wrong password and an unknown user get the same answer, byte for byte', async () => {
  const wrong = await world
    .visitor()
    .send('POST', '/api/session/sign-in', { userId: vera.userId, password: 'something else' });
  const unknown = await world
    .visitor()
    .send('POST', '/api/session/sign-in', { userId: 'nobody22', password: 'something else' });
  // The limit by address counts down with every call, whoever is asked for.
  const headers = (answer: typeof wrong): unknown =>
    Object.entries(answer.headers).filter(([name]) => name !== 'date' && name !== 'x-ratelimit-remaining');
  expect(wrong.statusCode).toBe(401);
  expect(unknown.body).toBe(wrong.body);
  expect(headers(unknown)).toEqual(headers(wrong));
});

test('an unknown user costs the same queries as a known one', async () => {
  const count = async (userId: string): Promise<string[]> => {
    const seen: string[] = [];
    const query = world.pool.query.bind(world.pool);
    const spy = ((...given: Parameters<typeof query>) => {
      // The queue asks for work on the same pool, on its own time.
      if (!given[0].includes('jobs.')) seen.push(given[0].split(' WHERE')[0] ?? '');
      return query(...given);
    }) as typeof world.pool.query;
    world.pool.query = spy;
    await world.visitor().send('POST', '/api/session/sign-in', { userId, password: 'something else' });
    world.pool.query = query;
    return seen;
  };
  const known = await count(vera.userId);
  expect(known.length).toBeGreaterThan(2);
  expect(await count('nobody33')).toEqual(known);
});

test('the sixth attempt in a row waits, also for a user who does not exist, and the wait grows', async () => {
  const otto = await world.someone({ name: 'Otto Ek' });
  for (const userId of [otto.userId, 'nobody44']) {
    const tryIt = async (password = 'wrong and wrong'): Promise<number> =>
      (await world.visitor().send('POST', '/api/session/sign-in', { userId, password })).statusCode;
    const first = [];
    for (let n = 0; n < 5; n += 1) first.push(await tryIt());
    expect(first).toEqual([401, 401, 401, 401, 401]);
    expect(await tryIt(PASSWORD)).toBe(429);
    world.clock.advance(2_001);
    expect(await tryIt()).toBe(401);
    world.clock.advance(2_001);
    expect(await tryIt()).toBe(429);
    world.clock.advance(2_001);
    expect(await tryIt()).toBe(401);
  }
  world.clock.advance(60_000);
  expect(
    (await world.visitor().send('POST', '/api/session/sign-in', { userId: otto.userId, password: PASSWORD }))
      .statusCode,
  ).toBe(200);
});

test('many guesses at once do not share one attempt', async () => {
  const otto = await world.someone({ name: 'Otto Ek' });
  const guesses = Array.from({ length: 20 }, () =>
    world
      .visitor()
      .send('POST', '/api/session/sign-in', { userId: otto.userId, password: 'wrong and wrong' }),
  );
  const codes = (await Promise.all(guesses)).map((answer) => answer.statusCode);
  expect(codes.filter((code) => code === 401)).toHaveLength(5);
  expect(codes.filter((code) => code === 429)).toHaveLength(15);
});

test('one address that tries many users waits too', async () => {
  const other = await sessionWorld();
  const codes: number[] = [];
  for (let n = 0; n < 41; n += 1)
    codes.push(
      (
        await other
          .visitor()
          .send('POST', '/api/session/sign-in', { userId: `guess${n}x`, password: 'wrong' })
      ).statusCode,
    );
  expect(codes.slice(0, 40).every((code) => code === 401)).toBe(true);
  expect(codes[40]).toBe(429);
  await other.drop();
});

test('a closed account can not sign in and is not told apart', async () => {
  const otto = await world.someone({ name: 'Otto Ek' });
  await world.session.disable(world.ctx, otto);
  const answer = await world
    .visitor()
    .send('POST', '/api/session/sign-in', { userId: otto.userId, password: PASSWORD });
  expect(answer.json()).toMatchObject({ code: 'wrong-credentials' });
  await world.session.enable(world.ctx, otto);
  expect(
    (await world.visitor().send('POST', '/api/session/sign-in', { userId: otto.userId, password: PASSWORD }))
      .statusCode,
  ).toBe(200);
});

test('signing in again in the same browser ends the session before, and a cookie fixed beforehand is not taken over', async () => {
  const browser = await world.signedIn(vera);
  const before = browser.cookies.get('__Host-telink')!;
  await browser.send('POST', '/api/session/sign-in', { userId: vera.userId, password: PASSWORD });
  expect(browser.cookies.get('__Host-telink')).not.toBe(before);
  const old = world.visitor();
  old.cookies.set('__Host-telink', before);
  expect((await old.get('/api/session')).statusCode).toBe(401);
});

test('a field that no contract names is refused', async () => {
  const answer = await world.visitor().send('POST', '/api/session/sign-in', {
    userId: vera.userId,
    password: PASSWORD,
    deviceFingerprint: 'x',
  });
  expect(answer.statusCode).toBe(400);
  expect(answer.json()).toMatchObject({ code: 'unknown-field' });
});

test('a write without our header, or from another origin, is refused', async () => {
  const body = { userId: vera.userId, password: PASSWORD };
  expect(
    (await world.visitor().send('POST', '/api/session/sign-in', body, { origin: 'http://localhost:3000' }))
      .statusCode,
  ).toBe(403);
  expect(
    (await world.visitor().send('POST', '/api/session/sign-in', body, { 'x-telink': '' })).statusCode,
  ).toBe(403);
});

test('100 user ids are neither in order nor alike nor told from the person', async () => {
  const ids: string[] = [];
  for (let n = 0; n < 100; n += 1) ids.push((await world.someone({ name: 'Vera Lind' })).userId);
  expect(new Set(ids).size).toBe(100);
  for (const id of ids) expect(id).toMatch(/^[2-9a-hjkmnp-z]{8}$/);
  const rising = ids.filter((id, index) => index > 0 && id > ids[index - 1]!).length;
  expect(rising).toBeGreaterThan(20);
  expect(rising).toBeLessThan(80);
  expect(ids.some((id) => id.includes('vera') || id.includes('lind'))).toBe(false);
});

test('a user id of one’s own must be free and tell nothing', async () => {
  await world.someone({ userId: 'granen.i.hagen' });
  await expect(world.someone({ userId: 'Granen.I.Hagen' })).rejects.toMatchObject({ code: 'conflict' });
  await expect(world.someone({ userId: '19800101-1234' })).rejects.toMatchObject({ code: 'bad-request' });
  await expect(world.someone({ userId: 'vera@example.com' })).rejects.toMatchObject({ code: 'bad-request' });
});

test('weak passwords are refused before anything is stored', async () => {
  for (const password of ['short', 'aaaaaaaaaaaaaaaa', '1234567890123', 'abcdefghijklmn'])
    await expect(world.someone({ password })).rejects.toMatchObject({ code: 'weak-password' });
});
