import type { Invoice, InvoiceLine } from './invoice.ts';
import { ACCOUNTS, type Account, type Entry, type Posting } from './ledger.ts';
import { netIn, sum, vatOn } from './money.ts';
import { passesLuhn, readBankgiro, readOcr } from './reference.ts';

/** What differs, by how many öre where it is an amount. */
export interface InvoiceFault {
  readonly what:
    | 'no-lines'
    | 'line-price'
    | 'net-sum'
    | 'vat-subtotal'
    | 'vat-sum'
    | 'rounding'
    | 'payable'
    | 'gross-sum'
    | 'negative'
    | 'ocr'
    | 'bankgiro'
    | 'organisation'
    | 'ledger'
    | 'ubl';
  readonly expected: string;
  readonly found: string;
}

/** Holds every total against the lines. Empty when the invoice is right. */
export function faultsOf(invoice: Invoice): InvoiceFault[] {
  const faults: InvoiceFault[] = [];
  const hold = (what: InvoiceFault['what'], expected: bigint | string, found: bigint | string): void => {
    if (expected !== found) faults.push({ what, expected: String(expected), found: String(found) });
  };
  if (invoice.lines.length === 0) hold('no-lines', 'at least one', '0');
  for (const line of invoice.lines)
    if (line.unitOre !== undefined)
      hold('line-price', line.unitOre * BigInt(line.quantity.count), line.amountOre);
  hold('net-sum', sum(invoice.lines.map(({ netOre }) => netOre)), invoice.netOre);
  hold('net-sum', sum(invoice.vat.map(({ netOre }) => netOre)), invoice.netOre);
  for (const { rate, netOre, vatOre } of invoice.vat) {
    const lines = invoice.lines.filter(({ vatRate }) => vatRate === rate);
    hold('vat-subtotal', sum(lines.map((line) => line.netOre)), netOre);
    hold('vat-subtotal', vatOn(netOre, rate), vatOre);
    if (invoice.basis === 'with-vat' && invoice.credits === undefined)
      hold('gross-sum', netIn(sum(lines.map(({ amountOre }) => amountOre)), rate), netOre);
  }
  if (invoice.basis === 'without-vat')
    for (const line of invoice.lines) hold('net-sum', line.amountOre, line.netOre);
  hold('vat-sum', sum(invoice.vat.map(({ vatOre }) => vatOre)), invoice.vatOre);
  hold('payable', invoice.netOre + invoice.vatOre + invoice.roundingOre, invoice.payableOre);
  // The last of several notes on one invoice also takes back what their VAT, rounded in parts, left over.
  const most = invoice.credits === undefined ? 50n : 100n;
  if (invoice.roundingOre < -most || invoice.roundingOre > most)
    hold('rounding', `at most ${most} öre`, invoice.roundingOre);
  if (invoice.kind === 'invoice' && invoice.payableOre % 100n !== 0n)
    hold('rounding', 'whole kronor', invoice.payableOre);
  if (invoice.payableOre < 0n) hold('negative', 'nothing below zero', invoice.payableOre);
  if (invoice.number !== '') {
    const ocr = readOcr(invoice.ocr);
    hold('ocr', invoice.number, ocr.ok ? ocr.number : ocr.reason);
  }
  if (readBankgiro(invoice.seller.bankgiro) === undefined)
    hold('bankgiro', 'a bankgiro number', invoice.seller.bankgiro);
  for (const number of [invoice.seller.organisation, invoice.buyer.organisation])
    if (number !== undefined && !passesLuhn(number)) hold('organisation', 'a check digit', number);
  return faults;
}

const REVENUE: Readonly<Record<InvoiceLine['kind'], Account>> = {
  fee: 'revenue-fee',
  usage: 'revenue-usage',
  adjustment: 'revenue-usage',
  discount: 'discount',
  credit: 'discount',
  reminder: 'reminder-fee',
  interest: 'interest',
};

/** The bookkeeping of an invoice or credit note: the claim against revenue by kind, VAT and rounding. `claim` is the id of the invoice whose claim moves. */
export function entryOf(invoice: Invoice, claim: string = invoice.id): Entry {
  const sign = invoice.kind === 'invoice' ? 1n : -1n;
  const byAccount = new Map<Account, bigint>();
  const add = (account: Account, ore: bigint): void => {
    byAccount.set(account, (byAccount.get(account) ?? 0n) + ore);
  };
  add('receivable', sign * invoice.payableOre);
  for (const line of invoice.lines) add(REVENUE[line.kind], -sign * line.netOre);
  add('vat', -sign * invoice.vatOre);
  add('rounding', -sign * invoice.roundingOre);
  const postings: Posting[] = (Object.keys(ACCOUNTS) as Account[])
    .map((account) => ({ account, ore: byAccount.get(account) ?? 0n }))
    .filter(({ ore }) => ore !== 0n);
  return { source: `${invoice.kind}:${invoice.id}`, bookedOn: invoice.issuedOn, invoice: claim, postings };
}

/** Holds the bookkeeping against the invoice. */
export function ledgerFaults(invoice: Invoice, entry: Entry): InvoiceFault[] {
  const sign = invoice.kind === 'invoice' ? 1n : -1n;
  const of = (account: Account): bigint =>
    sum(entry.postings.filter((posting) => posting.account === account).map(({ ore }) => ore));
  const pairs: readonly (readonly [string, bigint, bigint])[] = [
    ['receivable', sign * invoice.payableOre, of('receivable')],
    ['vat', -sign * invoice.vatOre, of('vat')],
    ['rounding', -sign * invoice.roundingOre, of('rounding')],
    ['all', 0n, sum(entry.postings.map(({ ore }) => ore))],
  ];
  return pairs
    .filter(([, expected, found]) => expected !== found)
    .map(([what, expected, found]) => ({
      what: 'ledger',
      expected: `${what} ${expected}`,
      found: `${what} ${found}`,
    }));
}
