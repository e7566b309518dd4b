import { randomId } from '#platform/crypto';
import { insert, read, transact, update, type Ctx, type Transaction } from '#platform/db';
import {
  dispute as disputeTable,
  dunning as dunningTable,
  invoice as invoiceTable,
  refund,
} from '../data-map.ts';
import { creditOf } from '../pure/compose.ts';
import { nextStep, type Dun, type Step } from '../pure/dunning.ts';
import { thaw, type Invoice } from '../pure/invoice.ts';
import { sum } from '../pure/money.ts';
import { balanceOf, bookEntry, entriesOf } from './books.ts';
import type { House } from './house.ts';
import { holdExcess, storeInvoices } from './post-run.ts';

export type CreditResult =
  | { readonly ok: true; readonly note: Invoice }
  | {
      readonly ok: false;
      readonly reason:
        | 'no-such-invoice'
        | 'no-such-line'
        | 'nothing-left'
        | 'not-an-invoice'
        | 'below-nothing';
    };

/** Credits an invoice, whole or some of its lines, each line once. What had been paid too much by it is held for the customer. */
export async function creditInvoice(
  house: House,
  given: {
    readonly customer: string;
    readonly invoice: string;
    readonly lines: 'all' | readonly number[];
    readonly reason: string;
  },
): Promise<CreditResult> {
  return transact(house.ctx, async (ctx) => {
    const [row] = await read(ctx, 'bill', invoiceTable, ['document', 'month'], {
      where: { customer_id: given.customer, invoice_id: given.invoice },
      forUpdate: true,
    });
    if (!row) return { ok: false, reason: 'no-such-invoice' };
    const invoice = thaw(row.document);
    const notes = (
      await read(ctx, 'bill', invoiceTable, ['document'], {
        where: { customer_id: given.customer, credits_id: given.invoice },
      })
    ).map(({ document }) => thaw(document));
    const keys = new Set(notes.flatMap((note) => note.lines.map(({ key }) => key)));
    const credited = creditOf(invoice, given.lines, given.reason, house.today(), {
      lines: invoice.lines.filter(({ key }) => keys.has(key)).map(({ line }) => line),
      payableOre: sum(notes.map(({ payableOre }) => payableOre)),
    });
    if (!credited.ok) return credited;
    const { customer, invoice: credits } = given;
    const [note] = await storeInvoices(house, ctx, [
      { customer, draft: credited.note, month: row.month, credits },
    ]);
    if (!note) throw new Error('One was to be stored.');
    await holdExcess(house, ctx, given.customer, given.invoice);
    return { ok: true, note };
  });
}

export type RefundResult =
  | { readonly ok: true; readonly ore: bigint }
  | { readonly ok: false; readonly reason: 'more-than-held' | 'nothing' };

/** Pays back what is held for a customer. `id` is the caller's name of the refund: done twice it is done once. */
export async function refundHeld(
  house: House,
  given: { readonly id: string; readonly customer: string; readonly ore: bigint; readonly by: string },
): Promise<RefundResult> {
  if (given.ore <= 0n) return { ok: false, reason: 'nothing' };
  return transact(house.ctx, async (ctx) => {
    // Refunds of one customer take turns on the customer's oldest invoice: what is held comes from one.
    await read(ctx, 'bill', invoiceTable, ['invoice_id'], {
      where: { customer_id: given.customer },
      order: [['invoice_id', 'asc']],
      limit: 1,
      forUpdate: true,
    });
    const stored = await insert(
      ctx,
      refund,
      {
        customer_id: given.customer,
        refund_id: given.id,
        ore: given.ore,
        refunded_on: house.today(),
        refunded_by: given.by,
      },
      { onConflict: 'ignore' },
    );
    if (!stored) return { ok: true as const, ore: given.ore };
    // Thrown, so that the row just stored is taken back too.
    if (given.ore > -(await balanceOf(ctx, given.customer, 'unallocated'))) throw new MoreThanHeld();
    await bookEntry(ctx, given.customer, {
      source: `refund:${given.id}`,
      bookedOn: house.today(),
      postings: [
        { account: 'unallocated', ore: given.ore },
        { account: 'bank', ore: -given.ore },
      ],
    });
    return { ok: true as const, ore: given.ore };
  }).catch((error: unknown) => {
    if (error instanceof MoreThanHeld) return { ok: false as const, reason: 'more-than-held' as const };
    throw error;
  });
}

