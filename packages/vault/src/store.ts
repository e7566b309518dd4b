import { type DBSchema, type IDBPDatabase, type IDBPTransaction, openDB } from 'idb';
import type { VaultLimits } from './interface.ts';
import type { Sealed } from './seal.ts';
import { within } from './within.ts';

/** Written beside each record so that eviction never has to read ciphertexts. */
interface Entry {
  /** Version, as in the record: the order of writing. */
  readonly n: number;
  /** Stored bytes. */
  readonly s: number;
  /** When written, rounded down to `GRANULE`: the exact time is sealed. */
  readonly t: number;
}

interface Totals {
  readonly records: number;
  readonly bytes: number;
  readonly last: number;
}

/** `a` records, `b` their entries, `c` totals (key 0) and proof of the key (key 1). The names say nothing. */
interface Layout extends DBSchema {
  a: { key: string; value: Sealed };
  b: { key: string; value: Entry; indexes: { n: number } };
  c: { key: number; value: Totals | Sealed };
}

export type Store = IDBPDatabase<Layout>;

const LAYOUT = 1;
/** Milliseconds. What lies in clear on disk tells the hour of a write, not the second. */
const GRANULE = 3_600_000;
/** Key, iv, version, key id and the entry, roughly. */
const OVERHEAD = 192;
/** Longest wait for a database that another tab may be holding. */
const PATIENCE = 5000;
const EMPTY: Totals = { records: 0, bytes: 0, last: 0 };

/** @throws DOMException where storage is refused, damaged, of a newer layout or held for too long. */
export async function openStore(name: string, onGone: () => void): Promise<Store> {
  const opening = openDB<Layout>(name, LAYOUT, {
    upgrade(store) {
      store.createObjectStore('a');
      store.createObjectStore('b').createIndex('n', 'n');
      store.createObjectStore('c');
    },
    blocking: onGone,
    terminated: onGone,
  });
  return within(PATIENCE, opening, (late) => late.close());
}

function totals(value: Totals | Sealed | undefined): Totals {
  return value !== undefined && 'records' in value ? value : EMPTY;
}

/**
 * Gives `count` versions, unique and rising across all tabs, and returns the first.
 * They are taken before sealing because WebCrypto would let the writing transaction commit by itself.
 */
export async function takeVersions(store: Store, count: number): Promise<number> {
  const transaction = store.transaction('c', 'readwrite', { durability: 'relaxed' });
  const before = totals(await transaction.store.get(0));
  await transaction.store.put({ ...before, last: before.last + count }, 0);
  await transaction.done;
  return before.last + 1;
}

export function readProof(store: Store): Promise<Totals | Sealed | undefined> {
  return store.get('c', 1);
}

/** Empties the store and leaves proof of the key that owns it from now on. */
export async function startOver(store: Store, proof: Sealed): Promise<void> {
  const transaction = store.transaction(['a', 'b', 'c'], 'readwrite', { durability: 'relaxed' });
  await Promise.all([
    transaction.objectStore('a').clear(),
    transaction.objectStore('b').clear(),
    transaction.objectStore('c').clear(),
    transaction.objectStore('c').put(proof, 1),
    transaction.done,
  ]);
}

export async function readRecords(store: Store, ids: readonly string[]): Promise<(Sealed | undefined)[]> {
  const transaction = store.transaction('a');
  const records = await Promise.all(ids.map((id) => transaction.store.get(id)));
  await transaction.done;
  return records;
}

/**
 * All of `act` or nothing: a request that throws does not undo the ones before it by itself. When a transaction
 * is aborted its requests say only AbortError; the reason, a spent quota for one, stands in the transaction.
 */
async function whole(
  transaction: IDBPTransaction<Layout, ('a' | 'b' | 'c')[], 'readwrite'>,
  act: () => Promise<unknown>,
): Promise<void> {
  try {
    await Promise.all([act(), transaction.done]);
  } catch (fault) {
    try {
      transaction.abort();
    } catch {
      // Already over.
    }
    throw transaction.error ?? fault;
  }
}

/** Writes the batch, unless another tab has written a record with a later version, then evicts down to the limits. */
export async function writeRecords(
  store: Store,
  batch: ReadonlyMap<string, Sealed>,
  limits: VaultLimits,
  now: number,
): Promise<void> {
  const transaction = store.transaction(['a', 'b', 'c'], 'readwrite', { durability: 'relaxed' });
  const [records, entries, counts] = [
    transaction.objectStore('a'),
    transaction.objectStore('b'),
    transaction.objectStore('c'),
  ];
  const requests: Promise<unknown>[] = [];
  const request = (...made: Promise<unknown>[]): void => {
    // Heard at the end by `Promise.all`, which is never reached when a later request throws.
    for (const each of made) each.catch(() => undefined);
    requests.push(...made);
  };
  await whole(transaction, async () => {
    const before = totals(await counts.get(0));
    const ids = [...batch.keys()];
    const known = await Promise.all(ids.map((id) => entries.get(id)));
    let { records: count, bytes } = before;
    for (const [index, [id, sealed]] of [...batch].entries()) {
      const old = known[index];
      if (old && old.n > sealed.n) continue;
      if (old) {
        count -= 1;
        bytes -= old.s;
      }
      const size = sealed.c.byteLength + OVERHEAD;
      if (size > limits.maxBytes) {
        if (old) request(records.delete(id), entries.delete(id));
        continue;
      }
      count += 1;
      bytes += size;
      request(records.put(sealed, id), entries.put({ n: sealed.n, s: size, t: now - (now % GRANULE) }, id));
    }
    let cursor = await entries.index('n').openCursor();
    while (cursor && (bytes > limits.maxBytes || cursor.value.t + GRANULE + limits.maxAgeMs < now)) {
      count -= 1;
      bytes -= cursor.value.s;
      request(records.delete(cursor.primaryKey), cursor.delete());
      cursor = await cursor.continue();
    }
    request(counts.put({ records: count, bytes, last: before.last }, 0));
    await Promise.all(requests);
  });
}

/** Deletes records; with `versions` only those that still have the version that was read. */
export async function deleteRecords(
  store: Store,
  ids: readonly string[] | IDBKeyRange,
  versions?: ReadonlyMap<string, number>,
): Promise<void> {
  const transaction = store.transaction(['a', 'b', 'c'], 'readwrite', { durability: 'relaxed' });
  const [records, entries, counts] = [
    transaction.objectStore('a'),
    transaction.objectStore('b'),
    transaction.objectStore('c'),
  ];
  await whole(transaction, async () => {
    const before = totals(await counts.get(0));
    let { records: count, bytes } = before;
    const keys = ids instanceof IDBKeyRange ? await records.getAllKeys(ids) : [...new Set(ids)];
    const present = versions && (await Promise.all(keys.map((id) => records.get(id))));
    const doomed = keys.filter(
      (id, index) => present === undefined || present[index]?.n === versions?.get(id),
    );
    const found = await Promise.all(doomed.map((id) => entries.get(id)));
    for (const entry of found) {
      if (entry === undefined) continue;
      count -= 1;
      bytes -= entry.s;
    }
    await Promise.all([
      ...doomed.flatMap((id) => [records.delete(id), entries.delete(id)]),
      counts.put({ ...before, records: count, bytes }, 0),
    ]);
  });
}

export async function readTotals(store: Store): Promise<{ records: number; bytes: number }> {
  const { records, bytes } = totals(await store.get('c', 0));
  return { records, bytes };
}
