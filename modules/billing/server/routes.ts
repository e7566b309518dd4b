import type { FastifyRequest } from 'fastify';
import type { Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import {
  ChargingBody,
  ChargingView,
  DisputeAnswer,
  DisputeBody,
  InvoiceList,
  InvoiceParam,
  InvoiceView,
} from '../contract.ts';
import type { Ctx } from '#platform/db';
import { openOf } from './books.ts';
import { authorize, bears } from './charging.ts';
import { registerDispute } from './claims.ts';
import type { House, PersonActor } from './house.ts';
import { exportInvoice, invoiceOf, invoicesOf, type InvoiceRef } from './invoices.ts';

/** On the app's host. Bills are for the one who pays: a user or admin of the customer is refused (promise protection.3, ruling R9). */
export function billingRoutes(
  house: House,
  person: (request: FastifyRequest) => Promise<PersonActor>,
): Routes {
  const payer = async (request: FastifyRequest): Promise<Ctx & { readonly actor: PersonActor }> => {
    const actor = await person(request);
    if (!actor.roles.includes('subscriber')) throw new Problem('forbidden');
    return { db: house.db, actor };
  };
  const own = async (ctx: Ctx, id: string): Promise<InvoiceRef> => {
    const found = await invoiceOf(ctx, id);
    if (!found) throw new Problem('not-found');
    return found;
  };
  return (server) => {
    server.get('/api/invoices', { schema: { response: { 200: InvoiceList } } }, async (request) => {
      const ctx = await payer(request);
      const list = await invoicesOf(ctx, ctx.actor.customer);
      return list.map((each) => ({
        ...each,
        payableOre: Number(each.payableOre),
        openOre: Number(each.openOre),
      }));
    });
    server.get(
      '/api/invoices/:id',
      { schema: { params: InvoiceParam, response: { 200: InvoiceView } } },
      async (request) => {
        const found = await own(await payer(request), request.params.id);
        return viewOf(
          found,
          found.invoice.kind === 'invoice' ? await openOf(house.ctx, found.customer, found.invoice.id) : 0n,
        );
      },
    );
    server.get('/api/invoices/:id/pdf', { schema: { params: InvoiceParam } }, async (request, reply) => {
      const found = await own(await payer(request), request.params.id);
      const pdf = await exportInvoice(house, found, 'pdf');
      return reply
        .type('application/pdf')
        .header('content-disposition', `attachment; filename="${found.invoice.number}.pdf"`)
        .send(pdf);
    });
    server.post(
      '/api/invoices/:id/dispute',
      { schema: { params: InvoiceParam, body: DisputeBody, response: { 200: DisputeAnswer } } },
      async (request) => {
        const ctx = await payer(request);
        const { line, reason, record, ore } = request.body;
        const result = await registerDispute(ctx, house, {
          customer: ctx.actor.customer,
          invoice: (await own(ctx, request.params.id)).invoice.id,
          line,
          reason,
          ...(record === undefined ? {} : { record }),
          ...(ore === undefined ? {} : { ore: BigInt(ore) }),
        });
        if (!result.ok)
          throw new Problem('bad-request', [result.reason === 'more-than-line' ? 'ore' : 'line']);
        return { dispute: result.dispute };
      },
    );
    // For the switch, with a token of its own instead of a person: named «authorize» after what RFC 8506 calls it.
    server.post(
      '/api/charging/authorize',
      { schema: { body: ChargingBody, response: { 200: ChargingView } } },
      async (request) => {
        if (!bears(request.headers.authorization, house.config.chargingToken))
          throw new Problem('not-signed-in');
        const { ore, ...rest } = request.body;
        const answer = await authorize(house, {
          ...rest,
          ...(ore === undefined ? {} : { ore: BigInt(ore) }),
        });
        return { ...answer, availableOre: Number(answer.availableOre) };
      },
    );
  };
}

function viewOf({ invoice, paidOn }: InvoiceRef, openOre: bigint): InvoiceView {
  const { id, number, kind, ocr, issuedOn, dueOn, period, basis, specification, differs, credits } = invoice;
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
    openOre: Number(openOre),
    paidOn,
    specification,
    differs: [...differs],
    ...(credits === undefined ? {} : { credits }),
  };
}
