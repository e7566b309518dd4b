import type { AnyTable, ColumnsFor, Purpose, RowOf } from '#platform/data-map';
import type { Actor } from './actor.ts';
import type { Whose } from './whose.ts';

/** Something of a person that may be kept but not used now (GDPR Art. 18): everything, a table, one field of it or one record. */
export interface Frozen {
  readonly customer: string;
  readonly person: string;
  /** Whether what belongs to the customer as such is this person's too. */
  readonly coversCustomer: boolean;
  readonly table: string | null;
  readonly field: string | null;
  /** Columns of the record and what stands in them. */
  readonly record: Readonly<Record<string, string>> | null;
}

/** Asked before every read and told after it. Throws `Problem` to refuse. Implemented by platform/access and platform/audit together. */
export interface Gate {
  before(actor: Actor, purpose: Purpose, table: AnyTable, columns: readonly string[]): Promise<void>;
  /** Which of the customers whose rows were found have a contract that has ended, so that this purpose is no longer a reason to read them. Asked before anything is opened. */
  closed(
    query: Query,
    actor: Actor,
    purpose: Purpose,
    table: AnyTable,
    columns: readonly string[],
    customers: readonly string[],
  ): Promise<ReadonlySet<string>>;
  /** What is frozen and not to be used for this purpose, at one customer or at all; nothing for the purposes that Art. 18.2 leaves. Asked before the rows are fetched. */
  frozen(
    query: Query,
    actor: Actor,
    purpose: Purpose,
    table: AnyTable,
    columns: readonly string[],
    customer?: string,
  ): Promise<readonly Frozen[]>;
  /** Everything that is frozen, whatever for: what sweeps must leave. */
  kept(query: Query): Promise<readonly Frozen[]>;
  /**
   * Whose yes this purpose needs, row by row: undefined where it needs none, else which of these people have given it and not taken it
   * back, each `customer person`. Asked at every read, so that a yes taken back works at the next (promises law.1, traffic.4).
   */
  consented(
    query: Query,
    purpose: Purpose,
    people: readonly { readonly customer: string; readonly person: string }[],
  ): Promise<ReadonlySet<string> | undefined>;
  /** `whose`: whose data was returned. Runs in the same transaction as the read, so that a read without its log entry can't happen. */
  after(
    query: Query,
    actor: Actor,
    purpose: Purpose,
    table: AnyTable,
    columns: readonly string[],
    whose: readonly Whose[],
  ): Promise<void>;
}

/** Sends one statement; the only thing the rest of platform/ sees of the driver. */
export type Query = (
  text: string,
  values: readonly unknown[],
) => Promise<{ rows: Record<string, unknown>[]; count: number }>;

export type Condition<V> =
  | V
  | { readonly in: readonly V[] }
  | { readonly below: V }
  | { readonly from: V }
  | null;
export type Where<T> = { readonly [K in keyof RowOf<T>]?: Condition<NonNullable<RowOf<T>[K]>> };

export interface ReadOptions<T> {
  readonly where?: Where<T>;
  readonly order?: readonly (readonly [keyof RowOf<T> & string, 'asc' | 'desc'])[];
  readonly limit?: number;
  /** Locks the rows until the transaction ends. */
  readonly forUpdate?: boolean;
  /** Who sends the statement: a cursor's next batch (`readEach`). */
  readonly through?: Query;
}

export type ReadRow<T, C extends string> = Pick<RowOf<T>, C & keyof RowOf<T>>;
export type Readable<T, P extends Purpose> = ColumnsFor<T, P> & string;
