import type { FastifyRequest } from 'fastify';
import { dayAt, personById } from '#modules/customers';
import type { Config } from '#platform/config';
import { system, type Actor, type Ctx, type Database } from '#platform/db';
import { languageOf, type Routes } from '#platform/http';
import { Problem } from '#platform/problem';
import { idParam, limitsBody, serviceList, serviceView, type ServiceView } from '../contract.ts';
import { servicesOf, type Service } from './services-of.ts';
import { setLimits } from './set-limits.ts';

type PersonActor = Extract<Actor, { kind: 'person' }>;

export type PlanName = (plan: string) => string | undefined;

export interface ServicesDeps {
  readonly config: Pick<Config, 'timeZone' | 'clock'>;
  readonly db: Database;
  /** Whose request it is. @throws Problem `not-signed-in` when no session is live. */
  readonly person: (request: FastifyRequest) => Promise<PersonActor>;
  /** What people call a plan in their language; its id when the price book has no name for it. Asked once a request. */
  readonly planNames?: (language: 'sv' | 'en') => Promise<PlanName>;
}

/** On the app's host. A subscriber sees and changes what the customer has; a user sees what they use (ruling R9). */
export function servicesRoutes(deps: ServicesDeps): Routes {
  const today = (): string => dayAt(deps.config.clock.now(), deps.config.timeZone);
  return (server) => {
    server.get('/api/services', { schema: { response: { 200: serviceList } } }, async (request) => {
      const actor = await deps.person(request);
      return { services: await seen(deps, actor, request), mayChange: pays(actor), today: today() };
    });
    server.patch(
      '/api/services/:id',
      { schema: { params: idParam, body: limitsBody, response: { 200: serviceView } } },
      async (request) => {
        const actor = await deps.person(request);
        if (!pays(actor)) throw new Problem('forbidden');
        const [before] = await seen(deps, actor, request, request.params.id);
        if (before === undefined) throw new Problem('not-found');
        if (before.state === 'ended') throw new Problem('conflict');
        const { spendCapOre, roamingCapOre, ...rest } = request.body;
        const changed = await setLimits(
          { db: deps.db, actor },
          { customer: actor.customer, service: request.params.id },
          {
            ...rest,
            ...(spendCapOre === undefined ? {} : { spendCapOre: ore(spendCapOre) }),
            ...(roamingCapOre === undefined ? {} : { roamingCapOre: ore(roamingCapOre) }),
          },
        );
        if (!changed.ok) throw new Problem(changed.reason === 'amount' ? 'bad-request' : 'not-found');
        const [after] = await seen(deps, actor, request, request.params.id);
        if (after === undefined) throw new Problem('not-found');
        return after;
      },
    );
  };
}

const pays = (actor: PersonActor): boolean => actor.roles.includes('subscriber');
const ore = (given: number | null): bigint | null => (given === null ? null : BigInt(given));

/** Those of one's own first, then by what they are called. */
async function seen(
  deps: ServicesDeps,
  actor: PersonActor,
  request: FastifyRequest,
  service?: string,
): Promise<ServiceView[]> {
  const found = await servicesOf(
    { db: deps.db, actor },
    'deliver_contract',
    {
      customer: actor.customer,
      ...(pays(actor) ? {} : { person: actor.person }),
      ...(service === undefined ? {} : { service }),
    },
    dayAt(deps.config.clock.now(), deps.config.timeZone),
  );
  const planName = (await deps.planNames?.(languageOf(request))) ?? (() => undefined);
  const names = await namesOf({ db: deps.db, actor: system('services') }, actor.customer, found);
  const now = deps.config.clock.now();
  return found
    .map((each) => viewOf(each, actor, names, now, planName))
    .toSorted((a, b) => Number(b.mine) - Number(a.mine) || a.label.localeCompare(b.label, 'sv'));
}

/** A person's own reads reach only themselves; that the one who pays sees who uses what is the contract's business, so it is the service that reads the name. */
async function namesOf(
  ctx: Ctx,
  customer: string,
  services: readonly Service[],
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>();
  for (const person of new Set(services.flatMap((each) => each.person ?? []))) {
    const found = await personById(ctx, { customer, person });
    if (found !== undefined && found.name !== '') names.set(person, found.name);
  }
  return names;
}

function viewOf(
  service: Service,
  actor: PersonActor,
  names: ReadonlyMap<string, string>,
  now: number,
  nameOf: (plan: string) => string | undefined,
): ServiceView {
  const plan = (id: string): string => nameOf(id) ?? id;
  return {
    id: service.service,
    kind: service.kind,
    label: service.label,
    state: service.state,
    plan: service.plan === null ? '' : plan(service.plan),
    nextPlan:
      service.nextPlan === null ? null : { plan: plan(service.nextPlan.plan), from: service.nextPlan.from },
    startsOn: service.startsOn,
    endsOn: service.endsOn,
    bindingUntil: service.bindingUntil,
    numbers: service.numbers
      .filter(({ from, to }) => to === null || (Date.parse(to) > now && to !== from))
      .map(({ number }) => number),
    usedBy: service.person === null ? null : (names.get(service.person) ?? null),
    mine: service.person === actor.person,
    pool: service.pool,
    itemised: service.itemised,
    masked: service.masked,
    spendCapOre: service.spendCapOre === null ? null : Number(service.spendCapOre),
    roamingCapOre: service.roamingCapOre === null ? null : Number(service.roamingCapOre),
    barPremium: service.barPremium,
    barInternational: service.barInternational,
    barRoaming: service.barRoaming,
  };
}
