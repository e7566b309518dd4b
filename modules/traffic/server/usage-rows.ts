import { frozenSql, queryOf, transact, type Ctx } from '#platform/db';
import { Problem } from '#platform/problem';
import { usage, type UsageRow } from '../data-map.ts';
import { END_SQL, HELD_SQL } from './deadlines.ts';

/** Whose records may be seen: all that a person made, and where that person pays, of the customer's others what is billed (ruling R9). */
export interface Reader {
  readonly customer: string;
  readonly person: string;
  readonly pays: boolean;
}

export interface Wanted {
  /** Milliseconds; `until` is exclusive. Never without: a question touches the days it is about and no others. */
  readonly from: number;
  readonly until: number;
  readonly service?: string | undefined;
  readonly kinds?: readonly UsageRow['kind'][] | undefined;
  /** Only those further back than this one. */
  readonly before?: { readonly start: string; readonly event: string } | undefined;
  readonly limit: number;
}

export type FoundRow = Omit<UsageRow, 'customer_id' | 'file_order' | 'line' | 'system'> & {
  /** The day it is erased at the latest. */
  readonly ends: string;
  readonly held: boolean;
};

const COLUMNS = [
  'start_at',
  'event',
  'service_id',
  'person_id',
  'kind',
  'direction',
  'offset_minutes',
  'seconds',
  'bytes',
  'answered',
  'other',
  'destination',
  'origin_network',
  'terminating_network',
  'visited',
  'outcome',
  'amount_ore',
  'vat_included',
  'explanation',
  'bill_month',
] as const;

/** What of a table a reader may see, as SQL over `$1` customer, `$2` person, `$3` whether they pay. */
const VISIBLE = `customer_id = $1 AND (person_id = $2 OR ($3 AND outcome <> 'free'))`;
const of = (reader: Reader): readonly unknown[] => [reader.customer, reader.person, reader.pays];
/** Both places a record can stand in, each with the condition of its own, so that each uses its own key. */
const both = (columns: string, where: string): string =>
  `SELECT ${columns} FROM traffic.usage u WHERE ${where} UNION ALL SELECT ${columns} FROM traffic.held_usage u WHERE ${where}`;

/** Passes the gate as `read` does. The person's own question is put to their own rows and the customer's bill, never to another's. */
async function behindGate<R>(
  ctx: Ctx,
  reader: Reader,
  columns: readonly (keyof UsageRow)[],
  work: (ctx: Ctx, visible: string) => Promise<R>,
): Promise<R> {
  const { actor } = ctx;
  if (actor.kind !== 'system' && actor.kind !== 'person') throw new Problem('forbidden');
  if (actor.kind === 'person' && (actor.customer !== reader.customer || actor.person !== reader.person))
    throw new Problem('forbidden');
  await ctx.db.gate.before(actor, 'bill', usage, columns);
  return transact(ctx, async (inner) => {
    const closed = await ctx.db.gate.closed(queryOf(inner), actor, 'bill', usage, columns, [reader.customer]);
    if (closed.size > 0) throw new Problem('forbidden');
    // What is frozen is out of the lists and out of the sums.
    const frozen = await frozenSql(inner, usage, 'u', 'bill', reader.customer);
    return work(inner, `${VISIBLE} AND NOT ${frozen}`);
  });
}

/** Records newest first, in clear. */
export async function rowsOf(ctx: Ctx, reader: Reader, wanted: Wanted): Promise<FoundRow[]> {
  return behindGate(ctx, reader, COLUMNS, async (inner, visible) => {
    const values = [...of(reader), new Date(wanted.from).toISOString(), new Date(wanted.until).toISOString()];
    const push = (value: unknown): string => `$${values.push(value)}`;
    const where = [
      visible,
      'start_at >= $4 AND start_at < $5',
      ...(wanted.service === undefined ? [] : [`service_id = ${push(wanted.service)}`]),
      ...(wanted.kinds === undefined ? [] : [`kind = ANY(${push(wanted.kinds)})`]),
      ...(wanted.before === undefined
        ? []
        : [
            `(start_at, event) < (${push(wanted.before.start)}::timestamptz, ${push(wanted.before.event)}::uuid)`,
          ]),
    ].join(' AND ');
    return opened(
      inner,
      `SELECT * FROM (${both([...COLUMNS, 'customer_id'].join(', '), where)}) r ORDER BY start_at DESC, event DESC LIMIT ${Math.trunc(wanted.limit)}`,
      values,
    );
  });
}

