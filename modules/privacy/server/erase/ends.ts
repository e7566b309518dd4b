import { TERMS } from '#modules/traffic';
import type { AnyTable, Field, LifeEvent, RetainGround } from '#platform/data-map';

/** Grounds for which something outlives an erasure, with the day each row goes, as SQL over `t`. */
const DUE = TERMS.dueDays + TERMS.objectionDays;

/** Accounting records stay through the seventh year after the year they belong to (bokföringslagen 7 kap. 2 §): they go on 1 January after it. */
const afterSevenYears = (year: string): string => `make_date((${year})::int + 8, 1, 1)`;
const booked = (day: string): string => afterSevenYears(`extract(year FROM ${day})`);
const deadline = (month: string): string =>
  `(SELECT CASE WHEN d.reason IN ('disputed', 'held') THEN NULL ELSE d.due_on END FROM (SELECT 1) one LEFT JOIN traffic.deadline d ON d.customer_id = t.customer_id AND d.bill_month = t.${month})`;
const noDeadline = (month: string): string =>
  `NOT EXISTS (SELECT FROM traffic.deadline d WHERE d.customer_id = t.customer_id AND d.bill_month = t.${month})`;
const ofBill = (month: string): string =>
  `CASE WHEN ${noDeadline(month)} THEN (t.${month} + interval '1 month')::date + ${DUE} ELSE ${deadline(month)} END`;
/** What is billed to nobody has no claim behind it. */
const ofRecord = `CASE WHEN t.outcome = 'free' THEN DATE '-infinity' ELSE ${ofBill('bill_month')} END`;
/** A year after payment; unpaid, until the claim lapses (preskriptionslagen 2 §). */
const ofClaim = `(SELECT COALESCE(i.paid_on + interval '1 year', i.due_on + interval '${TERMS.limitationMonths} months')::date FROM billing.invoice i WHERE i.customer_id = t.customer_id AND i.invoice_id = t.invoice_id)`;

const ENDS: Readonly<Record<string, string>> = {
  'billing.draft': afterSevenYears("split_part(t.book_id, ':', 2)"),
  'billing.invoice': booked('t.issued_on'),
  'billing.entry': booked('t.booked_on'),
  'billing.posting': booked(
    '(SELECT e.booked_on FROM billing.entry e WHERE e.customer_id = t.customer_id AND e.entry_id = t.entry_id)',
  ),
  'billing.payment': booked('t.paid_on'),
  'billing.unmatched': booked('t.paid_on'),
  'billing.refund': booked('t.refunded_on'),
  'billing.bill_run': booked('t.issued_on'),
  'billing.dunning': ofClaim,
  'billing.dispute': ofClaim,
  'traffic.usage': ofRecord,
  'traffic.held_usage': ofRecord,
  'traffic.allowance_use': ofBill('month'),
  'traffic.posting': ofBill('bill_month'),
  'traffic.deadline': "CASE WHEN t.reason IN ('disputed', 'held') THEN NULL ELSE t.due_on END",
  'traffic.objection': ofBill('bill_month'),
  // What a person had hidden from the one who pays says nothing once the person is gone.
  'traffic.hidden_call': "DATE '-infinity'",
};

/** Where a table has one of these columns it is the moment of the event. */
const MOMENTS: Readonly<Partial<Record<LifeEvent, readonly string[]>>> = {
  created: [
    'created_at',
    'made_at',
    'at',
    'signed_at',
    'started_at',
    'expires_at',
    'last_at',
    'filed_at',
    'begun_at',
  ],
  request_answered: ['answered_at', 'closed_at', 'done_at'],
  session_ended: ['expires_at'],
  disconnected: ['disconnected_at'],
};

const UNITS = { D: 'days', M: 'months', Y: 'years' } as const;

/** The day a row of the table goes by the clock alone, as SQL over `t`; undefined where the event is another table's (the end of a contract). */
export function endOf(table: AnyTable): string | undefined {
  const own = ENDS[table.name];
  if (own !== undefined) return own;
  const fields = Object.entries(table.columns as Record<string, Field>);
  for (const [, field] of fields.toSorted(([, a], [, b]) => keptLonger(b) - keptLonger(a))) {
    if (!field.personal) continue;
    const moment = MOMENTS[field.retention.event]?.find((column) => Object.hasOwn(table.columns, column));
    if (moment === undefined) continue;
    const [, count, unit] = /^P(\d+)([DMY])$/.exec(field.retention.plus) ?? [];
    return `(t.${moment} + interval '${count} ${UNITS[unit as 'D' | 'M' | 'Y']}')::date + 1`;
  }
  return undefined;
}

const keptLonger = (field: Field): number => {
  if (!field.personal) return -1;
  const [, count, unit] = /^P(\d+)([DMY])$/.exec(field.retention.plus) ?? [];
  return Number(count) * { D: 1, M: 31, Y: 366 }[unit as 'D' | 'M' | 'Y'];
};

/** Why rows of the table stay although the person is erased; undefined where nothing of the person's own does. */
export function groundOf(table: AnyTable): RetainGround | undefined {
  for (const field of Object.values(table.columns as Record<string, Field>))
    if (field.personal && field.subject !== 'staff' && typeof field.onErase === 'object')
      return field.onErase.retain;
  return undefined;
}
