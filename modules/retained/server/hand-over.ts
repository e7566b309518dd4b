import { appendAudit } from '#platform/audit';
import { queryOf, read, transact, type Ctx } from '#platform/db';
import { internet, telephony } from '../data-map.ts';
import type { RetainedKind } from '../pure/terms.ts';

export interface Piece {
  /** telephony-2026-11-24-….age */
  readonly name: string;
  readonly records: number;
  readonly bytes: Buffer;
}

export interface Demand {
  readonly kind: RetainedKind;
  /** ISO days, both included, on which the communications ended. */
  readonly from: string;
  readonly to: string;
  /** Who asks, and by which decision: both go into the chain. */
  readonly authority: string;
  readonly decision: string;
}

const TABLES = { telephony, internet } as const;

/**
 * The sealed pieces of some days, for whoever may open them, on a machine of their own. That they were handed over, to whom and on which
 * decision, is in the chain before they are.
 */
export function handOver(ctx: Ctx, demand: Demand): Promise<Piece[]> {
  return transact(ctx, async (inner) => {
    const { kind, from, to, authority, decision } = demand;
    const { rows: days } = await queryOf(inner)(
      `SELECT DISTINCT conveyed_on AS day FROM retained.${kind} WHERE conveyed_on BETWEEN $1 AND $2 ORDER BY 1`,
      [from, to],
    );
    const pieces: Piece[] = [];
    for (const day of days.map((row) => String(row['day'])))
      for (const row of await read(
        inner,
        'law_enforcement',
        TABLES[kind],
        ['piece_id', 'records', 'sealed_records'],
        { where: { conveyed_on: day }, order: [['piece_id', 'asc']] },
      ))
        pieces.push({
          name: `${kind}-${day}-${row.piece_id}.age`,
          records: row.records,
          bytes: Buffer.from(row.sealed_records, 'base64'),
        });
    await appendAudit(queryOf(inner), ctx.db.clock.now, {
      event: 'retained-handed-over',
      purpose: 'law_enforcement',
      actor: ctx.actor,
      subject: '',
      customer: '',
      detail: { kind, from, to, authority, decision, pieces: pieces.length },
    });
    return pieces;
  });
}
