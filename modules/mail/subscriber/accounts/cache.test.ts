import { openNullVault, type Vault } from '@telink/vault';
import { expect, test } from 'vitest';
import { createCache, FETCHED } from './cache.ts';

/** Stores of one browser, by account, in memory; a wiped one keeps nothing any more, as the real one. */
function browser(first = true) {
  const stores = new Map<string, Map<string, unknown>>();
  const log: string[] = [];
  let chosen = first;
  const open = async (account: string): Promise<Vault> => {
    if (account === 'refused') throw new Error('no key');
    log.push(`open ${account}`);
    const records = stores.get(account) ?? new Map<string, unknown>();
    stores.set(account, records);
    let live = true;
    const end = (): void => {
      live = false;
    };
    return {
      ...openNullVault(),
      get: async <T>(type: string, id: string) =>
        // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what comes out is what went in
        (live ? records.get(`${type} ${id}`) : undefined) as T | undefined,
      put: async (type, id, value) => {
        if (live) records.set(`${type} ${id}`, value);
      },
      clear: async (type) => {
        for (const name of records.keys()) if (live && name.startsWith(`${type} `)) records.delete(name);
      },
      usage: async () => ({ records: live ? records.size : 0, bytes: 0 }),
      wipe: async () => {
        end();
        stores.delete(account);
        log.push(`wipe ${account}`);
      },
      close: () => {
        end();
        log.push(`close ${account}`);
      },
    };
  };
  const cache = createCache({
    chosen: () => chosen,
    choose: (on) => {
      chosen = on;
    },
    open,
    deleteAll: async () => stores.clear(),
  });
  return { cache, stores, log, chosen: () => chosen };
}

test('switched off, every store is gone at once, and an open account goes on with one that keeps nothing', async () => {
  const { cache, stores, chosen } = browser();
  const vault = await cache.vaultOf('a');
  await vault.put('body', '1', 'text');
  stores.set('not opened in this tab', new Map([['body 2', 'text']]));
  await cache.setOn(false);
  expect([...stores.keys()]).toEqual([]);
  expect(chosen()).toBe(false);
  await vault.put('body', '3', 'more');
  expect(await vault.get('body', '3')).toBeUndefined();
  expect(await cache.usage('a')).toEqual({ records: 0, bytes: 0 });
  await (await cache.vaultOf('b')).put('body', '4', 'text');
  expect([...stores.keys()]).toEqual([]);
});

test('switched on again, what is fetched from then on is kept, by accounts that are open already too', async () => {
  const { cache, stores, chosen } = browser(false);
  const vault = await cache.vaultOf('a');
  await vault.put('body', '1', 'before');
  await cache.setOn(true);
  await vault.put('body', '2', 'after');
  expect([...(stores.get('a') ?? [])]).toEqual([['body 2', 'after']]);
  expect(chosen()).toBe(true);
});

test('when a store can’t be had, the cache stays off and says so', async () => {
  const { cache, chosen } = browser(false);
  await cache.vaultOf('a');
  await cache.vaultOf('refused');
  await expect(cache.setOn(true)).rejects.toThrow('no key');
  expect([cache.on.get(), chosen()]).toEqual([false, false]);
});

test('cleared, only what can be fetched again is gone: drafts, the outbox and choices stay', async () => {
  const { cache, stores } = browser();
  const vault = await cache.vaultOf('a');
  for (const type of [...FETCHED, 'draft', 'outbox', 'choices']) await vault.put(type, '1', type);
  await cache.clear('a');
  expect([...(stores.get('a')?.keys() ?? [])]).toEqual(['draft 1', 'outbox 1', 'choices 1']);
});

test('an account that has ended loses its store, and no other account loses anything', async () => {
  const { cache, stores, log } = browser();
  const [a, b] = [await cache.vaultOf('a'), await cache.vaultOf('b')];
  await a.put('body', '1', 'a');
  await b.put('body', '1', 'b');
  await cache.forget('a');
  await cache.forget('never opened');
  expect([...stores.keys()]).toEqual(['b']);
  expect(await b.get('body', '1')).toBe('b');
  expect(log).toEqual(['open a', 'open b', 'wipe a']);
  await a.put('body', '2', 'late');
  expect([...stores.keys()]).toEqual(['b']);
});
