import { appendAudit } from '#platform/audit';
import { isoTime } from '#platform/clock';
import { insert, queryOf, read, update, type Ctx } from '#platform/db';
import { erasureLedger } from '#data-map/privacy';
import type { PlanLine, Subject, Wait } from './plan.ts';

type Cause = 'request' | 'retention' | 'restore';
export type State = 'planned' | 'ledgered' | 'destroying' | 'waiting' | 'done';

/** What the person is given: names of tables and columns, counts, grounds and days. */
export interface Receipt {
  readonly lines: readonly PlanLine[];
  /** What was still there when it was last looked. */
  readonly left?: readonly PlanLine[];
  /** Rows that have gone, by table. */
  readonly deleted: Readonly<Record<string, number>>;
}

export interface Erasure {
  readonly id: string;
  readonly subjects: readonly string[];
  /** Until all is done. */
  readonly who: Subject | undefined;
  readonly cause: Cause;
  readonly state: State;
  readonly waits: readonly Wait[];
  readonly receipt: Receipt;
  readonly askedAt: string;
  readonly destroyedAt: string | null;
  readonly doneAt: string | null;
}

const COLUMNS = [
  'erasure_id',
  'subjects',
  'customer_id',
  'person_id',
  'whole',
  'cause',
  'state',
  'waits',
  'receipt',
  'asked_at',
  'destroyed_at',
  'done_at',
] as const;

export async function erasures(
  ctx: Ctx,
  where: {
    readonly erasure_id?: string;
    readonly customer_id?: string;
    readonly person_id?: string;
    readonly state?: { readonly in: readonly State[] };
  } = {},
): Promise<Erasure[]> {
  const rows = await read(ctx, 'rights', erasureLedger, COLUMNS, { where, order: [['asked_at', 'desc']] });
  return rows.map((row) => ({
    id: row.erasure_id,
    subjects: row.subjects,
    who:
      row.customer_id === null || row.person_id === null
        ? undefined
        : { customer: row.customer_id, person: row.person_id, whole: row.whole },
    cause: row.cause,
    state: row.state,
    waits: JSON.parse(row.waits) as Wait[],
    receipt: JSON.parse(row.receipt) as Receipt,
    askedAt: row.asked_at,
    destroyedAt: row.destroyed_at,
    doneAt: row.done_at,
  }));
}

/** Takes an erasure in, or sets out one that waited. Committed before the file is written, and the file before anything is destroyed. */
export async function noteErasure(
  ctx: Ctx,
  given: {
    readonly id: string;
    readonly who: Subject;
    readonly subjects: readonly string[];
    readonly cause: Cause;
    readonly state: 'planned' | 'ledgered';
    readonly lines: readonly PlanLine[];
    readonly waits: readonly Wait[];
  },
): Promise<void> {
  const row = {
    subjects: [...given.subjects],
    whole: given.who.whole,
    state: given.state,
    waits: JSON.stringify(given.waits),
    receipt: JSON.stringify({ lines: given.lines, deleted: {} }),
  };
  if ((await update(ctx, erasureLedger, row, { erasure_id: given.id })) > 0) return;
  await insert(ctx, erasureLedger, {
    ...row,
    erasure_id: given.id,
    customer_id: given.who.customer,
    person_id: given.who.person,
    cause: given.cause,
    asked_at: isoTime(ctx.db.clock),
    destroyed_at: null,
    done_at: null,
  });
  await appendAudit(queryOf(ctx), ctx.db.clock.now, {
    event: 'rights-decision',
    purpose: 'rights',
    actor: ctx.actor,
    subject: given.who.person,
    customer: given.who.customer,
    detail: { erasure: given.id, state: given.state, cause: given.cause },
  });
}

/** Counts what has gone, in the transaction that took it away. */
export async function countDeleted(ctx: Ctx, id: string, table: string, rows: number): Promise<void> {
  if (rows === 0) return;
  const [found] = await erasures(ctx, { erasure_id: id });
  if (!found) return;
  const deleted = { ...found.receipt.deleted, [table]: (found.receipt.deleted[table] ?? 0) + rows };
  await update(
    ctx,
    erasureLedger,
    { receipt: JSON.stringify({ ...found.receipt, deleted }) },
    { erasure_id: id },
  );
}

/** Moves on. At the end the ids go, and only the keyed hash remains. `left`: what is still there, for the receipt. */
export async function moveErasure(
  ctx: Ctx,
  { id, who }: { readonly id: string; readonly who: Subject },
  state: 'destroying' | 'waiting' | 'done',
  waits: readonly Wait[] = [],
  left?: readonly PlanLine[],
): Promise<void> {
  const now = isoTime(ctx.db.clock);
  const [found] = left === undefined ? [] : await erasures(ctx, { erasure_id: id });
  await update(
    ctx,
    erasureLedger,
    {
      state,
      waits: JSON.stringify(waits),
      ...(found === undefined ? {} : { receipt: JSON.stringify({ ...found.receipt, left }) }),
      ...(state === 'destroying' ? {} : { destroyed_at: now }),
      ...(state === 'done' ? { done_at: now, customer_id: null, person_id: null } : {}),
    },
    { erasure_id: id },
  );
  if (state === 'done')
    await appendAudit(queryOf(ctx), ctx.db.clock.now, {
      event: 'erased',
      purpose: 'rights',
      actor: ctx.actor,
      subject: who.person,
      customer: who.customer,
      detail: { erasure: id },
    });
}
