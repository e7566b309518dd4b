import { queryOf, type Ctx } from '#platform/db';
import type { TrafficChecks } from '../pure/office-contract.ts';
import { keptDays, partitionOf } from './days.ts';
import { retention } from './retention.ts';

/** What must always be true of the traffic, counted over all that is stored. Nightly, and whenever somebody asks. */
export async function trafficChecks(ctx: Ctx, timeZone: string): Promise<TrafficChecks> {
  const query = queryOf(ctx);
  const { rows: files } = await query(
    `SELECT count(*)::int AS checked, (array_agg(name) FILTER (WHERE read <> rated + free + duplicate + rejected + unrated))[1:20] AS wrong FROM traffic.file`,
    [],
  );
  // A record and its repetition have the same start, and so the same day.
  let records = 0;
  const twice: string[] = [];
  for (const day of await keptDays(ctx)) {
    const { rows } = await query(
      `SELECT count(*)::int AS records, count(*)::int - count(DISTINCT event)::int AS twice FROM ${partitionOf(day)}`,
      [],
    );
    records += Number(rows[0]?.['records']);
    const more = Number(rows[0]?.['twice']);
    if (more > 0) twice.push(`${new Date(day).toISOString().slice(0, 10)}: ${more}`);
  }
  const kept = await retention(ctx, timeZone);
  const late = [
    ...(kept.overdue > 0 ? [`${kept.overdue}`] : []),
    ...(kept.rejects.overdue > 0 ? [`${kept.rejects.overdue}`] : []),
  ];
  const wrong = (files[0]?.['wrong'] ?? []) as string[];
  const broken = kept.ledger.broken === undefined ? [] : [String(kept.ledger.broken)];
  return [
    { name: 'read-is-sum', ok: wrong.length === 0, checked: Number(files[0]?.['checked']), faults: wrong },
    { name: 'each-event-once', ok: twice.length === 0, checked: records, faults: twice.slice(0, 20) },
    { name: 'nothing-overdue', ok: late.length === 0, checked: records, faults: late },
    { name: 'erasures-chained', ok: broken.length === 0, checked: kept.ledger.entries, faults: broken },
  ];
}
