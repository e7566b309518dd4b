import { dayAt } from '#modules/customers';
import { queryOf } from '#platform/db';
import { fieldsOf } from '../rows-about.ts';
import type { EraseHouse } from './house.ts';
import { sealedAway } from './sealed-away.ts';
import { allParameters, countRows, lineOf, tablePlans, type PlanLine, type Subject } from './plan.ts';

/** What is still there of somebody who is being erased, and under whose keys something of it is sealed. */
export async function remaining(
  { ctx, maps, links, timeZone }: EraseHouse,
  who: Subject,
): Promise<{ readonly lines: readonly PlanLine[]; readonly sealedUnder: ReadonlySet<string> }> {
  const today = dayAt(ctx.db.clock.now(), timeZone);
  const lines: PlanLine[] = [];
  const sealedUnder = new Set<string>();
  for (const plan of await tablePlans(ctx, maps, who, links, timeZone)) {
    const { stays, until } = await countRows(ctx, plan, who, today);
    if (stays === 0) continue;
    lines.push({ ...lineOf(plan, 'keep', stays), until });
    const sealed = fieldsOf(plan.table).flatMap(([column, field]) =>
      field.personal && field.sealed !== undefined ? [column] : [],
    );
    if (plan.table.subject === undefined || sealed.length === 0) continue;
    const { rows } = await queryOf(ctx)(
      `SELECT DISTINCT t.${plan.table.subject} AS subject FROM ${plan.table.name} t
       WHERE ${allParameters(plan.mine)} AND (${sealed.map((column) => `t.${column} IS NOT NULL`).join(' OR ')})`,
      [who.customer, who.person, today],
    );
    for (const row of rows) sealedUnder.add(String(row['subject']));
  }
  lines.push(...(await sealedAway(ctx)));
  return { lines, sealedUnder };
}
