import { randomId } from '#platform/crypto';
import { queryOf, transact, type Ctx } from '#platform/db';

/** Whether accounting records of a year may go: on 1 January after the seventh year after it (bokföringslagen 7 kap. 2 §; promise law.6). */
export const booksOver = (year: number, today: string): boolean => today >= `${year + 8}-01-01`;

const OLD = `extract(year FROM booked_on) <= $1`;

/**
 * Takes away whole years of books, with the keys their documents were sealed with. What the accounts came to is carried forward in one
 * entry without a customer, so that the books that are left still add up. A hold on anybody's books, or a freezing, keeps all of the year.
 */
export async function sweepBooks(ctx: Ctx, today: string): Promise<number> {
  const last = Number(today.slice(0, 4)) - 8;
  const { rows: held } = await queryOf(ctx)(
    `SELECT 1 FROM privacy.hold WHERE lifted_at IS NULL AND (table_name IS NULL OR table_name LIKE 'billing.%')
     UNION ALL SELECT 1 FROM privacy.restriction WHERE lifted_at IS NULL AND covers_customer AND (table_name IS NULL OR table_name LIKE 'billing.%') LIMIT 1`,
    [],
  );
  if (held.length > 0) return 0;
  const gone = await transact(ctx, (tx) => takeAway(tx, last));
  for (const payment of gone.payments) await ctx.db.sealer.shred(payment);
  for (const book of gone.books) await ctx.db.sealer.shred(book);
  return gone.rows;
}

async function takeAway(
  tx: Ctx,
  last: number,
): Promise<{
  readonly rows: number;
  readonly books: readonly string[];
  readonly payments: readonly string[];
}> {
  const query = queryOf(tx);
  const run = async (text: string, values: readonly unknown[] = [last]): Promise<number> =>
    (await query(text, values)).count;
  const { rows: books } = await query(
    `SELECT DISTINCT book_id FROM (SELECT book_id FROM billing.invoice UNION ALL SELECT book_id FROM billing.draft) b WHERE split_part(book_id, ':', 2)::int <= $1`,
    [last],
  );
  await carryForward(tx, last);
  const oldInvoice = `EXISTS (SELECT FROM billing.invoice i WHERE i.customer_id = x.customer_id AND i.invoice_id = x.IT AND extract(year FROM i.issued_on) <= $1)`;
  const naming = (column: string): string => oldInvoice.replace('x.IT', `x.${column}`);
  await run(`UPDATE billing.entry x SET invoice_id = NULL WHERE ${naming('invoice_id')} AND NOT ${OLD}`);
  await run(
    `UPDATE billing.entry x SET reverses = NULL WHERE NOT ${OLD} AND EXISTS (SELECT FROM billing.entry o WHERE o.customer_id = x.customer_id AND o.source = x.reverses AND extract(year FROM o.booked_on) <= $1)`,
  );
  await run(`UPDATE billing.payment x SET invoice_id = NULL WHERE ${naming('invoice_id')}`);
  await run(`UPDATE billing.invoice x SET credits_id = NULL WHERE ${naming('credits_id')}`);
  let rows = 0;
  rows += await run(`DELETE FROM billing.dunning x WHERE ${naming('invoice_id')}`);
  rows += await run(`DELETE FROM billing.dispute x WHERE ${naming('invoice_id')}`);
  rows += await run(`DELETE FROM billing.entry WHERE ${OLD}`);
  rows += await run(`DELETE FROM billing.payment WHERE extract(year FROM paid_on) <= $1`);
  rows += await run(`DELETE FROM billing.refund WHERE extract(year FROM refunded_on) <= $1`);
  rows += await run(`DELETE FROM billing.draft WHERE split_part(book_id, ':', 2)::int <= $1`);
  rows += await run(`DELETE FROM billing.invoice WHERE extract(year FROM issued_on) <= $1`);
  rows += await run(`DELETE FROM billing.bill_run WHERE extract(year FROM issued_on) <= $1`);
  rows += await run(`DELETE FROM billing.invoice_number WHERE left(series, 4)::int <= $1`);
  // Money that is nobody's yet is still owed to somebody: it stays until it is settled.
  const { rows: payments } = await query(
    `DELETE FROM billing.unmatched WHERE state <> 'open' AND extract(year FROM paid_on) <= $1 RETURNING payment_id`,
    [last],
  );
  return {
    rows: rows + payments.length,
    books: books.map((row) => String(row['book_id'])),
    payments: payments.map((row) => String(row['payment_id'])),
  };
}

/** One entry on the operator's own account, dated the first day that is left. The former one is of the years that go. */
async function carryForward(tx: Ctx, last: number): Promise<void> {
  const query = queryOf(tx);
  const { rows } = await query(
    `SELECT p.account, sum(p.ore)::text AS ore FROM billing.entry e JOIN billing.posting p USING (customer_id, entry_id) WHERE ${OLD.replace('booked_on', 'e.booked_on')}
     GROUP BY p.account HAVING sum(p.ore) <> 0`,
    [last],
  );
  if (rows.length === 0) return;
  const id = randomId();
  await query(
    `INSERT INTO billing.entry (customer_id, entry_id, source, booked_on, invoice_id, reverses) VALUES ('-', $1, $2, make_date($3, 1, 1), NULL, NULL)`,
    [id, `carried:${last}`, last + 1],
  );
  for (const row of rows)
    await query(
      `INSERT INTO billing.posting (customer_id, entry_id, account, ore) VALUES ('-', $1, $2, $3)`,
      [id, row['account'], row['ore']],
    );
}
