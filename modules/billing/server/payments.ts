import { createHash } from 'node:crypto';
import { insert, read, transact, update, type Ctx } from '#platform/db';
import {
  invoice as invoiceTable,
  payment as paymentTable,
  paymentFile,
  unmatched as unmatchedTable,
} from '../data-map.ts';
import { allocate, postingsOf, sharesOf, type Allocation } from '../pure/allocate.ts';
import { BgMaxRefused, readBgMax, type BgMaxFault, type BgMaxPayment } from '../pure/bgmax.ts';
import { readOcr } from '../pure/reference.ts';
import type { UnmatchedRow } from '../pure/rows.ts';
import { bookEntry, HOUSE, openOf } from './books.ts';
import type { House } from './house.ts';

/** What a file came to. payments = paid + part + over + double + unmatched + duplicate, always; a payment split over invoices counts once for each. */
export interface PaymentsImported {
  readonly ok: true;
  readonly file: string;
  readonly sha256: string;
  readonly payments: number;
  readonly paid: number;
  readonly part: number;
  readonly over: number;
  readonly double: number;
  readonly unmatched: number;
  readonly duplicate: number;
  /** Of what was new. */
  readonly ore: bigint;
}
export interface PaymentsRefused {
  readonly ok: false;
  readonly file: string;
  readonly line: number;
  readonly reason: BgMaxFault;
  readonly says: string;
}

