import type { AnyTable, ColumnsFor, Purpose, RowOf } from '#platform/data-map';
import type { Actor } from './actor.ts';

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
  /** `subjects`: whose data was returned. Runs in the same transaction as the read, so that a read without its log entry can't happen. */
  after(
    query: Query,
    actor: Actor,
    purpose: Purpose,
    table: AnyTable,
    columns: readonly string[],
    subjects: readonly string[],
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
