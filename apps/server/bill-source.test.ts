import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBilling, type Billing, type Invoice } from '#modules/billing';
import { importPrices, operatorOf, startBook } from '#modules/prices';
import { changePlan } from '#modules/services';
import { writeTelinkCsv, telinkHeader } from '../../modules/traffic/pure/formats/index.ts';
import type { UsageRecord } from '../../modules/traffic/pure/usage-record.ts';
import { trafficWorld, type TrafficWorld } from '../../test/run/traffic-world.ts';
import { billSource } from './bill-source.ts';
import { disputeCall } from './dispute-call.ts';
import { sweepTraffic } from './sweep-traffic.ts';

let world: TrafficWorld;
let billing: Billing;
let vera: Awaited<ReturnType<TrafficWorld['customer']>>;
const at = (time: string): void => world.clock.advance(Date.parse(time) - world.clock.now());

beforeAll(async () => {
  world = await trafficWorld();
  await importPrices(world.ctx, startBook(), operatorOf(world.config), { as: 'scheduled' });
  vera = await world.customer(['46701740690'], 'mobil-bas');
  billing = createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    source: billSource({ db: world.db, config: world.config }),
  });
});
afterAll(() => world?.drop());

const call = (change: Partial<UsageRecord>): UsageRecord => ({
  system: 'pbx',
  key: 'k',
  action: 'new',
  kind: 'voice',
  direction: 'out',
  served: '46701740690',
  other: '46313900644',
  start: Date.parse('2026-11-10T10:00:00Z'),
  offset: 60,
  seconds: 125,
  bytes: 0,
  answered: true,
  originNetwork: '',
  terminatingNetwork: '',
  visited: '',
  line: 1,
  ...change,
});
const read = (...records: readonly UsageRecord[]): Promise<{ amountOre: number }> =>
  world.read(
    [
      Buffer.from(
        `${[telinkHeader, ...records.map(writeTelinkCsv)].map((line) => line.trimEnd()).join('\n')}\n`,
      ),
    ],
    'telink',
  );
async function billed(month: string): Promise<Invoice> {
  const drafted = await billing.draftRun({ month, by: 'Kim Berg' });
  if (!drafted.ok) throw new Error(drafted.reason);
  expect(drafted.refused).toBe(0);
  const compared = await billing.compare(drafted.run);
  expect(compared.ok).toBe(true);
  const approved = await billing.approve(drafted.run, 'Mo Lind');
  if (!approved.ok) throw new Error(approved.reason);
  const posted = await billing.post(drafted.run);
  if (!posted.ok) throw new Error(posted.reason);
  const [newest] = (await billing.invoicesOf(vera.customer)).toSorted((a, b) =>
    a.number < b.number ? 1 : -1,
  );
  const found = await billing.invoiceOf(newest?.id ?? '');
  if (found === undefined) throw new Error('no invoice');
  return found.invoice;
}
const sum = (lines: readonly { amountOre: bigint }[]): bigint =>
  lines.reduce((all, { amountOre }) => all + amountOre, 0n);

test('a month’s bill is its fee and the records of that month by the operator’s clock, and what comes late is on the next', async () => {
  const inside = await read(
    call({ key: 'a' }),
    call({ key: 'b', start: Date.parse('2026-10-31T23:00:00Z') }),
    call({
      key: 'c',
      kind: 'sms',
      seconds: 0,
      other: '46701740644',
      start: Date.parse('2026-11-30T22:59:59Z'),
    }),
  );
  await read(call({ key: 'before', start: Date.parse('2026-10-31T22:59:59Z'), seconds: 600 }));
  at('2026-12-01T08:00:00Z');
  const november = await billed('2026-11');
  const use = november.lines.filter(({ kind }) => kind === 'usage');
  expect(sum(use)).toBe(BigInt(inside.amountOre));
  expect(november.lines.find(({ kind }) => kind === 'fee')?.amountOre).toBe(4900n);
  expect(november.payableOre).toBe(((sum(november.lines) + 50n) / 100n) * 100n);

  // Late for November, and a correction of what November has billed.
  const late = await read(call({ key: 'late', start: Date.parse('2026-11-20T10:00:00Z'), seconds: 61 }));
  const corrected = await read(call({ key: 'a', action: 'correct', seconds: 10 }));
  expect(late.amountOre).toBeGreaterThan(0);
  expect(corrected.amountOre).toBeLessThan(0);
  at('2027-01-02T08:00:00Z');
  const december = await billed('2026-12');
  const own = december.lines.filter(({ kind }) => kind === 'usage');
  expect(own.map(({ period, amountOre }) => [period, amountOre])).toEqual([
    [{ from: '2026-11-20', to: '2026-11-20' }, BigInt(late.amountOre)],
  ]);
  expect(
    december.lines.filter(({ kind }) => kind === 'adjustment').map(({ amountOre }) => amountOre),
  ).toEqual([BigInt(corrected.amountOre)]);
  expect((await billing.invariants()).filter(({ ok }) => !ok)).toEqual([]);
});

