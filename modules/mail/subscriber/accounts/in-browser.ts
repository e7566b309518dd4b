import { deleteUnconfirmed, openVault, type Vault } from '@telink/vault';
import { session } from '#session';
import type { Accounts } from '#subscriber/connections';
import { openMail } from '../engine/in-browser.ts';
import { createMailAccounts, type MailAccounts } from './accounts.ts';
import { createCache, type MailCache } from './cache.ts';
import { cacheChosen, chooseCache } from './cache-choice.ts';

/** What the vault may hold of one account, and for how long. */
const LIMITS = { maxBytes: 200 * 1024 * 1024, maxAgeMs: 30 * 86_400_000 };

/** Sealed under a key that the server gives for this session and account, and takes back when it ends. */
async function openStore(account: string): Promise<Vault> {
  const key = await session.vaultKey(account, 'mail');
  return openVault({
    context: location.origin,
    account,
    category: 'mail',
    key,
    limits: LIMITS,
    now: Date.now,
  });
}

/** Another tab that is busy may hold a store for a while: asked again, and never said to be gone while it is there. */
const PATIENT = 6;

async function deleteAll(): Promise<void> {
  if (typeof globalThis.indexedDB?.databases !== 'function') return;
  for (let turn = 0; turn < PATIENT; turn += 1) {
    await deleteUnconfirmed(new Set());
    // The device's salt, «0», opens nothing; any other database is a store.
    if ((await indexedDB.databases()).every(({ name }) => name === '0')) return;
  }
  throw new Error('A store could not be deleted');
}

export interface BrowserMailAccounts extends MailAccounts {
  readonly cache: MailCache;
}

/** The person's mail accounts on the browser's own network, storage and clock. */
export function openMailAccounts(connections: Accounts): BrowserMailAccounts {
  const cache = createCache({
    chosen: cacheChosen,
    choose: chooseCache,
    open: openStore,
    deleteAll,
  });
  const accounts = createMailAccounts({
    async list() {
      if (connections.get().status !== 'ready') await connections.load();
      const { status, connections: all } = connections.get();
      if (status !== 'ready') return null;
      return all.flatMap(({ id, address, name, state, features }) =>
        state === 'disconnected' || (state === 'connected' && !features.includes('mail'))
          ? []
          : [{ id, address: address ?? '', name: name || address || '', state }],
      );
    },
    async openMail(account) {
      const vault = await cache.vaultOf(account.id);
      const mail = openMail({
        account: account.id,
        address: account.address,
        vault,
        token: connections.tokenSource(account.id, 'mail'),
      });
      return {
        mail,
        names: {
          put: (name, id) => vault.put('name', name, id),
          get: (name) => vault.get<string>('name', name),
        },
      };
    },
    random: (bytes) => {
      crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>);
      return bytes;
    },
    now: Date.now,
  });
  session.beforeSignOut(accounts.beforeSignOut);
  session.onEnd(() => {
    accounts.close();
    cache.close();
  });
  connections.onEnded((connection) => {
    void accounts.closeOne(connection).then(accounts.relist);
    void cache.forget(connection);
  });
  connections.subscribe(() => {
    if (connections.get().status === 'ready') void accounts.relist();
  });
  return { ...accounts, cache };
}
