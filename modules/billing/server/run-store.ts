import { read, update, type Ctx, type ReadRow } from '#platform/db';
import { billRun } from '../data-map.ts';
import type { BillRunRow } from '../pure/rows.ts';
import type { House } from './house.ts';

const COLUMNS = [
  'run_id',
  'month',
  'state',
  'issued_on',
  'drafted_to',
  'drafted_by',
  'approved_by',
  'digest',
] as const;
export type Run = ReadRow<typeof billRun, (typeof COLUMNS)[number]>;

export interface RunView {
  readonly run: string;
  readonly month: string;
  readonly state: BillRunRow['state'];
  readonly issuedOn: string;
  readonly draftedBy: string;
  readonly approvedBy: string | null;
}

export type RunFault =
  | 'no-such-run'
  | 'no-such-month'
  | 'already-approved'
  | 'not-drafted'
  | 'not-compared'
  | 'same-person'
  | 'refused-drafts'
  | 'nothing-to-post'
  | 'not-approved'
  | 'changed-since-approval'
  | 'month-not-over'
  | 'not-posted';
export type RunResult<R> = ({ readonly ok: true } & R) | { readonly ok: false; readonly reason: RunFault };

export async function findRun(ctx: Ctx, run: string, forUpdate = false): Promise<Run | undefined> {
  return (await read(ctx, 'bookkeeping', billRun, COLUMNS, { where: { run_id: run }, forUpdate }))[0];
}
export async function runOfMonth(ctx: Ctx, month: string): Promise<Run | undefined> {
  return (await read(ctx, 'bookkeeping', billRun, COLUMNS, { where: { month } }))[0];
}
export async function allRuns(ctx: Ctx): Promise<RunView[]> {
  return (await read(ctx, 'bookkeeping', billRun, COLUMNS, { order: [['month', 'desc']] })).map(viewOf);
}

export const viewOf = (run: Run): RunView => ({
  run: run.run_id,
  month: run.month,
  state: run.state,
  issuedOn: run.issued_on,
  draftedBy: run.drafted_by,
  approvedBy: run.approved_by,
});

export async function moveRun(house: House, ctx: Ctx, run: string, set: Partial<BillRunRow>): Promise<void> {
  await update(ctx, billRun, { ...set, changed_at: house.now() }, { run_id: run });
}
