import { read, type Ctx } from '#platform/db';
import type { OfficeRestrictions, OfficeAtCustomer } from '#contract/privacy';
import { decision, objection, restriction } from '#data-map/privacy';

/** Everything that is frozen or waits for a human, oldest first; random ids and kinds, nothing that anybody has written. Read by staff with a case it is of that customer alone. */
export async function officeList(ctx: Ctx): Promise<OfficeRestrictions> {
  const frozen = await read(
    ctx,
    'rights',
    restriction,
    [
      'customer_id',
      'person_id',
      'restriction_id',
      'scope',
      'table_name',
      'field_name',
      'ground',
      'placed_by',
      'from_at',
      'lift_asked_at',
      'notice_sent_at',
      'lifted_at',
    ],
    { where: { lifted_at: null }, order: [['from_at', 'asc']] },
  );
  const objections = await read(
    ctx,
    'rights',
    objection,
    ['customer_id', 'person_id', 'objection_id', 'against', 'decision_kind', 'made_at'],
    { where: { outcome: 'pending' }, order: [['made_at', 'asc']] },
  );
  const contested = await read(
    ctx,
    'rights',
    decision,
    ['customer_id', 'person_id', 'decision_id', 'kind', 'decided_at', 'contested_at'],
    { where: { contested_at: { from: '-infinity' }, reviewed_at: null }, order: [['contested_at', 'asc']] },
  );
  return {
    restrictions: frozen.map((row) => ({
      customer: row.customer_id,
      person: row.person_id,
      id: row.restriction_id,
      scope: row.scope,
      table: row.table_name,
      field: row.field_name,
      ground: row.ground,
      placedBy: row.placed_by,
      from: row.from_at,
      liftAsked: row.lift_asked_at,
      noticeSent: row.notice_sent_at,
      lifted: row.lifted_at,
    })),
    objections: objections.map((row) => ({
      customer: row.customer_id,
      person: row.person_id,
      id: row.objection_id,
      against: row.against,
      decision: row.decision_kind,
      made: row.made_at,
    })),
    decisions: contested.map((row) => ({
      customer: row.customer_id,
      person: row.person_id,
      id: row.decision_id,
      kind: row.kind,
      at: row.decided_at,
      contested: row.contested_at ?? row.decided_at,
    })),
  };
}

/** What the people at one customer have written. Read as the member of staff with a case: each leaves its entry in the chain. */
export async function wordsAt(ctx: Ctx, customer: string): Promise<OfficeAtCustomer['words']> {
  const where = { customer_id: customer };
  const notes = await read(ctx, 'rights', restriction, ['restriction_id', 'note'], { where });
  const objections = await read(ctx, 'rights', objection, ['objection_id', 'words'], { where });
  const decisions = await read(ctx, 'rights', decision, ['decision_id', 'words', 'inputs'], { where });
  return [
    ...notes.map((row) => ({ id: row.restriction_id, words: row.note ?? '', inputs: '' })),
    ...objections.map((row) => ({ id: row.objection_id, words: row.words ?? '', inputs: '' })),
    ...decisions.map((row) => ({
      id: row.decision_id,
      words: row.words ?? '',
      inputs: row.inputs ?? '',
    })),
  ];
}
