import { emptyRated, packExplanation } from '#modules/prices';
import { dayBegins } from '#modules/customers';
import { openRows, queryOf, transact, type Ctx } from '#platform/db';
import { usage } from '../data-map.ts';
import { post } from './correct.ts';
import { monthAfter } from './months.ts';
import type { Desk } from './store-batch.ts';

export interface Rerated {
  readonly month: string;
  records: number;
  /** Records whose amount is another now. */
  changed: number;
  /** Of them, those that were billed already: reversed and posted anew. */
  posted: number;
  /** Öre: what it came to, less what it was. */
  differenceOre: number;
}

const COLUMNS = [
  'start_at',
  'event',
  'service_id',
  'kind',
  'direction',
  'seconds',
  'bytes',
  'answered',
  'other',
  'visited',
  'destination',
  'amount_ore',
  'vat_included',
  'explanation',
  'bill_month',
] as const;

/**
 * Prices a month's records anew by the price book as it is now, in the order in which they came, so that allowances fall where they fell.
 * Nothing is edited that has been billed: the old amount is reversed and the new one posted. Once more changes nothing. The caller is
 * alone (`alone`). @param month first day, the records' own month
 */
export async function rerate(
  ctx: Ctx,
  desk: Desk,
  { month, zone, customer }: { readonly month: string; readonly zone: string; readonly customer?: string },
): Promise<Rerated> {
  const rerated: Rerated = { month, records: 0, changed: 0, posted: 0, differenceOre: 0 };
  const [from, to] = [month, monthAfter(month)].map((day) => new Date(dayBegins(day, zone)).toISOString());
  const { rows } = await queryOf(ctx)(
    'SELECT DISTINCT customer_id FROM traffic.usage WHERE start_at >= $1 AND start_at < $2 AND ($3::text IS NULL OR customer_id = $3) ORDER BY 1',
    [from, to, customer ?? null],
  );
  for (const row of rows)
    await transact(ctx, (inner) =>
      rerateOne(inner, desk, String(row['customer_id']), month, [from, to], rerated),
    );
  return rerated;
}

async function rerateOne(
  ctx: Ctx,
  desk: Desk,
  customer: string,
  month: string,
  between: readonly (string | undefined)[],
  rerated: Rerated,
): Promise<void> {
  const query = queryOf(ctx);
  desk.balances.forget();
  await query('DELETE FROM traffic.allowance_use WHERE customer_id = $1 AND month = $2', [customer, month]);
  const { rows } = await query(
    `SELECT ${COLUMNS.join(', ')}, person_id, customer_id FROM traffic.usage WHERE customer_id = $1 AND start_at >= $2 AND start_at < $3 ORDER BY file_order, line, event`,
    [customer, ...between],
  );
  const told = emptyRated();
  for (const row of await openRows(ctx, 'bill', usage, COLUMNS, rows)) {
    rerated.records += 1;
    const start = Date.parse(row.start_at);
    const holder = desk.holders.ofService(row.service_id, start);
    if (holder === undefined) continue;
    await desk.balances.fetch(ctx, [{ holder, month, at: start }]);
    const record = {
      kind: row.kind,
      direction: row.direction,
      other: row.other ?? '',
      start,
      seconds: row.seconds,
      bytes: Number(row.bytes),
      answered: row.answered,
      visited: row.visited,
    };
    desk.rater.rate(holder.plan, record, desk.balances.of(holder, month), told);
    const explanation = packExplanation(told);
    const difference = told.amountOre - Number(row.amount_ore);
    if (difference === 0 && explanation === row.explanation) continue;
    if (difference !== 0) {
      rerated.changed += 1;
      rerated.differenceOre += difference;
      if (desk.months.bill(row.bill_month) !== row.bill_month) {
        rerated.posted += 1;
        const was = {
          start: row.start_at,
          seconds: row.seconds,
          bytes: Number(row.bytes),
          kind: row.kind,
          amountOre: Number(row.amount_ore),
          vat: row.vat_included,
          destination: row.destination,
          explanation: row.explanation,
          billMonth: row.bill_month,
          answered: row.answered,
        };
        await post(ctx, desk, holder, row.event, was, 'reverse', 'rerated');
        const now = {
          ...was,
          amountOre: told.amountOre,
          destination: told.destination,
          vat: told.vatIncluded,
        };
        await post(ctx, desk, holder, row.event, now, 'repost', 'rerated');
      }
    }
    await query(
      `UPDATE traffic.usage SET destination = $4, outcome = $5, amount_ore = $6, vat_included = $7, explanation = $8
       WHERE customer_id = $1 AND start_at = $2 AND event = $3`,
      [
        customer,
        row.start_at,
        row.event,
        told.destination,
        told.outcome,
        told.amountOre,
        told.vatIncluded,
        explanation,
      ],
    );
  }
  await desk.balances.write(ctx);
}
