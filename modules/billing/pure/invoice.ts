import type { Period } from './bank-days.ts';
import type { VatRate } from './money.ts';

/**
 * Prices to consumers are shown with VAT (prisinformationslagen 2004:347 7 §), to organisations without. An invoice has one basis; every
 * line has its amount in that basis, and its net. With VAT in the prices the net of a line is the difference of rounded running sums, so
 * that the nets add up to the rounded net of the whole, and what is paid is exactly the sum of the prices, rounded to whole kronor.
 */
export type Basis = 'with-vat' | 'without-vat';
export type LineKind = 'fee' | 'usage' | 'discount' | 'adjustment' | 'credit' | 'reminder' | 'interest';
export type Unit = 'month' | 'piece' | 'user' | 'call' | 'message' | 'minute' | 'second' | 'megabyte';

export interface Quantity {
  /** A whole number. */
  readonly count: number;
  readonly unit: Unit;
}

export interface UsageTotals {
  readonly records: number;
  readonly seconds: number;
  readonly bytes: number;
}

export interface Address {
  readonly street: string;
  readonly postalCode: string;
  readonly city: string;
  /** ISO 3166-1 alpha-2. */
  readonly country: string;
}

export interface Seller {
  readonly name: string;
  /** Ten digits. */
  readonly organisation: string;
  readonly vatNumber: string;
  readonly address: Address;
  readonly email: string;
  /** Seven or eight digits. */
  readonly bankgiro: string;
}

export interface Buyer {
  readonly kind: 'person' | 'organisation';
  /** What the customer is called by on paper: `K7Q-2M4`. */
  readonly customerNumber: string;
  readonly name: string;
  /** For whose attention, at an organisation. */
  readonly attention?: string;
  /** Ten digits, organisations only: a personal number has no place on an invoice. */
  readonly organisation?: string;
  readonly email?: string;
  readonly address: Address;
  readonly language: 'sv' | 'en';
}

export interface Allowance {
  readonly name: string;
  readonly serviceName?: string;
  readonly unit: Unit;
  readonly used: number;
  readonly included: number;
}

export interface InvoiceLine {
  /** From 1, within the invoice. */
  readonly line: number;
  readonly key: string;
  readonly kind: LineKind;
  readonly name: string;
  readonly period: Period;
  readonly quantity: Quantity;
  /** In the invoice's basis. */
  readonly unitOre?: bigint;
  readonly amountOre: bigint;
  readonly netOre: bigint;
  readonly vatRate: VatRate;
  readonly service?: string;
  readonly serviceName?: string;
  readonly usage?: UsageTotals;
  readonly priceVersion?: string;
}

export interface VatSubtotal {
  readonly rate: VatRate;
  readonly netOre: bigint;
  readonly vatOre: bigint;
}

/** As it was sent: nothing in it is ever computed again from anything that may have changed. A credit note's amounts are what is given back, above zero. */
export interface Invoice {
  readonly version: 1;
  readonly kind: 'invoice' | 'credit-note';
  /** Random; '' in a draft. */
  readonly id: string;
  /** '' in a draft. */
  readonly number: string;
  readonly ocr: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly period: Period;
  readonly seller: Seller;
  readonly buyer: Buyer;
  readonly basis: Basis;
  readonly lines: readonly InvoiceLine[];
  readonly allowances: readonly Allowance[];
  readonly vat: readonly VatSubtotal[];
  readonly netOre: bigint;
  readonly vatOre: bigint;
  readonly roundingOre: bigint;
  readonly payableOre: bigint;
  readonly specification: boolean;
  readonly reminderFeeAgreed: boolean;
  /** What differs from the month before, in the buyer's language. */
  readonly differs: readonly string[];
  /** The invoice a credit note takes back from. */
  readonly credits?: { readonly number: string; readonly issuedOn: string; readonly reason: string };
}

/** The text that is kept. Amounts (names that end in Ore) are texts of whole öre in it, since JSON's numbers are floats. */
export const freeze = (invoice: Invoice): string =>
  JSON.stringify(invoice, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value));

export const thaw = (text: string): Invoice =>
  JSON.parse(text, (key, value: unknown) =>
    key.endsWith('Ore') && typeof value === 'string' ? BigInt(value) : value,
  ) as Invoice;
