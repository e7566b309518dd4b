import { emptyRated, packExplanation, type Rater } from '#modules/prices';
import type { Keeper } from '#modules/retained';
import type { NumberInUse } from '#modules/services';
import { copyAside, copyInto, copyRows, queryOf, transact, type Ctx, type Transaction } from '#platform/db';
import type { UsageRecord } from '../pure/usage-record.ts';
import { usage } from '../data-map.ts';
import type { BalanceBook } from './balances.ts';
import { dayOf, isoDay, makeDays, partitionOf } from './days.ts';
import { eventOf } from './event.ts';
import type { Holders } from './holders.ts';
import type { Months } from './months.ts';
import type { Seals } from './seals.ts';

/** What an import stands on; kept from batch to batch. */
export interface Desk {
  readonly rater: Rater;
  readonly holders: Holders;
  readonly months: Months;
  readonly balances: BalanceBook;
  readonly seals: Seals;
  /** What the law obliges us to retain for law enforcement; absent where it does not. */
  readonly retained: Keeper | undefined;
  /** Days that are known to have a partition. */
  readonly days: Set<number>;
}

export interface Stored {
  rated: number;
  free: number;
  duplicate: number;
  unrated: number;
  seconds: number;
  amountOre: number;
  first: number;
  last: number;
  /** Records of numbers that nobody had then. */
  readonly strangers: UsageRecord[];
}

interface Met {
  readonly record: UsageRecord;
  readonly holder: NumberInUse;
  readonly event: string;
  readonly day: number;
  readonly month: string;
}

export const COLUMNS = [
  'customer_id',
  'start_at',
  'event',
  'service_id',
  'person_id',
  'system',
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
  'file_order',
  'line',
] as const;

const rows = copyRows(4 << 20);
const out = emptyRated();

/**
 * Stores the new ones of these records, rated, in one durable commit with whatever `also` writes; those that are there already are
 * counted. The caller is the only importer, so that what is not there before the commit is new (import.ts).
 */
export async function storeBatch(
  ctx: Ctx,
  desk: Desk,
  records: readonly UsageRecord[],
  fileOrder: number,
  also: (inner: Ctx, stored: Stored) => Promise<void>,
): Promise<Stored> {
  const stored: Stored = {
    rated: 0,
    free: 0,
    duplicate: 0,
    unrated: 0,
    seconds: 0,
    amountOre: 0,
    first: Infinity,
    last: -Infinity,
    strangers: [],
  };
  const met = meet(desk, records, stored);
  try {
    await transact(ctx, async (inner) => {
      await makeDays(inner, new Set(met.map(({ day }) => day)), desk.days);
      const fresh = await unseen(inner, met);
      stored.duplicate += met.length - fresh.length;
      await desk.balances.fetch(
        inner,
        fresh.map(({ holder, month, record }) => ({ holder, month, at: record.start })),
      );
      await desk.seals.fetch(inner, fresh);
      const late = new Map<string, [string, string]>();
      if (fresh.length > 0)
        await copyInto(
          inner.tx,
          usage,
          COLUMNS,
          inPieces(fresh, (one) => write(desk, one, fileOrder, stored, late)),
        );
      await desk.retained?.keep(inner, fresh);
      await desk.balances.write(inner);
      if (late.size > 0)
        await queryOf(inner)(
          'INSERT INTO traffic.late_day (bill_month, day) SELECT * FROM unnest($1::date[], $2::date[]) ON CONFLICT DO NOTHING',
          [[...late.values()].map(([month]) => month), [...late.values()].map(([, day]) => day)],
        );
      await also(inner, stored);
    });
  } catch (error) {
    // What was taken from allowances, and partitions made, went with the transaction.
    desk.balances.forget();
    desk.days.clear();
    throw error;
  }
  return stored;
}

/** Rows a piece: the database takes in one while the next is rated and sealed. */
const PIECE = 1000;

function* inPieces(fresh: readonly Met[], add: (one: Met) => void): Generator<Buffer> {
  rows.reset();
  for (const [at, one] of fresh.entries()) {
    if (at > 0 && at % PIECE === 0) yield rows.take();
    add(one);
  }
  yield rows.finish();
}

