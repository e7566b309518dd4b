import type { Server } from '#platform/http';
import * as contract from '../contract.ts';
import { closeCase, openCase, openCases } from './cases.ts';
import { WITH_CUSTOMERS } from '../pure/closed-lists.ts';
import { customerPage, unmask } from './customer-page.ts';
import { findCustomers } from './find-customers.ts';
import { requireLive } from './live.ts';
import type { Parts } from './parts.ts';

const FOR_CUSTOMERS = { config: { staff: WITH_CUSTOMERS } } as const;

export function customerRoutes(server: Server, parts: Parts): void {
  server.post(
    '/api/office/customers/find',
    {
      ...FOR_CUSTOMERS,
      schema: { body: contract.FindCustomer, response: { 200: contract.FoundCustomers } },
    },
    async (request) => findCustomers(parts, (await requireLive(parts, request)).actor, request.body),
  );
  server.get(
    '/api/office/cases',
    {
      config: { ...FOR_CUSTOMERS.config, ownCases: true },
      schema: { response: { 200: contract.CaseList } },
    },
    async (request) => ({ cases: [...(await openCases(parts, (await requireLive(parts, request)).actor))] }),
  );
  server.post(
    '/api/office/customers/:customer/case',
    {
      ...FOR_CUSTOMERS,
      schema: {
        params: contract.CustomerParam,
        body: contract.OpenCase,
        response: { 200: contract.CaseView },
      },
    },
    async (request) =>
      openCase(parts, (await requireLive(parts, request)).actor, request.params.customer, request.body),
  );
  server.post(
    '/api/office/customers/:customer/case/close',
    { ...FOR_CUSTOMERS, schema: { params: contract.CustomerParam, body: contract.Nothing } },
    async (request, reply) => {
      await closeCase(parts, (await requireLive(parts, request)).actor, request.params.customer);
      return reply.code(204).send();
    },
  );
  server.get(
    '/api/office/customers/:customer',
    {
      ...FOR_CUSTOMERS,
      schema: { params: contract.CustomerParam, response: { 200: contract.CustomerView } },
    },
    async (request) =>
      customerPage(parts, (await requireLive(parts, request)).actor, request.params.customer),
  );
  server.post(
    '/api/office/customers/:customer/people/:person/personal-number',
    {
      ...FOR_CUSTOMERS,
      schema: { params: contract.PersonParam, body: contract.Unmask, response: { 200: contract.Unmasked } },
    },
    async (request) => {
      const { actor } = await requireLive(parts, request);
      return { personalNumber: await unmask(parts, actor, request.params, request.body.reason) };
    },
  );
}
