import { dayAt } from '#modules/customers';
import {
  destinationClass,
  discountsFor,
  feeFor,
  NEVER_LISTED,
  planAt,
  type DestinationClass,
  type Rater,
} from '#modules/prices';
import type { Service } from '#modules/services';
import type { Ctx } from '#platform/db';
import type { UsageSum } from '../contract.ts';
import { withoutVat, withVat } from '../pure/vat.ts';
import { allowancesOf } from './allowances-of.ts';
import { capsOf, type Counted } from './caps-of.ts';
import { daysOf, monthBounds, type MonthBounds } from './month-bounds.ts';
import { ownServices, planWhen, type OwnServices, type PlanTime } from './own-services.ts';
import { sumsOf, type Reader, type SumRow } from './usage-rows.ts';

type Cost = UsageSum['costs'][number];

/** A month's use and what it has come to, as far as it has come in. @returns undefined when the service is not one the reader may see. */
export async function usageOf(
  ctx: Ctx,
  rater: Rater,
  reader: Reader,
  asked: { readonly month: string; readonly service?: string | undefined },
): Promise<UsageSum | undefined> {
  const { zone } = rater.tables;
  const bounds = monthBounds(zone, asked.month);
  const own = await ownServices(ctx, reader, zone.timeZone);
  if (asked.service !== undefined && !own.visible.some(({ service }) => service === asked.service))
    return undefined;
  const services = own.visible.filter(
    ({ service }) => asked.service === undefined || service === asked.service,
  );
  const rows = await sumsOf(ctx, reader, { ...bounds, service: asked.service }, zone.timeZone);
  const counted = rows.map((row): Counted => ({
    ...row,
    class: destinationClass(rater, row.destination, bounds.from),
  }));
  const today = dayAt(ctx.db.clock.now(), zone.timeZone);
  const plansIn = services.flatMap((each) => plansInMonth(own, each, bounds));
  const basis =
    plansIn.length > 0 &&
    plansIn.every(
      ({ plan, from }) => planAt(rater, plan, Math.max(from, bounds.from))?.plan.vat === 'excluded',
    )
      ? 'without-vat'
      : 'with-vat';
  const inBasis = (ore: bigint, included: boolean): bigint =>
    included === (basis === 'with-vat') ? ore : included ? withoutVat(ore) : withVat(ore);
  const contract = reader.pays
    ? services.map((each) => contractCosts(rater, own, each, bounds, counted, inBasis))
    : [];
  const costs = [...contract.flatMap(({ costs: each }) => each), ...usageCosts(counted, rater, inBasis)];
  const total = costs.reduce((sum, { ore }) => sum + BigInt(ore), 0n);
  const listed = counted.filter((row) => !NEVER_LISTED.some((one) => one === row.class));
  const spoken = listed.filter((row) => row.kind === 'voice' && row.direction !== 'in');
  const add = (some: readonly SumRow[], what: 'seconds' | 'bytes' | 'records'): number =>
    some.reduce((sum, row) => sum + row[what], 0);
  return {
    month: asked.month,
    from: bounds.fromDay,
    until: bounds.untilDay,
    today,
    basis,
    withVatOre: Number(basis === 'with-vat' ? total : withVat(total)),
    withoutVatOre: Number(basis === 'with-vat' ? withoutVat(total) : total),
    seconds: add(spoken, 'seconds'),
    calls: add(spoken, 'records'),
    messages: add(
      listed.filter(({ kind, direction }) => (kind === 'sms' || kind === 'mms') && direction !== 'in'),
      'records',
    ),
    bytes: add(listed, 'bytes'),
    services: services.map((each) => ({
      service: each.service,
      label: each.label,
      numbers: each.numbers.map(({ number }) => number),
      mine: each.person === reader.person,
    })),
    allowances: await allowancesOf(ctx, rater, reader.customer, own, services, bounds),
    caps: services.flatMap((each) => {
      const time = planWhen(
        own.plans.get(each.service) ?? [],
        Math.min(ctx.db.clock.now(), bounds.until - 1),
      );
      return capsOf(
        rater,
        each,
        time?.plan,
        bounds.from,
        counted.filter(({ service }) => service === each.service),
      );
    }),
    days: daysOf(bounds).map((day) => {
      const of = spoken.filter((row) => row.day === day);
      const away = of.filter((row) => isAbroad(row, rater));
      return { day, domestic: add(of, 'seconds') - add(away, 'seconds'), abroad: add(away, 'seconds') };
    }),
    costs,
    byService: services.map((each, index) => ({
      service: each.service,
      feeOre: Number((contract[index]?.costs ?? []).reduce((sum, { ore }) => sum + BigInt(ore), 0n)),
      usageOre: Number(usageOre(counted, each.service, inBasis)),
    })),
    pays: reader.pays,
  };
}

