import { dayBegins, nextDay } from '#modules/customers';
import { randomId } from '#platform/crypto';
import { update } from '#platform/db';
import { numberTable, serviceTable, type ServiceRow } from '#data-map/services';
import { changePlan } from '../change-plan.ts';
import { ROAMING_CAP_FROM_START_ORE } from '../create-service.ts';
import { endService } from '../end-service.ts';
import { numberDay } from './judge.ts';
import type { KnownCustomer, KnownService } from './known.ts';
import type { Outcome, Taking } from './take.ts';
import type { ImportRow } from './understand.ts';

type Told = NonNullable<ImportRow['service']>;

/** Stores or changes the service of a line. Numbers that are told are the ones it has: others end today. */
export function takeService(
  taking: Taking,
  customer: KnownCustomer,
  told: Told,
  person: ImportRow['person'],
): Outcome {
  const found = customer.services.get(told.ref);
  if (found !== undefined) return changeService(taking, customer, found, told);
  const user =
    told.user ??
    (person !== undefined && (person.roles ?? ['user']).includes('user') ? person.ref : undefined);
  const by = user === undefined ? undefined : customer.people.get(user);
  const row: KnownService['row'] = {
    service_id: randomId(),
    kind: told.kind ?? 'mobile',
    label: told.label ?? null,
    person_id: by?.id ?? null,
    pool: told.pool ?? null,
    starts_on: told.start ?? taking.today,
    activated_on: told.activated ?? null,
    ends_on: told.end ?? null,
    binding_until: told.bindingUntil ?? null,
    itemised: told.limits.itemised ?? true,
    masked: told.limits.masked ?? by?.roles.includes('subscriber') !== true,
    spend_cap_ore: told.limits.spendCapOre ?? null,
    roaming_cap_ore:
      told.limits.roamingCapOre === undefined ? ROAMING_CAP_FROM_START_ORE : told.limits.roamingCapOre,
    bar_premium: told.limits.barPremium ?? false,
    bar_international: told.limits.barInternational ?? false,
    bar_roaming: told.limits.barRoaming ?? false,
  };
  const known: KnownService = { id: row.service_id, row, plan: told.plan ?? null, numbers: new Map() };
  customer.services.set(told.ref, known);
  const over = row.ends_on !== null && row.ends_on < taking.today;
  taking.pending.services.push({
    ...row,
    customer_id: customer.id,
    state: over ? 'ended' : row.activated_on === null ? 'ordered' : 'active',
    external_ref: told.ref,
    source: 'import',
    created_at: taking.now,
  });
  taking.pending.plans.push({
    customer_id: customer.id,
    service_id: known.id,
    valid_from: moment(row.starts_on, taking.zone),
    valid_to: row.ends_on === null ? null : moment(nextDay(row.ends_on), taking.zone),
    plan_id: told.plan ?? '',
  });
  for (const number of told.numbers ?? [])
    hold(taking, customer, known, number, numberDay(undefined, told, taking.today));
  return 'created';
}

const moment = (day: string, zone: string): string => new Date(dayBegins(day, zone)).toISOString();

