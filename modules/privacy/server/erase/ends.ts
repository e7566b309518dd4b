import { TERMS } from '#modules/traffic';
import type { AnyTable, Field, RetainGround } from '#platform/data-map';
import { momentOf } from '../moments.ts';

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

/** Rows that outlive their person by a term after the contract: the last day is set on them when the person is erased. */
const ofErased = `COALESCE(t.kept_until, (SELECT (c.contract_end + interval '3 years')::date FROM customers.customer c WHERE c.customer_id = t.customer_id)) + 1`;
const newest = (table: string, column: string): string =>
  `COALESCE((SELECT max(c.${column}) FROM ${table} c WHERE c.incident_id = t.incident_id), t.opened_at)`;
/** What is kept for a term is kept through the whole of its last day in the operator's zone, and gone on the next. */
const after = (moment: string, term: string): string =>
  `(${moment.endsWith('_on') ? moment : `(${moment} AT TIME ZONE @zone)`} + interval '${term}')::date + 1`;

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
  'privacy.restriction': ofErased,
  'privacy.objection': ofErased,
  'privacy.decision': ofErased,
  'privacy.consent': ofErased,
  'privacy.request_event': `(SELECT ${after('r.answered_at', '3 years')} FROM privacy.request r WHERE r.customer_id = t.customer_id AND r.request_id = t.request_id)`,
  // The list of incidents names what it has of each; it goes when the newest of that has had its time.
  'privacy.incident': after(
    `GREATEST(t.opened_at, ${newest('privacy.incident_event', 'at')}, ${newest('privacy.incident_affected', 'found_at')})`,
    '5 years',
  ),
  // A customer may stay for longer than the log of who looked.
  'staff.opened_case': after('t.opened_at', '5 years'),
  'staff.account': after('t.disabled_at', '90 days'),
  'staff.recovery_code': `(SELECT ${after('a.disabled_at', '90 days')} FROM staff.account a WHERE a.staff_id = t.staff_id)`,
};

const UNITS = { D: 'days', M: 'months', Y: 'years' } as const;

/**
 * The day on which a row of the table is gone by the clock alone, as SQL over `t`; undefined where the event is another table's (the end of
 * a contract). @param zone the operator's
 */
export function endOf(table: AnyTable, zone: string): string | undefined {
  const inZone = (sql: string): string => sql.replaceAll('@zone', `'${zone.replaceAll("'", "''")}'`);
  const own = ENDS[table.name];
  if (own !== undefined) return inZone(own);
  const fields = Object.entries(table.columns as Record<string, Field>);
  if (fields.some(([, field]) => field.personal && field.retention.event === 'contract_ended'))
    return undefined;
  for (const [, field] of fields.toSorted(([, a], [, b]) => keptLonger(b) - keptLonger(a))) {
    if (!field.personal) continue;
    const moment = momentOf(field.retention.event, table.columns);
    if (moment === undefined) continue;
    return inZone(after(`t.${moment}`, termOf(field.retention.plus)));
  }
  return undefined;
}

/** How long after the contract rows of the table outlive an erased person, as PostgreSQL has intervals; undefined where none do. */
export function outlives(table: AnyTable): string | undefined {
  if (!Object.hasOwn(table.columns, 'kept_until')) return undefined;
  const [longest] = Object.values(table.columns as Record<string, Field>).toSorted(
    (a, b) => keptLonger(b) - keptLonger(a),
  );
  return longest?.personal === true ? termOf(longest.retention.plus) : undefined;
}

function termOf(plus: string): string {
  const [, count, unit] = /^P(\d+)([DMY])$/.exec(plus) ?? [];
  return `${count} ${UNITS[unit as 'D' | 'M' | 'Y']}`;
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
