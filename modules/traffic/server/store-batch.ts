import { emptyRated, type Rater } from '#modules/prices';
import type { Conveyed, Keeper } from '#modules/retained';
import { copyInto, copyRows, queryOf, transact, type Ctx, type Transaction } from '#platform/db';
import type { UsageRecord } from '../pure/usage-record.ts';
import { usage } from '../data-map.ts';
import type { BalanceBook, Need } from './balances.ts';
import { dayOf, isoDay, makeDays } from './days.ts';
import { gatherer, type Gathered } from './gather.ts';
import type { Holders } from './holders.ts';
import type { Months } from './months.ts';
import type { Seals } from './seals.ts';
import { isStoredAlready, storedAlready } from './stored-already.ts';
import { COLUMNS, emptyRead, readInto, writeRow } from './usage-row.ts';

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
  /** What is stored already is asked for before it is rated. Else it is left to the key to refuse it: most files are new. */
  asks: boolean;
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
}

const rows = copyRows(4 << 20);
const out = emptyRated();
const read = emptyRead();
const nothing = (): Stored => ({
  rated: 0,
  free: 0,
  duplicate: 0,
  unrated: 0,
  seconds: 0,
  amountOre: 0,
  first: Infinity,
  last: -Infinity,
});

/**
 * Stores the new ones of these records, rated, in one durable commit with whatever `also` writes; those that are there already are
 * counted. The caller is the only importer, so that what is not there before the commit is new (import.ts).
 *
 * A batch is first taken to be new. If the key refuses one of its records, nothing of it has happened, and it is done again with the
 * question first; so are the ones after it, until one holds nothing that was there. In a transaction of the caller's the question
 * always comes first, since a refusal would undo the caller's work too.
 */
export async function storeBatch(
  ctx: Ctx,
  desk: Desk,
  batch: Gathered,
  fileOrder: number,
  also: (inner: Ctx, stored: Stored) => Promise<void>,
): Promise<Stored> {
  try {
    return await storeOnce(ctx, desk, batch, fileOrder, also, desk.asks || ctx.tx !== undefined);
  } catch (error) {
    if (ctx.tx !== undefined || !isStoredAlready(error)) throw error;
    desk.asks = true;
    return storeOnce(ctx, desk, batch, fileOrder, also, true);
  }
}

/** One record alone, of a number that somebody has. */
export function storeRecord(ctx: Ctx, desk: Desk, record: UsageRecord, fileOrder: number): Promise<Stored> {
  const alone = gatherer(desk.holders.table, desk.holders.places, 1);
  const [batch = alone.take()] = alone.add({ records: [record], rejects: [], legs: 0 });
  return storeBatch(ctx, desk, batch, fileOrder, async () => undefined);
}

async function storeOnce(
  ctx: Ctx,
  desk: Desk,
  batch: Gathered,
  fileOrder: number,
  also: (inner: Ctx, stored: Stored) => Promise<void>,
  ask: boolean,
): Promise<Stored> {
  const stored = nothing();
  stored.duplicate = batch.duplicates;
  try {
    await transact(ctx, async (inner) => {
      await makeDays(inner, daysOf(batch), desk.days);
      const fresh = ask && batch.count > 0 ? await unseen(inner, desk, batch) : batch.order;
      stored.duplicate += batch.count - fresh.length;
      await prepare(inner, desk, batch, fresh);
      const late = new Map<string, [string, string]>();
      if (fresh.length > 0)
        await copyInto(
          inner.tx,
          usage,
          COLUMNS,
          inPieces(fresh, (at) => rateAndWrite(desk, batch, at, fileOrder, stored, late)),
        );
      await desk.retained?.keep(inner, conveyed(desk, batch, fresh));
      await desk.balances.write(inner);
      if (late.size > 0)
        await queryOf(inner)(
          'INSERT INTO traffic.late_day (bill_month, day) SELECT * FROM unnest($1::date[], $2::date[]) ON CONFLICT DO NOTHING',
          [[...late.values()].map(([month]) => month), [...late.values()].map(([, day]) => day)],
        );
      await also(inner, stored);
      if (ask && fresh.length === batch.count && batch.count > 0) desk.asks = false;
    });
  } catch (error) {
    // What was taken from allowances, and partitions made, went with the transaction.
    desk.balances.forget();
    desk.days.clear();
    throw error;
  }
  return stored;
}

function daysOf({ start, count }: Gathered): Set<number> {
  const days = new Set<number>();
  let last = Number.NaN;
  for (let at = 0; at < count; at += 1) {
    const day = dayOf(start[at]!);
    if (day !== last) days.add(day);
    last = day;
  }
  return days;
}

async function unseen(ctx: Transaction, desk: Desk, batch: Gathered): Promise<Uint32Array> {
  const known = await storedAlready(ctx, desk.holders, batch);
  return known.size === 0 ? batch.order : batch.order.filter((at) => !known.has(at));
}

/** Keys and allowances of everyone in the batch. Those of one customer stand together, so that most are seen to be the last one again. */
async function prepare(ctx: Ctx, desk: Desk, batch: Gathered, fresh: Uint32Array): Promise<void> {
  const needed: Need[] = [];
  let [last, lastMonth] = [-1, ''];
  for (const at of fresh) {
    const place = batch.holder[at]!;
    const month = desk.months.of(batch.start[at]!);
    if (place === last && month === lastMonth) continue;
    [last, lastMonth] = [place, month];
    needed.push({ holder: desk.holders.inUse[place]!, month, at: batch.start[at]! });
  }
  await desk.balances.fetch(ctx, needed);
  await desk.seals.fetch(ctx, needed);
}

/** Rows a piece: the database takes in one while the next is rated and sealed. */
const PIECE = 1000;

function* inPieces(fresh: Uint32Array, add: (at: number) => void): Generator<Buffer> {
  rows.reset();
  for (const [nth, at] of fresh.entries()) {
    if (nth > 0 && nth % PIECE === 0) yield rows.take();
    add(at);
  }
  yield rows.finish();
}

/** The same records for the sealed store; each is used before the next is read. */
function* conveyed({ holders }: Desk, batch: Gathered, fresh: Uint32Array): Generator<Conveyed> {
  for (const at of fresh) {
    readInto(read, batch, at);
    const holder = holders.inUse[batch.holder[at]!]!;
    yield { record: { ...read, served: holder.number }, holder };
  }
}

function rateAndWrite(
  desk: Desk,
  batch: Gathered,
  at: number,
  fileOrder: number,
  stored: Stored,
  late: Map<string, [string, string]>,
): void {
  readInto(read, batch, at);
  const holder = desk.holders.inUse[batch.holder[at]!]!;
  const month = desk.months.of(read.start);
  const { own, shared } = desk.balances.of(holder, month);
  const told = desk.rater.rate(holder.plan, read, { own, shared, bars: NO_BARS }, out);
  if (told.outcome === 'rated') stored.rated += 1;
  else if (told.outcome === 'free') stored.free += 1;
  else stored.unrated += 1;
  stored.seconds += read.seconds;
  stored.amountOre += told.amountOre;
  if (read.start < stored.first) stored.first = read.start;
  if (read.start > stored.last) stored.last = read.start;
  const bill = desk.months.bill(month);
  if (bill !== month) {
    const name = isoDay(dayOf(read.start));
    late.set(`${bill} ${name}`, [bill, name]);
  }
  const other = read.other === '' ? undefined : desk.seals.seal(holder.person ?? holder.customer, read.other);
  writeRow(rows, holder, read, told, batch, at, { other, bill: firstOf(bill), fileOrder });
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
