import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, update, type Ctx } from '#platform/db';
import { hold } from '#data-map/privacy';

export interface Hold {
  readonly id: string;
  readonly customer: string;
  readonly person: string | null;
  readonly table: string | null;
  readonly owner: string;
  readonly reason: string;
  readonly reviewOn: string;
  readonly liftedAt: string | null;
}

/** Keeps rows of a person from every erasure until somebody lifts it. The one who keeps them answers for it: owner, reason and a day to look again. */
export async function addHold(
  ctx: Ctx,
  given: {
    readonly customer: string;
    readonly person?: string;
    readonly table?: string;
    readonly owner: string;
    readonly reason: string;
    readonly reviewOn: string;
  },
): Promise<string> {
  const id = randomId();
  await insert(ctx, hold, {
    customer_id: given.customer,
    hold_id: id,
    person_id: given.person ?? null,
    table_name: given.table ?? null,
    owner: given.owner,
    reason: given.reason,
    review_on: given.reviewOn,
    made_at: isoTime(ctx.db.clock),
    lifted_at: null,
  });
  return id;
}

/** @returns whether there was such a hold. What waited for it is taken up again by `resumeErasures`. */
export async function liftHold(ctx: Ctx, id: string): Promise<boolean> {
  const { rows } = await queryOf(ctx)(
    'SELECT customer_id FROM privacy.hold WHERE hold_id = $1 AND lifted_at IS NULL',
    [id],
  );
  const customer = rows[0]?.['customer_id'];
  if (typeof customer !== 'string') return false;
  await update(ctx, hold, { lifted_at: isoTime(ctx.db.clock) }, { customer_id: customer, hold_id: id });
  return true;
}

/** What was held about somebody of whom nothing is held any more. */
export async function dropHolds(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string; readonly whole: boolean },
): Promise<void> {
  const { rows } = await queryOf(ctx)(
    'DELETE FROM privacy.hold WHERE customer_id = $1 AND lifted_at IS NOT NULL AND (person_id = $2 OR $3) RETURNING hold_id',
    [who.customer, who.person, who.whole],
  );
  for (const row of rows) await ctx.db.sealer.shred(String(row['hold_id']));
}

/** Holds in force, newest first. */
export async function allHolds(ctx: Ctx, customer?: string): Promise<Hold[]> {
  const rows = await read(
    ctx,
    'rights',
    hold,
    ['hold_id', 'customer_id', 'person_id', 'table_name', 'owner', 'reason', 'review_on', 'lifted_at'],
    {
      where: { lifted_at: null, ...(customer === undefined ? {} : { customer_id: customer }) },
      order: [['made_at', 'desc']],
    },
  );
  return rows.map((row) => ({
    id: row.hold_id,
    customer: row.customer_id,
    person: row.person_id,
    table: row.table_name,
    owner: row.owner,
    reason: row.reason ?? '',
    reviewOn: row.review_on,
    liftedAt: row.lifted_at,
  }));
}

/** Those that keep something of this person's. A hold on the whole customer keeps everybody's there. */
export async function holdsOn(
  ctx: Ctx,
  who: { readonly customer: string; readonly person: string },
): Promise<Hold[]> {
  return (await allHolds(ctx, who.customer)).filter(({ person }) => person === null || person === who.person);
}
