import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Visitor, SessionWorld, Someone } from '../../../test/run/session-world.ts';
import { PASSWORD, sessionWorld } from '../../../test/run/session-world.ts';

/** Promises mail.10 and mail.11: whatever ends a session destroys the server's half of the cache keys, at once. */
let world: SessionWorld;
let vera: Someone;
let browser: Visitor;
const key = { account: 'account-1', category: 'mail' };
const secrets = async (): Promise<number> =>
  Number((await world.pool.query('SELECT count(*) AS n FROM session.vault_secret')).rows[0]?.n);
const ask = (who: Visitor) => who.send('POST', '/api/session/vault-key', key);

beforeAll(async () => {
  world = await sessionWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  vera = await world.someone();
  world.accounts.set(vera.person, ['account-1']);
  browser = await world.signedIn(vera);
  expect((await ask(browser)).statusCode).toBe(200);
  expect(await secrets()).toBe(1);
});

async function isOver(who: Visitor, token: string): Promise<void> {
  expect(await secrets()).toBe(0);
  who.cookies.set('__Host-telink', token);
  const answer = await ask(who);
  expect(answer.statusCode).toBe(410);
  expect(answer.json()).toMatchObject({ code: 'session-gone' });
  expect((await who.get('/api/session')).statusCode).toBe(401);
}
const token = (): string => browser.cookies.get('__Host-telink')!;

test('sign-out: the secret is gone, the browser is told to wipe, and only our own cookies are expired', async () => {
  const held = token();
  const answer = await browser.send('POST', '/api/session/sign-out');
  expect(answer.statusCode).toBe(204);
  expect(answer.headers['clear-site-data']).toBe('"cache", "storage"');
  expect(answer.headers['cache-control']).toBe('no-store');
  expect(answer.headers['set-cookie']).toEqual([
    '__Host-telink=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
    '__Host-telink-step=; Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=0',
  ]);
  await isOver(browser, held);
});

test('sign-out without script: the signed-out page does it, but not when another site led there', async () => {
  const held = token();
  const led = await browser.get('/utloggad', { 'sec-fetch-site': 'cross-site' });
  expect(led.statusCode).toBe(303);
  expect(await secrets()).toBe(1);
  const page = await browser.get('/utloggad', { 'sec-fetch-site': 'none' });
  expect(page.headers['clear-site-data']).toBe('"cache", "storage"');
  expect(page.headers['cache-control']).toBe('no-store');
  expect(page.body).toContain('Allt som Telink sparade i webbläsaren är rensat.');
  expect(page.body).not.toContain('<script');
  await isOver(browser, held);
});

test('remote sign-out: one session ends another', async () => {
  const held = token();
  const other = await world.signedIn(vera);
  const { sessions } = (await other.get('/api/session/security')).json<{
    sessions: { id: string; current: boolean }[];
  }>();
  expect(sessions).toHaveLength(2);
  const answer = await other.send(
    'DELETE',
    `/api/session/sessions/${sessions.find((item) => !item.current)!.id}`,
  );
  expect(answer.statusCode).toBe(204);
  expect(answer.headers['clear-site-data']).toBeUndefined();
  expect((await other.get('/api/session')).statusCode).toBe(200);
  await isOver(browser, held);
});

test('sign out everywhere ends this one too, sign out the others leaves it', async () => {
  const held = token();
  const other = await world.signedIn(vera);
  expect((await other.send('POST', '/api/session/sessions/end', { which: 'others' })).statusCode).toBe(204);
  await isOver(browser, held);
  expect((await other.get('/api/session')).statusCode).toBe(200);
  const all = await other.send('POST', '/api/session/sessions/end', { which: 'all' });
  expect(all.headers['clear-site-data']).toBe('"cache", "storage"');
  expect((await other.get('/api/session')).statusCode).toBe(401);
});

test('idle: checked at the request, without any sweep', async () => {
  const held = token();
  world.clock.advance(30 * 60_000 - 1);
  expect((await browser.get('/api/session')).statusCode).toBe(200);
  world.clock.advance(1);
  expect((await browser.get('/api/session')).statusCode).toBe(401);
  await isOver(browser, held);
});

test('idle: swept when nobody comes', async () => {
  const held = token();
  world.clock.advance(30 * 60_000);
  await world.session.sweep();
  await isOver(browser, held);
});

