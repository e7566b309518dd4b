import { afterEach, expect, test } from 'vitest';
import { connectedWorld, type Connected } from '../../../test/run/connected.ts';
import { createAccounts, type Accounts, type TabNews } from './accounts.ts';
import type { Call } from './call.ts';

interface Tab {
  readonly accounts: Accounts;
  readonly wiped: string[];
  readonly went: string[];
}

/** Tabs of one browser: what one says, the others hear. */
function browserOf(
  call: Call,
  now: () => number,
): (over?: Partial<Parameters<typeof createAccounts>[0]>) => Tab {
  const heard = new Set<(news: unknown) => void>();
  return (over = {}) => {
    const wiped: string[] = [];
    const went: string[] = [];
    let own: ((news: unknown) => void) | undefined;
    const accounts = createAccounts({
      call,
      now,
      navigate: (address) => void went.push(address),
      wipe: async (id) => void wiped.push(id),
      tabs: {
        say: (news: TabNews) => {
          for (const each of heard) if (each !== own) each(structuredClone(news));
        },
        hear: (listener) => {
          own = listener;
          heard.add(listener);
          return () => heard.delete(listener);
        },
      },
      ...over,
    });
    return { accounts, wiped, went };
  };
}

let t: Connected;
afterEach(() => t?.stop());
const elin = { account: 'elin@example.se' };

async function start(): Promise<{
  id: string;
  call: Call;
  calls: string[];
  tab: ReturnType<typeof browserOf>;
}> {
  t = await connectedWorld();
  t.signIn('s', 'p');
  const id = (await t.connect('s', elin))['connection'] ?? '';
  const calls: string[] = [];
  const call: Call = async (method, path, body) => {
    calls.push(`${method} ${path}`);
    return t.call('s', method, path, body);
  };
  return { id, call, calls, tab: browserOf(call, () => t.world.clock.now()) };
}
const settled = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 50));

test('the list, a token kept in memory, and a new one when a minute is left', async () => {
  const { id, calls, tab } = await start();
  const { accounts } = tab();
  await accounts.load();
  expect(accounts.get()).toMatchObject({
    status: 'ready',
    connections: [{ id, state: 'connected' }],
    connectors: [{ provider: 'microsoft365' }],
  });
  const first = await accounts.tokenFor(id, 'mail');
  expect(await accounts.tokenFor(id, 'mail')).toBe(first);
  expect(first).toMatchObject({ graph: t.provider.graph, expiresAt: t.world.clock.now() + 3_600_000 });
  t.world.clock.advance(3_541_000);
  expect(await accounts.tokenFor(id, 'mail')).not.toEqual(first);
  expect(calls.filter((each) => each.endsWith('/token'))).toHaveLength(2);
});

test('a claims challenge always asks the server, and many askers share one question', async () => {
  const { id, calls, tab } = await start();
  const { accounts } = tab();
  await accounts.tokenFor(id, 'mail');
  const claims = JSON.stringify({ access_token: { acrs: { essential: true, value: 'c1' } } });
  await Promise.all([accounts.tokenSource(id, 'mail')(claims), accounts.tokenSource(id, 'mail')(claims)]);
  expect(calls.filter((each) => each.endsWith('/token'))).toHaveLength(2);
});

test('disconnecting in one tab wipes the account’s cache and drops its token in every tab', async () => {
  const { id, tab } = await start();
  const [here, there] = [tab(), tab()];
  await Promise.all([here.accounts.load(), there.accounts.load()]);
  await there.accounts.tokenFor(id, 'mail');
  const ended: string[] = [];
  there.accounts.onEnded((each) => void ended.push(each));
  expect(await here.accounts.disconnect(id)).toMatchObject({ ok: true, value: { revokedAtProvider: false } });
  await settled();
  expect([here.wiped, there.wiped, ended]).toEqual([[id], [id], [id]]);
  expect([here.accounts.get().connections, there.accounts.get().connections]).toEqual([[], []]);
  expect(await there.accounts.tokenFor(id, 'mail')).toBe('needs-consent');
});

test('a connection ended on another device is wiped here at the next load', async () => {
  const { id, tab } = await start();
  await t.call('s', 'POST', `/api/connections/${id}/disconnect`);
  const { accounts, wiped } = tab();
  await accounts.load();
  await accounts.load();
  expect([wiped, accounts.get().connections]).toEqual([[id], []]);
});

test('a consent taken back wipes the cache; a demand for another sign-in keeps it', async () => {
  const { id, tab } = await start();
  const { accounts, wiped } = tab();
  await t.provider.faults.set(elin.account, 'claims-challenge');
  expect(await accounts.tokenFor(id, 'mail')).toBe('claims');
  await settled();
  expect([wiped, accounts.get().connections[0]?.reason]).toEqual([[], 'claims']);
  t.provider.faults.clear(elin.account);
  t.provider.revokeConsent(elin.account);
  expect(await accounts.tokenFor(id, 'mail')).toBe('needs-consent');
  await expect.poll(() => [wiped, accounts.get().connections[0]?.reason]).toEqual([[id], 'revoked']);
});

test('what could not be wiped is tried again, not believed gone', async () => {
  const { id, tab } = await start();
  await t.call('s', 'POST', `/api/connections/${id}/disconnect`);
  let tries = 0;
  const { accounts } = tab({
    wipe: async () => {
      tries += 1;
      if (tries === 1) throw new Error('blocked');
    },
  });
  await accounts.load();
  await settled();
  await accounts.load();
  expect(tries).toBe(2);
});

test('after sign-out no token is held, and one that was on its way is not kept', async () => {
  const { id, call, calls } = await start();
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const tab = browserOf(
    async (...given) => {
      const answer = await call(...given);
      if (given[1].endsWith('/token')) await gate;
      return answer;
    },
    () => t.world.clock.now(),
  );
  const { accounts } = tab();
  const asked = accounts.tokenFor(id, 'mail');
  await settled();
  accounts.signedOut();
  open?.();
  expect(await asked).toBe('signed-out');
  expect(accounts.get()).toEqual({ status: 'loading', connections: [], connectors: [] });
  await accounts.tokenFor(id, 'mail');
  expect(calls.filter((each) => each.endsWith('/token'))).toHaveLength(2);
});

test('a session that is gone, a provider that is down and a network that is gone are told apart', async () => {
  const { id, tab } = await start();
  const { accounts } = tab();
  t.signOut('s');
  expect(await accounts.tokenFor(id, 'mail')).toBe('signed-out');
  const offline = tab({ call: () => Promise.reject(new TypeError('network')) });
  expect(await offline.accounts.tokenFor(id, 'mail')).toBe('offline');
  expect(await offline.accounts.connect()).toEqual({ ok: false, code: 'offline' });
  await offline.accounts.load();
  expect(offline.accounts.get().status).toBe('failed');
});

test('connecting leaves the page for the provider’s sign-in', async () => {
  const { id, tab } = await start();
  const { accounts, went } = tab();
  expect(await accounts.connect({ connection: id })).toMatchObject({ ok: true });
  expect(went[0]?.startsWith(`${t.provider.login}/`)).toBe(true);
});
