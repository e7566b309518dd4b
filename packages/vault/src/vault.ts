import type { Vault, VaultOptions } from './interface.ts';
import { type Keys, recordId, typeTag } from './keys.ts';
import { isStorageFault } from './fault.ts';
import { pad, unpad } from './padding.ts';
import { type Place, seal, type Sealed, unseal } from './seal.ts';
import { deleteRecords, readRecords, readTotals, type Store, takeVersions, writeRecords } from './store.ts';
import { decodeValue, encodeValue } from './value.ts';

/** What the vault does to the world outside its store. */
interface Outside {
  /** The keys and the connection have been dropped. */
  closed(): void;
  /** Deletes the database. */
  remove(): Promise<void>;
}

/** Faults after which the store itself is not to be trusted; any other only spoils the operation at hand. */
const DAMAGE = new Set(['UnknownError', 'DataError', 'NotReadableError', 'NotFoundError']);

/** The vault over an open store. From `close` on, and after damage, it behaves as the null vault. */
export function vaultOn(opened: Store, derived: Keys, options: VaultOptions, outside: Outside): Vault {
  const { account, limits, now } = options;
  const { kid } = options.key;
  let live: { readonly store: Store; readonly keys: Keys } | undefined = { store: opened, keys: derived };
  const tags = new Map<string, Promise<string>>();
  /** Latest version that this tab has seen of each record: an older one is a rollback. */
  const seen = new Map<string, number>();

  const isLive = (): boolean => live !== undefined;

  const close = (): void => {
    if (!live) return;
    const { store } = live;
    live = undefined;
    tags.clear();
    seen.clear();
    store.close();
    outside.closed();
  };

  async function attempt<T>(otherwise: T, act: (store: Store, keys: Keys) => Promise<T>): Promise<T> {
    if (!live) return otherwise;
    try {
      const result = await act(live.store, live.keys);
      // Closed meanwhile, by a sign-out in another tab perhaps: what was on its way is not handed over any more.
      return isLive() ? result : otherwise;
    } catch (fault) {
      if (!isStorageFault(fault)) throw fault;
      const name = fault instanceof DOMException ? fault.name : '';
      if (name === 'InvalidStateError') close();
      if (DAMAGE.has(name)) {
        close();
        await outside.remove();
      }
      return otherwise;
    }
  }

  function tagOf(keys: Keys, type: string): Promise<string> {
    let tag = tags.get(type);
    if (!tag) {
      tag = typeTag(keys.name, type);
      tags.set(type, tag);
    }
    return tag;
  }

  async function namesOf(keys: Keys, type: string, ids: readonly string[]): Promise<string[]> {
    const tag = await tagOf(keys, type);
    return Promise.all(ids.map((id) => recordId(keys.name, tag, type, id)));
  }

  /** The value, or undefined for a record that must go: not to be opened, older than one seen before, or too old. */
  async function open(
    keys: Keys,
    place: Place,
    name: string,
    sealed: Sealed,
  ): Promise<{ value: unknown } | undefined> {
    try {
      if (sealed.n < (seen.get(name) ?? 0)) return undefined;
      const { writtenAt, value } = unpad(await unseal(keys.seal, place, sealed));
      if (now() - writtenAt > limits.maxAgeMs) return undefined;
      seen.set(name, sealed.n);
      return { value: decodeValue(value) };
    } catch {
      return undefined;
    }
  }

  async function getMany<T>(type: string, ids: readonly string[]): Promise<Map<string, T>> {
    return attempt(new Map<string, T>(), async (store, keys) => {
      const names = await namesOf(keys, type, ids);
      const records = await readRecords(store, names);
      const values = new Map<string, T>();
      const refused = new Map<string, number>();
      await Promise.all(
        ids.map(async (id, index) => {
          const [name, sealed] = [names[index], records[index]];
          if (name === undefined || sealed === undefined) return;
          const opened = await open(keys, { kid, account, type, id }, name, sealed);
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what comes out is what went in: only the caller knows its type, and only this key could have sealed it
          if (opened) values.set(id, opened.value as T);
          else refused.set(name, sealed.n);
        }),
      );
      if (refused.size > 0) await deleteRecords(store, [...refused.keys()], refused);
      return values;
    });
  }

  async function putMany(
    type: string,
    entries: readonly (readonly [id: string, value: unknown])[],
  ): Promise<void> {
    const writtenAt = now();
    // Outside `attempt` and before any waiting: a value that cannot be stored is the caller's fault, and a value
    // that the caller changes afterwards is stored as it was.
    const values = Array.from(
      new Map(entries),
      ([id, value]) => [id, pad(writtenAt, encodeValue(value))] as const,
    );
    if (values.length === 0) return;
    await attempt(undefined, async (store, keys) => {
      const first = await takeVersions(store, values.length);
      const names = await namesOf(
        keys,
        type,
        values.map(([id]) => id),
      );
      const sealed = await Promise.all(
        values.map(([id, plain], index) => seal(keys.seal, { kid, account, type, id }, first + index, plain)),
      );
      const batch = new Map<string, Sealed>();
      for (const [index, name] of names.entries()) {
        const record = sealed[index];
        if (record) batch.set(name, record);
      }
      await writeRecords(store, batch, limits, now()).catch(async (fault: unknown) => {
        if (!(fault instanceof DOMException) || fault.name !== 'QuotaExceededError') throw fault;
        const { bytes } = await readTotals(store);
        await writeRecords(store, new Map(), { ...limits, maxBytes: bytes / 2 }, now());
        await writeRecords(store, batch, { ...limits, maxBytes: Math.min(limits.maxBytes, bytes) }, now());
      });
      for (const [name, { n }] of batch) seen.set(name, Math.max(n, seen.get(name) ?? 0));
    });
  }

  return {
    get: async <T>(type: string, id: string) => (await getMany<T>(type, [id])).get(id),
    getMany,
    put: (type, id, value) => putMany(type, [[id, value]]),
    putMany,
    remove: (type, ids) =>
      attempt(undefined, async (store, keys) => deleteRecords(store, await namesOf(keys, type, ids))),
    clear: (type) =>
      attempt(undefined, async (store, keys) => {
        const tag = await tagOf(keys, type);
        await deleteRecords(store, IDBKeyRange.bound(tag, `${tag}\uFFFF`));
      }),
    usage: () => attempt({ records: 0, bytes: 0 }, readTotals),
    wipe: async () => {
      close();
      await outside.remove();
    },
    close,
  };
}
