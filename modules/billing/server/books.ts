import { randomId } from '#platform/crypto';
import { insert, queryOf, read, type Ctx, type Where } from '#platform/db';
import { entry as entryTable, posting as postingTable } from '../data-map.ts';
import {
  entryFault,
  generationName,
  generationOf,
  mirror,
  samePostings,
  type Account,
  type Entry,
  type LedgerFault,
  type Posting,
} from '../pure/ledger.ts';
import { sum } from '../pure/money.ts';

/** Whose books hold what belongs to no customer yet. */
export const HOUSE = '-';

export type BookResult = { readonly ok: true } | { readonly ok: false; readonly reason: LedgerFault };

/** Books one entry of a customer's, once: the same source again is refused and changes nothing. Call inside `transact`. */
export async function bookEntry(ctx: Ctx, customer: string, entry: Entry): Promise<BookResult> {
  const fault = entryFault(entry);
  if (fault !== undefined) return { ok: false, reason: fault };
  const id = randomId();
  const stored = await insert(
    ctx,
    entryTable,
    {
      customer_id: customer,
      entry_id: id,
      source: entry.source,
      booked_on: entry.bookedOn,
      invoice_id: entry.invoice ?? null,
      reverses: entry.reverses ?? null,
    },
    { onConflict: 'ignore' },
  );
  if (!stored) return { ok: false, reason: 'already-booked' };
  const totals = new Map<Account, bigint>();
  for (const { account, ore } of entry.postings) totals.set(account, (totals.get(account) ?? 0n) + ore);
  const moved = [...totals].filter(([, ore]) => ore !== 0n);
  await queryOf(ctx)(
    'INSERT INTO billing.posting (customer_id, entry_id, account, ore) SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[])',
    [customer, id, moved.map(([account]) => account), moved.map(([, ore]) => ore)],
  );
  return { ok: true };
}

/** Books entries of many customers that can't have been booked before. @throws when one has, or is unbalanced: the transaction is taken back. */
export async function bookEntries(
  ctx: Ctx,
  entries: readonly { readonly customer: string; readonly entry: Entry }[],
): Promise<void> {
  const faulty = entries.find(({ entry }) => entryFault(entry) !== undefined);
  if (faulty) throw new Error(`An entry is ${entryFault(faulty.entry)}.`);
  const rows = entries.map(({ customer, entry }) => ({ customer, entry, id: randomId() }));
  await queryOf(ctx)(
    `INSERT INTO billing.entry (customer_id, entry_id, source, booked_on, invoice_id)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::date[], $5::text[])`,
    [
      rows.map(({ customer }) => customer),
      rows.map(({ id }) => id),
      rows.map(({ entry }) => entry.source),
      rows.map(({ entry }) => entry.bookedOn),
      rows.map(({ entry }) => entry.invoice ?? null),
    ],
  );
  const postings = rows.flatMap(({ customer, id, entry }) =>
    entry.postings.map((posting) => ({ customer, id, ...posting })),
  );
  await queryOf(ctx)(
    `INSERT INTO billing.posting (customer_id, entry_id, account, ore)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[])`,
    [
      postings.map(({ customer }) => customer),
      postings.map(({ id }) => id),
      postings.map(({ account }) => account),
      postings.map(({ ore }) => ore),
    ],
  );
}

/** All entries of a customer, in the order they can be replayed by the pure ledger; of one claim when `invoice` is given. */
export const entriesOf = (ctx: Ctx, customer: string, invoice?: string): Promise<Entry[]> =>
  entriesWhere(ctx, { customer_id: customer, ...(invoice === undefined ? {} : { invoice_id: invoice }) });

/** Entries by their source, whosever they are. Sources of invoices carry random ids, so no two customers share one. */
export async function entriesNamed(
  ctx: Ctx,
  sources: readonly string[],
): Promise<ReadonlyMap<string, Entry>> {
  return new Map(
    (await entriesWhere(ctx, { source: { in: sources } })).map((entry) => [entry.source, entry]),
  );
}

