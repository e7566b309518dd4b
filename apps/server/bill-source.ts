import type { BillableCustomer, BillSource, Call, Charge } from '#modules/billing';
import { billedTo, dayAt, dayBegins, type BilledTo } from '#modules/customers';
import {
  destinationName,
  discountsFor,
  feeFor,
  isListed,
  loadRater,
  operatorOf,
  planAt,
  type Rater,
} from '#modules/prices';
import { frozenCustomers } from '#modules/privacy';
import { servicesBetween, type ServicePeriod } from '#modules/services';
import {
  billedChanges,
  billedRecords,
  billedUse,
  closeMonth,
  type BilledChange,
  type BilledUse,
} from '#modules/traffic';
import type { Config } from '#platform/config';
import { system, type Ctx, type Database } from '#platform/db';
import { billWords, type BillWords } from './text.bills.ts';

interface Period {
  readonly from: string;
  readonly to: string;
}

/** One month's whole material, fetched once for a run instead of once for each customer. */
interface Material {
  readonly month: string;
  readonly rater: Rater;
  readonly services: ReadonlyMap<string, readonly ServicePeriod[]>;
  readonly use: ReadonlyMap<string, readonly BilledUse[]>;
  readonly changes: ReadonlyMap<string, readonly BilledChange[]>;
}

const byCustomer = <T extends { readonly customer: string }>(rows: readonly T[]): Map<string, T[]> =>
  Map.groupBy(rows, ({ customer }) => customer);
const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);

/** Customers whose names and addresses are opened at a time. */
const BATCH = 200;

/**
 * Where bills come from: services for the fees, the price book for what they cost, traffic for what was used. A draft of a month that is
 * over closes it: what a switch sends later goes onto the next bill, so that a draft made again says the same.
 */
export function billSource({ db, config }: { readonly db: Database; readonly config: Config }): BillSource {
  const ctx: Ctx = { db, actor: system('bill-source') };
  const zone = config.timeZone;
  let held: Material | undefined;

  const gather = async (month: string, customer?: string): Promise<Material> => {
    const [from, to] = [month, monthEnd(month)];
    const whose = customer === undefined ? {} : { customer };
    return {
      month,
      rater: await loadRater(ctx, operatorOf(config)),
      services: byCustomer(await servicesBetween(ctx, { from, to, zone, ...whose })),
      use: byCustomer(await billedUse(ctx, { month, zone, ...whose })),
      changes: byCustomer(await billedChanges(ctx, { month, ...whose })),
    };
  };

  return {
    async *customers(period, after) {
      const month = period.from;
      const isOver = dayAt(db.clock.now(), zone) >= monthEnd(month);
      if (isOver) await closeMonth(ctx, month);
      held = await gather(month);
      const ids = [...new Set([...held.services.keys(), ...held.use.keys(), ...held.changes.keys()])]
        .filter((id) => after === undefined || id > after)
        .toSorted((a, b) => (a < b ? -1 : 1));
      const frozen = await frozenBills(ctx);
      for (let at = 0; at < ids.length; at += BATCH) {
        const some = ids.slice(at, at + BATCH).filter((id) => !frozen.has(id));
        const who = await billedTo(ctx, some);
        for (const id of some) {
          const to = who.get(id);
          if (to !== undefined) yield billable(to, held.services.get(id) ?? []);
        }
      }
      held = undefined;
    },
    frozen: async () => [...(await frozenBills(ctx))].toSorted(),
    async chargesOf({ customer, buyer }, period) {
      const month = period.from;
      const material = held?.month === month ? held : await gather(month, customer);
      return chargesOf(material, customer, period, billWords(buyer.language), zone);
    },
    async *callsOf(customer, period) {
      const material = await gather(period.from, customer);
      const services = new Map((material.services.get(customer) ?? []).map((one) => [one.service, one]));
      for await (const one of billedRecords(ctx, { month: period.from, zone, customer })) {
        const service = services.get(one.service);
        yield {
          start: one.start,
          offset: one.offset,
          serviceName: nameOf(service),
          kind: one.kind,
          other: one.other,
          destination: destinationName(material.rater, one.destination, one.start, 'sv'),
          seconds: one.seconds,
          bytes: one.bytes,
          ore: one.ore,
          unlisted:
            service?.itemised === false ||
            (one.other !== '' && !isListed(material.rater, one.other, one.start)),
          shared: service?.masked === true,
        } satisfies Call;
      }
    },
  };
}

/** What a bill is made of: whom it is made out to, what they have, what they used, what was billed before. */
const OF_A_BILL = ['customers.', 'services.', 'traffic.', 'billing.'];
const frozenBills = (ctx: Ctx): Promise<ReadonlySet<string>> =>
  frozenCustomers(ctx, (table) => OF_A_BILL.some((start) => table.startsWith(start)));

/** First day of the month after. */
function monthEnd(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return new Date(Date.UTC(year, number, 1)).toISOString().slice(0, 10);
}

/** What a service is called on paper: its label, else its number, as people write it. */
function nameOf(service: ServicePeriod | undefined): string {
  if (service === undefined) return '';
  const number = service.number?.replace(/^46/, '0');
  return service.label === '' ? (number ?? service.kind) : service.label;
}

/** `K7Q-2M4`: six characters of the customer's random id, readable over the phone. */
export function customerNumber(id: string): string {
  const plain = id
    .toUpperCase()
    .replaceAll(/[^2-9A-HJ-NP-Z]/g, '')
    .padEnd(6, '2');
  return `K${plain.slice(0, 2)}-${plain.slice(2, 5)}`;
}

