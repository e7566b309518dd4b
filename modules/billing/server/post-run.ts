import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, update, type Ctx } from '#platform/db';
import { draft as draftTable, invoice as invoiceTable } from '../data-map.ts';
import { dueDate } from '../pure/bank-days.ts';
import { entryOf, faultsOf, ledgerFaults, type InvoiceFault } from '../pure/check.ts';
import { freeze, thaw, type Invoice } from '../pure/invoice.ts';
import type { Entry } from '../pure/ledger.ts';
import { decimal, sum } from '../pure/money.ts';
import { ocrOf } from '../pure/reference.ts';
import { writeUbl } from '../pure/ubl.ts';
import { bookEntries, bookEntry } from './books.ts';
import { runDigest } from './compare-run.ts';
import { bookId } from './draft-run.ts';
import type { House } from './house.ts';
import { findRun, moveRun, viewOf, type RunResult, type RunView } from './run-store.ts';

const BATCH = 100;

export interface Posted extends RunView {
  /** Invoices this call made; a call that goes on after a crash makes the rest. */
  readonly invoices: number;
  readonly ore: bigint;
}

/** Lines, totals, ledger or Peppol document of an invoice differ; nothing of it is stored. The message names the first difference. */
export class InvoiceRefused extends Error {
  override readonly name = 'InvoiceRefused';
  readonly faults: readonly InvoiceFault[];
  constructor(faults: readonly InvoiceFault[]) {
    const [first] = faults;
    super(`The invoice does not add up: ${first?.what}, expected ${first?.expected}, found ${first?.found}.`);
    this.faults = faults;
  }
}

/**
 * Makes invoices of what was approved, a batch a transaction: number, document and bookkeeping together or not at all. Dates are those of the
 * day posting began. Done again it does what is left.
 * @throws InvoiceRefused
 */
export async function postRun(house: House, id: string): Promise<RunResult<Posted>> {
  const run = await findRun(house.ctx, id);
  if (!run) return { ok: false, reason: 'no-such-run' };
  if (run.state === 'posted' || run.state === 'sent')
    return { ok: true, ...viewOf(run), invoices: 0, ore: 0n };
  if (run.state !== 'approved') return { ok: false, reason: 'not-approved' };
  if ((await runDigest(house.ctx, id)) !== run.digest) return { ok: false, reason: 'changed-since-approval' };
  let [invoices, ore, left] = [0, 0n, true];
  while (left) {
    const done = await postBatch(house, id);
    invoices += done.invoices;
    ore += done.ore;
    left = done.left;
  }
  const now = await findRun(house.ctx, id);
  return { ok: true, ...viewOf(now ?? run), invoices, ore };
}

async function postBatch(
  house: House,
  id: string,
): Promise<{ invoices: number; ore: bigint; left: boolean }> {
  return transact(house.ctx, async (ctx) => {
    // Two processes that post the same run take turns here.
    const run = await findRun(ctx, id, true);
    if (run?.state !== 'approved') return { invoices: 0, ore: 0n, left: false };
    const drafts = await read(ctx, 'bill', draftTable, ['customer_id', 'document'], {
      where: { run_id: id, posted: false },
      order: [['customer_id', 'asc']],
      limit: BATCH,
    });
    if (drafts.length === 0) {
      await moveRun(house, ctx, id, { state: 'posted' });
      return { invoices: 0, ore: 0n, left: false };
    }
    const begun = await read(ctx, 'bill', draftTable, ['customer_id'], {
      where: { run_id: id, posted: true },
      limit: 1,
    });
    const issuedOn = begun.length > 0 ? run.issued_on : house.today();
    if (issuedOn !== run.issued_on) await moveRun(house, ctx, id, { issued_on: issuedOn });
    const made = await storeInvoices(
      house,
      ctx,
      drafts.map(({ customer_id, document }) => ({
        customer: customer_id,
        draft: { ...thaw(document), issuedOn, dueOn: dueDate(issuedOn) },
        month: run.month,
        run: id,
      })),
    );
    const ore = sum(made.map(({ kind, payableOre }) => (kind === 'invoice' ? payableOre : -payableOre)));
    await queryOf(ctx)('UPDATE billing.draft SET posted = true WHERE run_id = $1 AND customer_id = ANY($2)', [
      id,
      drafts.map(({ customer_id }) => customer_id),
    ]);
    return { invoices: drafts.length, ore, left: true };
  });
}

export interface ToStore {
  readonly customer: string;
  readonly draft: Invoice;
  readonly month: string;
  readonly run?: string;
  /** Id of the invoice that a credit note takes back from. */
  readonly credits?: string;
}

/**
 * Gives invoices of one day their ids and numbers, holds each against its own arithmetic, its bookkeeping and its Peppol document, and stores all or none. Inside a transaction.
 * @throws InvoiceRefused
 */
