import { impersonal, table, type DataMap } from '#platform/data-map';
import type {
  BillRunRow,
  DraftRow,
  InvoiceNumberRow,
  InvoiceRow,
  EntryRow,
  PostingRow,
  PaymentFileRow,
  PaymentRow,
  UnmatchedRow,
  RefundRow,
  DunningRow,
  DisputeRow,
  BalanceRow,
  ReservationRow,
} from './pure/rows.ts';

/**
 * Accounting records stay through the seventh year after the end of the calendar year (bokföringslagen 7 kap. 2 §, rule L23), also when a
 * person asks to be erased (GDPR Art. 17.3 (b)). Their documents are therefore sealed under a key of their own for each year, `book_id`: destroying a person's key leaves the books readable, and destroying the book's when its time is over leaves nothing.
 */
const book = {
  personal: true,
  category: 'kunddata',
  origin: 'derived',
  subject: 'self',
  purposes: [
    ['bill', 'contract'],
    ['bookkeeping', 'legal_obligation'],
    ['legal_claims', 'legitimate_interest'],
    ['rights', 'legal_obligation'],
    ['support', 'contract'],
  ],
  retention: { event: 'fiscal_year_ended', plus: 'P7Y', then: 'delete' },
  onErase: { retain: 'bookkeeping' },
} as const;
const document = {
  ...book,
  retention: { event: 'fiscal_year_ended', plus: 'P7Y', then: 'shred' },
  sealed: true,
} as const;
/** What is needed while a claim lives, and not a day as an accounting record. */
const claim = {
  ...book,
  purposes: [
    ['bill', 'contract'],
    ['legal_claims', 'legitimate_interest'],
    ['rights', 'legal_obligation'],
    ['support', 'contract'],
  ],
  retention: { event: 'invoice_paid', plus: 'P1Y', then: 'delete' },
  onErase: { retain: 'legal_claims' },
} as const;
const money = {
  ...claim,
  purposes: [
    ['deliver_contract', 'contract'],
    ['bill', 'contract'],
    ['rights', 'legal_obligation'],
    ['support', 'contract'],
  ],
  retention: { event: 'contract_ended', plus: 'P90D', then: 'delete' },
  onErase: 'delete',
} as const;
/** Staff who approve and pay back: who did it belongs to the voucher. */
const staff = { ...book, subject: 'staff' } as const;

export const billRun = table<BillRunRow>()({
  name: 'billing.bill_run',
  reach: [{ staff: 'drafted_by' }, { staff: 'approved_by' }],
  reference: 'A run of the operator’s; no customer is in it.',
  columns: {
    run_id: impersonal('Random name of the run.'),
    month: impersonal('The month that is billed.'),
    state: impersonal('How far the run has come.'),
    issued_on: impersonal('Date on the run’s invoices.'),
    drafted_to: impersonal('Random id of the customer where drafting stopped.'),
    drafted_by: staff,
    approved_by: staff,
    digest: impersonal('Hash over the hashes of all drafts.'),
    started_at: impersonal('When the run began.'),
    changed_at: impersonal('When it last moved on.'),
  },
});

export const draft = table<DraftRow>()({
  name: 'billing.draft',
  subject: 'book_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: book,
    run_id: impersonal('The run.'),
    book_id: impersonal('Name of the key: the books of one year.'),
    document,
    fingerprint: impersonal('Keyed hash of the sealed document, to see whether it has changed.'),
    kind: book,
    payable_ore: book,
    refused: impersonal('Which arithmetic rule the draft breaks.'),
    posted: impersonal('Whether it has become an invoice.'),
  },
});

export const invoiceNumber = table<InvoiceNumberRow>()({
  name: 'billing.invoice_number',
  reference: 'One counter a year for all customers: the law wants one series without gaps.',
  columns: { series: impersonal('The year.'), last: impersonal('The last number taken.') },
});