test('what the page does by itself does not count as use, what a person does does', async () => {
  world.clock.advance(20 * 60_000);
  expect(
    (await browser.send('POST', '/api/session/vault-key', key, { 'x-telink-background': '1' })).statusCode,
  ).toBe(200);
  await browser.get('/api/session');
  world.clock.advance(10 * 60_000 - 1);
  expect((await browser.send('POST', '/api/session/alive')).statusCode).toBe(204);
  world.clock.advance(29 * 60_000);
  expect((await browser.get('/api/session')).statusCode).toBe(200);
  world.clock.advance(60_000);
  expect((await browser.get('/api/session')).statusCode).toBe(401);
});

test('absolute expiry: use does not prolong it', async () => {
  const held = token();
  for (let n = 0; n < 47; n += 1) {
    world.clock.advance(15 * 60_000);
    expect((await browser.send('POST', '/api/session/alive')).statusCode).toBe(204);
  }
  world.clock.advance(15 * 60_000);
  await world.session.sweep();
  await isOver(browser, held);
});

test('a changed password ends the other sessions and keeps this one', async () => {
  const held = token();
  const other = await world.signedIn(vera);
  expect(
    (
      await other.send('POST', '/api/session/password', {
        current: 'not it at all',
        next: 'nya fina hästar i hagen',
      })
    ).statusCode,
  ).toBe(401);
  expect(await secrets()).toBe(1);
  expect(
    (await other.send('POST', '/api/session/password', { current: PASSWORD, next: 'kort' })).json(),
  ).toMatchObject({ code: 'weak-password' });
  expect(
    (
      await other.send('POST', '/api/session/password', {
        current: PASSWORD,
        next: 'nya fina hästar i hagen',
      })
    ).statusCode,
  ).toBe(204);
  expect((await other.get('/api/session')).statusCode).toBe(200);
  await isOver(browser, held);
});

test('a disabled account: its sessions die at once', async () => {
  const held = token();
  await world.session.disable(world.ctx, vera);
  await isOver(browser, held);
});

test('an account disabled behind our back is refused at the next request', async () => {
  const held = token();
  await world.pool.query("UPDATE session.account SET state = 'disabled' WHERE person_id = $1", [vera.person]);
  expect((await browser.get('/api/session')).statusCode).toBe(401);
  await isOver(browser, held);
});

test('a disconnected account loses its keys in every session, and the session goes on', async () => {
  world.accounts.set(vera.person, ['account-1', 'account-2']);
  await browser.send('POST', '/api/session/vault-key', { account: 'account-2', category: 'mail' });
  expect(await world.session.forgetAccount(vera, 'account-1')).toBe(1);
  const { kids } = (await browser.get('/api/session')).json<{ kids: string[] }>();
  expect(kids).toHaveLength(1);
  await browser.send('POST', '/api/session/sign-out');
});

test('whoever listens hears it after the keys are gone, with the reason', async () => {
  const heard: string[] = [];
  const left: Promise<number>[] = [];
  const stop = world.session.onEnded(({ person, reason }) => {
    heard.push(`${person === vera.person} ${reason}`);
    left.push(secrets());
  });
  await browser.send('POST', '/api/session/sign-out');
  stop();
  expect(heard).toEqual(['true sign-out']);
  expect(await Promise.all(left)).toEqual([0]);
});

test('the stream says «ended» when the session dies elsewhere, and closes', async () => {
  const address = await world.server.listen({ port: 0, host: '127.0.0.1' });
  const port = new URL(address).port;
  const { request } = await import('node:http');
  const text = new Promise<string>((resolve, reject) => {
    const call = request(
      {
        host: '127.0.0.1',
        port,
        path: '/api/session/events',
        headers: { host: `app.localhost:${port}`, cookie: `__Host-telink=${token()}` },
      },
      (answer) => {
        let seen = '';
        expect(answer.headers['content-type']).toContain('text/event-stream');
        expect(answer.headers['cache-control']).toBe('no-store');
        expect(answer.headers['x-content-type-options']).toBe('nosniff');
        answer.on('data', (chunk: Buffer) => {
          seen += chunk.toString();
          // Connected: now the account is closed elsewhere.
          if (seen === 'retry: 3000\n\n') world.session.disable(world.ctx, vera).catch(reject);
        });
        answer.on('end', () => resolve(seen));
      },
    );
    call.on('error', reject);
    call.end();
  });
  expect(await text).toBe('retry: 3000\n\nevent: ended\ndata: {}\n\n');
});
