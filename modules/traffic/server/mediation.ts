import { queryOf, read, type Ctx } from '#platform/db';
import { file as fileTable } from '../data-map.ts';
import { gapsIn, type BusyMinute } from '../pure/gaps.ts';
import type { FileView, Mediation, RejectGroup } from '../pure/office-contract.ts';

const FILES = 60;
const DAYS = 30;
/** How far back silences are looked for. */
const LOOK_BACK = 3 * 86_400_000;

/** What came in, and what of it needs somebody: no record of anybody is in it. */
export async function mediation(ctx: Ctx, timeZone: string): Promise<Mediation> {
  const { rows: sums } = await queryOf(ctx)(
    `SELECT count(*)::int AS files, count(*) FILTER (WHERE read <> rated + free + duplicate + rejected + unrated)::int AS broken FROM traffic.file`,
    [],
  );
  const { rows: days } = await queryOf(ctx)(
    `SELECT (started_at AT TIME ZONE $1)::date AS day, sum(read)::bigint AS read, sum(rejected)::bigint AS rejected FROM traffic.file GROUP BY 1 ORDER BY 1 DESC LIMIT ${DAYS}`,
    [timeZone],
  );
  const { rows: systems } = await queryOf(ctx)(
    'SELECT system FROM traffic.file GROUP BY system ORDER BY max(file_order) DESC LIMIT 20',
    [],
  );
  return {
    files: await filesRead(ctx),
    sum: { files: Number(sums[0]?.['files']), broken: Number(sums[0]?.['broken']) },
    days: days
      .map((row) => ({
        day: String(row['day']),
        read: Number(row['read']),
        rejected: Number(row['rejected']),
      }))
      .toReversed(),
    gaps: await gaps(ctx),
    systems: systems.map((row) => String(row['system'])),
    rejects: await rejectGroups(ctx),
  };
}

async function filesRead(ctx: Ctx): Promise<FileView[]> {
  const rows = await read(
    ctx,
    'bill',
    fileTable,
    [
      'file_id',
      'name',
      'system',
      'format',
      'state',
      'read',
      'rated',
      'free',
      'duplicate',
      'rejected',
      'unrated',
      'amount_ore',
      'started_at',
      'done_at',
    ],
    { order: [['file_order', 'desc']], limit: FILES },
  );
  return rows.map((row) => ({
    id: row.file_id,
    name: row.name,
    system: row.system,
    format: row.format,
    state: row.state,
    read: Number(row.read),
    rated: Number(row.rated),
    free: Number(row.free),
    duplicate: Number(row.duplicate),
    rejected: Number(row.rejected),
    unrated: Number(row.unrated),
    amountOre: Number(row.amount_ore),
    startedAt: row.started_at,
    doneAt: row.done_at,
  }));
}

/** Silences of each switch during the last days, newest first. Only how many a minute is asked of the records, nothing of anybody. */
async function gaps(ctx: Ctx): Promise<Mediation['gaps']> {
  const now = ctx.db.clock.now();
  const { rows } = await queryOf(ctx)(
    `SELECT system, (extract(epoch FROM date_trunc('minute', start_at)) * 1000)::bigint AS at, count(*)::int AS records
     FROM traffic.usage WHERE start_at >= $1 AND start_at < $2 GROUP BY 1, 2 ORDER BY 1, 2`,
    [new Date(now - LOOK_BACK).toISOString(), new Date(now).toISOString()],
  );
  const busy = Map.groupBy(rows, (row) => String(row['system']));
  return [...busy]
    .flatMap(([system, minutes]) =>
      gapsIn(
        minutes.map((row): BusyMinute => ({ at: Number(row['at']), records: Number(row['records']) })),
      ).map(({ from, to, expected }) => ({
        system,
        from: new Date(from).toISOString(),
        to: new Date(to).toISOString(),
        expected,
      })),
    )
    .toSorted((a, b) => (a.from < b.from ? 1 : -1));
}

async function rejectGroups(ctx: Ctx): Promise<RejectGroup[]> {
  const { rows } = await queryOf(ctx)(
    `SELECT * FROM (
       SELECT r.file_id, r.nr, r.line, r.reason, r.field, r.expires_on, f.name, f.format,
         count(*) OVER same AS all, row_number() OVER (same ORDER BY f.file_order DESC, r.nr) AS place
       FROM traffic.reject r JOIN traffic.file f USING (file_id) WHERE r.state = 'open' WINDOW same AS (PARTITION BY r.reason, r.field)) k
     WHERE place <= 20 ORDER BY k.all DESC, reason, field, place LIMIT 400`,
    [],
  );
  const groups = Map.groupBy(rows, (row) => `${String(row['reason'])} ${textOf(row['field']) ?? ''}`);
  return [...groups.values()].map((some) => ({
    reason: String(some[0]?.['reason']),
    field: textOf(some[0]?.['field']),
    count: Number(some[0]?.['all']),
    rows: some.map((row) => ({
      file: String(row['file_id']),
      nr: Number(row['nr']),
      line: Number(row['line']),
      name: String(row['name']),
      format: String(row['format']),
      expiresOn: String(row['expires_on']),
    })),
  }));
}

const textOf = (value: unknown): string | null => (typeof value === 'string' ? value : null);