/** One record, by what it is known by. */
export async function rowOf(
  ctx: Ctx,
  reader: Reader,
  record: { readonly start: string; readonly event: string },
): Promise<FoundRow | undefined> {
  return behindGate(ctx, reader, COLUMNS, async (inner, visible) => {
    const where = `${visible} AND start_at = $4 AND event = $5`;
    const found = await opened(inner, both([...COLUMNS, 'customer_id'].join(', '), where), [
      ...of(reader),
      record.start,
      record.event,
    ]);
    return found[0];
  });
}

async function opened(ctx: Ctx, rows: string, values: readonly unknown[]): Promise<FoundRow[]> {
  const { rows: found } = await queryOf(ctx)(
    `SELECT u.*, (${END_SQL})::text AS ends, ${HELD_SQL} AND u.outcome <> 'free' AS held FROM (${rows}) u
     LEFT JOIN traffic.deadline d ON d.customer_id = u.customer_id AND d.bill_month = u.bill_month
     ORDER BY u.start_at DESC, u.event DESC`,
    values,
  );
  return Promise.all(
    found.map(async (row) => {
      const { other, customer_id: _customer, ...rest } = row;
      const number =
        other === null
          ? null
          : await ctx.db.sealer.open(String(row['person_id']), 'traffic.usage.other', other as Uint8Array);
      return { ...rest, other: number ?? null } as unknown as FoundRow;
    }),
  );
}

export interface SumRow {
  readonly service: string;
  readonly kind: UsageRow['kind'];
  readonly direction: UsageRow['direction'];
  readonly destination: string;
  readonly visited: string;
  readonly vatIncluded: boolean;
  readonly day: string;
  readonly records: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly ore: number;
}

/** The same records added up by service, day and what they were, without a number being opened. */
export async function sumsOf(
  ctx: Ctx,
  reader: Reader,
  wanted: Pick<Wanted, 'from' | 'until' | 'service'>,
  timeZone: string,
): Promise<SumRow[]> {
  const columns = [
    'service_id',
    'kind',
    'direction',
    'destination',
    'visited',
    'vat_included',
    'start_at',
    'answered',
    'seconds',
    'bytes',
    'amount_ore',
  ] as const;
  return behindGate(ctx, reader, columns, async (inner, visible) => {
    const values = [
      ...of(reader),
      new Date(wanted.from).toISOString(),
      new Date(wanted.until).toISOString(),
      timeZone,
    ];
    const where = `${visible} AND start_at >= $4 AND start_at < $5 AND (answered OR kind <> 'voice')${
      wanted.service === undefined ? '' : ` AND service_id = $${values.push(wanted.service)}`
    }`;
    const { rows } = await queryOf(inner)(
      `SELECT service_id, kind, direction, destination, visited, vat_included, (start_at AT TIME ZONE $6)::date::text AS day,
         count(*)::int AS records, sum(seconds)::text AS seconds, sum(bytes)::text AS bytes, sum(amount_ore)::text AS ore
       FROM (${both(columns.join(', '), where)}) u GROUP BY 1, 2, 3, 4, 5, 6, 7`,
      values,
    );
    return rows.map((row) => ({
      service: String(row['service_id']),
      kind: row['kind'] as UsageRow['kind'],
      direction: row['direction'] as UsageRow['direction'],
      destination: String(row['destination']),
      visited: String(row['visited']),
      vatIncluded: row['vat_included'] === true,
      day: String(row['day']),
      records: Number(row['records']),
      seconds: Number(row['seconds']),
      bytes: Number(row['bytes']),
      ore: Number(row['ore']),
    }));
  });
}

/** Months of the operator's zone that have anything to see, `YYYY-MM`, newest first. */
export async function monthsWithUse(ctx: Ctx, reader: Reader, timeZone: string): Promise<string[]> {
  return behindGate(ctx, reader, ['start_at'], async (inner, visible) => {
    const month = `to_char(start_at AT TIME ZONE $4, 'YYYY-MM') AS month`;
    const { rows } = await queryOf(inner)(
      `SELECT DISTINCT month FROM (${both(month, visible)}) m ORDER BY 1 DESC`,
      [...of(reader), timeZone],
    );
    return rows.map((row) => String(row['month']));
  });
}
