import { dayBegins } from '#modules/customers';
import { frozenSql, openRows, queryOf, type Ctx } from '#platform/db';
import { posting, usage } from '../data-map.ts';
import { monthAfter } from './months.ts';

const DAY = 86_400_000;

/** Records of one sort on one bill, summed. `month` is their own, first day; amounts in öre of the plan's terms of VAT. */
export interface BilledUse {
  readonly customer: string;
  readonly service: string;
  readonly month: string;
  readonly kind: 'voice' | 'sms' | 'mms' | 'data';
  readonly direction: 'out' | 'in' | 'forwarded';
  readonly destination: string;
  readonly visited: string;
  readonly vatIncluded: boolean;
  readonly records: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly ore: bigint;
  /** First day on which one began, YYYY-MM-DD in the operator's zone. */
  readonly firstDay: string;
  readonly lastDay: string;
}

/** What was changed after it had been billed: old amounts taken back and new ones due, summed by the bill they were on. */
export interface BilledChange {
  readonly customer: string;
  readonly service: string;
  readonly originMonth: string;
  readonly cause: 'corrected' | 'withdrawn' | 'rerated';
  readonly vatIncluded: boolean;
  readonly records: number;
  readonly ore: bigint;
}

/** Takes the month off the table for the importer: what arrives from now on goes onto the next bill. Once is enough. */
export async function closeMonth(ctx: Ctx, month: string): Promise<void> {
  await queryOf(ctx)(
    'INSERT INTO traffic.closed_month (bill_month, closed_at) VALUES ($1, $2) ON CONFLICT DO NOTHING',
    [month, new Date(ctx.db.clock.now()).toISOString()],
  );
}

/** Where records of a month's bill can lie: the month itself, and days that got records late. SQL over traffic.usage u; times are our own numbers. */
async function placesOf(ctx: Ctx, month: string, zone: string): Promise<readonly string[]> {
  const between = (from: number, to: number): string =>
    `u.start_at >= '${new Date(from).toISOString()}' AND u.start_at < '${new Date(to).toISOString()}'`;
  const { rows } = await queryOf(ctx)('SELECT day FROM traffic.late_day WHERE bill_month = $1 ORDER BY day', [
    month,
  ]);
  return [
    between(dayBegins(month, zone), dayBegins(monthAfter(month), zone)),
    ...rows.map((row) => Date.parse(`${String(row['day'])}T00:00:00Z`)).map((day) => between(day, day + DAY)),
  ];
}

const AMONG = (place: string): string =>
  `SELECT * FROM traffic.usage u WHERE u.bill_month = $1 AND u.outcome = 'rated' AND ${place}`;

/** A month's bill of everybody, or of one customer; in no particular order. */
export async function billedUse(
  ctx: Ctx,
  { month, zone, customer }: { readonly month: string; readonly zone: string; readonly customer?: string },
): Promise<BilledUse[]> {
  const places = await placesOf(ctx, month, zone);
  // A late day may lie within the month when the month was closed before its end: each record once.
  const from = `(${places.map(AMONG).join(' UNION ')} UNION SELECT * FROM traffic.held_usage u WHERE u.bill_month = $1 AND u.outcome = 'rated') u`;
  const frozen = await frozenSql(ctx, usage, 'u', 'bill', customer);
  const { rows } = await queryOf(ctx)(
    `SELECT customer_id, service_id, date_trunc('month', start_at AT TIME ZONE $2)::date AS month, kind, direction, destination, visited, vat_included,
       count(*)::int AS records, sum(seconds)::bigint AS seconds, sum(bytes)::bigint AS bytes, sum(amount_ore)::bigint AS ore,
       min((start_at AT TIME ZONE $2)::date)::text AS first, max((start_at AT TIME ZONE $2)::date)::text AS last
     FROM ${from} WHERE ($3::text IS NULL OR customer_id = $3) AND NOT ${frozen} GROUP BY 1, 2, 3, 4, 5, 6, 7, 8`,
    [month, zone, customer ?? null],
  );
  return rows.map((row) => ({
    customer: String(row['customer_id']),
    service: String(row['service_id']),
    month: String(row['month']),
    kind: row['kind'] as BilledUse['kind'],
    direction: row['direction'] as BilledUse['direction'],
    destination: String(row['destination']),
    visited: String(row['visited']),
    vatIncluded: row['vat_included'] === true,
    records: Number(row['records']),
    seconds: Number(row['seconds']),
    bytes: Number(row['bytes']),
    ore: row['ore'] as bigint,
    firstDay: String(row['first']),
    lastDay: String(row['last']),
  }));
}

