import { dueDate, type Period } from './bank-days.ts';
import { differences } from './differences.ts';
import type { Basis, Invoice, InvoiceLine, Seller, VatSubtotal } from './invoice.ts';
import { divided, netIn, roundingOf, sum, vatOn, type VatRate } from './money.ts';
import type { BillableCustomer, Charge } from './source.ts';

export interface Draft {
  readonly seller: Seller;
  readonly customer: BillableCustomer;
  readonly period: Period;
  readonly charges: readonly Charge[];
  readonly issuedOn: string;
  /** Last month's, for the words about what differs. */
  readonly before?: Invoice;
}

/** An invoice without id and number. What comes to less than nothing is a credit note: nobody is asked to pay a negative sum. */
export function compose(draft: Draft): Invoice {
  const { customer, period, issuedOn, seller } = draft;
  const basis: Basis = customer.buyer.kind === 'person' ? 'with-vat' : 'without-vat';
  const lines = withNets(
    basis,
    draft.charges.map((charge, index) => lineOf(basis, charge, index + 1)),
  );
  const totals = totalsOf(lines);
  const invoice: Invoice = {
    version: 1,
    kind: 'invoice',
    id: '',
    number: '',
    ocr: '',
    issuedOn,
    dueOn: dueDate(issuedOn),
    period,
    seller,
    buyer: customer.buyer,
    basis,
    lines,
    allowances: customer.allowances,
    ...totals,
    specification: customer.specification,
    reminderFeeAgreed: customer.reminderFeeAgreed,
    differs: [],
  };
  const told = { ...invoice, differs: draft.before ? differences(draft.before, invoice) : [] };
  return totals.payableOre < 0n ? negated(told) : told;
}

function lineOf(basis: Basis, charge: Charge, line: number): InvoiceLine {
  const { key, kind, name, period, quantity, vatRate } = charge;
  return {
    line,
    key,
    kind,
    name,
    period,
    quantity,
    vatRate,
    amountOre: converted(charge.ore, charge.basis, basis, vatRate),
    // Filled by withNets.
    netOre: 0n,
    // A price that was turned into the other basis by rounding no longer multiplies to the amount; then it is not shown.
    ...(charge.unitOre === undefined || charge.basis !== basis ? {} : { unitOre: charge.unitOre }),
    ...(charge.service === undefined ? {} : { service: charge.service }),
    ...(charge.serviceName === undefined ? {} : { serviceName: charge.serviceName }),
    ...(charge.usage === undefined ? {} : { usage: charge.usage }),
    ...(charge.priceVersion === undefined ? {} : { priceVersion: charge.priceVersion }),
  };
}

function converted(ore: bigint, from: Basis, to: Basis, rate: VatRate): bigint {
  if (from === to) return ore;
  return to === 'with-vat' ? divided(ore * BigInt(100 + rate), 100n) : netIn(ore, rate);
}

/** The net of each line: the amount itself, or its share of the rounded running sum of its VAT rate. */
export function withNets(basis: Basis, lines: readonly InvoiceLine[]): InvoiceLine[] {
  if (basis === 'without-vat') return lines.map((line) => ({ ...line, netOre: line.amountOre }));
  const running = new Map<VatRate, { gross: bigint; net: bigint }>();
  return lines.map((line) => {
    const so = running.get(line.vatRate) ?? { gross: 0n, net: 0n };
    const gross = so.gross + line.amountOre;
    const net = netIn(gross, line.vatRate);
    running.set(line.vatRate, { gross, net });
    return { ...line, netOre: net - so.net };
  });
}

export type Totals = Pick<Invoice, 'vat' | 'netOre' | 'vatOre' | 'roundingOre' | 'payableOre'>;