async function entriesWhere(ctx: Ctx, where: Where<typeof entryTable>): Promise<Entry[]> {
  const rows = await read(
    ctx,
    'bookkeeping',
    entryTable,
    ['customer_id', 'entry_id', 'source', 'booked_on', 'invoice_id', 'reverses'],
    { where, order: [['booked_on', 'asc']] },
  );
  const postings = await read(ctx, 'bookkeeping', postingTable, ['entry_id', 'account', 'ore'], {
    where: {
      customer_id: { in: [...new Set(rows.map((row) => row.customer_id))] },
      entry_id: { in: rows.map((row) => row.entry_id) },
    },
  });
  const byEntry = new Map<string, Posting[]>();
  for (const { entry_id, account, ore } of postings) {
    const list = byEntry.get(entry_id) ?? [];
    list.push({ account: account as Account, ore });
    byEntry.set(entry_id, list);
  }
  return rows.map((row) => ({
    source: row.source,
    bookedOn: row.booked_on,
    ...(row.invoice_id === null ? {} : { invoice: row.invoice_id }),
    ...(row.reverses === null ? {} : { reverses: row.reverses }),
    postings: byEntry.get(row.entry_id) ?? [],
  }));
}

/** What a customer's books say on an account; of one claim when `invoice` is given. */
export async function balanceOf(
  ctx: Ctx,
  customer: string,
  account: Account,
  invoice?: string,
): Promise<bigint> {
  const entries = await entriesOf(ctx, customer, invoice);
  return sum(
    entries.flatMap((each) =>
      each.postings.filter((posting) => posting.account === account).map(({ ore }) => ore),
    ),
  );
}

/** What is left to pay of a claim: credits, payments, fees and interest counted. */
export const openOf = (ctx: Ctx, customer: string, invoice: string): Promise<bigint> =>
  balanceOf(ctx, customer, 'receivable', invoice);

/**
 * Books what a source amounts to now, by taking back what stood and booking again; nothing when nothing has changed. Doing it N times
 * leaves the balances of once. Call inside `transact`, with the customer's row of whatever is rated locked.
 */
export async function repostEntry(ctx: Ctx, customer: string, entry: Entry): Promise<BookResult> {
  const fault = entryFault(entry);
  if (fault === 'unbalanced') return { ok: false, reason: fault };
  const { rows } = await queryOf(ctx)(
    `SELECT e.source, e.reverses, p.account, p.ore FROM billing.entry e JOIN billing.posting p USING (customer_id, entry_id)
     WHERE e.customer_id = $1 AND (e.source = $2 OR e.source LIKE $3 ESCAPE '\\' OR e.source LIKE $4 ESCAPE '\\')`,
    [customer, entry.source, `${likeText(entry.source)}#%`, `${likeText(entry.source)}!%`],
  );
  const found = new Map<string, { reverses: string | null; postings: Posting[] }>();
  for (const row of rows as { source: string; reverses: string | null; account: Account; ore: bigint }[]) {
    const one = found.get(row.source) ?? { reverses: row.reverses, postings: [] };
    one.postings.push({ account: row.account, ore: row.ore });
    found.set(row.source, one);
  }
  const taken = new Set([...found.values()].flatMap(({ reverses }) => reverses ?? []));
  const generations = [...found]
    .filter(([, { reverses }]) => reverses === null)
    .map(([source, { postings }]) => ({ source, postings, number: generationOf(source)?.number ?? 1 }))
    .toSorted((a, b) => a.number - b.number);
  const standing = generations.findLast(({ source }) => !taken.has(source));
  if (standing && fault === undefined && samePostings(standing.postings, entry.postings)) return { ok: true };
  if (standing) {
    const back = await bookEntry(
      ctx,
      customer,
      mirror({ ...entry, source: standing.source, postings: standing.postings }, entry.bookedOn),
    );
    if (!back.ok) return back;
  }
  if (fault === 'empty') return { ok: true };
  return bookEntry(ctx, customer, {
    ...entry,
    source: generationName(entry.source, (generations.at(-1)?.number ?? 0) + 1),
  });
}

const likeText = (text: string): string => text.replaceAll(/[\\%_]/g, '\\$&');
