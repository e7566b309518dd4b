import { read, type Ctx } from '#platform/db';
import { invoice as invoiceTable } from '../data-map.ts';
import { freeze, thaw, type Invoice } from '../pure/invoice.ts';
import { counted, specified, type Call } from '../pure/source.ts';
import { writeUbl } from '../pure/ubl.ts';
import { openOf } from './books.ts';
import type { House } from './house.ts';
import type { writePdf as WritePdf } from './pdf-write.ts';

/** Read when there is a paper to write: the writer of PDF is among the largest things the product can load. */
const writePdf: typeof WritePdf = async (invoice, options) =>
  (await import('./pdf-write.ts')).writePdf(invoice, options);

export interface InvoiceRef {
  readonly customer: string;
  readonly invoice: Invoice;
  readonly month: string;
  readonly paidOn: string | null;
  /** Of a credit note: id of the invoice it takes back from. */
  readonly creditsId: string | null;
}

/** One invoice, by its random id or its number. A person finds only their own customer's. */
export async function invoiceOf(ctx: Ctx, id: string): Promise<InvoiceRef | undefined> {
  const columns = ['customer_id', 'document', 'month', 'paid_on', 'credits_id'] as const;
  const where = /^\d{10,}$/.test(id) ? { invoice_number: id } : { invoice_id: id };
  const [row] = await read(ctx, 'bill', invoiceTable, columns, { where });
  return (
    row && {
      customer: row.customer_id,
      invoice: thaw(row.document),
      month: row.month,
      paidOn: row.paid_on,
      creditsId: row.credits_id,
    }
  );
}

export interface InvoiceSummary {
  readonly id: string;
  readonly number: string;
  readonly kind: 'invoice' | 'credit-note';
  readonly month: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly payableOre: bigint;
  readonly openOre: bigint;
  readonly paidOn: string | null;
  /** Of a credit note: id of the invoice it takes back from. */
  readonly creditsId: string | null;
}

/** A customer's invoices, newest first. */
export async function invoicesOf(ctx: Ctx, customer: string): Promise<InvoiceSummary[]> {
  const rows = await read(
    ctx,
    'bill',
    invoiceTable,
    [
      'invoice_id',
      'invoice_number',
      'kind',
      'month',
      'issued_on',
      'due_on',
      'payable_ore',
      'paid_on',
      'credits_id',
    ],
    {
      where: { customer_id: customer },
      order: [
        ['issued_on', 'desc'],
        ['invoice_number', 'desc'],
      ],
      limit: 240,
    },
  );
  const summaries: InvoiceSummary[] = [];
  for (const row of rows)
    summaries.push({
      id: row.invoice_id,
      number: row.invoice_number,
      kind: row.kind,
      month: row.month,
      issuedOn: row.issued_on,
      dueOn: row.due_on,
      payableOre: row.payable_ore,
      openOre:
        row.kind === 'invoice' && row.paid_on === null
          ? await openOf(house(ctx), customer, row.invoice_id)
          : 0n,
      paidOn: row.paid_on,
      creditsId: row.credits_id,
    });
  return summaries;
}

/** Sums of the books are the operator's own arithmetic; a person is told the result. */
const house = (ctx: Ctx): Ctx => ({ ...ctx, actor: { kind: 'system', job: 'billing' } });

export type ExportFormat = 'ubl' | 'pdf' | 'json';

/** The invoice as a file. The specification is in the PDF where the subscriber wants it and the calls still live. */
export async function exportInvoice(
  { source }: Pick<House, 'source'>,
  { customer, invoice }: InvoiceRef,
  format: ExportFormat,
): Promise<Buffer> {
  if (format === 'ubl') return Buffer.from(writeUbl(invoice));
  if (format === 'json') return Buffer.from(`${freeze(invoice)}\n`);
  const used = invoice.lines.some(({ kind }) => kind === 'usage');
  if (!invoice.specification || !used || invoice.kind === 'credit-note') return writePdf(invoice);
  const living = counted(source.callsOf(customer, invoice.period));
  const calls = specified(living.calls)[Symbol.asyncIterator]();
  const first = await calls.next();
  if (first.done === true) return living.any() ? writePdf(invoice) : writePdf(invoice, { calls: 'gone' });
  return writePdf(invoice, { calls: from(first.value, calls) });
}

async function* from(first: Call, rest: AsyncIterator<Call>): AsyncIterable<Call> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
