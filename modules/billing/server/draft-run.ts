import { randomId } from '#platform/crypto';
import { insert, queryOf, read, remove, transact, type Ctx } from '#platform/db';
import { billRun, draft as draftTable, invoice as invoiceTable } from '../data-map.ts';
import { monthBefore, monthOf } from '../pure/bank-days.ts';
import { faultsOf } from '../pure/check.ts';
import { compose } from '../pure/compose.ts';
import { freeze, thaw, type Invoice } from '../pure/invoice.ts';
import type { BillableCustomer } from '../pure/source.ts';
import type { House } from './house.ts';
import { findRun, moveRun, runOfMonth, viewOf, type Run, type RunResult, type RunView } from './run-store.ts';

const BATCH = 50;

export interface Drafted extends RunView {
  /** Drafts there are now, and how many this call had to write. */
  readonly drafts: number;
  readonly written: number;
  readonly refused: number;
  /** Customers that were passed by because what their bill is made of is frozen. */
  readonly frozen: readonly string[];
}

/** Names the key that seals the books of one year, apart from every person's own: they may all go on the same day (rule L23), and no sooner. */
export const bookId = (date: string): string => `book:${date.slice(0, 4)}`;

/**
 * Makes or remakes the drafts of a month. A pass that was cut off goes on where it stopped; a new pass writes only what has changed, and
 * takes away drafts of customers who have nothing to pay any more. Not after approval.
 */
export async function draftRun(
  house: House,
  given: { readonly month: string; readonly by: string },
): Promise<RunResult<Drafted>> {
  if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(given.month)) return { ok: false, reason: 'no-such-month' };
  const run = await beginPass(house, given);
  if (run.state !== 'drafting') return { ok: false, reason: 'already-approved' };
  const period = monthOf(run.month);
  let [after, written] = [run.drafted_to ?? undefined, 0];
  let batch: BillableCustomer[] = [];
  const flush = async (last: boolean): Promise<void> => {
    written += await draftBatch(house, run, batch, after, last);
    after = batch.at(-1)?.customer ?? after;
    batch = [];
  };
  for await (const customer of house.source.customers(period, after)) {
    batch.push(customer);
    if (batch.length >= BATCH) await flush(false);
  }
  await flush(true);
  const done = await findRun(house.ctx, run.run_id);
  const drafts = await read(house.ctx, 'bill', draftTable, ['customer_id', 'refused'], {
    where: { run_id: run.run_id },
  });
  return {
    ok: true,
    ...viewOf(done ?? run),
    drafts: drafts.length,
    written,
    refused: drafts.filter(({ refused }) => refused !== null).length,
    frozen: (await house.source.frozen?.()) ?? [],
  };
}

async function beginPass(house: House, { month, by }: { month: string; by: string }): Promise<Run> {
  return transact(house.ctx, async (ctx) => {
    const now = house.now();
    await insert(
      ctx,
      billRun,
      {
        run_id: randomId(),
        month,
        state: 'drafting',
        issued_on: house.today(),
        drafted_to: null,
        drafted_by: by,
        approved_by: null,
        digest: null,
        started_at: now,
        changed_at: now,
      },
      { onConflict: 'ignore' },
    );
    const known = await runOfMonth(ctx, month);
    const run = known && (await findRun(ctx, known.run_id, true));
    if (!run) throw new Error('The run was just stored.');
    if (run.state === 'drafted' || run.state === 'compared') {
      await moveRun(house, ctx, run.run_id, { state: 'drafting', drafted_to: null, drafted_by: by });
      return { ...run, state: 'drafting', drafted_to: null, drafted_by: by };
    }
    return run;
  });
}

/** One batch in one transaction: its drafts, and how far the pass has come. @returns how many were written. */
async function draftBatch(
  house: House,
  run: Run,
  batch: readonly BillableCustomer[],
  after: string | undefined,
  last: boolean,
): Promise<number> {
  const ids = batch.map(({ customer }) => customer);
  const before = await invoicesBefore(house.ctx, run.month, ids);
  const made = await Promise.all(
    batch.map((customer) => draftOf(house, run, customer, before.get(customer.customer))),
  );
  return transact(house.ctx, async (ctx) => {
    const now = await findRun(ctx, run.run_id, true);
    if (now?.state !== 'drafting') throw new Error('The run moved on while it was being drafted.');
    const known = new Map(
      (
        await read(ctx, 'bill', draftTable, ['customer_id', 'fingerprint'], {
          where: { run_id: run.run_id, customer_id: { in: ids } },
        })
      ).map((row) => [row.customer_id, row.fingerprint]),
    );
    let written = 0;
    for (const [index, invoice] of made.entries()) {
      const customer = ids[index]!;
      if (invoice === undefined) continue;
      const text = freeze(invoice);
      const fingerprint = (await house.db.sealer.blindIndex('billing.draft.document', text)).toString('hex');
      if (known.get(customer) === fingerprint) continue;
      if (known.has(customer)) await remove(ctx, draftTable, { customer_id: customer, run_id: run.run_id });
      await insert(ctx, draftTable, {
        customer_id: customer,
        run_id: run.run_id,
        book_id: bookId(invoice.issuedOn),
        document: text,
        fingerprint,
        kind: invoice.kind,
        payable_ore: invoice.payableOre,
        refused: refusalOf(invoice),
        posted: false,
      });
      written += 1;
    }
    // Whoever lies between the last batch and this one's end and was not in it has nothing to pay any more.
    const keep = ids.filter((_, index) => made[index] !== undefined);
    await queryOf(ctx)(
      `DELETE FROM billing.draft WHERE run_id = $1 AND NOT customer_id = ANY($2) AND customer_id COLLATE "C" > $3 ${last ? '' : 'AND customer_id COLLATE "C" <= $4'}`,
      last ? [run.run_id, keep, after ?? ''] : [run.run_id, keep, after ?? '', ids.at(-1)],
    );
    await moveRun(
      house,
      ctx,
      run.run_id,
      last ? { state: 'drafted', drafted_to: null } : { drafted_to: ids.at(-1) ?? null },
    );
    return written;
  });
}

async function draftOf(
  house: House,
  run: Run,
  customer: BillableCustomer,
  before: Invoice | undefined,
): Promise<Invoice | undefined> {
  const charges = await house.source.chargesOf(customer, monthOf(run.month));
  if (charges.length === 0) return undefined;
  return compose({
    seller: house.seller,
    customer,
    period: monthOf(run.month),
    charges,
    issuedOn: run.issued_on,
    ...(before === undefined ? {} : { before }),
  });
}

/** The rule that a draft breaks, with the difference; such a draft can't be posted. */
function refusalOf(invoice: Invoice): string | null {
  const [fault] = faultsOf(invoice);
  const keys = invoice.lines.map(({ key }) => key);
  if (new Set(keys).size < keys.length) return 'the same charge twice';
  return fault === undefined ? null : `${fault.what}: expected ${fault.expected}, found ${fault.found}`;
}

async function invoicesBefore(
  ctx: Ctx,
  month: string,
  customers: readonly string[],
): Promise<Map<string, Invoice>> {
  const rows = await read(ctx, 'bill', invoiceTable, ['customer_id', 'document', 'credits_id'], {
    where: { month: monthBefore(month), customer_id: { in: customers }, credits_id: null },
  });
  return new Map(rows.map((row) => [row.customer_id, thaw(row.document)]));
}
