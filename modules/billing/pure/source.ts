import type { Period } from './bank-days.ts';
import type { Allowance, Basis, Buyer, LineKind, Quantity, UsageTotals } from './invoice.ts';
import type { VatRate } from './money.ts';

/** A customer who is to be billed for a period. */
export interface BillableCustomer {
  readonly customer: string;
  readonly buyer: Buyer;
  /** Whether the subscriber wants the calls listed (LEK 7 kap.; PTS: also the right to an unspecified bill). */
  readonly specification: boolean;
  /** Whether the contract has a reminder fee; without it none may be taken (lag 1981:739 2 §). */
  readonly reminderFeeAgreed: boolean;
  readonly allowances: readonly Allowance[];
}

/** One thing to pay for, or a part of it to be given back. The amount is in whole öre of the basis it was priced in. */
export interface Charge {
  /** The same charge has the same key each time it is asked for: a draft is made again without making it twice. */
  readonly key: string;
  /** `credit` is goodwill: money given without a price being wrong. */
  readonly kind: LineKind;
  /** What the customer reads: «Mobil Stor», «Samtal till Norge, mobil». */
  readonly name: string;
  /** Below zero for what is taken off. */
  readonly ore: bigint;
  /** Whether the VAT is in `ore`. The price book says so; the invoice turns it into its own basis. */
  readonly basis: Basis;
  readonly vatRate: VatRate;
  /** The days it is for: its own period where that is not the invoice's (a late or corrected record). */
  readonly period: Period;
  readonly quantity: Quantity;
  /** Price of one, in the same basis; absent where the lines of the specification have prices of their own. */
  readonly unitOre?: bigint;
  readonly service?: string;
  /** What the customer calls the service: its number, as people write it. */
  readonly serviceName?: string;
  readonly usage?: UsageTotals;
  readonly priceVersion?: string;
}

/** One row of the specification. Never stored with the invoice: it is read while the record lives, and goes when the record goes. */
export interface Call {
  readonly start: number;
  /** Minutes east of UTC at `start`. */
  readonly offset: number;
  readonly serviceName: string;
  readonly kind: 'voice' | 'sms' | 'mms' | 'data';
  /** E.164 digits without the plus, a short code, or ''. */
  readonly other: string;
  readonly destination: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly ore: bigint;
  /** Not to stand on a bill: a helpline (directive (EU) 2018/1972 annex VI A (a)), or of a service whose calls the subscriber does not want listed. */
  readonly unlisted: boolean;
  /** Somebody else than the subscriber speaks on this line: the last three digits are hidden. */
  readonly shared: boolean;
}

/** Where usage, fees and customers come from. Asked again for the same period it says the same, in the same order of customers. */
export interface BillSource {
  /** In ascending order of `customer`; those after `after` when a run goes on where it was cut off. */
  customers(period: Period, after?: string): AsyncIterable<BillableCustomer>;
  /**
   * Customers the run passes by, because somebody has frozen what their bill is made of: making one out is none of the uses that are left
   * (GDPR Art. 18.2). They are billed when it is lifted (promise restriction.5). Absent: none.
   */
  frozen?(): Promise<readonly string[]>;
  /** Everything of the period, and what has come late or been corrected since earlier invoices. */
  chargesOf(customer: BillableCustomer, period: Period): Promise<readonly Charge[]>;
  /** The calls behind the usage lines, oldest first; nothing once they have been erased. */
  callsOf(customer: string, period: Period): AsyncIterable<Call>;
}

/** What may be shown of the calls: none that must not be identified, the other party masked on lines that somebody else speaks on. */
export async function* specified(calls: AsyncIterable<Call> | Iterable<Call>): AsyncIterable<Call> {
  for await (const call of calls) {
    if (call.unlisted) continue;
    yield call.shared ? { ...call, other: masked(call.other) } : call;
  }
}

/**
 * The same calls, and whether there were any at all: where none may be listed they have not been erased, and nobody may be told so.
 */
export function counted(calls: AsyncIterable<Call>): {
  readonly calls: AsyncIterable<Call>;
  readonly any: () => boolean;
} {
  let any = false;
  async function* noting(): AsyncIterable<Call> {
    for await (const call of calls) {
      any = true;
      yield call;
    }
  }
  return { calls: noting(), any: () => any };
}

/** The last three digits hidden; a number so short that nothing would be left is hidden whole. */
export const masked = (number: string): string =>
  number.length <= 3 ? number.replaceAll(/\d/g, 'x') : `${number.slice(0, -3)}xxx`;
