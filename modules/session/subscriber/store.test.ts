import { expect, test } from 'vitest';
import { createSessionStore, type SessionStore } from './store.ts';

function store(): { session: SessionStore; calls: string[]; left: () => boolean } {
  const calls: string[] = [];
  let left = false;
  const session = createSessionStore({
    call: async (method, path) => {
      calls.push(`${method} ${path}`);
      return { status: 401, body: undefined };
    },
    now: () => 0,
    say: () => undefined,
    listen: () => () => undefined,
    deleteUnconfirmed: async () => 0,
    wipeAndLeave: async () => {
      left = true;
    },
  });
  return { session, calls, left: () => left };
}

test('a sign-out that would lose something stays, names it, and asks nothing of the server', async () => {
  const { session, calls, left } = store();
  session.beforeSignOut(() => [{ what: 'draft', name: 'Offert' }]);
  session.beforeSignOut(async () => []);
  session.beforeSignOut(async () => [{ what: 'letter', name: '' }]);
  let told = 0;
  session.subscribe(() => {
    told += 1;
  });
  expect(await session.signOut()).toBe(false);
  expect([session.unsaved(), calls, left(), told]).toEqual([
    [
      { what: 'draft', name: 'Offert' },
      { what: 'letter', name: '' },
    ],
    [],
    false,
    1,
  ]);
  session.stay();
  expect(session.unsaved()).toBeNull();
});

test('the person may leave anyway, and leaves at once when there is nothing to lose', async () => {
  const kept = store();
  kept.session.beforeSignOut(() => [{ what: 'draft', name: 'Offert' }]);
  await kept.session.signOut();
  expect(await kept.session.signOut({ anyway: true })).toBe(true);
  expect([kept.session.unsaved(), kept.calls, kept.left()]).toEqual([
    null,
    ['POST /api/session/sign-out'],
    true,
  ]);
  const clean = store();
  clean.session.beforeSignOut(() => []);
  expect(await clean.session.signOut()).toBe(true);
  expect(clean.left()).toBe(true);
});

test('a machine whose clock is wrong by days stays signed in for as long as the server says, and no longer', async () => {
  for (const wrong of [-4, 0, 4].map((days) => days * 86_400_000)) {
    let at = Date.parse('2026-11-24T08:00:00Z') + wrong;
    let left = 0;
    const session = createSessionStore({
      call: async () => ({
        status: 200,
        body: {
          user: { id: 'p', userId: 'vera', name: 'Vera', roles: [] },
          controller: { name: 'Select Telecom AB' },
          idleMs: 365 * 86_400_000,
          now: '2026-11-24T08:00:00Z',
          absoluteExpiry: '2026-11-24T20:00:00Z',
          kids: [],
        },
      }),
      now: () => at,
      say: () => undefined,
      listen: () => () => undefined,
      deleteUnconfirmed: async () => 0,
      wipeAndLeave: async () => void (left += 1),
    });
    await session.check();
    at += 12 * 3_600_000 - 1;
    session.tick();
    expect([wrong, left]).toEqual([wrong, 0]);
    at += 1;
    session.tick();
    expect([wrong, left]).toEqual([wrong, 1]);
  }
});

test('a key that was asked for ahead is handed out once, and asked for anew after that', async () => {
  const asked: string[] = [];
  const session = createSessionStore({
    call: async (method, path) => {
      asked.push(`${method} ${path}`);
      return { status: 200, body: { kid: `k${asked.length}`, secret: 'AAAA' } };
    },
    now: () => 0,
    say: () => undefined,
    listen: () => () => undefined,
    deleteUnconfirmed: async () => 0,
    wipeAndLeave: async () => undefined,
  });
  session.expectKey('a', 'mail');
  expect([(await session.vaultKey('a', 'mail')).kid, asked.length]).toEqual(['k1', 1]);
  expect([(await session.vaultKey('a', 'mail')).kid, asked.length]).toEqual(['k2', 2]);
  session.expectKey('a', 'mail');
  expect([(await session.vaultKey('b', 'mail')).kid, asked.length]).toEqual(['k4', 4]);
});
