import { openNullVault, openVault, type Vault } from '@telink/vault';
import { session } from '#session';
import type { Accounts } from '#subscriber/connections';
import { openMail } from '../engine/in-browser.ts';
import { createMailAccounts, type MailAccount, type MailAccounts } from './accounts.ts';
import { cacheChosen } from './cache-choice.ts';

/** What the vault may hold of one account, and for how long. */
const LIMITS = { maxBytes: 200 * 1024 * 1024, maxAgeMs: 30 * 86_400_000 };

/** Sealed under a key that the server gives for this session and account, and takes back when it ends. */
async function vaultOf(account: MailAccount): Promise<Vault> {
  if (!cacheChosen()) return openNullVault();
  const key = await session.vaultKey(account.id, 'mail');
  return openVault({
    context: location.origin,
    account: account.id,
    category: 'mail',
    key,
    limits: LIMITS,
    now: Date.now,
  });
}

/** The person's mail accounts on the browser's own network, storage and clock. */
export function openMailAccounts(connections: Accounts): MailAccounts {
  const vaults = new Map<string, Vault>();
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
      const vault = await vaultOf(account);
      vaults.set(account.id, vault);
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
  session.beforeSignOut(async () => (await accounts.beforeSignOut()).length === 0);
  const leave = (): void => {
    accounts.close();
    for (const vault of vaults.values()) vault.close();
    vaults.clear();
  };
  session.onEnd(leave);
  connections.onEnded((connection) => {
    const vault = vaults.get(connection);
    vaults.delete(connection);
    void vault?.wipe();
    accounts.close();
    accounts.reload();
  });
  return accounts;
}
