import type { Field } from './field.ts';
import type { Purpose } from './purposes.ts';

/**
 * How a row reaches the person it is about, where `isolate` does not say it: by a column with the person's or the customer's id, by a
 * row of another table that reaches them, or not at all, for a stated reason (GDPR Art. 15; promise access.2).
 */
export type Reach =
  | { readonly person: string }
  | { readonly customer: string }
  | { readonly staff: string }
  /** Who uses what is the customer's: it is about them too and shown to them, and stays the customer's when they are gone. */
  | { readonly user: string }
  /** The same where another table says who uses it; `on` is what the rows have in common beside the customer. */
  | { readonly usedThrough: string; readonly on: string }
  | { readonly through: string; readonly on: readonly (readonly [own: string, theirs: string])[] }
  | { readonly nobody: string };

/** One table as its slice declares it. `R` is the row as the product reads it (sealed columns in clear). */
export interface Table<
  R extends object = object,
  C extends { readonly [K in keyof R]-?: Field } = { readonly [K in keyof R]-?: Field },
> {
  /** schema.table */
  readonly name: string;
  /** The column whose value names the person whose key seals the row; absent where nothing is personal. */
  readonly subject?: keyof R & string;
  /** Columns that bind a row to a customer and a person: a signed-in person's reads and writes are held to their own, whatever was asked (promise protection.3). */
  readonly isolate?: { readonly customer?: keyof R & string; readonly person?: keyof R & string };
  /** Said where a table has personal columns and no `isolate`; several ways are several persons in one row. */
  readonly reach?: readonly Reach[];
  /** The table whose name its sealed columns are sealed under, where rows are moved here from another as they are. */
  readonly sealedAs?: string;
  /** Why a table of customer data lacks customer_id in its keys; a lint asks for it otherwise (Citus's distribution rules). */
  readonly reference?: string;
  readonly columns: C;
  /** Phantom: carries the row's type. */
  readonly row?: R;
}

/**
 * Declares every column of a table. A column of the row type without a declaration, or a declaration without a column, fails the
 * compiler; the live schema is compared by a test (promises scope.1, law.3).
 */
export const table =
  <R extends object>() =>
  <const C extends { readonly [K in keyof R]-?: Field }>(declared: {
    readonly name: string;
    readonly subject?: keyof R & string;
    readonly isolate?: { readonly customer?: keyof R & string; readonly person?: keyof R & string };
    readonly reach?: readonly Reach[];
    readonly sealedAs?: string;
    readonly reference?: string;
    readonly columns: C & { readonly [K in Exclude<keyof C, keyof R>]: never };
  }): Table<R, C> =>
    declared;

/** The columns of a table that may be read for a purpose: those without a person in them, and those declared for it. */
export type ColumnsFor<T, P extends Purpose> =
  T extends Table<infer R, infer C>
    ? {
        [K in keyof R & string]: C[K] extends { readonly personal: false }
          ? K
          : C[K] extends { readonly purposes: readonly (readonly [infer Q, unknown])[] }
            ? P extends Q
              ? K
              : never
            : never;
      }[keyof R & string]
    : never;

export type RowOf<T> = T extends Table<infer R, infer _C> ? R : never;

/** Something kept outside the database: file, queue, log, cookie, browser cache, copy at a processor, backup. */
export interface Store {
  readonly name: string;
  readonly where:
    | 'server-file'
    | 'server-memory'
    | 'queue'
    | 'log'
    | 'cookie'
    | 'browser'
    | 'processor'
    | 'backup';
  readonly what: string;
  readonly fields: Readonly<Record<string, Field>>;
}

/** What a slice contributes to the data map. */
export interface DataMap {
  readonly slice: string;
  readonly tables: readonly AnyTable[];
  readonly stores: readonly Store[];
}

// oxlint-disable-next-line typescript/no-explicit-any -- a list of tables of different rows needs one top type; variance of `keyof R` leaves only any
export type AnyTable = Table<any, any>;
