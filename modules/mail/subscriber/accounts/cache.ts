import { openNullVault, type Vault } from '@telink/vault';
import { held } from '../engine/port/live.ts';
import type { Live } from '../engine/types.ts';
import { changeableVault, type ChangeableVault } from './changeable-vault.ts';

export interface CacheUsage {
  readonly records: number;
  readonly bytes: number;
}

/** What this browser keeps of the person's mail, account by account (promises mail.7, mail.8). */
export interface MailCache {
  /** Whether it may keep anything: one answer for the browser. */
  readonly on: Live<boolean>;
  /** The account's vault, opened once. Keeps nothing while the cache is off. */
  vaultOf(account: string): Promise<Vault>;
  /**
   * Off: every store of this browser is deleted at once, of accounts not opened in this tab too, and the open ones go on without.
   * On: what is fetched from now on is kept. Rejects when a store could not be opened, or not be deleted: off it is all the same.
   */
  setOn(on: boolean): Promise<void>;
  usage(account: string): Promise<CacheUsage>;
  /** Deletes the fetched mail. What the person has written and not yet sent or saved stays. */
  clear(account: string): Promise<void>;
  /** The account has ended: its vault is wiped and forgotten. */
  forget(account: string): Promise<void>;
  /** The session has ended: keys and connections are dropped; the wipe is the session's own. */
  close(): void;
}

export interface CacheOutside {
  readonly chosen: () => boolean;
  readonly choose: (on: boolean) => void;
  /** Opens the sealed store of an account. */
  readonly open: (account: string) => Promise<Vault>;
  /** Deletes every sealed store of the browser, also those whose key is not at hand; other tabs let go of theirs. */
  readonly deleteAll: () => Promise<unknown>;
}

/** Everything the engine stores that can be fetched again. Drafts, the outbox and the person's choices are not among it. */
export const FETCHED: readonly string[] = ['screen', 'index', 'head', 'body', 'sync', 'name'];

export function createCache(outside: CacheOutside): MailCache {
  const on = held(outside.chosen());
  const vaults = new Map<string, Promise<ChangeableVault>>();
  const opened = (account: string): Promise<Vault> =>
    on.get() ? outside.open(account) : Promise.resolve(openNullVault());
  const vaultOf = (account: string): Promise<ChangeableVault> => {
    const known = vaults.get(account);
    if (known !== undefined) return known;
    const opening = opened(account).then(changeableVault);
    vaults.set(account, opening);
    opening.catch(() => vaults.delete(account));
    return opening;
  };
  const turnOff = async (): Promise<void> => {
    // Said first: what is opened meanwhile, here or in another tab, keeps nothing.
    outside.choose(false);
    on.set(false);
    const open = await Promise.allSettled(vaults.values());
    for (const one of open) if (one.status === 'fulfilled') await one.value.change(openNullVault()).wipe();
    await outside.deleteAll();
  };
  const turnOn = async (): Promise<void> => {
    const fresh = await Promise.all(
      Array.from(vaults, async ([account, vault]) => [await vault, await outside.open(account)] as const),
    );
    for (const [vault, store] of fresh) vault.change(store).close();
    outside.choose(true);
    on.set(true);
  };
  return {
    on,
    vaultOf,
    setOn: async (next) => {
      if (next !== on.get()) await (next ? turnOn() : turnOff());
    },
    usage: async (account) => (await vaultOf(account)).usage(),
    async clear(account) {
      const vault = await vaultOf(account);
      for (const type of FETCHED) await vault.clear(type);
    },
    async forget(account) {
      const opening = vaults.get(account);
      vaults.delete(account);
      const vault = await opening?.catch(() => undefined);
      await vault?.change(openNullVault()).wipe();
    },
    close() {
      for (const vault of vaults.values())
        void vault.then(
          (one) => one.close(),
          () => undefined,
        );
      vaults.clear();
    },
  };
}
