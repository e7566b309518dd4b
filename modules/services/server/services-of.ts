import { read, type Ctx } from '#platform/db';
import type { Purpose } from '#platform/data-map';
import {
  numberTable,
  planTable,
  serviceTable,
  type ServiceKind,
  type ServiceRow,
  type ServiceState,
} from '../data-map.ts';
import type { Limits } from './create-service.ts';

export interface Service extends Limits {
  readonly customer: string;
  readonly service: string;
  readonly kind: ServiceKind;
  readonly label: string;
  /** Who uses it; null when nobody in particular, or a person who has been erased. */
  readonly person: string | null;
  readonly pool: string | null;
  /** As of now: one whose last day has passed is ended, whatever the row says. */
  readonly state: ServiceState;
  readonly startsOn: string;
  readonly activatedOn: string | null;
  readonly endsOn: string | null;
  readonly bindingUntil: string | null;
  /** The plan in force now, or the first to come; null when all are over. */
  readonly plan: string | null;
  /** The plan that follows, and from when (ISO time). */
  readonly nextPlan: { readonly plan: string; readonly from: string } | null;
  readonly numbers: readonly {
    readonly number: string;
    readonly from: string;
    readonly to: string | null;
  }[];
}

type For = Extract<Purpose, 'deliver_contract' | 'bill' | 'support' | 'rights' | 'legal_claims'>;

const COLUMNS = [
  'customer_id',
  'service_id',
  'kind',
  'label',
  'person_id',
  'pool',
  'state',
  'starts_on',
  'activated_on',
  'ends_on',
  'binding_until',
  'itemised',
  'masked',
  'spend_cap_ore',
  'roaming_cap_ore',
  'bar_premium',
  'bar_international',
  'bar_roaming',
] as const;

/**
 * The services of a customer, or those that one person there uses; oldest first, ended ones too.
 * `today` is the day in the operator's zone (ISO). @throws Problem forbidden when the rules say no.
 */
export async function servicesOf(
  ctx: Ctx,
  purpose: For,
  whose: { readonly customer: string; readonly person?: string; readonly service?: string },
  today: string,
): Promise<Service[]> {
  const where = {
    customer_id: whose.customer,
    ...(whose.service === undefined ? {} : { service_id: whose.service }),
  };
  const rows = await read(ctx, purpose, serviceTable, COLUMNS, {
    where: { ...where, ...(whose.person === undefined ? {} : { person_id: whose.person }) },
    order: [
      ['starts_on', 'asc'],
      ['created_at', 'asc'],
      ['service_id', 'asc'],
    ],
  });
  if (rows.length === 0) return [];
  const of = { customer_id: whose.customer, service_id: { in: rows.map((row) => row.service_id) } };
  const numbers = await read(
    ctx,
    purpose,
    numberTable,
    ['service_id', 'phone_number', 'valid_from', 'valid_to'],
    { where: of, order: [['valid_from', 'asc']] },
  );
  const plans = await read(ctx, purpose, planTable, ['service_id', 'plan_id', 'valid_from', 'valid_to'], {
    where: of,
    order: [['valid_from', 'asc']],
  });
  const now = ctx.db.clock.now();
  return rows.map((row) => {
    const left = plans.filter(
      (plan) =>
        plan.service_id === row.service_id && (plan.valid_to === null || Date.parse(plan.valid_to) > now),
    );
    const next = left.find((plan) => plan !== left[0] && Date.parse(plan.valid_from) > now);
    return {
      ...viewOf(row, today),
      plan: left[0]?.plan_id ?? null,
      nextPlan: next === undefined ? null : { plan: next.plan_id, from: next.valid_from },
      numbers: numbers
        .filter((number) => number.service_id === row.service_id && number.phone_number !== null)
        .map((number) => ({
          number: number.phone_number,
          from: number.valid_from,
          to: number.valid_to,
        }))
        .toSorted((a, b) => Date.parse(a.from) - Date.parse(b.from) || (a.number < b.number ? -1 : 1)),
    };
  });
}

function viewOf(
  row: Pick<ServiceRow, (typeof COLUMNS)[number]>,
  today: string,
): Omit<Service, 'plan' | 'nextPlan' | 'numbers'> {
  return {
    customer: row.customer_id,
    service: row.service_id,
    kind: row.kind,
    label: row.label ?? '',
    person: row.person_id,
    pool: row.pool,
    state: row.ends_on !== null && row.ends_on < today ? 'ended' : row.state,
    startsOn: row.starts_on,
    activatedOn: row.activated_on,
    endsOn: row.ends_on,
    bindingUntil: row.binding_until,
    itemised: row.itemised,
    masked: row.masked,
    spendCapOre: row.spend_cap_ore,
    roamingCapOre: row.roaming_cap_ore,
    barPremium: row.bar_premium,
    barInternational: row.bar_international,
    barRoaming: row.bar_roaming,
  };
}