test('a call that is said to be wrong is disputed on the very line that it is part of', async () => {
  const [service = ''] = vera.services;
  const said = {
    customer: vera.customer,
    service,
    billMonth: '2026-11-01',
    record: 'r',
    direction: 'out',
    visited: '',
    vatIncluded: true,
    reason: 'Jag sov.',
  } as const;
  const november = (await billing.invoicesOf(vera.customer)).find(({ month }) => month.startsWith('2026-11'));
  const lineOf = async (dispute: string | undefined): Promise<string> => {
    const { rows } = await world.pool.query<{ line: number }>(
      'SELECT line FROM billing.dispute WHERE dispute_id = $1',
      [dispute],
    );
    return (
      (await billing.invoiceOf(november?.id ?? ''))?.invoice.lines.find(({ line }) => line === rows[0]?.line)
        ?.key ?? ''
    );
  };
  const { rows } = await world.pool.query<{ kind: 'voice' | 'sms'; destination: string; amount_ore: bigint }>(
    "SELECT DISTINCT ON (kind) kind, destination, amount_ore FROM traffic.usage WHERE bill_month = '2026-11-01' ORDER BY kind",
  );
  expect(rows.map(({ kind }) => kind)).toEqual(['sms', 'voice']);
  for (const { kind, destination, amount_ore: ore } of rows) {
    const dispute = await disputeCall(billing)(world.ctx, { ...said, kind, destination, ore });
    expect(await lineOf(dispute)).toContain(` ${kind} out ${destination} `);
  }
  // No bill of that month, or a service that the bill does not have: said so, nothing is paused.
  const [first] = rows;
  const { kind = 'voice', destination = '', amount_ore: ore = 0n } = first ?? {};
  const other = { ...said, kind, destination, ore };
  expect(await disputeCall(billing)(world.ctx, { ...other, billMonth: '2026-08-01' })).toBeUndefined();
  expect(await disputeCall(billing)(world.ctx, { ...other, service: 'another' })).toBeUndefined();
});

test('a plan that changes within a month is two fees, each for its days', async () => {
  const [service = ''] = vera.services;
  await changePlan(
    world.ctx,
    { customer: vera.customer, service },
    { plan: 'mobil-fri', from: '2027-01-15T23:00:00Z' },
  );
  at('2027-02-01T08:00:00Z');
  const january = await billed('2027-01');
  const fees = january.lines.filter(({ kind }) => kind === 'fee');
  expect(fees.map(({ period, amountOre }) => [period, amountOre])).toEqual([
    [{ from: '2027-01-01', to: '2027-01-15' }, 2371n],
    [{ from: '2027-01-16', to: '2027-01-31' }, 15432n],
  ]);
});

test('records go thirty days after their bill is paid, those of an unpaid bill stay, and no invoice changes by it', async () => {
  const left = async (): Promise<unknown> =>
    (
      await world.pool.query(
        'SELECT bill_month::text AS bill, count(*)::int AS n FROM traffic.usage GROUP BY 1 ORDER BY 1',
      )
    ).rows;
  const before = await billing.invoicesOf(vera.customer);
  expect(await left()).toEqual([
    { bill: '2026-10-01', n: 1 },
    { bill: '2026-11-01', n: 3 },
    { bill: '2026-12-01', n: 1 },
  ]);
  await world.pool.query("UPDATE billing.invoice SET paid_on = '2027-01-02' WHERE month = '2026-11'");
  const sweepOn = async (day: string): Promise<unknown> => {
    at(`${day}T08:00:00Z`);
    await sweepTraffic(world.ctx, billing, world.config);
    return left();
  };
  // October was never billed: its records end when they were expected to.
  expect(await sweepOn('2027-02-01')).toEqual([{ bill: '2026-12-01', n: 1 }]);
  expect(await sweepOn('2028-06-01')).toEqual([{ bill: '2026-12-01', n: 1 }]);
  expect(await sweepOn('2030-03-01')).toEqual([]);
  expect((await billing.invoicesOf(vera.customer)).map(({ payableOre }) => payableOre)).toEqual(
    before.map(({ payableOre }) => payableOre),
  );
});
