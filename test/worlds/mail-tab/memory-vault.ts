/** The vault's contract over a map: values are copied both ways, as through encryption. For code that only needs some vault. */
export interface MemoryVault {
  readonly records: ReadonlyMap<string, unknown>;
  get<T>(type: string, id: string): Promise<T | undefined>;
  getMany<T>(type: string, ids: readonly string[]): Promise<Map<string, T>>;
  put(type: string, id: string, value: unknown): Promise<void>;
  putMany(type: string, entries: readonly (readonly [id: string, value: unknown])[]): Promise<void>;
  remove(type: string, ids: readonly string[]): Promise<void>;
  clear(type: string): Promise<void>;
  usage(): Promise<{ records: number; bytes: number }>;
  wipe(): Promise<void>;
  close(): void;
}

/** What the real vault can hold, and nothing else: a test must not pass on what a browser would refuse. */
function storable(value: unknown): boolean {
  if (
    value === undefined ||
    value === null ||
    ['string', 'boolean', 'number', 'bigint'].includes(typeof value)
  )
    return true;
  if (Array.isArray(value)) return value.every(storable);
  if (value instanceof Uint8Array || value instanceof Date) return true;
  const prototype: unknown = typeof value === 'object' ? Object.getPrototypeOf(value) : null;
  return typeof value === 'object' && prototype === Object.prototype && Object.values(value).every(storable);
}

function copied(value: unknown): unknown {
  if (!storable(value)) throw new TypeError('a value of this kind cannot be stored');
  return structuredClone(value);
}

export function memoryVault(): MemoryVault {
  const records = new Map<string, unknown>();
  const key = (type: string, id: string): string => `${type}/${id}`;
  return {
    records,
    get: <T>(type: string, id: string) =>
      Promise.resolve(structuredClone(records.get(key(type, id))) as T | undefined),
    getMany: <T>(type: string, ids: readonly string[]) =>
      Promise.resolve(
        new Map(
          ids.flatMap((id): [string, T][] =>
            records.has(key(type, id)) ? [[id, structuredClone(records.get(key(type, id))) as T]] : [],
          ),
        ),
      ),
    put: (type, id, value) => {
      records.set(key(type, id), copied(value));
      return Promise.resolve();
    },
    putMany: (type, entries) => {
      for (const [id, value] of entries) records.set(key(type, id), copied(value));
      return Promise.resolve();
    },
    remove: (type, ids) => {
      for (const id of ids) records.delete(key(type, id));
      return Promise.resolve();
    },
    clear: (type) => {
      for (const id of records.keys()) if (id.startsWith(`${type}/`)) records.delete(id);
      return Promise.resolve();
    },
    usage: () => Promise.resolve({ records: records.size, bytes: 0 }),
    wipe: () => {
      records.clear();
      return Promise.resolve();
    },
    close: () => undefined,
  };
}