/** Takes the transaction back; never leaves this file. */
class MoreThanHeld extends Error {}

export type DisputeResult =
  | { readonly ok: true; readonly dispute: string }
  | { readonly ok: false; readonly reason: 'no-such-invoice' | 'no-such-line' | 'more-than-line' };

/** A customer says that a line, or a call behind it, is wrong. Until it is closed that part is not pressed for. */
export async function registerDispute(
  ctx: Ctx,
  house: House,
  given: {
    readonly customer: string;
    readonly invoice: string;
    readonly line: number;
    readonly record?: string;
    readonly ore?: bigint;
    readonly reason: string;
  },
): Promise<DisputeResult> {
  const [row] = await read(ctx, 'bill', invoiceTable, ['document'], {
    where: { customer_id: given.customer, invoice_id: given.invoice },
  });
  if (!row) return { ok: false, reason: 'no-such-invoice' };
  const line = thaw(row.document).lines.find((each) => each.line === given.line);
  if (!line || line.amountOre <= 0n) return { ok: false, reason: 'no-such-line' };
  const gross = line.netOre + (line.netOre * BigInt(line.vatRate)) / 100n;
  const whole = gross > line.amountOre ? gross : line.amountOre;
  const ore = given.ore ?? whole;
  if (ore <= 0n || ore > whole) return { ok: false, reason: 'more-than-line' };
  const id = randomId();
  await insert(ctx, disputeTable, {
    customer_id: given.customer,
    dispute_id: id,
    invoice_id: given.invoice,
    line: given.line,
    record: given.record ?? null,
    reason: given.reason,
    ore,
    state: 'open',
    opened_on: house.today(),
    closed_on: null,
  });
  return { ok: true, dispute: id };
}

/** Ends a dispute. What was right is credited by `creditInvoice`; what was not is due as before. @returns whether it was open. */
export async function closeDispute(
  house: House,
  given: { readonly customer: string; readonly dispute: string; readonly upheld: boolean },
): Promise<boolean> {
  const changed = await update(
    house.ctx,
    disputeTable,
    { state: given.upheld ? 'upheld' : 'rejected', closed_on: house.today() },
    { customer_id: given.customer, dispute_id: given.dispute, state: 'open' },
  );
  return changed > 0;
}

export interface Dunned extends Dun {
  readonly customer: string;
  readonly invoice: string;
}

/**
 * Takes the step that is due for each claim that is not paid: one step a claim and day, booked with its fee and interest, and its letter
 * queued with it. Done again the same day it does nothing. Where letters are sent, a claim without an address for one is left to a person:
 * a fee is owed for a demand that was made, not for one that was booked (lag 1981:739 2 §).
 */
export async function dunningRound(house: House): Promise<readonly Dunned[]> {
  const today = house.today();
  const late = await read(house.ctx, 'bill', invoiceTable, ['customer_id', 'invoice_id'], {
    where: { paid_on: null, kind: 'invoice', due_on: { below: today } },
    order: [['due_on', 'asc']],
  });
  const taken: Dunned[] = [];
  for (const { customer_id: customer, invoice_id: invoice } of late) {
    const dun = await transact(house.ctx, (ctx) => dunOne(house, ctx, customer, invoice));
    if (dun) taken.push({ ...dun, customer, invoice });
  }
  return taken;
}