/** Reads a BgMax file and matches each payment by its OCR reference. One transaction: a file that breaks at its last line has done nothing. */
export async function importPayments(
  house: House,
  name: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<PaymentsImported | PaymentsRefused> {
  const hash = createHash('sha256');
  try {
    return await transact(house.ctx, async (ctx) => {
      const counts = { paid: 0, part: 0, over: 0, double: 0, unmatched: 0, duplicate: 0 };
      let [payments, ore] = [0, 0n];
      for await (const payment of readBgMax(hashed(chunks, hash)))
        for (const [index, share] of sharesOf(payment).entries()) {
          const outcome = await takeShare(house, ctx, payment, index, share);
          counts[outcome] += 1;
          payments += 1;
          if (outcome !== 'duplicate' && payment.currency === 'SEK')
            ore += payment.kind === 'payment' ? share.ore : -share.ore;
        }
      const sha256 = hash.digest('hex');
      await insert(
        ctx,
        paymentFile,
        { sha256, name, imported_at: house.now(), payments, ore },
        { onConflict: 'ignore' },
      );
      return { ok: true, file: name, sha256, payments, ...counts, ore };
    });
  } catch (error) {
    if (!(error instanceof BgMaxRefused)) throw error;
    return { ok: false, file: name, line: error.line, reason: error.reason, says: error.message };
  }
}

async function* hashed(
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
  hash: ReturnType<typeof createHash>,
): AsyncIterable<Uint8Array> {
  for await (const chunk of chunks) {
    hash.update(chunk);
    yield chunk;
  }
}

interface Share {
  readonly reference: string;
  readonly ore: bigint;
}

async function takeShare(
  house: House,
  ctx: Ctx,
  payment: BgMaxPayment,
  index: number,
  share: Share,
): Promise<Allocation['outcome'] | 'unmatched' | 'duplicate'> {
  const id = `${payment.receiver}-${payment.depositedOn}-${payment.deposit}-${payment.number}-${index}`;
  const seen =
    (await read(ctx, 'bill', unmatchedTable, ['payment_id'], { where: { payment_id: id } })).length > 0 ||
    (await read(ctx, 'bill', paymentTable, ['payment_id'], { where: { payment_id: id } })).length > 0;
  if (seen) return 'duplicate';
  if (share.ore === 0n) return 'duplicate';
  const reason = refusalOf(house, payment, share);
  const claim = reason === undefined ? await claimOf(ctx, share.reference) : undefined;
  if (claim) return payClaim(ctx, claim, { id, ore: share.ore, paidOn: payment.depositedOn });
  await queue(ctx, id, payment, share, reason ?? 'unknown-reference');
  return 'unmatched';
}

function refusalOf(house: House, payment: BgMaxPayment, share: Share): UnmatchedRow['reason'] | undefined {
  if (payment.receiver !== house.seller.bankgiro) return 'receiver';
  if (payment.kind === 'deduction') return 'deduction';
  if (payment.currency !== 'SEK') return 'currency';
  if (share.reference === '') return 'no-reference';
  return readOcr(share.reference).ok ? undefined : 'bad-reference';
}

interface ClaimRef {
  readonly customer: string;
  readonly invoice: string;
}

async function claimOf(ctx: Ctx, reference: string): Promise<ClaimRef | undefined> {
  const [row] = await read(ctx, 'bill', invoiceTable, ['customer_id', 'invoice_id'], {
    where: { ocr: reference.replaceAll(/[\s-]/g, ''), kind: 'invoice' },
    forUpdate: true,
  });
  return row && { customer: row.customer_id, invoice: row.invoice_id };
}

/** Sets a payment against a claim; what is too much is held for the customer. The claim's row is locked by the caller. */
async function payClaim(
  ctx: Ctx,
  claim: ClaimRef,
  paid: { readonly id: string; readonly ore: bigint; readonly paidOn: string },
): Promise<Allocation['outcome']> {
  const open = await openOf(ctx, claim.customer, claim.invoice);
  const allocation = allocate(open, paid.ore);
  await insert(ctx, paymentTable, {
    customer_id: claim.customer,
    payment_id: paid.id,
    invoice_id: claim.invoice,
    outcome: allocation.outcome,
    ore: paid.ore,
    held_ore: allocation.excessOre,
    paid_on: paid.paidOn,
  });
  const booked = await bookEntry(ctx, claim.customer, {
    source: `payment:${paid.id}`,
    bookedOn: paid.paidOn,
    invoice: claim.invoice,
    postings: postingsOf(allocation),
  });
  if (!booked.ok) throw new Error(`A payment could not be booked: ${booked.reason}.`);
  if (allocation.outcome === 'paid' || allocation.outcome === 'over')
    await update(
      ctx,
      invoiceTable,
      { paid_on: paid.paidOn },
      { customer_id: claim.customer, invoice_id: claim.invoice },
    );
  return allocation.outcome;
}

/** Money whose owner is not known is in the bank all the same: it is booked as owed to somebody. */
async function queue(
  ctx: Ctx,
  id: string,
  payment: BgMaxPayment,
  share: Share,
  reason: UnmatchedRow['reason'],
): Promise<void> {
  await insert(ctx, unmatchedTable, {
    payment_id: id,
    reason,
    reference: share.reference,
    payer: [payment.payer.name, payment.payer.address, payment.payer.bankgiro]
      .filter((part) => part !== '')
      .join(', '),
    message: payment.message,
    currency: payment.currency,
    ore: payment.kind === 'payment' ? share.ore : -share.ore,
    paid_on: payment.depositedOn,
    state: 'open',
    settled_by: null,
    settled_at: null,
  });
  if (!isBooked(reason)) return;
  await bookEntry(ctx, HOUSE, {
    source: `payment:${id}`,
    bookedOn: payment.depositedOn,
    postings: [
      { account: 'bank', ore: share.ore },
      { account: 'unallocated', ore: -share.ore },
    ],
  });
}

/** Another currency, another's account and money that was taken are not kronor of ours. */
export const isBooked = (reason: UnmatchedRow['reason']): boolean =>
  reason !== 'currency' && reason !== 'receiver' && reason !== 'deduction';

export interface UnmatchedView {
  readonly payment: string;
  readonly reason: UnmatchedRow['reason'];
  readonly reference: string;
  readonly payer: string;
  readonly message: string;
  readonly currency: string;
  readonly ore: bigint;
  readonly paidOn: string;
}

/** What nobody has settled yet, oldest first. */
export async function unmatchedPayments(house: House): Promise<UnmatchedView[]> {
  const rows = await read(
    house.ctx,
    'bill',
    unmatchedTable,
    ['payment_id', 'reason', 'reference', 'payer', 'message', 'currency', 'ore', 'paid_on'],
    { where: { state: 'open' }, order: [['paid_on', 'asc']] },
  );
  return rows.map((row) => ({
    payment: row.payment_id,
    reason: row.reason,
    reference: row.reference ?? '',
    payer: row.payer ?? '',
    message: row.message ?? '',
    currency: row.currency,
    ore: row.ore,
    paidOn: row.paid_on,
  }));
}

export type Settled =
  | { readonly ok: true; readonly outcome: Allocation['outcome'] | 'refunded' }
  | {
      readonly ok: false;
      readonly reason: 'no-such-payment' | 'already-settled' | 'not-kronor' | 'no-such-invoice';
    };

/** A person says whose a payment is, or that it goes back. `invoice` is the invoice's number, or `refund`. */
export async function settleUnmatched(
  house: House,
  given: { readonly payment: string; readonly by: string; readonly invoice: string },
): Promise<Settled> {
  return transact(house.ctx, async (ctx) => {
    const [row] = await read(
      ctx,
      'bill',
      unmatchedTable,
      ['payment_id', 'reason', 'state', 'ore', 'paid_on'],
      {
        where: { payment_id: given.payment },
        forUpdate: true,
      },
    );
    if (!row) return { ok: false, reason: 'no-such-payment' };
    if (row.state !== 'open') return { ok: false, reason: 'already-settled' };
    if (!isBooked(row.reason)) return { ok: false, reason: 'not-kronor' };
    const settle = (state: 'matched' | 'refunded'): Promise<number> =>
      update(
        ctx,
        unmatchedTable,
        { state, settled_by: given.by, settled_at: house.now() },
        { payment_id: given.payment },
      );
    if (given.invoice === 'refund') {
      await bookEntry(ctx, HOUSE, {
        source: `refund:${given.payment}`,
        bookedOn: house.today(),
        postings: [
          { account: 'unallocated', ore: row.ore },
          { account: 'bank', ore: -row.ore },
        ],
      });
      await settle('refunded');
      return { ok: true, outcome: 'refunded' };
    }
    const [found] = await read(ctx, 'bill', invoiceTable, ['customer_id', 'invoice_id'], {
      where: { invoice_number: given.invoice, kind: 'invoice' },
      forUpdate: true,
    });
    if (!found) return { ok: false, reason: 'no-such-invoice' };
    await bookEntry(ctx, HOUSE, {
      source: `payment:${given.payment}!`,
      bookedOn: house.today(),
      reverses: `payment:${given.payment}`,
      postings: [
        { account: 'bank', ore: -row.ore },
        { account: 'unallocated', ore: row.ore },
      ],
    });
    const outcome = await payClaim(
      ctx,
      { customer: found.customer_id, invoice: found.invoice_id },
      { id: row.payment_id, ore: row.ore, paidOn: row.paid_on },
    );
    await settle('matched');
    return { ok: true, outcome };
  });
}
