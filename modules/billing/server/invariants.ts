import { queryOf, read } from '#platform/db';
import { invoice as invoiceTable } from '../data-map.ts';
import { faultsOf, ledgerFaults, type InvoiceFault } from '../pure/check.ts';
import { thaw } from '../pure/invoice.ts';
import { entriesNamed } from './books.ts';
import type { House } from './house.ts';
import { ublFaults } from './post-run.ts';

export interface Invariant {
  readonly name:
    | 'entries-balance'
    | 'invoice-adds-up'
    | 'invoice-is-ledger'
    | 'invoice-is-ubl'
    | 'row-is-document'
    | 'numbers-without-gaps'
    | 'unmatched-is-ledger'
    | 'paid-is-nothing-open'
    | 'holds-are-reservations';
  readonly ok: boolean;
  readonly checked: number;
  /** At most twenty, by number or name; never a customer's data. */
  readonly faults: readonly string[];
}

/** Everything that must always be true of the money, counted over all that is stored. Nightly, and after a restore. */
export async function invariants(house: House): Promise<readonly Invariant[]> {
  const query = queryOf(house.ctx);
  const held = (name: Invariant['name'], checked: number, faults: readonly string[]): Invariant => ({
    name,
    ok: faults.length === 0,
    checked,
    faults: faults.slice(0, 20),
  });
  const texts = async (sql: string): Promise<string[]> =>
    (await query(sql, [])).rows.map((row) => String(row['fault']));
  const count = async (sql: string): Promise<number> => Number((await query(sql, [])).rows[0]?.['n'] ?? 0);
  const invoices = await checkInvoices(house);
  return [
    held(
      'entries-balance',
      await count('SELECT count(*) AS n FROM billing.entry'),
      await texts(
        `SELECT e.source AS fault FROM billing.entry e LEFT JOIN billing.posting p USING (customer_id, entry_id)
         GROUP BY e.customer_id, e.entry_id, e.source HAVING coalesce(sum(p.ore), 1) <> 0`,
      ),
    ),
    ...invoices.map(({ name, faults }) => held(name, invoices[0]?.checked ?? 0, faults)),
    held(
      'numbers-without-gaps',
      await count('SELECT count(*) AS n FROM billing.invoice_number'),
      await texts(
        `SELECT s.series || ': ' || s.last || ' taken, ' || count(i.invoice_number) || ' found' AS fault FROM billing.invoice_number s
         LEFT JOIN billing.invoice i ON left(i.invoice_number, 6) = s.series GROUP BY s.series, s.last
         HAVING count(i.invoice_number) <> s.last OR count(DISTINCT i.invoice_number) <> s.last`,
      ),
    ),
    held(
      'unmatched-is-ledger',
      await count(`SELECT count(*) AS n FROM billing.unmatched`),
      await texts(
        `SELECT 'queue ' || q.ore || ', ledger ' || l.ore AS fault FROM
         (SELECT coalesce(sum(ore), 0) AS ore FROM billing.unmatched WHERE state = 'open' AND reason NOT IN ('currency', 'receiver', 'deduction')) q,
         (SELECT coalesce(-sum(ore), 0) AS ore FROM billing.posting WHERE customer_id = '-' AND account = 'unallocated') l WHERE q.ore <> l.ore`,
      ),
    ),
    held(
      'paid-is-nothing-open',
      await count(`SELECT count(*) AS n FROM billing.invoice WHERE paid_on IS NOT NULL`),
      await texts(
        `SELECT i.invoice_number || ': ' || sum(p.ore) || ' öre' AS fault FROM billing.invoice i JOIN billing.entry e USING (customer_id, invoice_id)
         JOIN billing.posting p USING (customer_id, entry_id) WHERE p.account = 'receivable' AND i.kind = 'invoice'
         GROUP BY i.customer_id, i.invoice_id, i.invoice_number, i.paid_on HAVING (sum(p.ore) > 0) = (i.paid_on IS NOT NULL)`,
      ),
    ),
    held(
      'holds-are-reservations',
      await count('SELECT count(*) AS n FROM billing.balance'),
      await texts(
        `SELECT b.kind || ': holds ' || b.held_ore || ', reserved ' || coalesce(sum(r.held_ore) FILTER (WHERE r.state = 'held'), 0) AS fault
         FROM billing.balance b LEFT JOIN billing.reservation r USING (customer_id, balance_id)
         GROUP BY b.customer_id, b.balance_id, b.kind, b.held_ore HAVING b.held_ore <> coalesce(sum(r.held_ore) FILTER (WHERE r.state = 'held'), 0)`,
      ),
    ),
  ];
}

interface Checked {
  readonly name: Invariant['name'];
  readonly checked: number;
  readonly faults: readonly string[];
}

/** Every stored document against its own arithmetic, its row, its bookkeeping and its Peppol document; a few hundred in memory at a time. */
async function checkInvoices(house: House): Promise<readonly Checked[]> {
  const found: Record<
    'invoice-adds-up' | 'row-is-document' | 'invoice-is-ledger' | 'invoice-is-ubl',
    string[]
  > = {
    'invoice-adds-up': [],
    'row-is-document': [],
    'invoice-is-ledger': [],
    'invoice-is-ubl': [],
  };
  const told = (number: string, faults: readonly InvoiceFault[]): string[] =>
    faults.map(({ what, expected, found: is }) => `${number}: ${what} ${expected} ≠ ${is}`);
  let checked = 0;
  let after = '';
  for (;;) {
    const rows = await read(
      house.ctx,
      'bookkeeping',
      invoiceTable,
      [
        'customer_id',
        'invoice_id',
        'invoice_number',
        'kind',
        'document',
        'payable_ore',
        'net_ore',
        'vat_ore',
        'rounding_ore',
        'ocr',
      ],
      { where: { invoice_number: { from: after } }, order: [['invoice_number', 'asc']], limit: 201 },
    );
    const entries = await entriesNamed(
      house.ctx,
      rows.map(({ kind, invoice_id }) => `${kind}:${invoice_id}`),
    );
    for (const row of rows.filter(({ invoice_number }) => invoice_number !== after)) {
      const invoice = thaw(row.document);
      checked += 1;
      found['invoice-adds-up'].push(...told(row.invoice_number, faultsOf(invoice)));
      found['invoice-is-ubl'].push(...told(row.invoice_number, ublFaults(invoice)));
      const same =
        invoice.number === row.invoice_number &&
        invoice.ocr === row.ocr &&
        invoice.payableOre === row.payable_ore &&
        invoice.netOre === row.net_ore &&
        invoice.vatOre === row.vat_ore &&
        invoice.roundingOre === row.rounding_ore;
      if (!same) found['row-is-document'].push(row.invoice_number);
      const source = `${invoice.kind}:${invoice.id}`;
      const entry = entries.get(source);
      if (entry) found['invoice-is-ledger'].push(...told(row.invoice_number, ledgerFaults(invoice, entry)));
      else if (invoice.payableOre !== 0n || invoice.netOre !== 0n)
        found['invoice-is-ledger'].push(`${row.invoice_number}: not booked`);
    }
    const last = rows.at(-1)?.invoice_number;
    if (last === undefined || last === after) break;
    after = last;
  }
  return Object.entries(found).map(([name, faults]) => ({
    name: name as Invariant['name'],
    checked,
    faults,
  }));
}
