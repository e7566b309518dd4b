import { bindsTooLong } from '#contract/services';
import { dayBegins } from '#modules/customers';
import type { Column, Fault, Reason } from './columns.ts';
import type { Book, KnownCustomer, KnownService } from './known.ts';
import type { ImportRow } from './understand.ts';

const fault = (column: Column, reason: Reason): Fault => ({ column, reason });

/**
 * What of a line does not fit what is stored, before anything of it is taken: a line goes in whole or not at all. `today` is the day
 * in `zone`.
 */
export function judge(book: Book, row: ImportRow, today: string, zone: string): Fault | undefined {
  const known = book.customers.get(row.customer.ref);
  return (
    judgeCustomer(known, row) ??
    judgePerson(known, row) ??
    (row.service === undefined ? undefined : judgeService(book, known, row, row.service, today, zone))
  );
}

function judgeCustomer(known: KnownCustomer | undefined, { customer }: ImportRow): Fault | undefined {
  if (known === undefined) {
    if (customer.kind === undefined) return fault('customer_kind', 'required');
    if (customer.name === undefined) return fault('customer_name', 'required');
  }
  const kind = known?.kind ?? customer.kind;
  if (customer.kind !== undefined && customer.kind !== kind) return fault('customer_kind', 'changed-kind');
  // Organisations have ten digits and people twelve, in the one form that numbers have inside.
  if (customer.number !== undefined && (customer.number.length === 12) !== (kind === 'person'))
    return fault('customer_number', 'not-allowed');
  return undefined;
}

function judgePerson(known: KnownCustomer | undefined, { person }: ImportRow): Fault | undefined {
  if (person === undefined || known?.people.has(person.ref) === true) return undefined;
  return person.name === undefined ? fault('person_name', 'required') : undefined;
}

function judgeService(
  book: Book,
  customer: KnownCustomer | undefined,
  row: ImportRow,
  told: NonNullable<ImportRow['service']>,
  today: string,
  zone: string,
): Fault | undefined {
  const known = customer?.services.get(told.ref);
  if (known === undefined) {
    if (told.kind === undefined) return fault('service_kind', 'required');
    if (told.plan === undefined) return fault('plan', 'required');
    if (told.start === undefined) return fault('service_start', 'required');
  } else {
    if (told.kind !== undefined && told.kind !== known.row.kind) return fault('service_kind', 'changed-kind');
    if (told.start !== undefined && told.start !== known.row.starts_on)
      return fault('service_start', 'changed-kind');
  }
  const start = known?.row.starts_on ?? told.start ?? today;
  const activated = told.activated ?? known?.row.activated_on ?? null;
  const until = told.bindingUntil ?? known?.row.binding_until ?? null;
  if (until !== null && bindsTooLong(until, start, activated))
    return fault('binding_until', 'binding-too-long');
  if (activated !== null && activated < start) return fault('service_activated', 'order');
  if (until !== null && until < start) return fault('binding_until', 'order');
  if (told.user !== undefined && told.user !== row.person?.ref && customer?.people.has(told.user) !== true)
    return fault('service_user', 'unknown-person');
  return judgeTimes(known, told, start, today) ?? judgeNumbers(book, known, told, today, zone);
}

function judgeTimes(
  known: KnownService | undefined,
  told: NonNullable<ImportRow['service']>,
  start: string,
  today: string,
): Fault | undefined {
  const ends = known?.row.ends_on ?? null;
  if (told.end !== undefined && (told.end < start || (ends !== null && told.end > ends)))
    return fault('service_end', 'order');
  if (told.planFrom !== undefined && told.planFrom < start) return fault('plan_from', 'order');
  const over = ends !== null && ends < today;
  if (over && told.plan !== undefined && told.plan !== known?.plan) return fault('plan', 'order');
  if (told.numberFrom !== undefined && told.numberFrom < start) return fault('number_from', 'order');
  return undefined;
}

/** From when a number of a line is the service’s: as told, else from its start, else (a service that is here already) from today. */
export function numberDay(
  known: KnownService | undefined,
  told: NonNullable<ImportRow['service']>,
  today: string,
): string {
  const start = known?.row.starts_on ?? told.start ?? today;
  const day = told.numberFrom ?? (known === undefined ? start : today);
  return day < start ? start : day;
}

function judgeNumbers(
  book: Book,
  known: KnownService | undefined,
  told: NonNullable<ImportRow['service']>,
  today: string,
  zone: string,
): Fault | undefined {
  const added = (told.numbers ?? []).filter((number) => known?.numbers.has(number) !== true);
  if (added.length === 0) return undefined;
  const ends = known?.row.ends_on ?? told.end ?? null;
  if (known !== undefined && ends !== null && ends < today) return fault('numbers', 'order');
  const from = dayBegins(numberDay(known, told, today), zone);
  const taken = added.some((number) => book.holdings.get(number)?.some(({ to }) => to > from) === true);
  return taken ? fault('numbers', 'number-taken') : undefined;
}