export async function storeInvoices(house: House, ctx: Ctx, drafts: readonly ToStore[]): Promise<Invoice[]> {
  const numbers = await takeNumbers(ctx, drafts[0]?.draft.issuedOn ?? house.today(), drafts.length);
  const entries: { customer: string; entry: Entry }[] = [];
  const made = drafts.map(({ customer, draft, credits }, index) => {
    const number = numbers[index]!;
    const invoice: Invoice = { ...draft, id: randomId(), number, ocr: ocrOf(number) };
    const entry = entryOf(invoice, credits ?? invoice.id);
    const faults = [...faultsOf(invoice), ...ledgerFaults(invoice, entry), ...ublFaults(invoice)];
    if (faults.length > 0) throw new InvoiceRefused(faults);
    // An invoice of nothing moves nothing.
    if (entry.postings.length > 0) entries.push({ customer, entry });
    return invoice;
  });
  for (const [index, invoice] of made.entries()) {
    const { customer, month, run, credits } = drafts[index]!;
    await insert(ctx, invoiceTable, {
      customer_id: customer,
      invoice_id: invoice.id,
      book_id: bookId(invoice.issuedOn),
      invoice_number: invoice.number,
      kind: invoice.kind,
      run_id: run ?? null,
      credits_id: credits ?? null,
      month,
      issued_on: invoice.issuedOn,
      due_on: invoice.dueOn,
      ocr: invoice.ocr,
      document: freeze(invoice),
      net_ore: invoice.netOre,
      vat_ore: invoice.vatOre,
      rounding_ore: invoice.roundingOre,
      payable_ore: invoice.payableOre,
      paid_on: invoice.payableOre === 0n ? invoice.issuedOn : null,
      sent_at: null,
    });
  }
  await bookEntries(ctx, entries);
  // A month that came to less than nothing is money of the customer's: held until it is paid back or set off.
  for (const [index, { kind, id }] of made.entries())
    if (kind === 'credit-note' && drafts[index]!.credits === undefined)
      await holdExcess(house, ctx, drafts[index]!.customer, id);
  return made;
}

/** Moves what a claim has been paid too much to what we owe the customer. @returns how much. */
export async function holdExcess(house: House, ctx: Ctx, customer: string, claim: string): Promise<bigint> {
  const { rows } = await queryOf(ctx)(
    `SELECT coalesce(sum(p.ore), 0)::bigint AS open, count(*) AS n FROM billing.entry e JOIN billing.posting p USING (customer_id, entry_id)
     WHERE e.customer_id = $1 AND e.invoice_id = $2 AND p.account = 'receivable'`,
    [customer, claim],
  );
  const open = (rows[0]?.['open'] as bigint | undefined) ?? 0n;
  if (open <= 0n)
    await update(
      ctx,
      invoiceTable,
      { paid_on: house.today() },
      { customer_id: customer, invoice_id: claim, paid_on: null },
    );
  if (open >= 0n) return 0n;
  await bookEntry(ctx, customer, {
    source: `excess:${claim}:${String(rows[0]?.['n'])}`,
    bookedOn: house.today(),
    invoice: claim,
    postings: [
      { account: 'receivable', ore: -open },
      { account: 'unallocated', ore: open },
    ],
  });
  return -open;
}

/** The next numbers of the month's series, in a row: the counter's row stays locked until the invoices are stored with it. */
async function takeNumbers(ctx: Ctx, issuedOn: string, count: number): Promise<string[]> {
  const series = issuedOn.slice(0, 7).replace('-', '');
  const { rows } = await queryOf(ctx)(
    `INSERT INTO billing.invoice_number (series, last) VALUES ($1, $2)
     ON CONFLICT (series) DO UPDATE SET last = invoice_number.last + $2 RETURNING last`,
    [series, count],
  );
  const last = Number(rows[0]?.['last']);
  return Array.from(
    { length: count },
    (_, index) => `${series}${String(last - count + 1 + index).padStart(4, '0')}`,
  );
}

/** The sum on the Peppol document against the invoice's. */
export function ublFaults(invoice: Invoice): InvoiceFault[] {
  const found = /<cbc:PayableAmount currencyID="SEK">([^<]*)</.exec(writeUbl(invoice))?.[1] ?? '';
  const expected = decimal(invoice.payableOre);
  return found === expected ? [] : [{ what: 'ubl', expected, found }];
}

/** Hands over every invoice of a posted run that has not been; goes on after a crash. @returns how many. */
export async function sendRun(
  house: House,
  id: string,
): Promise<RunResult<RunView & { readonly sent: number }>> {
  const run = await findRun(house.ctx, id);
  if (!run) return { ok: false, reason: 'no-such-run' };
  if (run.state === 'sent') return { ok: true, ...viewOf(run), sent: 0 };
  if (run.state !== 'posted') return { ok: false, reason: 'not-posted' };
  let sent = 0;
  for (;;) {
    const waiting = await read(house.ctx, 'bill', invoiceTable, ['customer_id', 'invoice_id', 'document'], {
      where: { run_id: id, sent_at: null },
      order: [['customer_id', 'asc']],
      limit: BATCH,
    });
    if (waiting.length === 0) break;
    // Marked one by one where something leaves the house: a crash repeats one delivery at most.
    if (house.deliver)
      for (const { customer_id, invoice_id, document } of waiting) {
        await house.deliver(thaw(document));
        await update(house.ctx, invoiceTable, { sent_at: house.now() }, { customer_id, invoice_id });
      }
    else
      await update(
        house.ctx,
        invoiceTable,
        { sent_at: house.now() },
        { run_id: id, customer_id: { in: waiting.map(({ customer_id }) => customer_id) } },
      );
    sent += waiting.length;
  }
  await moveRun(house, house.ctx, id, { state: 'sent' });
  return { ok: true, ...viewOf({ ...run, state: 'sent' }), sent };
}
