import { isDay } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { insert, queryOf, read, transact, update, type Actor, type Ctx } from '#platform/db';
import { hold } from '#data-map/privacy';
import { note } from '../restrict/place.ts';

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

export interface NewHold {
  readonly customer: string;
  readonly person?: string;
  readonly table?: string;
  readonly owner: string;
  readonly reason: string;
  /** ISO day. */
  readonly reviewOn: string;
}

/** What is wrong with a hold as it was asked for: names of its fields. */
export async function holdFaults(
  ctx: Ctx,
  given: NewHold,
  known: { readonly today: string; readonly tables: readonly string[] },
): Promise<(keyof NewHold)[]> {
  const { rows } = await queryOf(ctx)(
    `SELECT EXISTS (SELECT FROM customers.customer WHERE customer_id = $1) AS customer,
       $2::text IS NULL OR EXISTS (SELECT FROM customers.person WHERE customer_id = $1 AND person_id = $2) AS person`,
    [given.customer, given.person ?? null],
  );
  const right: Readonly<Record<keyof NewHold, boolean>> = {
    customer: rows[0]?.['customer'] === true,
    // Said only of a customer that there is.
    person: rows[0]?.['customer'] !== true || rows[0]['person'] === true,
    table: given.table === undefined || known.tables.includes(given.table),
    owner: given.owner !== '',
    reason: given.reason !== '',
    reviewOn: isDay(given.reviewOn) && given.reviewOn >= known.today,
  };
  return (Object.keys(right) as (keyof NewHold)[]).filter((name) => !right[name]);
}

/**
 * Keeps rows of a person from every erasure until somebody lifts it. The one who keeps them answers for it: owner, reason and a day to look
 * again. Goes into the chain as `actor`'s.
 */
export async function addHold(ctx: Ctx, given: NewHold, actor: Actor = ctx.actor): Promise<string> {
  const id = randomId();
  await transact(ctx, async (tx) => {
    await keep(tx, id, given);
    const whose = { customer: given.customer, person: given.person ?? '' };
    await note(tx, whose, { act: 'hold-placed', hold: id, table: given.table ?? '' }, actor);
  });
  return id;
}

async function keep(ctx: Ctx, id: string, given: NewHold): Promise<void> {
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
}

/** @returns whether there was such a hold. What waited for it is taken up again by `resumeErasures`. */
export async function liftHold(ctx: Ctx, id: string, actor: Actor = ctx.actor): Promise<boolean> {
  return transact(ctx, async (tx) => {
    const { rows } = await queryOf(tx)(
      'SELECT customer_id, person_id FROM privacy.hold WHERE hold_id = $1 AND lifted_at IS NULL FOR UPDATE',
      [id],
    );
    const { customer_id: customer, person_id: person } = rows[0] ?? {};
    if (typeof customer !== 'string') return false;
    await update(tx, hold, { lifted_at: isoTime(tx.db.clock) }, { customer_id: customer, hold_id: id });
    const whose = { customer, person: typeof person === 'string' ? person : '' };
    await note(tx, whose, { act: 'hold-lifted', hold: id }, actor);
    return true;
  });
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
