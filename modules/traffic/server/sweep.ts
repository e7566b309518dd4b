import { dayAt } from '#modules/customers';
import { frozenSql, queryOf, transact, type Ctx } from '#platform/db';
import { allowanceUse, posting, usage } from '../data-map.ts';
import { TERMS } from '../pure/terms.ts';
import { isoDay, keptDays, partitionOf } from './days.ts';
import { END_SQL, HELD_SQL } from './deadlines.ts';
import { noteErasure } from './erasures.ts';
import { forgetChoices } from './own-choices.ts';

export interface Swept {
  readonly today: string;
  /** Days dropped whole. */
  dropped: number;
  /** Records erased, with their day or one by one. */
  records: number;
  /** Records moved aside because somebody holds them. */
  held: number;
  rejects: number;
}

/**
 * Erases everything that is due today: a day whose records are all due is detached and dropped, after what is held has been moved aside;
 * of other days the due ones are deleted. Each erasure is noted in its own transaction. May be run again at any time.
 */
export async function sweep(ctx: Ctx, timeZone: string): Promise<Swept> {
  const today = dayAt(ctx.db.clock.now(), timeZone);
  const swept: Swept = { today, dropped: 0, records: 0, held: 0, rejects: 0 };
  await dropDetached(ctx, swept);
  for (const day of await keptDays(ctx)) {
    if (day + (TERMS.unbilledDays + 1) * 86_400_000 > Date.parse(today)) break;
    await sweepDay(ctx, day, today, swept);
  }
  await sweepAside(ctx, today, swept);
  await sweepRejects(ctx, today, swept);
  await sweepSmall(ctx, today);
  await forgetChoices(ctx);
  return swept;
}

const ROOT = `encode(sha256(coalesce(string_agg(uuid_send(event), ''::bytea ORDER BY event), ''::bytea)), 'hex')`;
const JOINED = `LEFT JOIN traffic.deadline d ON d.customer_id = u.customer_id AND d.bill_month = u.bill_month`;
/** Kept whatever the day: by a dispute or a hold, or because the person has frozen it (GDPR Art. 18.2; promise restriction.2). */
const keptSql = async (ctx: Ctx): Promise<string> =>
  `((${HELD_SQL} AND u.outcome <> 'free') OR ${await frozenSql(ctx, usage, 'u')})`;
const dueSql = (kept: string): string => `${END_SQL} <= $1::date AND NOT ${kept}`;

async function sweepDay(ctx: Ctx, day: number, today: string, swept: Swept): Promise<void> {
  const place = partitionOf(day);
  const kept = await keptSql(ctx);
  const { rows } = await queryOf(ctx)(
    `SELECT count(*)::int AS all, count(*) FILTER (WHERE ${dueSql(kept)})::int AS due, count(*) FILTER (WHERE ${kept})::int AS held
     FROM ${place} u ${JOINED}`,
    [today],
  );
  const counted = (name: 'all' | 'due' | 'held'): number => Number(rows[0]?.[name]);
  const [all, due, held] = [counted('all'), counted('due'), counted('held')];
  if (due === 0 && all !== 0 && held !== all) return;
  if (due + held === all) return dropDay(ctx, day, swept);
  await transact(ctx, async (inner) => {
    const { rows: gone } = await queryOf(inner)(
      `WITH gone AS (DELETE FROM ${place} x USING (SELECT u.customer_id, u.start_at, u.event FROM ${place} u ${JOINED} WHERE ${dueSql(kept)}) k
         WHERE x.customer_id = k.customer_id AND x.start_at = k.start_at AND x.event = k.event RETURNING x.event, x.outcome)
       SELECT count(*)::int AS records, bool_and(outcome = 'free') AS unbilled, ${ROOT} AS root FROM gone`,
      [today],
    );
    await noteErasure(inner, {
      day: isoDay(day),
      way: gone[0]?.['unbilled'] === true ? 'unbilled' : 'deleted',
      records: Number(gone[0]?.['records']),
      root: String(gone[0]?.['root']),
    });
  });
  swept.records += due;
}

/** All of it is due or held: what is held is moved aside, the day detached without holding up its readers, and dropped. */
async function dropDay(ctx: Ctx, day: number, swept: Swept): Promise<void> {
  const place = partitionOf(day);
  swept.held += await transact(ctx, async (inner) => {
    const moved = await queryOf(inner)(
      `INSERT INTO traffic.held_usage SELECT u.* FROM ${place} u ${JOINED} WHERE ${await keptSql(inner)} ON CONFLICT DO NOTHING`,
      [],
    );
    await queryOf(inner)(
      `DELETE FROM ${place} x USING traffic.held_usage h WHERE h.customer_id = x.customer_id AND h.start_at = x.start_at AND h.event = x.event`,
      [],
    );
    return moved.count;
  });
  // Not within a transaction: PostgreSQL waits for its readers between the two halves.
  await queryOf(ctx)(`ALTER TABLE traffic.usage DETACH PARTITION ${place} CONCURRENTLY`, []);
  await dropTable(ctx, place, isoDay(day), swept);
}

