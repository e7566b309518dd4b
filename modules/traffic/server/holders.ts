import { numbersInUse, type NumberInUse } from '#modules/services';
import type { Ctx } from '#platform/db';
import { lookUpNumbers, numberTable, type NumberLookUp, type NumberTable } from './number-table.ts';

/** Who had a number at a time. */
export interface Holders {
  /** Undefined when nobody had it then. `at` in milliseconds. */
  at(number: string, at: number): NumberInUse | undefined;
  has(number: string): boolean;
  /** Which number and plan a service had at a time; of several numbers the first. */
  ofService(service: string, at: number): NumberInUse | undefined;
  /** How many of a customer's services are on a plan. */
  servicesOn(customer: string, plan: string): number;
  /** All numbers in use; `places` and `table` tell them by their place here. */
  readonly inUse: readonly NumberInUse[];
  readonly places: NumberLookUp;
  /** What `places` is made of: another thread can make its own. */
  readonly table: NumberTable;
}

/** All numbers ever in use, sorted in time per number: a file may hold records of any day. */
export async function holders(ctx: Ctx): Promise<Holders> {
  const on = new Map<string, Set<string>>();
  const byService = new Map<string, NumberInUse[]>();
  const inUse = await numbersInUse(ctx, 0, Date.UTC(9000, 0), undefined, true);
  for (const one of inUse) {
    const own = byService.get(one.service);
    if (own === undefined) byService.set(one.service, [one]);
    else own.push(one);
    const plan = `${one.customer} ${one.plan}`;
    const services = on.get(plan);
    if (services === undefined) on.set(plan, new Set([one.service]));
    else services.add(one.service);
  }
  const table = numberTable(inUse);
  const places = lookUpNumbers(table);
  return {
    inUse,
    places,
    table,
    has: places.has,
    ofService: (service, at) => byService.get(service)?.find((one) => one.from <= at && at < one.to),
    servicesOn: (customer, plan) => on.get(`${customer} ${plan}`)?.size ?? 0,
    at: (number, at) => inUse[places.at(number, at)],
  };
}
