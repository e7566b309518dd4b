import { read, type Ctx } from '#platform/db';
import type { RestrictionView } from '#contract/privacy';
import { restriction } from '#data-map/privacy';
import type { Whose } from './place.ts';

/** What is and has been frozen of a person, newest first. */
export async function restrictionsOf(ctx: Ctx, whose: Whose): Promise<RestrictionView[]> {
  const rows = await read(
    ctx,
    'rights',
    restriction,
    [
      'restriction_id',
      'scope',
      'table_name',
      'field_name',
      'record_key',
      'ground',
      'placed_by',
      'note',
      'from_at',
      'lift_asked_at',
      'notice_sent_at',
      'lifted_at',
    ],
    {
      where: { customer_id: whose.customer, person_id: whose.person },
      order: [['from_at', 'desc']],
    },
  );
  return rows.map((row) => ({
    id: row.restriction_id,
    scope: row.scope,
    table: row.table_name,
    field: row.field_name,
    record: row.record_key === null ? null : (Object.values(row.record_key)[0] ?? null),
    ground: row.ground,
    placedBy: row.placed_by,
    note: row.note ?? '',
    from: row.from_at,
    liftAsked: row.lift_asked_at,
    noticeSent: row.notice_sent_at,
    lifted: row.lifted_at,
  }));
}
