import { emptyRated, packExplanation, unpackExplanation } from '#modules/prices';
import type { NumberInUse } from '#modules/services';
import { randomId } from '#platform/crypto';
import { queryOf, transact, type Ctx } from '#platform/db';
import type { UsageRecord } from '../pure/usage-record.ts';
import { eventOf, uuidText } from './event.ts';
import { dayOf, makeDays } from './days.ts';
import { storeRecord, type Desk } from './store-batch.ts';

export interface Changed {
  rated: number;
  free: number;
  duplicate: number;
  unrated: number;
  /** What it came to, less what it was: may be negative. */
  seconds: number;
  amountOre: number;
  readonly strangers: UsageRecord[];
}

interface Found {
  readonly start: string;
  readonly seconds: number;
  readonly bytes: number;
  readonly kind: string;
  readonly amountOre: number;
  readonly vat: boolean;
  readonly destination: string;
  readonly explanation: string;
  readonly billMonth: string;
  readonly answered: boolean;
}

/** How far a corrected record's start may lie from the first one's. Days. */
const REACH = 35 * 86_400_000;

/**
 * Records that correct or withdraw earlier ones. While their month is open the record itself is changed; once it is billed it is not:
 * the old amount is reversed and the new one posted onto the next open month, as lines of their own period.
 */
export async function correct(
  ctx: Ctx,
  desk: Desk,
  records: readonly UsageRecord[],
  fileOrder: number,
): Promise<Changed> {
  const changed: Changed = {
    rated: 0,
    free: 0,
    duplicate: 0,
    unrated: 0,
    seconds: 0,
    amountOre: 0,
    strangers: [],
  };
  for (const record of records) {
    const holder = desk.holders.at(record.served, record.start);
    if (holder === undefined) {
      changed.strangers.push(record);
      continue;
    }
    const event = uuidText(eventOf(record.system, record.key));
    const found = await find(ctx, holder, event, record.start);
    if (record.action === 'withdraw') await withdraw(ctx, desk, holder, event, found, changed);
    else if (found === undefined) await arrive(ctx, desk, record, fileOrder, changed);
    else await change(ctx, desk, record, holder, event, found, changed);
  }
  return changed;
}

async function find(ctx: Ctx, holder: NumberInUse, event: string, at: number): Promise<Found | undefined> {
  const { rows } = await queryOf(ctx)(
    `SELECT start_at, seconds, bytes, kind, amount_ore, vat_included, destination, explanation, bill_month, answered FROM traffic.usage
     WHERE customer_id = $1 AND event = $2 AND start_at >= $3 AND start_at < $4`,
    [holder.customer, event, new Date(at - REACH).toISOString(), new Date(at + REACH).toISOString()],
  );
  const row = rows[0];
  if (row === undefined) return undefined;
  return {
    start: String(row['start_at']),
    seconds: Number(row['seconds']),
    bytes: Number(row['bytes']),
    kind: String(row['kind']),
    amountOre: Number(row['amount_ore']),
    vat: row['vat_included'] === true,
    destination: String(row['destination']),
    explanation: String(row['explanation']),
    billMonth: String(row['bill_month']),
    answered: row['answered'] === true,
  };
}

/** The correction of a record that has not been seen: it is the record. */
async function arrive(
  ctx: Ctx,
  desk: Desk,
  record: UsageRecord,
  fileOrder: number,
  changed: Changed,
): Promise<void> {
  const stored = await storeRecord(ctx, desk, record, fileOrder);
  changed.rated += stored.rated;
  changed.free += stored.free;
  changed.duplicate += stored.duplicate;
  changed.unrated += stored.unrated;
  changed.seconds += stored.seconds;
  changed.amountOre += stored.amountOre;
}

/** Gives back what the record took of allowances in its month. */
async function giveBack(ctx: Ctx, desk: Desk, holder: NumberInUse, found: Found): Promise<void> {
  const at = Date.parse(found.start);
  const month = desk.months.of(at);
  await desk.balances.fetch(ctx, [{ holder, month, at }]);
  const { own, shared } = desk.balances.of(holder, month);
  for (const { allowance, units } of unpackExplanation(found.explanation)?.uses ?? []) {
    const from = allowance in own ? own : shared;
    if (allowance in from) from[allowance] = (from[allowance] ?? 0) + units;
  }
}

