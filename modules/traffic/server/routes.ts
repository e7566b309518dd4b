import type { FastifyRequest } from 'fastify';
import { dayAt } from '#modules/customers';
import type { Rater } from '#modules/prices';
import type { Service } from '#modules/services';
import type { Config } from '#platform/config';
import { system, type Actor, type Ctx, type Database } from '#platform/db';
import { languageOf, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import {
  callList,
  callsQuery,
  disputeAnswer,
  disputeBody,
  explained,
  explainQuery,
  hideAnswer,
  hideBody,
  usageMonths,
  usageQuery,
  usageSum,
} from '../contract.ts';
import { callsOf, explainedCall } from './calls-of.ts';
import { hideCall, objectTo, type Dispute } from './own-choices.ts';
import { ownServices } from './own-services.ts';
import { usageOf } from './usage-of.ts';
import { monthsWithUse, type Reader } from './usage-rows.ts';

type PersonActor = Extract<Actor, { kind: 'person' }>;

export interface UsageDeps {
  readonly config: Pick<Config, 'timeZone' | 'clock'>;
  readonly db: Database;
  /** Whose request it is. @throws Problem `not-signed-in` when no session is live. */
  readonly person: (request: FastifyRequest) => Promise<PersonActor>;
  /** The price book as it is now. */
  readonly rater: () => Promise<Rater>;
  readonly dispute: Dispute;
}

/**
 * On the app's host. A user sees all of what they did; the one who pays sees besides the bill's view of what the customer's others did:
 * what is billed, the other party's last digits hidden (ruling R9). Nobody sees anything of another customer.
 */
export function usageRoutes(deps: UsageDeps): Routes {
  const whose = async (request: FastifyRequest): Promise<{ ctx: Ctx; reader: Reader }> => {
    const actor = await deps.person(request);
    const reader = {
      customer: actor.customer,
      person: actor.person,
      pays: actor.roles.includes('subscriber'),
    };
    // The bill's view is the contract's: it is the service that reads it, held to the customer by `reader`.
    return { ctx: { db: deps.db, actor: reader.pays ? system('usage') : actor }, reader };
  };
  const servicesOf = async (ctx: Ctx, reader: Reader): Promise<readonly Service[]> =>
    (await ownServices(ctx, reader, deps.config.timeZone)).visible;
  const today = (): string => dayAt(deps.config.clock.now(), deps.config.timeZone);
  return (server) => {
    server.get('/api/usage/months', { schema: { response: { 200: usageMonths } } }, async (request) => {
      const { ctx, reader } = await whose(request);
      const now = today();
      const found = await monthsWithUse(ctx, reader, deps.config.timeZone);
      const months = [...new Set([now.slice(0, 7), ...found])].toSorted().toReversed();
      return { months, today: now };
    });
    server.get(
      '/api/usage',
      { schema: { querystring: usageQuery, response: { 200: usageSum } } },
      async (request) => {
        const { ctx, reader } = await whose(request);
        const sum = await usageOf(ctx, await deps.rater(), reader, request.query);
        if (sum === undefined) throw new Problem('not-found');
        return sum;
      },
    );
    server.get(
      '/api/usage/calls',
      { schema: { querystring: callsQuery, response: { 200: callList } } },
      async (request) => {
        const { ctx, reader } = await whose(request);
        return callsOf(ctx, await deps.rater(), reader, await servicesOf(ctx, reader), request.query);
      },
    );
    const one = async (ctx: Ctx, reader: Reader, record: string, language: 'sv' | 'en') => {
      const found = await explainedCall(
        ctx,
        await deps.rater(),
        reader,
        await servicesOf(ctx, reader),
        record,
        language,
      );
      if (found === undefined) throw new Problem('not-found');
      return found;
    };
    server.get(
      '/api/usage/explain',
      { schema: { querystring: explainQuery, response: { 200: explained } } },
      async (request) => {
        const { ctx, reader } = await whose(request);
        const language = request.query.language ?? languageOf(request);
        const { call, steps } = await one(ctx, reader, request.query.record, language);
        return {
          call,
          steps:
            steps?.map(({ about, text, detail, value }) => ({
              about,
              text,
              ...(detail === undefined ? {} : { detail }),
              ...(value === undefined ? {} : { value }),
            })) ?? null,
          mayDispute: reader.pays && call.ore > 0 && !call.disputed,
        };
      },
    );
    server.post(
      '/api/usage/hide',
      { schema: { body: hideBody, response: { 200: hideAnswer } } },
      async (request) => {
        const { ctx, reader } = await whose(request);
        const { row } = await one(ctx, reader, request.body.record, 'sv');
        await hideCall(ctx, reader, row, request.body.hidden);
        return { hidden: request.body.hidden };
      },
    );
    server.post(
      '/api/usage/dispute',
      { schema: { body: disputeBody, response: { 200: disputeAnswer } } },
      async (request) => {
        const { ctx, reader } = await whose(request);
        if (!reader.pays) throw new Problem('forbidden');
        const { row } = await one(ctx, reader, request.body.record, 'sv');
        // Nothing was taken for it: there is nothing to pay back.
        if (row.amount_ore <= 0n) throw new Problem('conflict');
        return objectTo(ctx, reader, row, request.body, deps.dispute);
      },
    );
  };
}
