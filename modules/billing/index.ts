import type { Ctx } from '#platform/db';
import type { Routes } from '#platform/http';
import { repostEntry, type BookResult } from './server/books.ts';
import { authorize, grant, type ChargingAnswer, type ChargingRequest } from './server/charging.ts';
import {
  claimsOf,
  closeDispute,
  creditInvoice,
  dunningRound,
  refundHeld,
  registerDispute,
  type ClaimStanding,
  type CreditResult,
  type DisputeResult,
  type Dunned,
  type RefundResult,
} from './server/claims.ts';
import { approveRun, compareRun, type Comparison } from './server/compare-run.ts';
import { draftRun, type Drafted } from './server/draft-run.ts';
import { houseOf, type BillingDeps } from './server/house.ts';
import { invariants, type Invariant } from './server/invariants.ts';
import {
  exportInvoice,
  invoiceOf,
  invoicesOf,
  type ExportFormat,
  type InvoiceRef,
  type InvoiceSummary,
} from './server/invoices.ts';
import {
  importPayments,
  settleUnmatched,
  unmatchedPayments,
  type PaymentsImported,
  type PaymentsRefused,
  type Settled,
  type UnmatchedView,
} from './server/payments.ts';
import { postRun, sendRun, type Posted } from './server/post-run.ts';
import { billingRoutes } from './server/routes.ts';
import { allRuns, type RunResult, type RunView } from './server/run-store.ts';

export { InvoiceRefused } from './server/post-run.ts';
export { LAW } from './pure/law.ts';
export { bankHolidays, isBankDay, monthOf } from './pure/bank-days.ts';
export type { BillingDeps } from './server/house.ts';
export type { BillableCustomer, BillSource, Call, Charge } from './pure/source.ts';
export type { Allowance, Buyer, Invoice, InvoiceLine } from './pure/invoice.ts';
export type { Account, Entry, Posting } from './pure/ledger.ts';
export type {
  ClaimStanding,
  Comparison,
  Drafted,
  Dunned,
  Invariant,
  InvoiceRef,
  InvoiceSummary,
  Posted,
  RunResult,
  RunView,
};
export type {
  ChargingAnswer,
  ChargingRequest,
  ExportFormat,
  PaymentsImported,
  PaymentsRefused,
  UnmatchedView,
};

/** From what is owed to a paid invoice. Amounts are öre in bigint, dates are ISO texts in the operator's zone; expected outcomes are values. */
export interface Billing {
  /** Draft, compare, approve by a second person, post, send: each may be called again and does what is left. */
  draftRun(given: { readonly month: string; readonly by: string }): Promise<RunResult<Drafted>>;
  compare(run: string): Promise<RunResult<Comparison>>;
  approve(run: string, by: string): Promise<RunResult<RunView>>;
  /** @throws InvoiceRefused when an invoice's lines, totals, ledger and Peppol document differ. */
  post(run: string): Promise<RunResult<Posted>>;
  send(run: string): Promise<RunResult<RunView & { readonly sent: number }>>;
  runs(): Promise<readonly RunView[]>;
  /** By random id or number. With a person's `ctx` only the own customer's. */
  invoiceOf(id: string, ctx?: Ctx): Promise<InvoiceRef | undefined>;
  invoicesOf(customer: string, ctx?: Ctx): Promise<readonly InvoiceSummary[]>;
  /** @returns undefined when there is no such invoice. */
  exportInvoice(id: string, format: ExportFormat): Promise<Buffer | undefined>;
  importPayments(
    name: string,
    chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  ): Promise<PaymentsImported | PaymentsRefused>;
  unmatched(): Promise<readonly UnmatchedView[]>;
  settle(given: {
    readonly payment: string;
    readonly by: string;
    /** The invoice's number, or `refund`. */
    readonly invoice: string;
  }): Promise<Settled>;
  creditInvoice(given: {
    readonly customer: string;
    readonly invoice: string;
    readonly lines: 'all' | readonly number[];
    readonly reason: string;
  }): Promise<CreditResult>;
  refund(given: {
    readonly id: string;
    readonly customer: string;
    readonly ore: bigint;
    readonly by: string;
  }): Promise<RefundResult>;
  registerDispute(given: {
    readonly customer: string;
    readonly invoice: string;
    readonly line: number;
    readonly record?: string;
    readonly ore?: bigint;
    readonly reason: string;
  }): Promise<DisputeResult>;
  closeDispute(given: {
    readonly customer: string;
    readonly dispute: string;
    readonly upheld: boolean;
  }): Promise<boolean>;
  dunningRound(): Promise<readonly Dunned[]>;
  invariants(): Promise<readonly Invariant[]>;
  /** What moves the deadlines of the calls behind a customer's invoices. */
  claimsOf(customer?: string): Promise<readonly ClaimStanding[]>;
  /** Books what a source amounts to now (`usage:…`): N times is once. In the caller's transaction. */
  repost(ctx: Ctx, customer: string, entry: Parameters<typeof repostEntry>[2]): Promise<BookResult>;
  authorize(request: ChargingRequest): Promise<ChargingAnswer>;
  grant(given: Parameters<typeof grant>[1]): Promise<bigint>;
  /** For the app's host: the subscriber's own invoices, and charging for the switch. */
  readonly routes: Routes;
}

export function createBilling(deps: BillingDeps): Billing {
  const house = houseOf(deps);
  const { person } = deps;
  return {
    draftRun: (given) => draftRun(house, given),
    compare: (run) => compareRun(house, run),
    approve: (run, by) => approveRun(house, run, by),
    post: (run) => postRun(house, run),
    send: (run) => sendRun(house, run),
    runs: () => allRuns(house.ctx),
    invoiceOf: (id, ctx = house.ctx) => invoiceOf(ctx, id),
    invoicesOf: (customer, ctx = house.ctx) => invoicesOf(ctx, customer),
    async exportInvoice(id, format) {
      const found = await invoiceOf(house.ctx, id);
      return found && exportInvoice(house, found, format);
    },
    importPayments: (name, chunks) => importPayments(house, name, chunks),
    unmatched: () => unmatchedPayments(house),
    settle: (given) => settleUnmatched(house, given),
    creditInvoice: (given) => creditInvoice(house, given),
    refund: (given) => refundHeld(house, given),
    registerDispute: (given) => registerDispute(house.ctx, house, given),
    closeDispute: (given) => closeDispute(house, given),
    dunningRound: () => dunningRound(house),
    invariants: () => invariants(house),
    claimsOf: (customer) => claimsOf(house.ctx, customer),
    repost: repostEntry,
    authorize: (request) => authorize(house, request),
    grant: (given) => grant(house, given),
    routes: person ? billingRoutes(house, person) : () => undefined,
  };
}
