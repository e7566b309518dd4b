import { afterAll, beforeAll, expect, test } from 'vitest';
import {
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
  vera = await world.someone();
  world.accounts.set(vera.person, ['a1']);
  browser = await world.signedIn(vera);
});
afterAll(() => world.drop());
const ask = async (who: Visitor, account: string, category = 'mail') =>
  who.send('POST', '/api/session/vault-key', { account, category });

test('the same session gets the same key for an account and category, another category another', async () => {
  const first = (await ask(browser, 'a1')).json<{ kid: string; secret: string }>();
  expect(Buffer.from(first.secret, 'base64url')).toHaveLength(32);
  expect((await ask(browser, 'a1')).json()).toEqual(first);
  const second = (await ask(browser, 'a1', 'calendar')).json<{ kid: string; secret: string }>();
  expect(second.secret).not.toBe(first.secret);
  expect((await browser.get('/api/session')).json<{ kids: string[] }>().kids.toSorted()).toEqual(
    [first.kid, second.kid].toSorted(),
  );
});

test('another session of the same person gets another key', async () => {
  const here = (await ask(browser, 'a1')).json<{ secret: string }>();
  const there = (await ask(await world.signedIn(vera), 'a1')).json<{ secret: string }>();
  expect(there.secret).not.toBe(here.secret);
});

test('no key for an account that is not the person’s', async () => {
  expect((await ask(browser, 'a2')).statusCode).toBe(404);
  const otto = await world.someone();
  expect((await ask(await world.signedIn(otto), 'a1')).statusCode).toBe(404);
});

test('no key without a session: 401 for who never had one, 410 for who had', async () => {
  expect((await ask(world.visitor(), 'a1')).statusCode).toBe(401);
  const gone = await world.signedIn(vera);
  const token = gone.cookies.get('__Host-telink')!;
  await gone.send('POST', '/api/session/sign-out');
  gone.cookies.set('__Host-telink', token);
  expect((await ask(gone, 'a1')).statusCode).toBe(410);
});

test('two requests at once get one key', async () => {
  const fresh = await world.signedIn(vera);
  const [a, b] = await Promise.all([ask(fresh, 'a1'), ask(fresh, 'a1')]);
  expect(a.json()).toEqual(b.json());
});

test('neither the secret nor the session’s token lies in clear in the database', async () => {
  const { secret } = (await ask(browser, 'a1')).json<{ secret: string }>();
  const { rows } = await world.pool.query<{ row: string }>(
    'SELECT v::text AS row FROM session.vault_secret v UNION ALL SELECT s::text FROM session.session s',
  );
  const all = rows.map(({ row }) => row).join('\n');
  for (const clear of [secret, browser.cookies.get('__Host-telink')!]) {
    for (const form of [
      clear,
      Buffer.from(clear, 'base64url').toString('hex'),
      Buffer.from(clear).toString('hex'),
    ])
      expect(all).not.toContain(form);
  }
});
