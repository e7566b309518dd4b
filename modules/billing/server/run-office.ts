import { appendAudit } from '#platform/audit';
import { queryOf, transact, type Actor } from '#platform/db';
import { underWay, type UnderWay } from '#platform/jobs';
import { Problem } from '#platform/problem';
import { monthBefore } from '../pure/bank-days.ts';
import type { Acted, RunDetail, RunItem, RunList } from '../pure/office-contract.ts';
import { approveRun, compareRun } from './compare-run.ts';
import { draftRun } from './draft-run.ts';
import type { House } from './house.ts';
import { postRun, sendRun } from './post-run.ts';
import { allRuns, findRun, viewOf, type RunResult, type RunView } from './run-store.ts';

/** Who works at the office, as far as a bill run asks. */
export type Colleagues = ReadonlyMap<
  string,
  { readonly name: string; readonly roles: readonly string[]; readonly enters: boolean }
>;
/** Whoever looks or acts. */
export interface Looking {
  readonly actor: Extract<Actor, { kind: 'staff' }>;
  readonly colleagues: Colleagues;
}

export type Work = UnderWay<RunResult<{ readonly run: string }>>;
/** Drafting, posting and sending take as long as there are customers: they go on when the call that began them has been answered. */
export const runWork = ({ log }: Pick<House, 'log'>): Work =>
  underWay((error) => log.error('bill run broke', { slice: 'billing', error }));

const SHOWN = 20;

function itemOf({ actor, colleagues }: Looking, run: RunView): RunItem {
  const who = (by: string): RunItem['draftedBy'] => ({
    name: colleagues.get(by)?.name ?? by,
    me: isMe({ actor, colleagues }, by),
  });
  return {
    run: run.run,
    month: run.month,
    state: run.state,
    issuedOn: run.issuedOn,
    draftedBy: who(run.draftedBy),
    approvedBy: run.approvedBy === null ? null : who(run.approvedBy),
  };
}

/** Somebody who drafted from the command line gave a name: it is theirs here too. */
const isMe = ({ actor, colleagues }: Looking, by: string): boolean =>
  by === actor.staff || by.trim().toLowerCase() === colleagues.get(actor.staff)?.name.toLowerCase();

export async function runList(house: House, looking: Looking): Promise<RunList> {
  return {
    runs: (await allRuns(house.ctx)).map((run) => itemOf(looking, run)),
    month: monthBefore(house.today().slice(0, 7)),
  };
}

/** How a run stands. Amounts of customers are in it: the look goes into the chain. @throws Problem not-found */
export async function runDetail(house: House, work: Work, looking: Looking, id: string): Promise<RunDetail> {
  const found = await findRun(house.ctx, id);
  if (!found) throw new Problem('not-found');
  const run = viewOf(found);
  const { rows } = await queryOf(house.ctx)(
    `SELECT count(*)::int AS drafts, count(refused)::int AS refused, coalesce(sum(CASE kind WHEN 'credit-note' THEN -payable_ore ELSE payable_ore END), 0)::bigint AS ore
     FROM billing.draft WHERE run_id = $1`,
    [id],
  );
  // Comparing is an act while it moves the run on; later it only tells the same again.
  const compared =
    run.state === 'drafting' || run.state === 'drafted' ? undefined : await compareRun(house, id);
  const against = compared?.ok === true ? compared : undefined;
  if (against) await noteLook(house, looking, id, Math.min(SHOWN, against.outliers.length));
  const going = [`draft ${run.month}`, `post ${id}`, `send ${id}`].map((name) => work.look(name).state);
  return {
    ...itemOf(looking, run),
    drafts: Number(rows[0]?.['drafts']),
    refused: Number(rows[0]?.['refused']),
    frozen: ((await house.source.frozen?.()) ?? []).length,
    nowOre: Number(rows[0]?.['ore']),
    beforeOre: Number(against?.beforeOre ?? 0n),
    outliers: (against?.outliers ?? []).slice(0, SHOWN).map((one) => ({
      ...one,
      beforeOre: Number(one.beforeOre),
      nowOre: Number(one.nowOre),
    })),
    outlierCount: against?.outliers.length ?? 0,
    work: going.includes('working') ? 'working' : going.includes('failed') ? 'failed' : 'none',
    approvers: [...looking.colleagues.entries()]
      .filter(([staff, { roles, enters, name }]) => {
        const drafted = run.draftedBy === staff || run.draftedBy.toLowerCase() === name.toLowerCase();
        return enters && roles.includes('billing') && !drafted;
      })
      .map(([, { name }]) => name),
  };
}

const noteLook = (house: House, { actor }: Looking, run: string, customers: number): Promise<void> =>
  transact(house.ctx, (ctx) =>
    appendAudit(queryOf(ctx), house.db.clock.now, {
      event: 'read',
      purpose: 'bill',
      actor,
      subject: '',
      customer: '',
      detail: { table: 'billing.draft', columns: ['customer_id', 'payable_ore'], run, customers },
    }),
  );

/** Drafts a month. */
export async function beginDraft(
  house: House,
  work: Work,
  { actor }: Looking,
  month: string,
): Promise<Acted> {
  const look = await work.begin(`draft ${month}`, () => draftRun(house, { month, by: actor.staff }));
  const acted = actedOf(look);
  const run = (await allRuns(house.ctx)).find((each) => each.month === month);
  return { ...acted, ...(run ? { run: run.run } : {}) };
}

/** The next act on a run, by whoever is signed in: the id of their account is the name that it is kept under. */
export async function actOn(
  house: House,
  work: Work,
  looking: Looking,
  { run, act }: { readonly run: string; readonly act: 'compare' | 'approve' | 'post' | 'send' },
): Promise<Acted> {
  if (act === 'post') return actedOf(await work.begin(`post ${run}`, () => postRun(house, run)));
  if (act === 'send') return actedOf(await work.begin(`send ${run}`, () => sendRun(house, run)));
  if (act === 'compare') return actedOf({ state: 'done', result: await compareRun(house, run) });
  const found = await findRun(house.ctx, run);
  if (found && isMe(looking, found.drafted_by)) return { state: 'refused', reason: 'same-person' };
  return actedOf({ state: 'done', result: await approveRun(house, run, looking.actor.staff) });
}

const actedOf = (look: ReturnType<Work['look']>): Acted => {
  if (look.state !== 'done') return { state: look.state === 'failed' ? 'failed' : 'working' };
  return look.result.ok
    ? { state: 'done', run: look.result.run }
    : { state: 'refused', reason: look.result.reason };
};
