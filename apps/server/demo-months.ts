import { Readable } from 'node:stream';
import { createBilling, type Billing } from '#modules/billing';
import { loadRater, operatorOf } from '#modules/prices';
import { alone, openDesk, readFile } from '#modules/traffic';
import type { Ctx } from '#platform/db';
import { billSource } from './bill-source.ts';
import { bgMaxFile } from './demo-payments.ts';
import { demoFiles } from './demo-traffic.ts';
import type { House } from './house.ts';
import { sweepTraffic } from './sweep-traffic.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/**
 * Lives through the last months in a moment: the switch's files on the days they would have come, the finished months billed on the second of
 * the next, the older bill paid. Everything by the product's own acts, with the clock where it would have stood. A database with traffic in
 * it is left alone.
 */
export async function seedMonths(house: House): Promise<void> {
  const { rows } = await house.pool.query<{ some: boolean }>(
    'SELECT EXISTS (SELECT 1 FROM traffic.file) OR EXISTS (SELECT 1 FROM billing.bill_run) AS some',
  );
  if (rows[0]?.some === true) return;
  const now = house.config.clock.now();
  await readTraffic(house, now);
  const [older, newer] = [monthBegins(now, -2), monthBegins(now, -1)];
  await billMonth(house, older, newer + DAY + 8 * HOUR);
  await pay(house, newer + 29 * DAY - 8 * HOUR);
  await billMonth(house, newer, Math.min(now, monthBegins(now, 0) + DAY + 8 * HOUR));
  // What is due by now: the sweep of every hour would do it, and nothing is overdue when the first person looks.
  await sweepTraffic(house.ctx('traffic-sweep'), billingAt(house, now), house.config);
}

/** First moment of a month counted from this one; by UTC, which is near enough for what is made up. */
const monthBegins = (now: number, months: number): number => {
  const date = new Date(now);
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1);
};

const at = (house: House, job: string, moment: number): Ctx => {
  const ctx = house.ctx(job);
  return { ...ctx, db: { ...ctx.db, clock: { now: () => moment } } };
};

async function readTraffic(house: House, now: number): Promise<void> {
  const { timeZone } = house.config;
  const rater = await loadRater(house.ctx('traffic-import'), operatorOf(house.config));
  await alone(house.ctx('traffic-import'), async () => {
    // One desk for all: no month is closed before the last file is in.
    const desk = await openDesk(house.ctx('traffic-import'), rater, timeZone);
    for (const file of demoFiles(now, timeZone)) {
      const ctx = at(house, 'traffic-import', file.at);
      const read = await readFile(ctx, desk, Readable.from([Buffer.from(file.text)]), {
        name: file.name,
        format: 'telink',
        system: 'demo',
        timeZone,
        country: '46',
      });
      if (!read.ok) throw new Error(`A file of the demonstration was refused: ${read.what}`);
    }
  });
}

function billingAt({ config, log, ...house }: House, moment: number): Billing {
  const db = { ...house.db, clock: { now: () => moment } };
  return createBilling({ config, db, log, source: billSource({ db, config }) });
}

/** Draft, comparison, approval by somebody else, posting, sending: as two of the made-up colleagues would. */
async function billMonth(house: House, month: number, moment: number): Promise<void> {
  const billing = billingAt(house, moment);
  const drafted = await billing.draftRun({
    month: new Date(month).toISOString().slice(0, 7),
    by: 'Kim Berg',
  });
  if (!drafted.ok) throw new Error(`A bill run of the demonstration was refused: ${drafted.reason}.`);
  if (drafted.drafts === 0) return;
  for (const step of [
    () => billing.compare(drafted.run),
    () => billing.approve(drafted.run, 'Mo Lind'),
    () => billing.post(drafted.run),
    () => billing.send(drafted.run),
  ]) {
    const done = await step();
    if (!done.ok) throw new Error(`A bill run of the demonstration was refused: ${done.reason}.`);
  }
}

/** A file of Bankgirot's: each bill there is, paid in full, and a payment whose reference nobody knows. */
async function pay(house: House, moment: number): Promise<void> {
  const { rows } = await house.pool.query<{ ocr: string; ore: string }>(
    `SELECT ocr, payable_ore::text AS ore FROM billing.invoice WHERE kind = 'invoice' ORDER BY invoice_number`,
  );
  if (rows.length === 0) return;
  const billing = billingAt(house, moment);
  const paid = [...rows.map(({ ocr, ore }) => ({ ocr, ore: Number(ore) })), { ocr: '', ore: 24_900 }];
  const day = new Date(moment).toISOString().slice(0, 10).replaceAll('-', '');
  const done = await billing.importPayments(`bgmax-${day}.txt`, [
    bgMaxFile(paid, day, house.config.bankgiro),
  ]);
  if (!done.ok) throw new Error(`The payments of the demonstration were refused: ${done.says}`);
}
