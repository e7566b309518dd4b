import { frozenSql, read, type Ctx } from '#platform/db';
import { numberTable, planTable, serviceTable, type ServiceKind, type ServiceState } from '../data-map.ts';

/** One number at one service with one plan, for as long as all three held together. */
export interface NumberInUse {
  /** E.164 digits without the plus. */
  readonly number: string;
  readonly customer: string;
  readonly service: string;
  /** Who uses it, where that is known. */
  readonly person: string | null;
  readonly kind: ServiceKind;
  readonly state: ServiceState;
  readonly plan: string;
  readonly pool: string | null;
  /** Milliseconds since the epoch; `to` is the first that no longer belongs, Infinity while it lasts. */
  readonly from: number;
  readonly to: number;
  readonly bars: { readonly premium: boolean; readonly international: boolean; readonly roaming: boolean };
  readonly itemised: boolean;
  readonly masked: boolean;
  readonly spendCapOre: bigint | null;
  readonly roamingCapOre: bigint | null;
}

const SERVICE = [
  'service_id',
  'kind',
  'state',
  'person_id',
  'pool',
  'itemised',
  'masked',
  'spend_cap_ore',
  'roaming_cap_ore',
  'bar_premium',
  'bar_international',
  'bar_roaming',
] as const;

/**
 * Who had which number at any time in [`from`, `to`) (milliseconds): what mediation and billing go by, read for billing, so that calls
 * that arrive after a contract's end are still found (promise traffic.3). Sorted by number, then time; of one number no two overlap.
 * With `only` (E.164 digits) just those are found, through their blind indexes: the way for a file of a few. `carrying`: those too whose
 * data is frozen, read for carrying the call alone, so that what they do meanwhile is kept and not lost (GDPR Art. 18.2, storage).
 */
export async function numbersInUse(
  ctx: Ctx,
  from: number,
  to: number,
  only?: readonly string[],
  carrying = false,
): Promise<NumberInUse[]> {
  const found = await numbersFor(ctx, 'bill', from, to, only);
  if (!carrying || (await frozenSql(ctx, serviceTable, 's', 'bill')) === 'false') return inOrder(found);
  const known = new Set(found.map(({ service }) => service));
  const frozen = await numbersFor(ctx, 'convey', from, to, only);
  return inOrder([...found, ...frozen.filter(({ service }) => !known.has(service))]);
}

async function numbersFor(
  ctx: Ctx,
  purpose: 'bill' | 'convey',
  from: number,
  to: number,
  only?: readonly string[],
): Promise<NumberInUse[]> {
  const held = await read(
    ctx,
    purpose,
    numberTable,
    ['customer_id', 'service_id', 'phone_number', 'valid_from', 'valid_to'],
    {
      where: {
        valid_from: { below: new Date(to).toISOString() },
        ...(only === undefined ? {} : { phone_number: { in: only } }),
      },
    },
  );
  const within = held.filter(({ valid_to: end }) => end === null || Date.parse(end) > from);
  const few = only !== undefined && within.length < 5000;
  const of = few ? { service_id: { in: [...new Set(within.map(({ service_id: id }) => id))] } } : {};
  const services = await read(ctx, purpose, serviceTable, SERVICE, { where: of });
  const plans = await read(ctx, purpose, planTable, ['service_id', 'plan_id', 'valid_from', 'valid_to'], {
    where: of,
  });
  const serviceOf = new Map(services.map((row) => [row.service_id, row]));
  const plansOf = new Map<string, { plan: string; from: number; to: number }[]>();
  for (const { service_id: id, plan_id: plan, valid_from: start, valid_to: end } of plans) {
    const period = { plan, from: Date.parse(start), to: end === null ? Infinity : Date.parse(end) };
    const others = plansOf.get(id);
    if (others === undefined) plansOf.set(id, [period]);
    else others.push(period);
  }
  const found: NumberInUse[] = [];
  for (const number of within) {
    const service = serviceOf.get(number.service_id);
    if (service === undefined || number.phone_number === null) continue;
    const start = Date.parse(number.valid_from);
    const end = number.valid_to === null ? Infinity : Date.parse(number.valid_to);
    for (const plan of plansOf.get(number.service_id) ?? []) {
      const [begins, ends] = [Math.max(start, plan.from), Math.min(end, plan.to)];
      if (begins >= ends || begins >= to || ends <= from) continue;
      found.push({
        number: number.phone_number,
        customer: number.customer_id,
        service: number.service_id,
        person: service.person_id,
        kind: service.kind,
        state: service.state,
        plan: plan.plan,
        pool: service.pool,
        from: begins,
        to: ends,
        bars: {
          premium: service.bar_premium,
          international: service.bar_international,
          roaming: service.bar_roaming,
        },
        itemised: service.itemised,
        masked: service.masked,
        spendCapOre: service.spend_cap_ore,
        roamingCapOre: service.roaming_cap_ore,
      });
    }
  }
  return found;
}

const inOrder = (found: NumberInUse[]): NumberInUse[] =>
  found.toSorted((a, b) => (a.number < b.number ? -1 : a.number > b.number ? 1 : a.from - b.from));
