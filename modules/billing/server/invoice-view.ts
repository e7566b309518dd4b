import { endAfterPayment, TERMS } from '#modules/traffic';
import { read, type Ctx } from '#platform/db';
import type { InvoiceView } from '../contract.ts';
import {
  dispute as disputeTable,
  dunning as dunningTable,
  invoice as invoiceTable,
  payment as paymentTable,
} from '../data-map.ts';
import { dueOfStep, LEAST_ORE } from '../pure/dunning.ts';
import { thaw, type Invoice } from '../pure/invoice.ts';
import { keptUntil, LAW, referenceRate } from '../pure/law.ts';
import { sum } from '../pure/money.ts';
import { standingOf, waiting } from '../pure/standing.ts';
import { entriesOf } from './books.ts';
import type { House } from './house.ts';
import type { InvoiceRef } from './invoices.ts';

/** One bill with all that has happened to it. The bill itself is read as it was sent; what has happened since is read with the person's own `ctx`. */
export async function invoiceView(house: House, ctx: Ctx, ref: InvoiceRef): Promise<InvoiceView> {
  const { customer, invoice, paidOn } = ref;
  const where = { customer_id: customer, invoice_id: invoice.id };
  const payments = await read(ctx, 'bill', paymentTable, ['paid_on', 'ore', 'held_ore'], {
    where,
    order: [['paid_on', 'asc']],
  });
  const notes = (
    await read(ctx, 'bill', invoiceTable, ['document'], {
      where: { customer_id: customer, credits_id: invoice.id },
      order: [['invoice_number', 'asc']],
    })
  ).map(({ document }) => thaw(document));
  const disputes = await read(
    ctx,
    'bill',
    disputeTable,
    ['dispute_id', 'line', 'ore', 'reason', 'state', 'opened_on', 'closed_on'],
    { where, order: [['opened_on', 'asc']] },
  );
  // Sums of the books are the operator's own arithmetic; a person is told the result.
  const postings = (await entriesOf(house.ctx, customer, invoice.id)).flatMap((entry) => entry.postings);
  const on = (account: string): bigint =>
    sum(postings.filter((each) => each.account === account).map(({ ore }) => ore));
  const openOre = invoice.kind === 'invoice' ? on('receivable') : 0n;
  const disputed = sum(disputes.filter(({ state }) => state === 'open').map(({ ore }) => ore));
  const disputedOre = waiting(openOre, disputed);
  const creditedOre = sum(notes.map(({ payableOre }) => payableOre));
  return {
    ...asSent(invoice),
    ...(invoice.credits === undefined ? {} : { credits: { id: ref.creditsId, ...invoice.credits } }),
    month: ref.month,
    openOre: Number(openOre),
    paidOn,
    state: standingOf(
      {
        kind: invoice.kind,
        payableOre: invoice.payableOre,
        openOre,
        disputedOre,
        creditedOre,
        dueOn: invoice.dueOn,
      },
      house.today(),
    ),
    disputedOre: Number(disputedOre),
    payments: payments.map(({ paid_on, ore, held_ore }) => ({
      paidOn: paid_on,
      ore: Number(ore),
      heldOre: Number(held_ore),
    })),
    creditNotes: notes.map(({ id, number, issuedOn, payableOre, credits }) => ({
      id,
      number,
      issuedOn,
      ore: Number(payableOre),
      reason: credits?.reason ?? '',
    })),
    disputes: disputes.map((each) => ({
      dispute: each.dispute_id,
      line: each.line,
      ore: Number(each.ore),
      reason: each.reason ?? '',
      state: each.state,
      openedOn: each.opened_on,
      closedOn: each.closed_on,
    })),
    late: {
      feesOre: Number(-on('reminder-fee')),
      interestOre: Number(-on('interest')),
      ...(await stepOf(ctx, where)),
      reminderOn: dueOfStep(invoice.dueOn, 'reminder'),
      reminderFeeOre: invoice.reminderFeeAgreed ? Number(LAW.reminderFeeOre.value) : null,
      collectionOn: dueOfStep(invoice.dueOn, 'collection'),
      collectionFeeOre: Number(LAW.collectionFeeOre.value),
      interestRate: referenceRate(house.today()) + LAW.interestMarginPoints.value * 100,
      leastOre: Number(LEAST_ORE),
    },
    kept: {
      until: keptUntil(invoice.issuedOn),
      callsDays: TERMS.objectionDays,
      callsUntil: paidOn === null ? null : endAfterPayment(paidOn),
    },
  };
}

async function stepOf(
  ctx: Ctx,
  where: { readonly customer_id: string; readonly invoice_id: string },
): Promise<Pick<InvoiceView['late'], 'step' | 'stepOn'>> {
  const [taken] = await read(ctx, 'bill', dunningTable, ['step', 'step_on'], { where });
  return { step: taken?.step ?? 'none', stepOn: taken?.step_on ?? null };
}

type AsSent = Omit<
  InvoiceView,
  | 'month'
  | 'openOre'
  | 'paidOn'
  | 'state'
  | 'disputedOre'
  | 'payments'
  | 'creditNotes'
  | 'disputes'
  | 'late'
  | 'kept'
  | 'credits'
>;

function asSent(invoice: Invoice): AsSent {
  const { id, number, kind, ocr, issuedOn, dueOn, period, basis, specification, differs } = invoice;
  return {
    id,
    number,
    kind,
    ocr,
    bankgiro: invoice.seller.bankgiro,
    issuedOn,
    dueOn,
    period,
    basis,
    language: invoice.buyer.language,
    lines: invoice.lines.map((line) => ({
      line: line.line,
      kind: line.kind,
      name: line.name,
      ...(line.serviceName === undefined ? {} : { serviceName: line.serviceName }),
      ...(line.service === undefined ? {} : { service: line.service }),
      period: line.period,
      count: line.quantity.count,
      unit: line.quantity.unit,
      ...(line.unitOre === undefined ? {} : { unitOre: Number(line.unitOre) }),
      amountOre: Number(line.amountOre),
      vatRate: line.vatRate,
      ...line.usage,
      ...(line.priceVersion === undefined ? {} : { priceVersion: line.priceVersion }),
    })),
    allowances: invoice.allowances.map((each) => ({ ...each })),
    vat: invoice.vat.map(({ rate, netOre, vatOre }) => ({
      rate,
      netOre: Number(netOre),
      vatOre: Number(vatOre),
    })),
    netOre: Number(invoice.netOre),
    vatOre: Number(invoice.vatOre),
    roundingOre: Number(invoice.roundingOre),
    payableOre: Number(invoice.payableOre),
    specification,
    differs: [...differs],
  };
}