export const invoice = table<InvoiceRow>()({
  name: 'billing.invoice',
  subject: 'book_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: book,
    invoice_id: book,
    book_id: impersonal('Name of the key: the books of one year.'),
    invoice_number: book,
    kind: book,
    run_id: impersonal('The run that made it.'),
    credits_id: book,
    month: book,
    issued_on: book,
    due_on: book,
    ocr: book,
    document,
    net_ore: book,
    vat_ore: book,
    rounding_ore: book,
    payable_ore: book,
    paid_on: book,
    sent_at: book,
  },
});

export const entry = table<EntryRow>()({
  name: 'billing.entry',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: book,
    entry_id: impersonal('Random name of the entry.'),
    source: book,
    booked_on: book,
    invoice_id: book,
    reverses: book,
  },
});

export const posting = table<PostingRow>()({
  name: 'billing.posting',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: book,
    entry_id: impersonal('The entry.'),
    account: impersonal('Account of the operator’s chart.'),
    ore: book,
  },
});

export const paymentFile = table<PaymentFileRow>()({
  name: 'billing.payment_file',
  reference: 'A file from the bank; payments of many customers are counted in it.',
  columns: {
    sha256: impersonal('Hash of the file.'),
    name: impersonal('Name of the file.'),
    imported_at: impersonal('When it was read.'),
    payments: impersonal('How many payments it has.'),
    ore: impersonal('What they come to.'),
  },
});

export const payment = table<PaymentRow>()({
  name: 'billing.payment',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: book,
    payment_id: book,
    invoice_id: book,
    outcome: book,
    ore: book,
    held_ore: book,
    paid_on: book,
  },
});

export const unmatched = table<UnmatchedRow>()({
  name: 'billing.unmatched',
  reach: [
    {
      nobody:
        'Money whose payer is not known yet; a person who says it is theirs is found by name and amount.',
    },
  ],
  subject: 'payment_id',
  reference: 'A payment that names no claim: whose it is, is what is not known.',
  columns: {
    payment_id: book,
    reason: impersonal('Why it could not be matched.'),
    reference: { ...document, origin: 'third-party' },
    payer: { ...document, origin: 'third-party' },
    message: { ...document, origin: 'third-party' },
    currency: impersonal('Currency of the payment.'),
    ore: book,
    paid_on: book,
    state: impersonal('Whether somebody has settled it.'),
    settled_by: staff,
    settled_at: impersonal('When it was settled.'),
  },
});

export const refund = table<RefundRow>()({
  name: 'billing.refund',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: book,
    refund_id: impersonal('Name given by whoever pays back, so that it is done once.'),
    ore: book,
    refunded_on: book,
    refunded_by: staff,
  },
});

export const dunning = table<DunningRow>()({
  name: 'billing.dunning',
  isolate: { customer: 'customer_id' },
  columns: { customer_id: claim, invoice_id: claim, step: claim, step_on: claim, interest_to: claim },
});

export const dispute = table<DisputeRow>()({
  name: 'billing.dispute',
  subject: 'customer_id',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: claim,
    dispute_id: impersonal('Random name.'),
    invoice_id: claim,
    line: claim,
    record: claim,
    reason: { ...claim, origin: 'provided', sealed: true, onErase: 'shred' },
    ore: claim,
    state: claim,
    opened_on: claim,
    closed_on: claim,
  },
});

export const balance = table<BalanceRow>()({
  name: 'billing.balance',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: money,
    balance_id: money,
    kind: money,
    granted_ore: money,
    used_ore: money,
    held_ore: money,
    changed_at: money,
  },
});

export const reservation = table<ReservationRow>()({
  name: 'billing.reservation',
  isolate: { customer: 'customer_id' },
  columns: {
    customer_id: money,
    balance_id: money,
    reservation_key: impersonal('The switch’s own name of the call’s reservation.'),
    state: money,
    held_ore: money,
    committed_ore: money,
    expires_at: money,
  },
});

export const billingMap: DataMap = {
  slice: 'billing',
  tables: [
    billRun,
    draft,
    invoiceNumber,
    invoice,
    entry,
    posting,
    paymentFile,
    payment,
    unmatched,
    refund,
    dunning,
    dispute,
    balance,
    reservation,
  ],
  stores: [],
};
