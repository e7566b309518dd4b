import { numbersInUse, type NumberInUse } from '#modules/services';
import type { Ctx } from '#platform/db';

/** Who had a number at a time. */
export interface Holders {
  /** Undefined when nobody had it then. `at` in milliseconds. */
  at(number: string, at: number): NumberInUse | undefined;
  has(number: string): boolean;
  /** Which number and plan a service had at a time; of several numbers the first. */
  ofService(service: string, at: number): NumberInUse | undefined;
  /** How many of a customer's services are on a plan. */
  servicesOn(customer: string, plan: string): number;
}

/** All numbers ever in use, sorted in time per number: a file may hold records of any day. */
export async function holders(ctx: Ctx): Promise<Holders> {
  const found = new Map<string, NumberInUse[]>();
  const on = new Map<string, Set<string>>();
  const byService = new Map<string, NumberInUse[]>();
  for (const one of await numbersInUse(ctx, 0, Date.UTC(9000, 0), undefined, true)) {
    const others = found.get(one.number);
    if (others === undefined) found.set(one.number, [one]);
    else others.push(one);
    const own = byService.get(one.service);
    if (own === undefined) byService.set(one.service, [one]);
    else own.push(one);
    const plan = `${one.customer} ${one.plan}`;
    const services = on.get(plan);
    if (services === undefined) on.set(plan, new Set([one.service]));
    else services.add(one.service);
  }
  return {
    has: (number) => found.has(number),
    ofService: (service, at) => byService.get(service)?.find((one) => one.from <= at && at < one.to),
    servicesOn: (customer, plan) => on.get(`${customer} ${plan}`)?.size ?? 0,
    at(number, at) {
      const periods = found.get(number);
      if (periods === undefined) return undefined;
      for (let index = periods.length - 1; index >= 0; index -= 1) {
        const period = periods[index]!;
        if (period.from <= at) return at < period.to ? period : undefined;
      }
      return undefined;
    },
  };
}
