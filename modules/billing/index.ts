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
import { dunningLetter, type DunningLetter } from './server/dunning-letter.ts';
import { houseOf, type BillingDeps, type LetterRef } from './server/house.ts';
import { invariants, type Invariant } from './server/invariants.ts';
import {
  exportInvoice,
  invoiceOf,
  invoicesOf,
  type ExportFormat,
  type InvoiceRef,
  type InvoiceSummary,
} from './server/invoices.ts';
import { billingOffice } from './server/office-routes.ts';
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
export type { BillingDeps, CapStop, LetterRef } from './server/house.ts';
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
  /** What a step's letter says at the time it is written; undefined when it has been paid meanwhile or has nowhere to go. */
  dunningLetter(ref: LetterRef): Promise<DunningLetter | undefined>;
  invariants(): Promise<readonly Invariant[]>;
  /** Runs `invariants`, logs a breach by its name and count, and keeps the result for the office. */
  checkBooks(): Promise<BookCheck>;
  /** The last of this process; undefined before the first is done. */
  lastCheck(): BookCheck | undefined;
  /** What moves the deadlines of the calls behind a customer's invoices. */
  claimsOf(customer?: string): Promise<readonly ClaimStanding[]>;
  /** Books what a source amounts to now (`usage:…`): N times is once. In the caller's transaction. */
  repost(ctx: Ctx, customer: string, entry: Parameters<typeof repostEntry>[2]): Promise<BookResult>;
  authorize(request: ChargingRequest): Promise<ChargingAnswer>;
  grant(given: Parameters<typeof grant>[1]): Promise<bigint>;
  /** For the app's host: the subscriber's own invoices, and charging for the switch. */
  readonly routes: Routes;
  /** For the office's host: bill runs, payments, what must always hold. */
  readonly office: Routes;
}

/** Kept in memory: it names invoices, which would make a table of it one more place that holds and must erase personal data, and every start of the server makes a fresh one. */
export interface BookCheck {
  /** ISO 8601, UTC. */
  readonly at: string;
  readonly ok: boolean;
  readonly invariants: readonly Invariant[];
}

export function createBilling(deps: BillingDeps): Billing {
  const house = houseOf(deps);
  const { person, staff } = deps;
  let checked: BookCheck | undefined;
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
    dunningLetter: (ref) => dunningLetter(house, ref),
    invariants: () => invariants(house),
    async checkBooks() {
      const at = house.now();
      const found = await invariants(house);
      const broken = found.filter(({ ok }) => !ok);
      // By name and count alone: which invoices it is stands in what is kept for the office, not in the log.
      for (const { name, faults } of broken)
        house.log.error('the books do not add up', { code: name, count: faults.length });
      checked = { at, ok: broken.length === 0, invariants: found };
      return checked;
    },
    lastCheck: () => checked,
    claimsOf: (customer) => claimsOf(house.ctx, customer),
    repost: repostEntry,
    authorize: (request) => authorize(house, request),
    grant: (given) => grant(house, given),
    office: staff ? billingOffice(house, staff) : () => undefined,
    routes: person ? billingRoutes(house, person) : () => undefined,
  };
}