export async function billedChanges(
  ctx: Ctx,
  { month, customer }: { readonly month: string; readonly customer?: string },
): Promise<BilledChange[]> {
  const frozen = await frozenSql(ctx, posting, 'p', 'bill', customer);
  const { rows } = await queryOf(ctx)(
    `SELECT customer_id, service_id, origin_month, cause, vat_included, count(DISTINCT event)::int AS records, sum(amount_ore)::bigint AS ore
     FROM traffic.posting p WHERE bill_month = $1 AND ($2::text IS NULL OR customer_id = $2) AND NOT ${frozen} GROUP BY 1, 2, 3, 4, 5`,
    [month, customer ?? null],
  );
  return rows.map((row) => ({
    customer: String(row['customer_id']),
    service: String(row['service_id']),
    originMonth: String(row['origin_month']),
    cause: row['cause'] as BilledChange['cause'],
    vatIncluded: row['vat_included'] === true,
    records: Number(row['records']),
    ore: row['ore'] as bigint,
  }));
}

/** One record as a specification lists it. */
export interface BilledRecord {
  readonly service: string;
  readonly person: string;
  readonly start: number;
  readonly offset: number;
  readonly kind: BilledUse['kind'];
  readonly direction: BilledUse['direction'];
  /** Opened; '' when there is none or the person has been erased. */
  readonly other: string;
  readonly destination: string;
  readonly visited: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly ore: bigint;
}

/** Rows fetched at a time. */
const PAGE = 500;
const LISTED = [
  'service_id',
  'person_id',
  'start_at',
  'offset_minutes',
  'kind',
  'direction',
  'other',
  'destination',
  'visited',
  'seconds',
  'bytes',
  'amount_ore',
] as const;

/** The rated records of a customer's bill, oldest first; nothing once they have been erased. */
export async function* billedRecords(
  ctx: Ctx,
  { month, zone, customer }: { readonly month: string; readonly zone: string; readonly customer: string },
): AsyncGenerator<BilledRecord, void, undefined> {
  const places = await placesOf(ctx, month, zone);
  const from = `(${places.map(AMONG).join(' UNION ')} UNION SELECT * FROM traffic.held_usage u WHERE u.bill_month = $1 AND u.outcome = 'rated') u`;
  let [at, event] = ['-infinity', '00000000-0000-0000-0000-000000000000'];
  for (;;) {
    const { rows } = await queryOf(ctx)(
      `SELECT ${LISTED.join(', ')}, customer_id, event FROM ${from} WHERE customer_id = $2 AND (start_at, event) > ($3, $4) ORDER BY start_at, event LIMIT ${PAGE}`,
      [month, customer, at, event],
    );
    for (const row of await openRows(ctx, 'bill', usage, LISTED, rows))
      yield {
        service: row.service_id,
        person: row.person_id,
        start: Date.parse(row.start_at),
        offset: row.offset_minutes,
        kind: row.kind,
        direction: row.direction,
        other: row.other ?? '',
        destination: row.destination,
        visited: row.visited,
        seconds: row.seconds,
        bytes: Number(row.bytes),
        ore: row.amount_ore,
      };
    const last = rows.at(-1);
    if (last === undefined || rows.length < PAGE) return;
    [at, event] = [String(last['start_at']), String(last['event'])];
  }
}
