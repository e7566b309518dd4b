import type { FastifyRequest } from 'fastify';
import { bears, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import {
  CallsPage,
  CallsQuery,
  ChargingBody,
  ChargingView,
  DisputeAnswer,
  DisputeBody,
  InvoiceList,
  InvoiceParam,
  InvoiceView,
} from '../contract.ts';
import type { Ctx } from '#platform/db';
import { callsPage } from './calls-page.ts';
import { authorize } from './charging.ts';
import { registerDispute } from './claims.ts';
import type { House, PersonActor } from './house.ts';
import { listView } from './invoice-list.ts';
import { invoiceView } from './invoice-view.ts';
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
      return listView(house, ctx, await invoicesOf(ctx, ctx.actor.customer));
    });
    server.get(
      '/api/invoices/:id',
      { schema: { params: InvoiceParam, response: { 200: InvoiceView } } },
      async (request) => {
        const ctx = await payer(request);
        return invoiceView(house, ctx, await own(ctx, request.params.id));
      },
    );
    server.get(
      '/api/invoices/:id/calls',
      { schema: { params: InvoiceParam, querystring: CallsQuery, response: { 200: CallsPage } } },
      async (request) =>
        callsPage(house, await own(await payer(request), request.params.id), request.query.after ?? 0),
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
