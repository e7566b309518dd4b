import { dayAt } from '#modules/customers';
import { queryOf, type Ctx } from '#platform/db';
import { goneOn, KINDS, type RetainedKind } from '../pure/terms.ts';
import { obligationOf, type Obligation } from './obligation.ts';

export interface RetainedDay {
  readonly kind: RetainedKind;
  /** ISO day on which the communications ended. */
  readonly day: string;
  readonly records: number;
  /** ISO day on which they are gone. */
  readonly goneOn: string;
}

export interface RetainedStatus {
  readonly obligation: Obligation | null;
  readonly days: readonly RetainedDay[];
  /** Records whose day has come and that are there still. */
  readonly overdue: number;
}

/** Counts by day, and nothing of whom: what is retained can't be read here. */
export async function retainedStatus(ctx: Ctx): Promise<RetainedStatus> {
  const today = dayAt(ctx.db.clock.now(), ctx.db.timeZone);
  const days: RetainedDay[] = [];
  for (const kind of KINDS) {
    const { rows } = await queryOf(ctx)(
      `SELECT conveyed_on AS day, sum(records)::int AS records FROM retained.${kind} GROUP BY 1 ORDER BY 1`,
      [],
    );
    for (const row of rows) {
      const day = String(row['day']);
      days.push({ kind, day, records: Number(row['records']), goneOn: goneOn(kind, day) });
    }
  }
  const overdue = days.filter((one) => one.goneOn <= today).reduce((sum, { records }) => sum + records, 0);
  return { obligation: (await obligationOf(ctx)) ?? null, days, overdue };
}
