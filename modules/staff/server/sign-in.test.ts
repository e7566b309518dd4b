import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { disableStaff, enableStaff, renewLink } from '#modules/staff';
import {
  STAFF_PASSWORD,
  staffWorld,
  type Colleague,
  type StaffWorld,
} from '../../../test/run/staff-world.ts';

let world: StaffWorld;
let kim: Colleague;
beforeAll(async () => {
  world = await staffWorld();
  kim = await world.colleague('Kim Berg', ['billing', 'prices']);
});
afterAll(() => world.drop());

const signIn = async (who: Colleague) => {
  const browser = world.visitor();
  const first = await browser.send('POST', '/api/office/sign-in', {
    mail: who.mail,
    password: STAFF_PASSWORD,
  });
  return { browser, first };
};

test('the way in is password and code, and the cookie is the office’s own', async () => {
  const { browser, first } = await signIn(kim);
  expect(first.statusCode).toBe(204);
  expect([...browser.cookies.keys()]).toEqual(['__Host-telink-office-step']);
  expect((await browser.get('/api/office/session')).statusCode).toBe(401);
  const second = await browser.send('POST', '/api/office/second-factor', { code: await world.code(kim) });
  expect(second.statusCode).toBe(204);
  expect([...browser.cookies.keys()]).toEqual(['__Host-telink-office']);
  const line = String(second.headers['set-cookie']);
  for (const part of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/']) expect(line).toContain(part);
  const view = (await browser.get('/api/office/session')).json<object>();
  expect(view).toMatchObject({
    staff: { name: 'Kim Berg', roles: ['billing', 'prices'] },
    agreement: { signed: true },
  });
});

test('a code works once, a wrong one never, and after five tries the step is gone', async () => {
  const { browser } = await signIn(kim);
  const code = await world.code(kim);
  expect((await browser.send('POST', '/api/office/second-factor', { code })).statusCode).toBe(204);
  const again = await signIn(kim);
  const used = await again.browser.send('POST', '/api/office/second-factor', { code });
  expect([used.statusCode, used.json<{ code: string }>().code]).toEqual([401, 'wrong-code']);
  const wrong = String((Number(code) + 1) % 1_000_000).padStart(6, '0');
  for (let tries = 0; tries < 4; tries += 1) {
    world.clock.advance((16 * 60_000) / 5);
    await again.browser.send('POST', '/api/office/second-factor', { code: wrong });
  }
  const gone = await again.browser.send('POST', '/api/office/second-factor', { code: await world.code(kim) });
  expect(gone.json<{ code: string }>().code).toBe('session-gone');
  world.clock.advance(16 * 60_000);
});

test('a recovery code opens once when the phone is lost', async () => {
  const lost = await world.colleague('Lo Ek', ['support']);
  expect(lost.codes).toHaveLength(10);
  const { browser } = await signIn(lost);
  const recoveryCode = lost.codes[0]!.toUpperCase();
  expect((await browser.send('POST', '/api/office/second-factor', { recoveryCode })).statusCode).toBe(204);
  const { browser: other } = await signIn(lost);
  expect((await other.send('POST', '/api/office/second-factor', { recoveryCode })).statusCode).toBe(401);
});

describe('a refusal tells nothing', () => {
  test('who does not exist, is shut out, has not enrolled or types a wrong password get the same answer and the same wait', async () => {
    const out = await world.colleague('Uma Ut', ['support']);
    await disableStaff(world.ctx, out.id);
    const fresh = await world.colleague('Nina Ny', ['support']);
    await renewLink(world.ctx, fresh.id);
    const tries: [mail: string, password: string][] = [
      ['nobody@office.example', STAFF_PASSWORD],
      [out.mail, STAFF_PASSWORD],
      [fresh.mail, STAFF_PASSWORD],
      [kim.mail, 'inte rätt lösenord'],
    ];
    const seen = new Set<string>();
    for (const [mail, password] of tries) {
      const answers: string[] = [];
      for (let turn = 0; turn < 7; turn += 1) {
        const answer = await world.visitor().send('POST', '/api/office/sign-in', { mail, password });
        answers.push(`${answer.statusCode} ${answer.body} ${String(answer.headers['set-cookie'])}`);
      }
      seen.add(answers.join('\n'));
    }
    expect(seen.size).toBe(1);
    expect([...seen][0]).toContain('429');
    // The lock ends by itself: nobody is locked out for good.
    world.clock.advance(16 * 60_000);
    expect((await signIn(kim)).first.statusCode).toBe(204);
  });
});

describe('the link of the first sign-in', () => {
  test('sets both factors, works once and not after three days', async () => {
    const late = await world.colleague('Sen Sund', ['support']);
    const token = await renewLink(world.ctx, late.id);
    expect((await late.browser.get('/api/office/session')).statusCode).toBe(401);
    const begin = (password: string) =>
      world.visitor().send('POST', '/api/office/enrolment', { token, password });
    expect((await begin('kort')).json<{ code: string }>().code).toBe('weak-password');
    expect((await begin('111111111111111')).json<{ code: string }>().code).toBe('weak-password');
    const { secret } = (await begin(STAFF_PASSWORD)).json<{ secret: string }>();
    const confirm = async (code: string) =>
      world.visitor().send('POST', '/api/office/enrolment/confirm', { token, code });
    expect((await confirm('000000')).statusCode).toBe(401);
    // Half way there is no way in: the second factor is not there until a code has shown it.
    expect((await signIn(late)).first.statusCode).toBe(401);
    expect((await confirm(await world.code({ secret }))).statusCode).toBe(200);
    expect((await begin(STAFF_PASSWORD)).json<{ code: string }>().code).toBe('link-dead');
    const old = await renewLink(world.ctx, late.id);
    world.clock.advance(3 * 24 * 3_600_000);
    const dead = await world
      .visitor()
      .send('POST', '/api/office/enrolment', { token: old, password: STAFF_PASSWORD });
    expect([dead.statusCode, dead.json<{ code: string }>().code]).toEqual([410, 'link-dead']);
  });
});

describe('a session ends', () => {
  const inside = async (who: Colleague) => {
    const { browser } = await signIn(who);
    await browser.send('POST', '/api/office/second-factor', { code: await world.code(who) });
    return browser;
  };
  const status = async (browser: Colleague['browser']) =>
    (await browser.get('/api/office/session')).statusCode;

  test('by signing out, by a colleague’s being shut out, and from another browser', async () => {
    const bo = await world.colleague('Bo Ek', ['support']);
    const [one, two] = [await inside(bo), await inside(bo)];
    expect(await status(one)).toBe(200);
    await one.send('POST', '/api/office/sign-out');
    expect([one.cookies.size, await status(two)]).toEqual([0, 200]);
    const own = (await two.get('/api/office/own')).json<{ sessions: { id: string; current: boolean }[] }>();
    expect(own.sessions.filter(({ current }) => current)).toHaveLength(1);
    const third = await inside(bo);
    const mine = (await third.get('/api/office/own'))
      .json<typeof own>()
      .sessions.find(({ current }) => current)!;
    expect((await two.send('DELETE', `/api/office/own/sessions/${mine.id}`)).statusCode).toBe(204);
    expect(await status(third)).toBe(401);
    // Somebody else's session can't be told from one that does not exist.
    const strange = await inside(kim);
    const hers = (await strange.get('/api/office/own'))
      .json<typeof own>()
      .sessions.find(({ current }) => current)!;
    const ask = async (id: string) => {
      const answer = await two.send('DELETE', `/api/office/own/sessions/${id}`);
      return `${answer.statusCode} ${answer.body}`;
    };
    expect(await ask(hers.id)).toBe(await ask('AAAAAAAAAAAAAAAAAAAAAA'));
    expect(await status(strange)).toBe(200);
    await disableStaff(world.ctx, bo.id);
    expect(await status(two)).toBe(401);
    await enableStaff(world.ctx, bo.id);
    expect(await status(two)).toBe(401);
  });

  test('after thirty minutes without use, and after twelve hours whatever happens', async () => {
    const tove = await world.colleague('Tove Tid', ['support']);
    const idle = await inside(tove);
    world.clock.advance(29 * 60_000);
    expect(await status(idle)).toBe(200);
    world.clock.advance(30 * 60_000);
    expect(await status(idle)).toBe(401);
    const long = await inside(tove);
    for (let turn = 0; turn < 36; turn += 1) {
      world.clock.advance(19 * 60_000);
      expect(await status(long)).toBe(200);
    }
    world.clock.advance(60 * 60_000);
    expect(await status(long)).toBe(401);
  });
});

test('neither name, address, password nor secret lies readable in the tables', async () => {
  const { rows } = await world.pool.query<{ row: string }>(
    "SELECT encode(convert_to(a::text, 'UTF8'), 'escape') AS row FROM staff.account a",
  );
  expect(rows.length).toBeGreaterThan(3);
  const text = rows.map(({ row }) => row).join('\n');
  for (const secret of ['Kim', 'kim.berg', kim.secret, STAFF_PASSWORD, '$argon2id$'])
    expect(text).not.toContain(Buffer.from(secret).toString('hex'));
  expect(text).not.toContain('Kim');
});
