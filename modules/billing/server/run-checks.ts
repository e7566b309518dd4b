import { read } from '#platform/db';
import { draft as draftTable, invoice as invoiceTable } from '../data-map.ts';
import { entryOf, faultsOf, ledgerFaults, type InvoiceFault } from '../pure/check.ts';
import { thaw, type Invoice } from '../pure/invoice.ts';
import type { Entry } from '../pure/ledger.ts';
import type { RunChecks } from '../pure/office-contract.ts';
import { entriesNamed } from './books.ts';
import type { House } from './house.ts';
import { ublFaults } from './post-run.ts';

const AT_ONCE = 200;

/**
 * Whether lines make the invoice, the invoice the ledger, and the Peppol document says the same: over the drafts of a run, whose bookkeeping
 * is as it will be made, and over its invoices as they are booked once it is posted.
 */
export async function runChecks(house: House, run: string): Promise<RunChecks> {
  const found = { checked: 0, lines: 0, ledger: 0, ubl: 0, faults: [] as string[] };
  const told = (name: string, faults: readonly InvoiceFault[]): number => {
    for (const { what, expected, found: is } of faults)
      if (found.faults.length < 20) found.faults.push(`${name}: ${what} ${expected} ≠ ${is}`);
    return faults.length > 0 ? 1 : 0;
  };
  const take = (invoice: Invoice, entry: Entry | undefined, name: string): void => {
    found.checked += 1;
    found.lines += told(name, faultsOf(invoice));
    found.ubl += told(name, ublFaults(invoice));
    if (entry) found.ledger += told(name, ledgerFaults(invoice, entry));
    else if (invoice.payableOre !== 0n || invoice.netOre !== 0n) {
      found.ledger += 1;
      found.faults.push(`${name}: ledger`);
    }
  };
  for await (const invoices of pages(house, run, 'draft'))
    for (const { customer, invoice } of invoices) take(invoice, entryOf(invoice), customer);
  for await (const invoices of pages(house, run, 'invoice')) {
    const entries = await entriesNamed(
      house.ctx,
      invoices.map(({ invoice }) => `${invoice.kind}:${invoice.id}`),
    );
    for (const { invoice } of invoices)
      take(invoice, entries.get(`${invoice.kind}:${invoice.id}`), invoice.number);
  }
  return found;
}

/** Documents of a run, a few hundred in memory at a time: the drafts that are not posted, or its invoices. */
async function* pages(
  house: House,
  run: string,
  of: 'draft' | 'invoice',
): AsyncGenerator<readonly { readonly customer: string; readonly invoice: Invoice }[], void, undefined> {
  let after: string | undefined;
  for (;;) {
    const from = after === undefined ? {} : { customer_id: { from: after } };
    const options = { order: [['customer_id', 'asc']], limit: AT_ONCE + 1 } as const;
    const rows =
      of === 'draft'
        ? await read(house.ctx, 'bill', draftTable, ['customer_id', 'document'], {
            where: { run_id: run, posted: false, ...from },
            ...options,
          })
        : await read(house.ctx, 'bill', invoiceTable, ['customer_id', 'document'], {
            where: { run_id: run, ...from },
            ...options,
          });
    // A page begins with the one the page before ended with.
    const fresh = rows.filter(({ customer_id }) => customer_id !== after);
    yield fresh.map(({ customer_id, document }) => ({ customer: customer_id, invoice: thaw(document) }));
    if (fresh.length < AT_ONCE) return;
    after = fresh.at(-1)?.customer_id;
  }
}
