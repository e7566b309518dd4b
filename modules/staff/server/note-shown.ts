import type { FastifyRequest } from 'fastify';
import { appendAudits } from '#platform/audit';
import type { Purpose } from '#platform/data-map';
import { queryOf, transact } from '#platform/db';
import type { StaffRole } from '../contract.ts';
import type { Parts, StaffActor } from './parts.ts';

/** What somebody with the role works for, when a list is what they look at. */
const PURPOSE: Readonly<Record<StaffRole, Purpose>> = {
  support: 'support',
  billing: 'bill',
  prices: 'bill',
  privacy: 'rights',
  admin: 'security',
};

/** Of the look: a list of work, for which no reason is stated. A case has one of its own. */
export const WORK_LIST = 'work-list';

/**
 * Work lists (payments, requests, what is frozen) are the product's own reads, and name customers by random ids only. Whoever is shown
 * one has seen something of each all the same: an entry for each customer an answer names, before it is sent, whatever the route; one
 * can't be forgotten (promises scope.5, protection.5). The customer of a case is left out: there each read has an entry.
 */
export async function noteShown(
  parts: Parts,
  actor: StaffActor,
  request: FastifyRequest,
  answer: unknown,
): Promise<void> {
  const { config, url } = request.routeOptions;
  if (config.ownCases === true) return;
  const { customer: own } = (request.params ?? {}) as { readonly customer?: string };
  const shown = [...namedIn(answer).values()].filter(({ customer }) => customer !== own);
  if (shown.length === 0) return;
  const role = Array.isArray(config.staff)
    ? (config.staff as readonly StaffRole[]).find((each) => actor.roles.includes(each))
    : undefined;
  await transact(parts.own, (ctx) =>
    appendAudits(
      queryOf(ctx),
      ctx.db.clock.now,
      shown.map(({ customer, person }) => ({
        event: 'read',
        purpose: role === undefined ? 'security' : PURPOSE[role],
        actor,
        subject: person === '' ? customer : person,
        customer,
        detail: { list: url ?? '', reason: WORK_LIST },
      })),
    ),
  );
}

interface Named {
  readonly customer: string;
  readonly person: string;
}

/** Everybody whom an answer names, however deep: `customer` and `person` are ids in every contract of the office. */
export function namedIn(answer: unknown): ReadonlyMap<string, Named> {
  const found = new Map<string, Named>();
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const each of value) walk(each);
    else if (typeof value === 'object' && value !== null) {
      const { customer, person } = value as Readonly<Record<string, unknown>>;
      if (typeof customer === 'string' && customer !== '') {
        const named = { customer, person: typeof person === 'string' ? person : '' };
        found.set(`${customer} ${named.person}`, named);
      }
      for (const each of Object.values(value)) walk(each);
    }
  };
  walk(answer);
  return found;
}