/** VAT is reckoned once for each rate on the sum of its nets (EN 16931 BR-CO-17), never line by line. */
export function totalsOf(lines: readonly InvoiceLine[]): Totals {
  const rates = [...new Set(lines.map(({ vatRate }) => vatRate))].toSorted((a, b) => b - a);
  const vat: VatSubtotal[] = rates.map((rate) => {
    const netOre = sum(lines.filter(({ vatRate }) => vatRate === rate).map((line) => line.netOre));
    return { rate, netOre, vatOre: vatOn(netOre, rate) };
  });
  const netOre = sum(vat.map((subtotal) => subtotal.netOre));
  const vatOre = sum(vat.map((subtotal) => subtotal.vatOre));
  const roundingOre = roundingOf(netOre + vatOre);
  return { vat, netOre, vatOre, roundingOre, payableOre: netOre + vatOre + roundingOre };
}

const negated = (invoice: Invoice): Invoice => ({
  ...invoice,
  kind: 'credit-note',
  lines: invoice.lines
    .map((line) => ({ ...line, amountOre: -line.amountOre, netOre: -line.netOre }))
    .map(withoutUnit),
  vat: invoice.vat.map(({ rate, netOre, vatOre }) => ({ rate, netOre: -netOre, vatOre: -vatOre })),
  netOre: -invoice.netOre,
  vatOre: -invoice.vatOre,
  roundingOre: -invoice.roundingOre,
  payableOre: -invoice.payableOre,
});

function withoutUnit(line: InvoiceLine): InvoiceLine {
  const { unitOre, ...rest } = line;
  // A credit's price times its count is its amount too, where the count says what is given back.
  return unitOre === undefined || unitOre * BigInt(line.quantity.count) !== line.amountOre
    ? rest
    : { ...rest, unitOre };
}

export type Credited =
  | { readonly ok: true; readonly note: Invoice }
  | {
      readonly ok: false;
      readonly reason: 'no-such-line' | 'nothing-left' | 'not-an-invoice' | 'below-nothing';
    };

/** What earlier notes on an invoice have taken back: which of its lines, and how much in all. */
export interface Before {
  readonly lines: readonly number[];
  readonly payableOre: bigint;
}

/**
 * A credit note over whole lines of an invoice, or all that is left of it; nets are the invoice's own. A part is given back to the öre. The
 * note that takes the last line also takes back the rounding, so that all notes together are exactly the invoice, in whatever parts.
 */
export function creditOf(
  invoice: Invoice,
  lines: 'all' | readonly number[],
  reason: string,
  issuedOn: string,
  before: Before = { lines: [], payableOre: 0n },
): Credited {
  if (invoice.kind !== 'invoice') return { ok: false, reason: 'not-an-invoice' };
  const wanted = lines === 'all' ? invoice.lines.map(({ line }) => line) : [...new Set(lines)];
  if (wanted.some((line) => !invoice.lines.some((each) => each.line === line)))
    return { ok: false, reason: 'no-such-line' };
  const left = invoice.lines.filter(({ line }) => wanted.includes(line) && !before.lines.includes(line));
  if (left.length === 0 || (lines !== 'all' && left.length < wanted.length))
    return { ok: false, reason: 'nothing-left' };
  const { vat, netOre, vatOre } = totalsOf(left);
  const last = left.length + new Set(before.lines).size === invoice.lines.length;
  const roundingOre = last ? invoice.payableOre - before.payableOre - netOre - vatOre : 0n;
  const payableOre = netOre + vatOre + roundingOre;
  // Taking back a discount alone would be a bill, and a bill is an invoice.
  if (payableOre < 0n) return { ok: false, reason: 'below-nothing' };
  return {
    ok: true,
    note: {
      ...invoice,
      vat,
      netOre,
      vatOre,
      roundingOre,
      payableOre,
      kind: 'credit-note',
      id: '',
      number: '',
      ocr: '',
      issuedOn,
      dueOn: issuedOn,
      lines: left.map((line, index) => ({ ...line, line: index + 1 })),
      allowances: [],
      differs: [],
      credits: { number: invoice.number, issuedOn: invoice.issuedOn, reason },
    },
  };
}
