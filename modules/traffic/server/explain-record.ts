import { unpackExplanation, type Rater, type Step } from '#modules/prices';
import { frozenSql, queryOf, type Ctx } from '#platform/db';
import { usage, type UsageRow } from '../data-map.ts';
import { readRecordKey } from '../pure/record-key.ts';
import { stepsOf } from './calls-of.ts';

const COLUMNS =
  'person_id, start_at, kind, direction, seconds, bytes, answered, visited, other, outcome, amount_ore, explanation';

/**
 * How a record came to cost what it does, for the operator's command line. Of the number only the digits that decided the price are told.
 * @returns undefined when there is no such record.
 */
export async function explainRecord(
  ctx: Ctx,
  rater: Rater,
  record: string,
  language: 'sv' | 'en',
): Promise<
  | {
      readonly record: string;
      readonly outcome: UsageRow['outcome'];
      readonly amountOre: number;
      /** Null when a price version it names is no longer in the book. */
      readonly steps: readonly Step[] | null;
    }
  | undefined
> {
  const key = readRecordKey(record);
  if (key === undefined) return undefined;
  const frozen = await frozenSql(ctx, usage, 'u', 'bill');
  const where = `start_at = $1 AND event = $2 AND NOT ${frozen}`;
  const { rows } = await queryOf(ctx)(
    `SELECT ${COLUMNS} FROM traffic.usage u WHERE ${where} UNION ALL SELECT ${COLUMNS} FROM traffic.held_usage u WHERE ${where}`,
    [key.start, key.event],
  );
  const row = rows[0] as (Omit<UsageRow, 'other'> & { readonly other: Uint8Array | null }) | undefined;
  if (row === undefined) return undefined;
  const number =
    row.other === null
      ? ''
      : ((await ctx.db.sealer.open(row.person_id, 'traffic.usage.other', row.other)) ?? '');
  const decided = unpackExplanation(row.explanation)?.prefixDigits ?? 0;
  const told = number.slice(0, decided) + number.slice(decided).replaceAll(/\d/g, 'x');
  return {
    record,
    outcome: row.outcome,
    amountOre: Number(row.amount_ore),
    steps: stepsOf(rater, row, told, language),
  };
}