/** Finds whose each record is, and leaves out what this batch holds twice. */
function meet(desk: Desk, records: readonly UsageRecord[], stored: Stored): Met[] {
  const seen = new Set<string>();
  const met: Met[] = [];
  for (const record of records) {
    const holder = desk.holders.at(record.served, record.start);
    if (holder === undefined) {
      stored.strangers.push(record);
      continue;
    }
    const event = eventOf(record.system, record.key);
    if (seen.has(event)) {
      stored.duplicate += 1;
      continue;
    }
    seen.add(event);
    met.push({ record, holder, event, day: dayOf(record.start), month: desk.months.of(record.start) });
  }
  return met;
}

/** Leaves out what is stored already: a question to each day's own index, by the whole key. */
async function unseen(ctx: Transaction, met: readonly Met[]): Promise<readonly Met[]> {
  if (met.length === 0) return met;
  const query = queryOf(ctx);
  await query(
    'CREATE TEMP TABLE IF NOT EXISTS wanted (ord integer, customer_id text, start_at timestamptz, event uuid) ON COMMIT DELETE ROWS',
    [],
  );
  const days = new Set<number>();
  rows.reset();
  for (const [at, { record, holder, event, day }] of met.entries()) {
    days.add(day);
    rows.row(4);
    rows.int4(at);
    rows.text(holder.customer);
    rows.time(record.start);
    rows.uuid(event);
  }
  await copyAside(ctx.tx, 'wanted', ['ord', 'customer_id', 'start_at', 'event'], rows.finish());
  for (const setting of ['hashjoin', 'mergejoin', 'seqscan', 'bitmapscan'])
    await query(`SET LOCAL enable_${setting} = off`, []);
  const known = new Set<number>();
  for (const day of days) {
    const [from, to] = [isoDay(day), isoDay(day + 86_400_000)];
    const { rows: found } = await query(
      `SELECT w.ord FROM wanted w WHERE w.start_at >= '${from}Z' AND w.start_at < '${to}Z'
         AND EXISTS (SELECT FROM ${partitionOf(day)} u WHERE u.customer_id = w.customer_id AND u.start_at = w.start_at AND u.event = w.event)`,
      [],
    );
    for (const row of found) known.add(Number(row['ord']));
  }
  return known.size === 0 ? met : met.filter((_, at) => !known.has(at));
}

function write(
  desk: Desk,
  { record, holder, event, day, month }: Met,
  fileOrder: number,
  stored: Stored,
  late: Map<string, [string, string]>,
): void {
  const { own, shared } = desk.balances.of(holder, month);
  const told = desk.rater.rate(holder.plan, record, { own, shared, bars: NO_BARS }, out);
  if (told.outcome === 'rated') stored.rated += 1;
  else if (told.outcome === 'free') stored.free += 1;
  else stored.unrated += 1;
  stored.seconds += record.seconds;
  stored.amountOre += told.amountOre;
  if (record.start < stored.first) stored.first = record.start;
  if (record.start > stored.last) stored.last = record.start;
  const bill = desk.months.bill(month);
  if (bill !== month) {
    const name = isoDay(day);
    late.set(`${bill} ${name}`, [bill, name]);
  }
  const person = holder.person ?? holder.customer;
  rows.row(COLUMNS.length);
  rows.text(holder.customer);
  rows.time(record.start);
  rows.uuid(event);
  rows.text(holder.service);
  rows.text(person);
  rows.text(record.system);
  rows.text(record.kind);
  rows.text(record.direction);
  rows.int2(record.offset);
  rows.int4(record.seconds);
  rows.int8(record.bytes);
  rows.bool(record.answered);
  if (record.other === '') rows.null();
  else rows.bytes(desk.seals.seal(person, record.other));
  rows.text(told.destination);
  rows.text(record.originNetwork);
  rows.text(record.terminatingNetwork);
  rows.text(record.visited);
  rows.text(told.outcome);
  rows.int8(told.amountOre);
  rows.bool(told.vatIncluded);
  rows.text(packExplanation(told));
  rows.date(firstOf(bill));
  rows.int8(fileOrder);
  rows.int4(record.line);
}

const firsts = new Map<string, number>();
/** Midnight UTC of a day written `YYYY-MM-DD`; asked for a million times and of few days. */
function firstOf(day: string): number {
  let at = firsts.get(day);
  if (at === undefined) {
    at = Date.parse(day);
    firsts.set(day, at);
  }
  return at;
}

/** A call that took place is priced, whatever was barred: the bar is the switch's to keep (charging). */
const NO_BARS = Object.freeze({});
