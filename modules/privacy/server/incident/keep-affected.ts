import { insertAll, read, transact, type Ctx } from '#platform/db';
import type { DataMap } from '#platform/data-map';
import type { AffectedList } from '#contract/privacy';
import { incidentAffected } from '#data-map/privacy';
import { affectedBy } from './affected.ts';
import { incidentById, note } from './incidents.ts';
import type { By } from './incidents.ts';

/**
 * Finds whom an incident concerned and keeps the list. Finding anew adds and never takes away: what somebody was found in may be gone by
 * then, and they are concerned all the same. @returns how many were not on the list before @throws Problem not-found
 */
export async function findAffected(ctx: Ctx, maps: readonly DataMap[], by: By, id: string): Promise<number> {
  const { row } = await incidentById(ctx, id);
  const found = await affectedBy(ctx, maps, {
    tables: row.places,
    from: row.began_at,
    until: row.ended_at,
    ...(row.through_staff === null ? {} : { staff: row.through_staff }),
  });
  return transact(ctx, async (tx) => {
    const added = await insertAll(
      tx,
      incidentAffected,
      found.map(({ customer, person }) => ({
        customer_id: customer,
        incident_id: id,
        person_id: person,
        found_at: new Date(ctx.db.clock.now()).toISOString(),
        letter: 'none' as const,
        told_at: null,
        letter_hash: null,
      })),
      { onConflict: 'ignore' },
    );
    await note(tx, id, by, 'affected-found', String(found.length));
    return added;
  });
}

/** The list as it is kept. Ids only: who they are is the customer's page, behind a case. */
export async function keptAffected(ctx: Ctx, id: string): Promise<AffectedList['affected']> {
  const rows = await read(
    ctx,
    'security',
    incidentAffected,
    ['customer_id', 'person_id', 'letter', 'told_at'],
    {
      where: { incident_id: id },
      order: [
        ['customer_id', 'asc'],
        ['person_id', 'asc'],
      ],
    },
  );
  return rows.map((row) => ({
    customer: row.customer_id,
    person: row.person_id,
    letter: row.letter,
    toldAt: row.told_at,
  }));
}
