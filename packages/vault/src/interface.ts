/** What the server hands out once for each session, account and category. */
export interface VaultKey {
  /** Public name of the key, random, chosen by the server. */
  readonly kid: string;
  /** 32 bytes. `openVault` overwrites them with zeros, whether it succeeds or not. */
  readonly secret: Uint8Array;
}

export interface VaultLimits {
  /** Stored bytes (ciphertext and bookkeeping) above which the oldest records go. */
  readonly maxBytes: number;
  /** Milliseconds after which a record is no longer given out, and is deleted. */
  readonly maxAgeMs: number;
}

export interface VaultOptions {
  /** Separates tenants and people on one origin, for example `tenant/user`. */
  readonly context: string;
  readonly account: string;
  readonly category: string;
  readonly key: VaultKey;
  readonly limits: VaultLimits;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/**
 * An encrypted cache. It may lose anything at any time and never fails because storage does: a full disk,
 * a refused or damaged database and a wipe in another tab all look like an empty cache.
 * The one error it throws is a TypeError for a value that cannot be stored (`encodeValue`).
 */
export interface Vault {
  /** The value, or undefined if it was never put, is too old, was evicted or cannot be opened. */
  get<T>(type: string, id: string): Promise<T | undefined>;
  /** As `get`, in one transaction; ids without a value are absent from the map. */
  getMany<T>(type: string, ids: readonly string[]): Promise<Map<string, T>>;
  put(type: string, id: string, value: unknown): Promise<void>;
  /** One transaction for all; of entries with the same id the last counts. */
  putMany(type: string, entries: readonly (readonly [id: string, value: unknown])[]): Promise<void>;
  remove(type: string, ids: readonly string[]): Promise<void>;
  clear(type: string): Promise<void>;
  usage(): Promise<{ records: number; bytes: number }>;
  /** Deletes this account's and category's database, in every tab. The vault keeps nothing from then on. */
  wipe(): Promise<void>;
  /** Drops the keys and the connection; what is stored stays. */
  close(): void;
}
