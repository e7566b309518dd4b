import { afterAll, beforeAll, expect, test } from 'vitest';
import { PASSWORD, sessionWorld, type SessionWorld, type Someone } from '../../../test/run/session-world.ts';

let world: SessionWorld;
let vera: Someone;
beforeAll(async () => {
  world = await sessionWorld();
  vera = await world.someone({ name: 'Vera Lind', email: 'vera@example.com' });
});
afterAll(() => world.drop());

const ask = (who: string) => world.visitor().send('POST', '/api/session/reset/request', { who });
const set = (token: string, password: string) =>
  world.visitor().send('POST', '/api/session/reset', { token, password });
const unfolded = (raw: string): string => raw.replace(/=\r?\n/g, '').replaceAll('=3D', '=');
async function tokenOf(letter: number): Promise<string> {
  const raw = (await world.letters(letter + 1))[letter]!;
  return /nytt-losenord#([A-Za-z0-9_-]{43})/.exec(unfolded(raw))![1]!;
}

test('the answer is the same for a user, an address and nobody', async () => {
  const answers = [await ask(vera.userId), await ask(' Vera@Example.com'), await ask('nobody@example.org')];
  for (const answer of answers) {
    expect(answer.statusCode).toBe(202);
    expect(answer.body).toBe('{}');
  }
  const letters = await world.letters(2);
  expect(letters).toHaveLength(2);
  for (const letter of letters) expect(letter).toContain('To: vera@example.com');
  expect(unfolded(letters[0]!)).toContain('Select Telecom AB');
});

test('a link sets a password once, and every session ends', async () => {
  const browser = await world.signedIn(vera);
  const token = await tokenOf(1);
  expect((await set(token, 'kort')).json()).toMatchObject({ code: 'weak-password' });
  expect((await set(token, 'tre granar och en sten')).statusCode).toBe(204);
  expect((await browser.get('/api/session')).statusCode).toBe(401);
  expect((await set(token, 'tre granar och en stubbe')).json()).toMatchObject({ code: 'link-dead' });
  const old = await world
    .visitor()
    .send('POST', '/api/session/sign-in', { userId: vera.userId, password: PASSWORD });
  expect(old.statusCode).toBe(401);
  const fresh = await world
    .visitor()
    .send('POST', '/api/session/sign-in', { userId: vera.userId, password: 'tre granar och en sten' });
  expect(fresh.statusCode).toBe(200);
});

test('a newer link kills the older, and a link dies after thirty minutes', async () => {
  world.clock.advance(60_000);
  const before = (await world.letters(3)).length;
  await ask(vera.userId);
  const token = await tokenOf(before);
  world.clock.advance(30 * 60_000);
  expect((await set(token, 'tre granar och en stubbe')).json()).toMatchObject({ code: 'link-dead' });
});

test('asking again and again waits, whoever is asked for', async () => {
  for (const who of [vera.userId, 'nobody@example.net']) {
    world.clock.advance(25 * 3_600_000);
    const codes: number[] = [];
    for (let n = 0; n < 4; n += 1) codes.push((await ask(who)).statusCode);
    expect(codes).toEqual([202, 202, 202, 429]);
  }
});

test('the token lies in the letter alone: the database has its hash, the queue has ids', async () => {
  world.clock.advance(25 * 3_600_000);
  const before = (await world.letters(1)).length;
  await ask(vera.userId);
  const token = await tokenOf(before);
  const { rows } = await world.pool.query<{ row: string }>(
    'SELECT r::text AS row FROM session.reset r UNION ALL SELECT j::text FROM jobs.job j',
  );
  const all = rows.map(({ row }) => row).join('\n');
  expect(all).toContain(vera.person);
  expect(all).not.toContain(token);
  expect(all).not.toContain('vera@example.com');
});
