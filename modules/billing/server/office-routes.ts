import type { FastifyRequest } from 'fastify';
import type { Readable } from 'node:stream';
import type { StaffActor, StaffRole } from '#modules/staff';
import { fileRoutes, type Routes, type Server } from '#platform/http';
import { Problem } from '#platform/problem';
import * as contract from '../pure/office-contract.ts';
import { dunningRound } from './claims.ts';
import type { House } from './house.ts';
import { invariants } from './invariants.ts';
import { payerOf, paymentsView } from './payments-office.ts';
import { importPayments, settleUnmatched } from './payments.ts';
import {
  actOn,
  beginDraft,
  runDetail,
  runList,
  runWork,
  type Colleagues,
  type Looking,
} from './run-office.ts';
import { runChecks } from './run-checks.ts';

/** What billing asks of the slice that knows the staff. */
export interface BillingStaff {
  require(request: FastifyRequest, ...roles: readonly StaffRole[]): Promise<StaffActor>;
  colleagues(): Promise<Colleagues>;
}

const BILLING = { staff: ['billing'] } as const;

/** On the office's host, for the role billing. */
export const billingOffice =
  (house: House, staff: BillingStaff): Routes =>
  async (server) => {
    runs(server, house, staff);
    await payments(server, house, staff);
    server.get(
      '/api/office/billing/checks',
      { config: BILLING, schema: { response: { 200: contract.BillingChecks } } },
      async () => (await invariants(house)).map((one) => ({ ...one, faults: [...one.faults] })),
    );
  };

function runs(server: Server, house: House, staff: BillingStaff): void {
  const work = runWork(house);
  const looking = async (request: FastifyRequest): Promise<Looking> => ({
    actor: await staff.require(request, 'billing'),
    colleagues: await staff.colleagues(),
  });
  server.get(
    '/api/office/billing/runs',
    { config: BILLING, schema: { response: { 200: contract.RunList } } },
    async (request) => runList(house, await looking(request)),
  );
  server.post(
    '/api/office/billing/runs',
    { config: BILLING, schema: { body: contract.DraftMonth, response: { 200: contract.Acted } } },
    async (request) => beginDraft(house, work, await looking(request), request.body.month),
  );
  server.get(
    '/api/office/billing/runs/:run',
    { config: BILLING, schema: { params: contract.RunParam, response: { 200: contract.RunDetail } } },
    async (request) => runDetail(house, work, await looking(request), request.params.run),
  );
  server.get(
    '/api/office/billing/runs/:run/checks',
    { config: BILLING, schema: { params: contract.RunParam, response: { 200: contract.RunChecks } } },
    (request) => runChecks(house, request.params.run),
  );
  server.post(
    '/api/office/billing/runs/:run/:act',
    {
      config: BILLING,
      schema: { params: contract.RunAct, body: contract.Nothing, response: { 200: contract.Acted } },
    },
    async (request) => actOn(house, work, await looking(request), request.params),
  );
}

async function payments(server: Server, house: House, staff: BillingStaff): Promise<void> {
  server.get(
    '/api/office/billing/payments',
    { config: BILLING, schema: { response: { 200: contract.PaymentsView } } },
    () => paymentsView(house),
  );
  server.get(
    '/api/office/billing/payments/:payment/payer',
    { config: BILLING, schema: { params: contract.PaymentParam, response: { 200: contract.Payer } } },
    async (request) => payerOf(house, await staff.require(request, 'billing'), request.params.payment),
  );
  server.post(
    '/api/office/billing/payments/:payment/settle',
    {
      config: BILLING,
      schema: {
        params: contract.PaymentParam,
        body: contract.Settle,
        response: { 200: contract.SettledView },
      },
    },
    async (request) => {
      const { staff: by } = await staff.require(request, 'billing');
      return settleUnmatched(house, { payment: request.params.payment, by, ...request.body });
    },
  );
  server.post(
    '/api/office/billing/dunning',
    { config: BILLING, schema: { body: contract.Nothing, response: { 200: contract.DunnedView } } },
    async () => ({ taken: (await dunningRound(house)).length }),
  );
  await fileRoutes(server, (inner) => {
    inner.post(
      '/api/office/billing/payments',
      {
        config: { ...BILLING, file: true },
        schema: { querystring: contract.FileName, response: { 200: contract.PaymentsRead } },
      },
      async (request): Promise<contract.PaymentsRead> => {
        const body = request.body as Readable | null | undefined;
        if (body === undefined || body === null) throw new Problem('bad-request', ['body']);
        const read = await importPayments(house, request.query.name, body);
        if (!read.ok) return { ok: false, line: read.line, reason: read.reason, says: read.says };
        const { payments: count, paid, part, over, double, unmatched, duplicate, ore } = read;
        return {
          ok: true,
          payments: count,
          paid,
          part,
          over,
          double,
          unmatched,
          duplicate,
          ore: Number(ore),
        };
      },
    );
  });
}
