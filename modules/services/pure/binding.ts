/** No contract binds a consumer, or a small firm, longer (Directive (EU) 2018/1972 Art. 105). */
export const LONGEST_BINDING_MONTHS = 24;

/** The first day that is free again: `months` after `day` (ISO dates). A day the month lacks becomes its last one, as in PostgreSQL. */
export function addMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const first = new Date(Date.UTC(year, month - 1 + months, 1));
  const last = new Date(Date.UTC(first.getUTCFullYear(), first.getUTCMonth() + 1, 0)).getUTCDate();
  first.setUTCDate(Math.min(date, last));
  return first.toISOString().slice(0, 10);
}

/** Whether a binding that ends at `until` (the first free day) is longer than may be agreed. Counted from when the service was switched on where that is known. */
export function bindsTooLong(until: string, startsOn: string, activatedOn: string | null): boolean {
  return until > addMonths(activatedOn ?? startsOn, LONGEST_BINDING_MONTHS);
}