async function dropTable(ctx: Ctx, place: string, day: string, swept: Swept): Promise<void> {
  swept.records += await transact(ctx, async (inner) => {
    const { rows } = await queryOf(inner)(
      `SELECT count(*)::int AS records, ${ROOT} AS root FROM ${place}`,
      [],
    );
    await queryOf(inner)(`DROP TABLE ${place}`, []);
    const records = Number(rows[0]?.['records']);
    await noteErasure(inner, { day, way: 'dropped', records, root: String(rows[0]?.['root']) });
    return records;
  });
  swept.dropped += 1;
}

/** A day that was detached when the machine stopped: it is due, and no longer part of anything. */
async function dropDetached(ctx: Ctx, swept: Swept): Promise<void> {
  await queryOf(ctx)(
    `DO $$ DECLARE p regclass; BEGIN
       FOR p IN SELECT inhrelid FROM pg_inherits WHERE inhparent = 'traffic.usage'::regclass AND inhdetachpending LOOP
         EXECUTE format('ALTER TABLE traffic.usage DETACH PARTITION %s FINALIZE', p);
       END LOOP; END $$`,
    [],
  );
  const { rows } = await queryOf(ctx)(
    `SELECT relname::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
     WHERE n.nspname = 'traffic_day' AND c.relkind = 'r' AND NOT c.relispartition`,
    [],
  );
  for (const { name } of rows) {
    const [, year, month, day] = /^usage_(\d{4})(\d\d)(\d\d)$/.exec(String(name)) ?? [];
    if (year !== undefined)
      await dropTable(ctx, `traffic_day.${String(name)}`, `${year}-${month}-${day}`, swept);
  }
}

/** What was held when its day was dropped, and is held no longer. */
async function sweepAside(ctx: Ctx, today: string, swept: Swept): Promise<void> {
  await transact(ctx, async (inner) => {
    const due = dueSql(await keptSql(inner));
    const { rows } = await queryOf(inner)(
      `WITH gone AS (DELETE FROM traffic.held_usage x USING (SELECT u.customer_id, u.start_at, u.event FROM traffic.held_usage u ${JOINED} WHERE ${due}) k
         WHERE x.customer_id = k.customer_id AND x.start_at = k.start_at AND x.event = k.event RETURNING x.event)
       SELECT count(*)::int AS records, ${ROOT} AS root FROM gone`,
      [today],
    );
    const records = Number(rows[0]?.['records']);
    if (records === 0) return;
    await noteErasure(inner, { day: today, way: 'deleted', records, root: String(rows[0]?.['root']) });
    swept.records += records;
  });
}

async function sweepRejects(ctx: Ctx, today: string, swept: Swept): Promise<void> {
  const files = await transact(ctx, async (inner) => {
    const { rows } = await queryOf(inner)(
      `WITH gone AS (DELETE FROM traffic.reject WHERE expires_on <= $1::date RETURNING file_id, nr)
       SELECT file_id, count(*)::int AS records, encode(sha256(convert_to(string_agg(nr::text, ',' ORDER BY nr), 'UTF8')), 'hex') AS root FROM gone GROUP BY file_id`,
      [today],
    );
    for (const row of rows) {
      await noteErasure(inner, {
        day: today,
        way: 'reject',
        records: Number(row['records']),
        root: String(row['root']),
      });
      swept.rejects += Number(row['records']);
    }
    return rows.map((row) => String(row['file_id']));
  });
  for (const file of files) {
    const { rows } = await queryOf(ctx)('SELECT 1 FROM traffic.reject WHERE file_id = $1 LIMIT 1', [file]);
    // The key goes with the last of them: what the log and backups still hold can't be read.
    if (rows.length === 0) await ctx.db.sealer.shred(file);
  }
}

/** Postings, balances and deadlines end with the records of their month. */
async function sweepSmall(ctx: Ctx, today: string): Promise<void> {
  const end = (month: string): string =>
    `COALESCE(d.due_on, (${month} + interval '1 month')::date + ${TERMS.dueDays + TERMS.objectionDays}) <= $1::date AND NOT ${HELD_SQL}`;
  for (const [table, month, map] of [
    ['posting', 'bill_month', posting],
    ['allowance_use', 'month', allowanceUse],
  ] as const)
    await queryOf(ctx)(
      `DELETE FROM traffic.${table} t USING (SELECT t.ctid FROM traffic.${table} t LEFT JOIN traffic.deadline d ON d.customer_id = t.customer_id AND d.bill_month = t.${month}
         WHERE ${end(`t.${month}`)} AND NOT ${await frozenSql(ctx, map, 't')}) gone WHERE t.ctid = gone.ctid`,
      [today],
    );
  await queryOf(ctx)(
    `DELETE FROM traffic.deadline d WHERE d.due_on < $1::date - 30 AND d.reason NOT IN ('disputed', 'held')
       AND NOT EXISTS (SELECT FROM traffic.usage u WHERE u.customer_id = d.customer_id AND u.bill_month = d.bill_month)`,
    [today],
  );
}