function changeService(taking: Taking, customer: KnownCustomer, known: KnownService, told: Told): Outcome {
  const before = { ...known.row };
  const { limits } = told;
  const set: Partial<ServiceRow> = {
    ...(told.label === undefined ? {} : { label: told.label }),
    ...(told.pool === undefined ? {} : { pool: told.pool }),
    ...(told.user === undefined ? {} : { person_id: customer.people.get(told.user)?.id ?? null }),
    ...(told.activated === undefined ? {} : { activated_on: told.activated }),
    ...(told.bindingUntil === undefined ? {} : { binding_until: told.bindingUntil }),
    ...(limits.itemised === undefined ? {} : { itemised: limits.itemised }),
    ...(limits.masked === undefined ? {} : { masked: limits.masked }),
    ...(limits.spendCapOre === undefined ? {} : { spend_cap_ore: limits.spendCapOre }),
    ...(limits.roamingCapOre === undefined ? {} : { roaming_cap_ore: limits.roamingCapOre }),
    ...(limits.barPremium === undefined ? {} : { bar_premium: limits.barPremium }),
    ...(limits.barInternational === undefined ? {} : { bar_international: limits.barInternational }),
    ...(limits.barRoaming === undefined ? {} : { bar_roaming: limits.barRoaming }),
  };
  Object.assign(known.row, set);
  const ref = { customer: customer.id, service: known.id };
  const where = { customer_id: ref.customer, service_id: ref.service };
  let changed = Object.entries(known.row).some(
    ([column, value]) => value !== before[column as keyof typeof before],
  );
  if (changed) {
    const switchedOn = before.activated_on === null && known.row.activated_on !== null;
    taking.pending.changes.push((ctx) =>
      update(ctx, serviceTable, { ...set, ...(switchedOn ? { state: 'active' } : {}) }, where),
    );
  }
  if (told.plan !== undefined && told.plan !== known.plan) {
    changed = true;
    known.plan = told.plan;
    const plan = told.plan;
    const day = told.planFrom ?? (known.row.starts_on > taking.today ? known.row.starts_on : taking.today);
    taking.pending.changes.push((ctx) =>
      must(changePlan(ctx, ref, { plan, from: moment(day, taking.zone) })),
    );
  }
  if (takeNumbers(taking, customer, known, told)) changed = true;
  if (told.end !== undefined && told.end !== known.row.ends_on) {
    changed = true;
    known.row.ends_on = told.end;
    const lastDay = told.end;
    // The file tells what is so, bound or not.
    taking.pending.changes.push((ctx) =>
      must(endService(ctx, ref, { lastDay, zone: taking.zone, despiteBinding: true })),
    );
  }
  return changed ? 'changed' : 'same';
}

/** What was judged to fit can't be refused by the act. */
async function must(act: Promise<{ readonly ok: boolean }>): Promise<void> {
  if (!(await act).ok) throw new Error('A change that was judged to fit was refused.');
}

function takeNumbers(taking: Taking, customer: KnownCustomer, known: KnownService, told: Told): boolean {
  if (told.numbers === undefined) return false;
  const wanted = new Set(told.numbers);
  const gone = [...known.numbers.keys()].filter((number) => !wanted.has(number));
  const added = told.numbers.filter((number) => !known.numbers.has(number));
  for (const number of gone) letGo(taking, customer, known, number);
  for (const number of added) hold(taking, customer, known, number, numberDay(known, told, taking.today));
  return gone.length + added.length > 0;
}

function hold(
  taking: Taking,
  customer: KnownCustomer,
  known: KnownService,
  number: string,
  day: string,
): void {
  const from = dayBegins(day, taking.zone);
  const end = known.row.ends_on === null ? null : dayBegins(nextDay(known.row.ends_on), taking.zone);
  const id = randomId();
  if (end === null) known.numbers.set(number, id);
  taking.book.holdings.get(number)?.push({ service: known.id, from, to: end ?? Infinity });
  taking.pending.numbers.push({
    customer_id: customer.id,
    service_id: known.id,
    number_id: id,
    phone_number: number,
    valid_from: new Date(from).toISOString(),
    valid_to: end === null ? null : new Date(end).toISOString(),
    source: 'import',
  });
}

/** A number that the file no longer names ends with the start of today; one that began later is left with an empty period. */
function letGo(taking: Taking, customer: KnownCustomer, known: KnownService, number: string): void {
  const id = known.numbers.get(number);
  known.numbers.delete(number);
  const holding = taking.book.holdings
    .get(number)
    ?.find((each) => each.service === known.id && each.to === Infinity);
  const at = Math.max(holding?.from ?? 0, dayBegins(taking.today, taking.zone));
  if (holding) holding.to = at;
  const until = new Date(at).toISOString();
  const waiting = taking.pending.numbers.find((each) => each.number_id === id);
  if (waiting) waiting.valid_to = until;
  else if (id !== undefined)
    taking.pending.changes.push((ctx) =>
      update(
        ctx,
        numberTable,
        { valid_to: until },
        { customer_id: customer.id, service_id: known.id, number_id: id },
      ),
    );
}