const international = (what: DestinationClass | ''): boolean =>
  what.startsWith('international-') || what === 'satellite';
const isRoaming = (row: Counted, rater: Rater): boolean =>
  row.visited !== '' && row.visited !== rater.tables.homeCountry;
const isAbroad = (row: Counted, rater: Rater): boolean => isRoaming(row, rater) || international(row.class);

const usageOre = (
  rows: readonly Counted[],
  service: string,
  inBasis: (ore: bigint, included: boolean) => bigint,
): bigint =>
  rows
    .filter((row) => row.service === service)
    .reduce((sum, row) => sum + inBasis(BigInt(row.ore), row.vatIncluded), 0n);

function plansInMonth(own: OwnServices, service: Service, { from, until }: MonthBounds): readonly PlanTime[] {
  return (own.plans.get(service.service) ?? []).filter((time) => time.from < until && time.until > from);
}

/** Fee for the days each plan was in force, and what discounts take off it and off the use. */
function contractCosts(
  rater: Rater,
  own: OwnServices,
  service: Service,
  bounds: MonthBounds,
  rows: readonly Counted[],
  inBasis: (ore: bigint, included: boolean) => bigint,
): { readonly costs: readonly Cost[] } {
  if (service.activatedOn === null) return { costs: [] };
  const { zone } = rater.tables;
  const costs = plansInMonth(own, service, bounds).flatMap((time): readonly Cost[] => {
    const found = planAt(rater, time.plan, Math.max(time.from, bounds.from));
    if (found === undefined) return [];
    const { plan, discounts } = found;
    const included = plan.vat === 'included';
    const first = zone.dateAt(time.from);
    const fee = feeFor(plan, bounds.month, first, time.until === Infinity ? '' : zone.dateAt(time.until));
    const used = rows
      .filter((row) => row.service === service.service && row.vatIncluded === included)
      .reduce((sum, { ore }) => sum + BigInt(ore), 0n);
    const base = { service: service.service };
    return [
      ...(fee === 0n
        ? []
        : [
            {
              ...base,
              what: 'fee' as const,
              name: { sv: plan.sv, en: plan.en },
              ore: Number(inBasis(fee, included)),
            },
          ]),
      ...discountsFor(discounts, plan.id, bounds.month, first, fee, used).map(({ discount, ore }) => ({
        ...base,
        what: 'discount' as const,
        name: { sv: discount.sv, en: discount.en },
        ore: -Number(inBasis(ore, included)),
      })),
    ];
  });
  return { costs };
}

/** What was paid for by what it was: the dearest first. */
function usageCosts(
  rows: readonly Counted[],
  rater: Rater,
  inBasis: (ore: bigint, included: boolean) => bigint,
): Cost[] {
  const sums = new Map<string, { what: Cost['what']; country: string; ore: bigint }>();
  for (const row of rows) {
    if (row.ore === 0) continue;
    const what = whatOf(row, rater);
    const country = isRoaming(row, rater) ? row.visited : '';
    const ore = inBasis(BigInt(row.ore), row.vatIncluded);
    const known = sums.get(`${what} ${country}`);
    if (known === undefined) sums.set(`${what} ${country}`, { what, country, ore });
    else known.ore += ore;
  }
  return [...sums.values()]
    .toSorted((a, b) => Number(b.ore - a.ore))
    .map(({ what, country, ore }) => ({ what, ...(country === '' ? {} : { country }), ore: Number(ore) }));
}

function whatOf(row: Counted, rater: Rater): Cost['what'] {
  if (isRoaming(row, rater)) return row.kind === 'data' ? 'roaming-data' : 'roaming';
  if (row.kind === 'data') return 'data';
  if (row.class === 'premium') return 'premium';
  if (row.kind !== 'voice') return 'messages';
  return international(row.class) ? 'calls-abroad' : 'calls';
}
