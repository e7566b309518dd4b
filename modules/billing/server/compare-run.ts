import { createHash } from 'node:crypto';
import { read, transact, type Ctx } from '#platform/db';
import { draft as draftTable, invoice as invoiceTable } from '../data-map.ts';
import { monthBefore } from '../pure/bank-days.ts';
import { sum } from '../pure/money.ts';
import type { House } from './house.ts';
import { findRun, moveRun, viewOf, type RunResult, type RunView } from './run-store.ts';

export interface Outlier {
  readonly customer: string;
  readonly beforeOre: bigint;
  readonly nowOre: bigint;
  readonly why: 'more' | 'less' | 'new' | 'gone' | 'credit' | 'refused';
  /** The rule that a refused draft breaks. */
  readonly detail?: string;
}

export interface Comparison extends RunView {
  readonly drafts: number;
  readonly nowOre: bigint;
  readonly beforeOre: bigint;
  /** Largest difference first. */
  readonly outliers: readonly Outlier[];
}

/** Beyond these a person looks before anything is sent: half as much again or less, and two hundred kronor. */
const SHARE = { above: 150n, below: 50n };
const LEAST = 20_000n;

/** Holds the drafts against last month's invoices. A person must have seen this before anybody approves. */
export async function compareRun(house: House, id: string): Promise<RunResult<Comparison>> {
  return transact(house.ctx, async (ctx) => {
    const run = await findRun(ctx, id, true);
    if (!run) return { ok: false, reason: 'no-such-run' };
    if (run.state === 'drafting') return { ok: false, reason: 'not-drafted' };
    const [drafts, before] = [await draftsOf(ctx, id), await lastMonth(ctx, run.month)];
    const outliers: Outlier[] = [];
    for (const { customer_id: customer, payable_ore, kind, refused } of drafts) {
      const nowOre = kind === 'credit-note' ? -payable_ore : payable_ore;
      const was = before.get(customer);
      const beforeOre = was ?? 0n;
      const why = refused === null ? judged(was, nowOre) : 'refused';
      if (why)
        outliers.push({ customer, beforeOre, nowOre, why, ...(refused === null ? {} : { detail: refused }) });
    }
    const drafted = new Set(drafts.map(({ customer_id }) => customer_id));
    for (const [customer, beforeOre] of before)
      if (!drafted.has(customer)) outliers.push({ customer, beforeOre, nowOre: 0n, why: 'gone' });
    if (run.state === 'drafted') await moveRun(house, ctx, id, { state: 'compared' });
    return {
      ok: true,
      ...viewOf({ ...run, state: run.state === 'drafted' ? 'compared' : run.state }),
      drafts: drafts.length,
      nowOre: sum(
        drafts.map(({ kind, payable_ore }) => (kind === 'credit-note' ? -payable_ore : payable_ore)),
      ),
      beforeOre: sum(before.values()),
      outliers: outliers.toSorted(
        (a, b) => Number(apart(b) - apart(a)) || (a.customer < b.customer ? -1 : 1),
      ),
    };
  });
}

const apart = ({ beforeOre, nowOre }: Outlier): bigint =>
  beforeOre > nowOre ? beforeOre - nowOre : nowOre - beforeOre;

function judged(was: bigint | undefined, now: bigint): Outlier['why'] | undefined {
  if (now < 0n) return 'credit';
  if (was === undefined) return now >= LEAST ? 'new' : undefined;
  if (now - was >= LEAST && now * 100n > was * SHARE.above) return 'more';
  return was - now >= LEAST && now * 100n < was * SHARE.below ? 'less' : undefined;
}

type DraftFacts = Awaited<ReturnType<typeof draftsOf>>;
const draftsOf = (
  ctx: Ctx,
  run: string,
): Promise<
  {
    customer_id: string;
    payable_ore: bigint;
    kind: 'invoice' | 'credit-note';
    refused: string | null;
    fingerprint: string;
  }[]
> =>
  read(ctx, 'bill', draftTable, ['customer_id', 'payable_ore', 'kind', 'refused', 'fingerprint'], {
    where: { run_id: run },
  });

async function lastMonth(ctx: Ctx, month: string): Promise<Map<string, bigint>> {
  const rows = await read(ctx, 'bill', invoiceTable, ['customer_id', 'payable_ore', 'kind'], {
    where: { month: monthBefore(month), credits_id: null },
  });
  return new Map(
    rows.map((row) => [row.customer_id, row.kind === 'credit-note' ? -row.payable_ore : row.payable_ore]),
  );
}

const digestOf = (drafts: DraftFacts): string => {
  const hash = createHash('sha256');
  for (const { customer_id, fingerprint } of drafts.toSorted((a, b) =>
    a.customer_id < b.customer_id ? -1 : 1,
  ))
    hash.update(`${customer_id}\0${fingerprint}\0`);
  return hash.digest('hex');
};

/** Hash of all drafts of a run, posted ones too. */
export const runDigest = async (ctx: Ctx, run: string): Promise<string> => digestOf(await draftsOf(ctx, run));

/** Approves what was compared. By a second person, always; never with a draft that breaks a rule. */
export async function approveRun(house: House, id: string, by: string): Promise<RunResult<RunView>> {
  return transact(house.ctx, async (ctx) => {
    const run = await findRun(ctx, id, true);
    if (!run) return { ok: false, reason: 'no-such-run' };
    if (run.state === 'approved' && run.approved_by === by) return { ok: true, ...viewOf(run) };
    if (run.state === 'approved' || run.state === 'posted' || run.state === 'sent')
      return { ok: false, reason: 'already-approved' };
    if (run.state !== 'compared') return { ok: false, reason: 'not-compared' };
    // Until its last day a month is a preview: what is still to come would be on no bill.
    if (house.today().slice(0, 7) <= run.month) return { ok: false, reason: 'month-not-over' };
    if (sameName(run.drafted_by, by)) return { ok: false, reason: 'same-person' };
    const drafts = await draftsOf(ctx, id);
    if (drafts.length === 0) return { ok: false, reason: 'nothing-to-post' };
    if (drafts.some(({ refused }) => refused !== null)) return { ok: false, reason: 'refused-drafts' };
    await moveRun(house, ctx, id, { state: 'approved', approved_by: by, digest: digestOf(drafts) });
    return { ok: true, ...viewOf({ ...run, state: 'approved', approved_by: by }) };
  });
}

/** The same name in another spelling is the same person. */
const sameName = (one: string, other: string): boolean => {
  const plain = (name: string): string => name.normalize('NFKC').trim().replaceAll(/\s+/g, ' ').toLowerCase();
  return plain(one) === plain(other) || plain(other) === '';
};