async function dunOne(
  house: House,
  ctx: Transaction,
  customer: string,
  invoice: string,
): Promise<Dun | undefined> {
  const today = house.today();
  const where = { customer_id: customer, invoice_id: invoice };
  const [row] = await read(ctx, 'bill', invoiceTable, ['document', 'due_on', 'paid_on'], {
    where,
    forUpdate: true,
  });
  if (!row || row.paid_on !== null) return undefined;
  const { reminderFeeAgreed, buyer } = thaw(row.document);
  if (house.remind && buyer.email === undefined) return undefined;
  const [so] = await read(ctx, 'bill', dunningTable, ['step', 'step_on', 'interest_to'], { where });
  if (so?.step_on === today) return undefined;
  const disputes = await read(ctx, 'bill', disputeTable, ['ore'], { where: { ...where, state: 'open' } });
  const postings = (await entriesOf(ctx, customer, invoice)).flatMap((entry) => entry.postings);
  const on = (account: string): bigint =>
    sum(postings.filter((each) => each.account === account).map(({ ore }) => ore));
  const openOre = on('receivable');
  const principal = openOre + on('reminder-fee') + on('interest');
  const step: Step = so?.step ?? 'none';
  const dun = nextStep(
    {
      dueOn: row.due_on,
      openOre,
      principalOre: principal < 0n ? 0n : principal,
      reminderFeeAgreed,
      step,
      interestTo: so?.interest_to ?? row.due_on,
      disputedOre: sum(disputes.map(({ ore }) => ore)),
    },
    today,
  );
  if (!dun) return undefined;
  for (const [account, ore] of [
    ['reminder-fee', dun.feeOre],
    ['interest', dun.interestOre],
  ] as const)
    if (ore > 0n)
      await bookEntry(ctx, customer, {
        source: `${account}:${invoice}:${dun.step}`,
        bookedOn: today,
        invoice,
        postings: [
          { account: 'receivable', ore },
          { account, ore: -ore },
        ],
      });
  if (so) await update(ctx, dunningTable, { step: dun.step, step_on: today, interest_to: today }, where);
  else await insert(ctx, dunningTable, { ...where, step: dun.step, step_on: today, interest_to: today });
  if (dun.step !== 'handed-over') await house.remind?.(ctx, { customer, invoice, step: dun.step });
  return dun;
}

/** What moves the deadline of the calls behind an invoice: payment, the latest reminder, an open dispute (rule L19, promise traffic.3). */
export interface ClaimStanding {
  readonly customer: string;
  readonly invoice: string;
  readonly month: string;
  readonly issuedOn: string;
  readonly dueOn: string;
  readonly paidOn: string | null;
  readonly remindedOn: string | null;
  readonly disputed: boolean;
}

/** One customer's, or everybody's. */
export async function claimsOf(ctx: Ctx, customer?: string): Promise<ClaimStanding[]> {
  const whose = customer === undefined ? {} : { customer_id: customer };
  const rows = await read(
    ctx,
    'bill',
    invoiceTable,
    ['customer_id', 'invoice_id', 'month', 'issued_on', 'due_on', 'paid_on'],
    {
      where: { ...whose, credits_id: null },
      order: [['issued_on', 'asc']],
    },
  );
  const reminded = await read(ctx, 'bill', dunningTable, ['invoice_id', 'step_on'], {
    where: whose,
  });
  const open = await read(ctx, 'bill', disputeTable, ['invoice_id'], {
    where: { ...whose, state: 'open' },
  });
  const step = new Map(reminded.map((each) => [each.invoice_id, each.step_on]));
  const disputed = new Set(open.map((each) => each.invoice_id));
  return rows.map((row) => ({
    customer: row.customer_id,
    invoice: row.invoice_id,
    month: row.month,
    issuedOn: row.issued_on,
    dueOn: row.due_on,
    paidOn: row.paid_on,
    remindedOn: step.get(row.invoice_id) ?? null,
    disputed: disputed.has(row.invoice_id),
  }));
}
