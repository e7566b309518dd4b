import { queryOf, type Ctx } from '#platform/db';

const DAY = 86_400_000;

/** Midnight UTC of the day `at` (milliseconds) lies in. */
export const dayOf = (at: number): number => Math.floor(at / DAY) * DAY;
export const isoDay = (at: number): string => new Date(at).toISOString().slice(0, 10);

/** Name of a day's partition: traffic_day.usage_20261124. Made from a number only, so it is safe to put into a statement. */
export const partitionOf = (day: number): string => `traffic_day.usage_${isoDay(day).replaceAll('-', '')}`;

/** Makes the partitions that are not there yet. `known` spares the question. */
export async function makeDays(ctx: Ctx, days: Iterable<number>, known: Set<number>): Promise<void> {
  for (const day of days) {
    if (known.has(day)) continue;
    const [from, to] = [isoDay(day), isoDay(day + DAY)];
    await queryOf(ctx)(
      `CREATE TABLE IF NOT EXISTS ${partitionOf(day)} PARTITION OF traffic.usage FOR VALUES FROM ('${from} 00:00:00+00') TO ('${to} 00:00:00+00')`,
      [],
    );
    known.add(day);
  }
}

/** Days that have a partition, oldest first; midnight UTC, milliseconds. */
export async function keptDays(ctx: Ctx): Promise<number[]> {
  const { rows } = await queryOf(ctx)(
    `SELECT relname::text AS name FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid WHERE inhparent = 'traffic.usage'::regclass ORDER BY 1`,
    [],
  );
  return rows.map(({ name }) => {
    const [, year, month, day] = /usage_(\d{4})(\d\d)(\d\d)$/.exec(String(name)) ?? [];
    return Date.parse(`${year}-${month}-${day}T00:00:00Z`);
  });
}
