import { dayBegins } from '#modules/customers';
import { read, type Ctx } from '#platform/db';
import { numberTable, planTable, serviceTable, type ServiceKind } from '../data-map.ts';

/** A service for the days of a period, in pieces of one plan each. What a bill's fees are reckoned from. */
export interface ServicePeriod {
  readonly customer: string;
  readonly service: string;
  readonly kind: ServiceKind;
  readonly label: string;
  readonly person: string | null;
  readonly itemised: boolean;
  readonly masked: boolean;
  /** E.164 digits of its first number; undefined where it has none. */
  readonly number: string | undefined;
  readonly startsOn: string;
  readonly endsOn: string | null;
  /** Oldest first; moments in milliseconds, `to` Infinity while it lasts. */
  readonly plans: readonly { readonly plan: string; readonly from: number; readonly to: number }[];
}

/**
 * Services that are in use at some time from the day `from` to the day before `to`, read for the bill. An ordered service that was never
 * switched on is not among them: nothing is owed for it. `customer` for only one customer's.
 */
export async function servicesBetween(
  ctx: Ctx,
  { from, to, zone, customer }: { from: string; to: string; zone: string; customer?: string },
): Promise<ServicePeriod[]> {
  const whose = customer === undefined ? {} : { customer_id: customer };
  const [begins, ends] = [dayBegins(from, zone), dayBegins(to, zone)];
  const services = await read(
    ctx,
    'bill',
    serviceTable,
    [
      'customer_id',
      'service_id',
      'kind',
      'label',
      'person_id',
      'itemised',
      'masked',
      'state',
      'starts_on',
      'activated_on',
      'ends_on',
    ],
    { where: whose },
  );
  const plans = await read(ctx, 'bill', planTable, ['service_id', 'plan_id', 'valid_from', 'valid_to'], {
    where: whose,
    order: [['valid_from', 'asc']],
  });
  const numbers = await read(ctx, 'bill', numberTable, ['service_id', 'phone_number', 'valid_from'], {
    where: whose,
    order: [['valid_from', 'asc']],
  });
  const firstNumber = new Map<string, string>();
  for (const { service_id: id, phone_number: number } of numbers)
    if (number !== null && !firstNumber.has(id)) firstNumber.set(id, number);
  const plansOf = Map.groupBy(plans, (plan) => plan.service_id);
  return services.flatMap((row): ServicePeriod[] => {
    const start = row.activated_on ?? row.starts_on;
    if (row.state === 'ordered' || start >= to || (row.ends_on !== null && row.ends_on < from)) return [];
    const held = (plansOf.get(row.service_id) ?? [])
      .map((plan) => ({
        plan: plan.plan_id,
        from: Date.parse(plan.valid_from),
        to: plan.valid_to === null ? Infinity : Date.parse(plan.valid_to),
      }))
      .filter((plan) => plan.from < ends && plan.to > begins);
    return [
      {
        customer: row.customer_id,
        service: row.service_id,
        kind: row.kind,
        label: row.label ?? '',
        person: row.person_id,
        itemised: row.itemised,
        masked: row.masked,
        number: firstNumber.get(row.service_id),
        startsOn: start,
        endsOn: row.ends_on,
        plans: held,
      },
    ];
  });
}
