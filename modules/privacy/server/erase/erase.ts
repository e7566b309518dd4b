import { alone } from '#modules/traffic';
import { dayAt } from '#modules/customers';
import { isoTime } from '#platform/clock';
import { randomId } from '#platform/crypto';
import { transact } from '#platform/db';
import { billRunUnderWay } from './bill-run.ts';
import { closeRequests } from './close-requests.ts';
import { destroyKeys, destroyRows } from './destroy.ts';
import { dropHolds } from './holds.ts';
import type { EraseHouse } from './house.ts';
import { appendLedger, subjectHasher } from './ledger-file.ts';
import { erasures, moveErasure, noteErasure, type Erasure } from './ledger.ts';
import { planErasure, subjectOf, waitsOf, type ErasurePlan, type Subject, type Wait } from './plan.ts';
import { noteRecipients, unanswered } from './recipients.ts';
import { remaining } from './remaining.ts';
import { suppressAddresses } from './suppression.ts';

export type EraseResult =
  | { readonly ok: true; readonly erasure: Erasure; readonly plan: ErasurePlan }
  | { readonly ok: false; readonly reason: 'not-found' }
  | { readonly ok: false; readonly reason: 'bill-run'; readonly month: string };

/**
 * Erases a person: the ledger in the database, the ledger outside it, then tombstone, sessions, rows, keys, recipients. Each step may be
 * taken again; after a crash `resumeErasures` goes on. While a file of records is read it waits for its turn; while a bill run writes it is
 * refused with the reason (promise access.9).
 */
export async function erase(
  house: EraseHouse,
  given: {
    readonly customer: string;
    readonly person: string;
    readonly cause: 'request' | 'retention' | 'restore';
    /** Of an erasure that a backup had forgotten. */
    readonly id?: string;
  },
): Promise<EraseResult> {
  return alone(house.ctx, async () => {
    const [before] = await erasures(house.ctx, {
      customer_id: given.customer,
      person_id: given.person,
    });
    if (before && before.state !== 'planned') return { ok: true, erasure: before, plan: nothingLeft(house) };
    const who = await subjectOf(house.ctx, given);
    if (who === undefined) return { ok: false, reason: 'not-found' };
    const month = await billRunUnderWay(house.ctx, who);
    if (month !== undefined) return { ok: false, reason: 'bill-run', month };
    const plan = await planErasure(house.ctx, house, who);
    const hash = await subjectHasher(house.keys);
    const subjects = (who.whole ? [who.person, who.customer] : [who.person]).map(hash);
    const id = before?.id ?? given.id ?? randomId();
    // A contract that an old backup says is running was no reason when the person was erased.
    const waits = given.cause === 'restore' ? [] : plan.waits.filter((wait) => wait.for === 'contract');
    const state = waits.length > 0 ? 'planned' : 'ledgered';
    await transact(house.ctx, (ctx) =>
      noteErasure(ctx, {
        id,
        who,
        subjects,
        cause: given.cause,
        state,
        lines: plan.lines,
        waits: plan.waits,
      }),
    );
    house.step?.(state);
    if (state === 'ledgered') await carryOut(house, { id, who, subjects });
    return { ok: true, erasure: (await erasures(house.ctx, { erasure_id: id }))[0]!, plan };
  });
}

/** Everything after the decision. Idempotent: called again after a crash, and whenever what it waited for may have come. */
async function carryOut(
  house: EraseHouse,
  erasure: { readonly id: string; readonly who: Subject; readonly subjects: readonly string[] },
): Promise<void> {
  const { ctx } = house;
  const { id, who, subjects } = erasure;
  await appendLedger(house.keys, house.ledger, { erasure: id, subjects, at: isoTime(ctx.db.clock) });
  house.step?.('written-outside');
  for (const subject of who.whole ? [who.person, who.customer] : [who.person])
    await ctx.db.sealer.markErased(subject);
  house.step?.('marked');
  await house.endSessions?.(who);
  const [found] = await erasures(ctx, { erasure_id: id });
  if (found?.state === 'ledgered') {
    await house.tellPerson?.(ctx, who, id);
    await transact(ctx, async (tx) => {
      await suppressAddresses(house, tx, who);
      await noteRecipients(tx, id, await house.tellRecipients(tx, who));
      await moveErasure(tx, erasure, 'destroying');
    });
    house.step?.('destroying');
  }
  await destroyRows(house, erasure);
  const left = await remaining(house, who);
  await destroyKeys(house, who, left.sealedUnder);
  house.step?.('keys');
  await transact(ctx, async (tx) => {
    const waits: Wait[] = [...waitsOf(left.lines), ...(await unanswered(tx, id))];
    const done = waits.length === 0;
    await closeRequests(tx, who, done ? 'granted' : 'partly');
    if (done) await dropHolds(tx, who);
    // Closed requests have an end from now on.
    const { lines } = await remaining({ ...house, ctx: tx }, who);
    await moveErasure(tx, erasure, done ? 'done' : 'waiting', waits, lines);
  });
}

/** At every start, every night, and when a hold is lifted or a recipient answers: goes on with what was broken off or had to wait. @returns how many moved. */
export async function resumeErasures(house: EraseHouse): Promise<number> {
  const open = await erasures(house.ctx, { state: { in: ['planned', 'ledgered', 'destroying', 'waiting'] } });
  let moved = 0;
  for (const erasure of open) {
    const { who } = erasure;
    if (who === undefined) continue;
    if (erasure.state === 'planned') await erase(house, { ...who, cause: erasure.cause });
    else await alone(house.ctx, () => carryOut(house, { ...erasure, who }));
    const [after] = await erasures(house.ctx, { erasure_id: erasure.id });
    if (after?.state !== erasure.state) moved += 1;
  }
  return moved;
}

/** The dry run. @returns undefined for a person that there is not. */
export async function dryRun(
  house: EraseHouse,
  who: { readonly customer: string; readonly person: string },
): Promise<ErasurePlan | undefined> {
  const subject = await subjectOf(house.ctx, who);
  if (subject === undefined) return undefined;
  const plan = await planErasure(house.ctx, house, subject);
  const month = await billRunUnderWay(house.ctx, subject);
  return month === undefined
    ? plan
    : { ...plan, waits: [...plan.waits, { for: 'bill-run', until: null, what: month }] };
}

const nothingLeft = ({ ctx, timeZone }: EraseHouse): ErasurePlan => ({
  today: dayAt(ctx.db.clock.now(), timeZone),
  whole: false,
  lines: [],
  waits: [],
});