function billable(to: BilledTo, services: readonly ServicePeriod[]): BillableCustomer {
  return {
    customer: to.customer,
    buyer: {
      kind: to.kind,
      customerNumber: customerNumber(to.customer),
      name: to.name,
      ...(to.kind === 'organisation' && to.contact !== undefined ? { attention: to.contact.name } : {}),
      ...(to.organisation === undefined ? {} : { organisation: to.organisation }),
      ...(to.contact?.email === undefined ? {} : { email: to.contact.email }),
      address: to.address ?? { street: '', postalCode: '', city: '', country: 'SE' },
      language: to.contact?.language ?? 'sv',
    },
    specification: services.some(({ itemised }) => itemised),
    // The general terms have it (lag 1981:739 2 §).
    reminderFeeAgreed: true,
    allowances: [],
  };
}

/** What records on one line of a bill have in common beside service and month: `dispute-call` finds the line by it. */
export const useKey = (one: {
  readonly kind: string;
  readonly direction: string;
  readonly destination: string;
  readonly visited: string;
  readonly vatIncluded: boolean;
}): readonly string[] => [one.kind, one.direction, one.destination, one.visited, String(one.vatIncluded)];

function chargesOf(
  material: Material,
  customer: string,
  period: Period,
  words: BillWords,
  zone: string,
): readonly Charge[] {
  const services = material.services.get(customer) ?? [];
  const use = material.use.get(customer) ?? [];
  const named = new Map(services.map((one) => [one.service, nameOf(one)]));
  const called = (service: string): { service: string; serviceName?: string } => {
    const name = named.get(service);
    return name === undefined || name === '' ? { service } : { service, serviceName: name };
  };
  return [
    ...services.flatMap((service) => feesOf(material, service, use, period, words, zone)),
    ...use
      .map((one): Charge => ({
        key: ['use', one.service, one.month, ...useKey(one)].join(' '),
        kind: 'usage',
        name: words.use(
          one,
          destinationName(material.rater, one.destination, dayBegins(one.lastDay, zone), words.language),
        ),
        ore: one.ore,
        basis: one.vatIncluded ? 'with-vat' : 'without-vat',
        vatRate: 25,
        period: one.month === period.from ? period : { from: one.firstDay, to: one.lastDay },
        quantity: {
          count: one.records,
          unit: one.kind === 'voice' ? 'call' : one.kind === 'data' ? 'piece' : 'message',
        },
        usage: { records: one.records, seconds: one.seconds, bytes: one.bytes },
        ...called(one.service),
      }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
    ...(material.changes.get(customer) ?? [])
      .filter(({ ore }) => ore !== 0n)
      .map((one): Charge => ({
        key: ['change', one.service, one.originMonth, one.cause, one.vatIncluded].join(' '),
        kind: 'adjustment',
        name: words.change(one.cause, one.originMonth),
        ore: one.ore,
        basis: one.vatIncluded ? 'with-vat' : 'without-vat',
        vatRate: 25,
        period: { from: one.originMonth, to: lastDayOf(one.originMonth) },
        quantity: { count: one.records, unit: 'piece' },
        ...called(one.service),
      }))
      .toSorted((a, b) => (a.key < b.key ? -1 : 1)),
  ];
}

const lastDayOf = (month: string): string =>
  new Date(Date.parse(monthEnd(month)) - 86_400_000).toISOString().slice(0, 10);

/** A service's monthly fees for the days it was there, plan by plan, and what the plan's discounts take off them and its usage. */
function feesOf(
  material: Material,
  service: ServicePeriod,
  use: readonly BilledUse[],
  period: Period,
  words: BillWords,
  zone: string,
): readonly Charge[] {
  const month = period.from.slice(0, 7);
  const own = use.filter((one) => one.service === service.service && one.month === period.from);
  const used = own.reduce((sum, { ore }) => sum + ore, 0n);
  return service.plans.flatMap((held, at): readonly Charge[] => {
    const found = planAt(material.rater, held.plan, Math.max(held.from, dayBegins(period.from, zone)));
    if (found === undefined) return [];
    const begins = [service.startsOn, dayAt(held.from, zone), period.from].toSorted().at(-1) ?? period.from;
    // The first day on which it is no longer there, or '' while it lasts.
    const over = [
      ...(service.endsOn === null ? [] : [dayAfter(service.endsOn)]),
      ...(held.to === Infinity ? [] : [dayAt(held.to, zone)]),
    ].toSorted()[0];
    const fee = feeFor(found.plan, month, begins, over ?? '');
    const basis = found.plan.vat === 'included' ? ('with-vat' as const) : ('without-vat' as const);
    const to = over === undefined || over > period.to ? period.to : dayBefore(over);
    const common = {
      basis,
      vatRate: 25,
      period: { from: begins, to },
      quantity: { count: 1, unit: 'month' },
      service: service.service,
      ...(nameOf(service) === '' ? {} : { serviceName: nameOf(service) }),
    } as const;
    const name = found.plan[words.language];
    const whole = begins === period.from && to === period.to;
    const last = at === service.plans.length - 1;
    const off = discountsFor(
      found.discounts,
      held.plan,
      month,
      service.startsOn.slice(0, 7),
      fee,
      last ? used : 0n,
    );
    return [
      ...(fee === 0n
        ? []
        : [
            {
              ...common,
              key: ['fee', service.service, held.plan, begins].join(' '),
              kind: 'fee' as const,
              name,
              ore: fee,
              ...(whole ? { unitOre: fee } : {}),
              priceVersion: held.plan,
            },
          ]),
      ...off.map(({ discount, ore }) => ({
        ...common,
        key: ['discount', service.service, held.plan, begins, discount.id].join(' '),
        kind: 'discount' as const,
        name: discount[words.language],
        ore: -ore,
      })),
    ];
  });
}

const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);