const isClosed = (desk: Desk, billMonth: string): boolean => desk.months.bill(billMonth) !== billMonth;

async function withdraw(
  ctx: Ctx,
  desk: Desk,
  holder: NumberInUse,
  event: string,
  found: Found | undefined,
  changed: Changed,
): Promise<void> {
  // Gone already, or never here: there is nothing to take back.
  if (found === undefined) return void (changed.duplicate += 1);
  await giveBack(ctx, desk, holder, found);
  await desk.balances.write(ctx);
  if (isClosed(desk, found.billMonth)) await post(ctx, desk, holder, event, found, 'reverse', 'withdrawn');
  await queryOf(ctx)('DELETE FROM traffic.usage WHERE customer_id = $1 AND start_at = $2 AND event = $3', [
    holder.customer,
    found.start,
    event,
  ]);
  changed.free += 1;
  changed.seconds -= found.seconds;
  changed.amountOre -= found.amountOre;
}

async function change(
  ctx: Ctx,
  desk: Desk,
  record: UsageRecord,
  holder: NumberInUse,
  event: string,
  found: Found,
  changed: Changed,
): Promise<void> {
  const start = new Date(record.start).toISOString();
  const same =
    found.start === start &&
    found.seconds === record.seconds &&
    found.bytes === record.bytes &&
    found.answered === record.answered;
  await giveBack(ctx, desk, holder, found);
  const month = desk.months.of(record.start);
  await desk.balances.fetch(ctx, [{ holder, month, at: record.start }]);
  const told = desk.rater.rate(holder.plan, record, desk.balances.of(holder, month), emptyRated());
  await desk.balances.write(ctx);
  if (same && told.amountOre === found.amountOre && told.destination === found.destination)
    return void (changed.duplicate += 1);
  if (isClosed(desk, found.billMonth)) {
    await post(ctx, desk, holder, event, found, 'reverse', 'corrected');
    const now = { ...found, seconds: record.seconds, bytes: record.bytes, amountOre: told.amountOre };
    await post(ctx, desk, holder, event, { ...now, destination: told.destination }, 'repost', 'corrected');
  }
  const person = holder.person ?? holder.customer;
  await desk.seals.fetch(ctx, [{ holder }]);
  await makeDays(ctx, [dayOf(record.start)], desk.days);
  await queryOf(ctx)(
    `UPDATE traffic.usage SET start_at = $4, seconds = $5, bytes = $6, answered = $7, other = $8, destination = $9, visited = $10,
       outcome = $11, amount_ore = $12, vat_included = $13, explanation = $14 WHERE customer_id = $1 AND start_at = $2 AND event = $3`,
    [
      holder.customer,
      found.start,
      event,
      start,
      record.seconds,
      record.bytes,
      record.answered,
      record.other === '' ? null : desk.seals.seal(person, record.other),
      told.destination,
      record.visited,
      told.outcome,
      told.amountOre,
      told.vatIncluded,
      packExplanation(told),
    ],
  );
  // Beside the first one: what was known of the communication changed.
  await transact(ctx, async (inner) => desk.retained?.keep(inner, [{ record, holder }]));
  changed[told.outcome === 'barred' ? 'unrated' : told.outcome] += 1;
  changed.seconds += record.seconds - found.seconds;
  changed.amountOre += told.amountOre - found.amountOre;
}

/** One half of a double entry: what was billed taken back, or what is due instead. */
export async function post(
  ctx: Ctx,
  desk: Desk,
  holder: Pick<NumberInUse, 'customer' | 'service'>,
  event: string,
  what: Found,
  act: 'reverse' | 'repost',
  cause: 'corrected' | 'withdrawn' | 'rerated',
): Promise<void> {
  const sign = act === 'reverse' ? -1 : 1;
  await queryOf(ctx)(
    `INSERT INTO traffic.posting (customer_id, posting_id, service_id, start_at, event, act, cause, kind, destination, seconds, bytes,
       amount_ore, vat_included, origin_month, bill_month, posted_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)`,
    [
      holder.customer,
      randomId(),
      holder.service,
      what.start,
      event,
      act,
      cause,
      what.kind,
      what.destination,
      sign * what.seconds,
      sign * what.bytes,
      sign * what.amountOre,
      what.vat,
      what.billMonth,
      desk.months.bill(what.billMonth),
      new Date(ctx.db.clock.now()).toISOString(),
    ],
  );
}
