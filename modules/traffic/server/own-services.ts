import { dayAt } from '#modules/customers';
import { numbersInUse, servicesBetween, servicesOf, type Service } from '#modules/services';
import { system, type Ctx } from '#platform/db';
import type { Reader } from './usage-rows.ts';

/** A plan a service was on, milliseconds; `until` Infinity while it lasts. */
export interface PlanTime {
  readonly plan: string;
  readonly from: number;
  readonly until: number;
}

export interface OwnServices {
  /** What the reader may see: what they use first. */
  readonly visible: readonly Service[];
  /** Of all the customer's services: a pool is shared with those that can't be seen too. */
  readonly plans: ReadonlyMap<string, readonly PlanTime[]>;
}

/** The reader's services, with the plans each was on by when its numbers were in use: as the rater went by them. */
export async function ownServices(ctx: Ctx, reader: Reader, timeZone: string): Promise<OwnServices> {
  const inner: Ctx = { ...ctx, actor: system('usage') };
  const today = dayAt(ctx.db.clock.now(), timeZone);
  const all = await servicesOf(inner, 'bill', { customer: reader.customer }, today);
  const numbers = [...new Set(all.flatMap((service) => service.numbers.map(({ number }) => number)))];
  const plans = new Map<string, PlanTime[]>();
  const used = numbers.length === 0 ? [] : await numbersInUse(inner, 0, Date.UTC(9000, 0), numbers);
  for (const { customer, service, plan, from, to } of used) {
    if (customer !== reader.customer) continue;
    const known = plans.get(service) ?? [];
    const same = known.findIndex((one) => one.plan === plan);
    if (same < 0) known.push({ plan, from, until: to });
    else
      known[same] = {
        plan,
        from: Math.min(from, known[same]!.from),
        until: Math.max(to, known[same]!.until),
      };
    plans.set(service, known);
  }
  // What has no number makes no records, but its fee is on the bill all the same.
  const silent = new Set(all.flatMap(({ service, numbers: held }) => (held.length === 0 ? [service] : [])));
  const period = { from: '2000-01-01', to: '9000-01-01', zone: timeZone, customer: reader.customer };
  for (const each of silent.size === 0 ? [] : await servicesBetween(inner, period))
    if (silent.has(each.service))
      plans.set(
        each.service,
        each.plans.map(({ plan, from, to }) => ({ plan, from, until: to })),
      );
  return {
    visible: all
      .filter((service) => reader.pays || service.person === reader.person)
      .toSorted(
        (a, b) =>
          Number(b.person === reader.person) - Number(a.person === reader.person) ||
          a.label.localeCompare(b.label, 'sv'),
      ),
    plans,
  };
}

/** The plan in force at a moment, else the one before it. */
export const planWhen = (times: readonly PlanTime[], at: number): PlanTime | undefined =>
  times.find(({ from, until }) => from <= at && at < until) ??
  times.toSorted((a, b) => b.from - a.from).find(({ from }) => from <= at);
