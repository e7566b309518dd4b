import type { AnyTable, DataMap, Field } from '#platform/data-map';
import type { Ctx } from '#platform/db';
import { rowsAbout, type Who } from '../rows-about.ts';
import type { ReportWords } from './text.sv.ts';

/** Why a value is not shown as it is; the ground stands in the report (GDPR Art. 12.4, 15.4; CJEU C-579/21; rulings R10, R11). */
export type Ground = 'other-party' | 'joint' | 'staff' | 'hash' | 'key';

/** Rows as the person may see them: values in clear, others' rights kept. */
export interface ShownRows {
  readonly slice: string;
  readonly table: AnyTable;
  /** What is hidden in at least one row, by column. */
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  /** The same rows as they are held: for reckoning ends and sources, never for showing. */
  readonly held: readonly Readonly<Record<string, unknown>>[];
}

/** Counts what was hidden, by place and ground. */
export type Hidden = Map<string, { readonly place: string; readonly ground: Ground; count: number }>;

/** Columns that name a person at the customer. */
const NAMES_A_PERSON = new Set(['person_id', 'holder']);
/** Held in a form that opens nothing for the reader, and would open something for a thief. */
const SECRETS: Readonly<Record<string, Ground>> = {
  'session.account.password': 'hash',
  'session.account.totp': 'key',
  'session.vault_secret.secret': 'key',
};
const HASH = /(?:^|_)hash$|^previous$/;

/** Every row about the person, made fit to be shown. Nothing is left out for others' sake but the value itself (GDPR Art. 15.4; promise access.15). */
export async function* shownRows(
  ctx: Ctx,
  maps: readonly DataMap[],
  who: Who,
  words: ReportWords,
  hidden: Hidden,
): AsyncGenerator<ShownRows> {
  for await (const { slice, table, columns, rows } of rowsAbout(ctx, maps, who))
    yield {
      slice,
      table,
      held: rows,
      rows: rows.map((row) => {
        const shown: Record<string, unknown> = {};
        for (const column of columns) {
          const ground = groundOf(table, column, row, who);
          shown[column] = ground === undefined ? plain(row[column]) : covered(row[column], ground, words);
          if (ground !== undefined) count(hidden, `${table.name}.${column}`, ground);
        }
        return shown;
      }),
    };
}

function groundOf(
  table: AnyTable,
  column: string,
  row: Readonly<Record<string, unknown>>,
  who: Who,
): Ground | undefined {
  const value = row[column];
  if (value === null || value === undefined) return undefined;
  const secret = SECRETS[`${table.name}.${column}`];
  if (secret !== undefined) return secret;
  const field = (table.columns as Record<string, Field>)[column];
  if (field === undefined) return undefined;
  if (!field.personal) return HASH.test(column) ? 'hash' : undefined;
  const anothers = typeof row['person_id'] === 'string' && row['person_id'] !== who.person;
  if (NAMES_A_PERSON.has(column))
    return value === who.person || value === who.customer ? undefined : nameOf(table, column);
  if (field.subject === 'staff') return value === who.person ? undefined : 'staff';
  if (field.subject === 'other_party') return anothers ? 'other-party' : undefined;
  // What somebody else at the same customer wrote or called something is theirs.
  return anothers &&
    field.sealed !== undefined &&
    field.origin === 'provided' &&
    table.subject === 'person_id'
    ? 'joint'
    : undefined;
}

/** An allowance's holder is often a service or a pool, which is nobody. */
const nameOf = (_table: AnyTable, column: string): Ground | undefined =>
  column === 'person_id' ? 'joint' : undefined;

function covered(value: unknown, ground: Ground, words: ReportWords): string {
  if (ground === 'other-party' && typeof value === 'string')
    return value.length <= 3 ? 'xxx' : `${value.slice(0, -3)}xxx`;
  return words.covered[ground];
}

function count(hidden: Hidden, place: string, ground: Ground): void {
  const known = hidden.get(place + ground);
  if (known) known.count += 1;
  else hidden.set(place + ground, { place, ground, count: 1 });
}

/** As JSON and CSV can hold it. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value ?? null;
}
