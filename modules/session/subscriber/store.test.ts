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
  session.beforeSignOut(() => ['Offert']);
  session.beforeSignOut(async () => []);
  session.beforeSignOut(async () => ['']);
  let told = 0;
  session.subscribe(() => {
    told += 1;
  });
  expect(await session.signOut()).toBe(false);
  expect([session.unsaved(), calls, left(), told]).toEqual([['Offert', ''], [], false, 1]);
  session.stay();
  expect(session.unsaved()).toBeNull();
});

test('the person may leave anyway, and leaves at once when there is nothing to lose', async () => {
  const kept = store();
  kept.session.beforeSignOut(() => ['Offert']);
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
