import { unpackExplanation, type SimulatedRecord } from '#modules/prices';
import { frozenSql, queryOf, type Ctx } from '#platform/db';
import { usage } from '../data-map.ts';
import { isoDay, keptDays, partitionOf } from './days.ts';
import { operatorMonths } from './months.ts';

const BATCH = 5000;
const PLACE = `${usage.name}.other`;

/**
 * The records of a month, YYYY-MM in the operator's zone, for trying prices on: a day at a time, a few thousand in memory. The other
 * party's number is opened for the rating and leaves with it; who is who stays a random id.
 */
export async function* simulatedRecords(
  ctx: Ctx,
  month: string,
  timeZone: string,
): AsyncGenerator<SimulatedRecord, void, undefined> {
  const months = await operatorMonths(ctx, timeZone);
  const wanted = `${month}-01`;
  for (const day of await keptDays(ctx)) {
    // A day of the store is one in UTC: its ends may lie in two months of the operator's.
    if (months.of(day) !== wanted && months.of(day + 86_399_999) !== wanted) continue;
    yield* ofDay(ctx, day, (at) => months.of(at) === wanted);
  }
}

async function* ofDay(
  ctx: Ctx,
  day: number,
  within: (at: number) => boolean,
): AsyncGenerator<SimulatedRecord, void, undefined> {
  let after: readonly unknown[] = ['', `${isoDay(day)}T00:00:00Z`, '00000000-0000-0000-0000-000000000000'];
  const frozen = await frozenSql(ctx, usage, 'u', 'bill');
  for (;;) {
    const { rows } = await queryOf(ctx)(
      `SELECT customer_id, start_at, event, service_id, person_id, kind, direction, seconds, bytes, answered, other, visited, explanation
       FROM ${partitionOf(day)} u WHERE (customer_id, start_at, event) > ($1, $2, $3) AND NOT ${frozen} ORDER BY customer_id, start_at, event LIMIT ${BATCH}`,
      after,
    );
    for (const row of rows) {
      const start = Date.parse(String(row['start_at']));
      if (!within(start)) continue;
      const sealed = row['other'];
      const other =
        sealed instanceof Uint8Array
          ? await ctx.db.sealer.open(String(row['person_id']), PLACE, sealed)
          : undefined;
      yield {
        customer: String(row['customer_id']),
        service: String(row['service_id']),
        plan: unpackExplanation(String(row['explanation']))?.plan ?? '',
        usage: {
          kind: row['kind'] as SimulatedRecord['usage']['kind'],
          direction: row['direction'] as SimulatedRecord['usage']['direction'],
          other: other ?? '',
          start,
          seconds: Number(row['seconds']),
          bytes: Number(row['bytes']),
          answered: row['answered'] === true,
          visited: String(row['visited']),
        },
      };
    }
    const last = rows.at(-1);
    if (last === undefined || rows.length < BATCH) return;
    after = [last['customer_id'], last['start_at'], last['event']];
  }
}
