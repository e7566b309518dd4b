import { appendAudit } from '#platform/audit';
import { queryOf, read, transact, type Actor } from '#platform/db';
import { Problem } from '#platform/problem';
import { paymentFile, unmatched as unmatchedTable } from '../data-map.ts';
import type { Payer, PaymentsView } from '../pure/office-contract.ts';
import type { House } from './house.ts';

const LATEST = 50;
const MOST_LATE = 200;

/** What came from the bank, what of it nobody can place, and what is late. No name is in it: who paid is opened one by one. */
export async function paymentsView({ ctx, today }: House): Promise<PaymentsView> {
  const query = queryOf(ctx);
  const files = await read(ctx, 'bookkeeping', paymentFile, ['name', 'imported_at', 'payments', 'ore'], {
    order: [['imported_at', 'desc']],
    limit: 10,
  });
  const { rows: matched } = await query(
    `SELECT p.payment_id, p.customer_id, i.invoice_number, p.outcome, p.ore, p.held_ore, p.paid_on FROM billing.payment p
     LEFT JOIN billing.invoice i USING (customer_id, invoice_id) ORDER BY p.paid_on DESC, p.payment_id LIMIT ${LATEST}`,
    [],
  );
  const { rows: late } = await query(
    `SELECT i.customer_id, i.invoice_number, i.due_on, coalesce(d.step, 'none') AS step, d.step_on,
       EXISTS (SELECT FROM billing.dispute x WHERE x.customer_id = i.customer_id AND x.invoice_id = i.invoice_id AND x.state = 'open') AS disputed,
       (SELECT coalesce(sum(p.ore), 0) FROM billing.entry e JOIN billing.posting p USING (customer_id, entry_id)
         WHERE e.customer_id = i.customer_id AND e.invoice_id = i.invoice_id AND p.account = 'receivable')::bigint AS open
     FROM billing.invoice i LEFT JOIN billing.dunning d USING (customer_id, invoice_id)
     WHERE i.paid_on IS NULL AND i.kind = 'invoice' AND i.due_on < $1 ORDER BY i.due_on, i.invoice_number LIMIT ${MOST_LATE}`,
    [today()],
  );
  const queue = await read(
    ctx,
    'bill',
    unmatchedTable,
    ['payment_id', 'reason', 'currency', 'ore', 'paid_on'],
    { where: { state: 'open' }, order: [['paid_on', 'asc']], limit: MOST_LATE },
  );
  return {
    files: files.map((row) => ({
      name: row.name,
      importedAt: row.imported_at,
      payments: row.payments,
      ore: Number(row.ore),
    })),
    matched: matched.map((row) => ({
      payment: String(row['payment_id']),
      customer: String(row['customer_id']),
      invoice: typeof row['invoice_number'] === 'string' ? row['invoice_number'] : null,
      outcome: row['outcome'] as PaymentsView['matched'][number]['outcome'],
      ore: Number(row['ore']),
      heldOre: Number(row['held_ore']),
      paidOn: String(row['paid_on']),
    })),
    unmatched: queue.map((row) => ({
      payment: row.payment_id,
      reason: row.reason,
      currency: row.currency,
      ore: Number(row.ore),
      paidOn: row.paid_on,
    })),
    late: late.map((row) => ({
      customer: String(row['customer_id']),
      invoice: String(row['invoice_number']),
      dueOn: String(row['due_on']),
      openOre: Number(row['open']),
      step: row['step'] as PaymentsView['late'][number]['step'],
      stepOn: typeof row['step_on'] === 'string' ? row['step_on'] : null,
      disputed: row['disputed'] === true,
    })),
  };
}

/** What the bank says of who paid. It is nobody's case yet, so the look itself is written into the chain (promise protection.5). @throws Problem not-found */
export function payerOf(house: House, by: Actor, payment: string): Promise<Payer> {
  return transact(house.ctx, async (ctx) => {
    const columns = ['reference', 'payer', 'message'] as const;
    const [row] = await read(ctx, 'bill', unmatchedTable, columns, {
      where: { payment_id: payment, state: 'open' },
    });
    if (!row) throw new Problem('not-found');
    await appendAudit(queryOf(ctx), house.db.clock.now, {
      event: 'read',
      purpose: 'bill',
      actor: by,
      subject: payment,
      customer: '',
      detail: { table: unmatchedTable.name, columns },
    });
    return { reference: row.reference ?? '', payer: row.payer ?? '', message: row.message ?? '' };
  });
}
