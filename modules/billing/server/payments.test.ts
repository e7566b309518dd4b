import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBilling, type Billing } from '#modules/billing';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { EXAMPLE_CHARGES, EXAMPLE_COMPANY, exampleCustomer, sourceOf } from '../pure/example.ts';

const CUSTOMER = 'customer-1';
let world: TestWorld;
let billing: Billing;
let invoice: string;
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  await world.pool.query(
    'TRUNCATE billing.bill_run, billing.draft, billing.invoice_number, billing.invoice, billing.entry, billing.posting, billing.payment, billing.payment_file, billing.unmatched, billing.dunning, billing.dispute, billing.refund',
  );
  world.clock.set('2026-11-02T08:00:00Z');
  billing = createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    source: sourceOf([{ customer: exampleCustomer(EXAMPLE_COMPANY, CUSTOMER), charges: EXAMPLE_CHARGES }]),
  });
  const drafted = await billing.draftRun({ month: '2026-10', by: 'Anna' });
  if (!drafted.ok) throw new Error(drafted.reason);
  await billing.compare(drafted.run);
  await billing.approve(drafted.run, 'Bo');
  await billing.post(drafted.run);
  invoice = (await billing.invoicesOf(CUSTOMER))[0]!.id;
});

const OCR = '202611000128';
interface Paid {
  readonly reference: string;
  readonly ore: number;
  readonly number?: number;
}
/** A BgMax file as the bank would send it. */
function file(payments: readonly Paid[], day = '20261125'): Buffer {
  const n = (value: number | string, width: number): string => String(value).padStart(width, '0');
  const total = payments.reduce((so, { ore }) => so + ore, 0);
  const lines = [
    '01BGMAX               0120261125173035010331P',
    '050009912346          SEK',
    ...payments.map(
      ({ reference, ore, number }, index) =>
        `200000000000${reference.padStart(25)}${n(ore, 18)}21${n(number ?? index + 1, 12)}0`,
    ),
    `15${n(58410000010098232, 35)}${day}00074${n(total, 18)}SEK${n(payments.length, 8)} `,
    `70${n(payments.length, 8)}${n(0, 8)}${n(0, 8)}${n(1, 8)}`,
  ];
  return Buffer.from(lines.join('\r\n'), 'latin1');
}
const take = async (payments: readonly Paid[], day?: string) =>
  billing.importPayments('in.txt', [file(payments, day)]);
const open = async (): Promise<bigint> =>
  (await billing.invoicesOf(CUSTOMER)).find(({ id }) => id === invoice)!.openOre;
const broken = async (): Promise<string[]> =>
  (await billing.invariants())
    .filter(({ ok }) => !ok)
    .flatMap(({ name, faults }) => [`${name}: ${faults.join('; ')}`]);
const balance = async (account: string): Promise<string> =>
  (
    await world.pool.query<{ ore: string }>(
      'SELECT coalesce(sum(ore), 0)::text AS ore FROM billing.posting WHERE account = $1',
      [account],
    )
  ).rows[0]!.ore;

test('a payment with the right reference pays its invoice, and the same file again changes nothing', async () => {
  expect(await take([{ reference: OCR, ore: 128_400 }])).toMatchObject({
    ok: true,
    payments: 1,
    paid: 1,
    duplicate: 0,
    ore: 128_400n,
  });
  expect(await take([{ reference: OCR, ore: 128_400 }])).toMatchObject({
    ok: true,
    payments: 1,
    paid: 0,
    duplicate: 1,
    ore: 0n,
  });
  expect((await billing.invoicesOf(CUSTOMER))[0]).toMatchObject({ openOre: 0n, paidOn: '2026-11-25' });
  expect(await balance('bank')).toBe('128400');
  expect(await balance('receivable')).toBe('0');
  expect(await broken()).toEqual([]);
});

test('part payments add up to paid; what is too much is held and paid back once', async () => {
  expect(await take([{ reference: OCR, ore: 28_400 }])).toMatchObject({ part: 1 });
  expect(await open()).toBe(100_000n);
  expect(await take([{ reference: OCR, ore: 120_000, number: 9 }])).toMatchObject({ over: 1 });
  expect(await balance('unallocated')).toBe('-20000');
  expect(await take([{ reference: OCR, ore: 100, number: 10 }])).toMatchObject({ double: 1 });
  expect(await billing.refund({ id: 'r1', customer: CUSTOMER, ore: 20_101n, by: 'Bo' })).toEqual({
    ok: false,
    reason: 'more-than-held',
  });
  for (let turn = 0; turn < 2; turn += 1)
    expect(await billing.refund({ id: 'r1', customer: CUSTOMER, ore: 20_100n, by: 'Bo' })).toEqual({
      ok: true,
      ore: 20_100n,
    });
  expect(await balance('unallocated')).toBe('0');
  expect(await balance('bank')).toBe('128400');
  expect(await broken()).toEqual([]);
});

test('two refunds at once never pay back more than is held', async () => {
  await take([{ reference: OCR, ore: 128_500 }]);
  const both = await Promise.all(
    ['a', 'b'].map((id) => billing.refund({ id, customer: CUSTOMER, ore: 100n, by: 'Bo' })),
  );
  expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  expect(await balance('unallocated')).toBe('0');
});

test('what names no claim waits for a person, is booked meanwhile, and is matched or paid back once', async () => {
  const result = await take([
    { reference: '', ore: 500 },
    { reference: '202611000129', ore: 600 },
    { reference: '100164', ore: 128_400 },
  ]);
  expect(result).toMatchObject({ payments: 3, unmatched: 3, ore: 129_500n });
  const waiting = await billing.unmatched();
  expect(waiting.map(({ reason }) => reason).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'bad-reference',
    'no-reference',
    'unknown-reference',
  ]);
  expect(await balance('bank')).toBe('129500');
  expect(await broken()).toEqual([]);
  const [first, , third] = waiting.toSorted((a, b) => Number(a.ore - b.ore));
  expect(await billing.settle({ payment: third!.payment, by: 'Bo', invoice: '2026110001' })).toEqual({
    ok: true,
    outcome: 'paid',
  });
  expect(await billing.settle({ payment: third!.payment, by: 'Bo', invoice: '2026110001' })).toEqual({
    ok: false,
    reason: 'already-settled',
  });
  expect(await billing.settle({ payment: first!.payment, by: 'Bo', invoice: 'refund' })).toEqual({
    ok: true,
    outcome: 'refunded',
  });
  expect(await billing.settle({ payment: 'x', by: 'Bo', invoice: 'refund' })).toEqual({
    ok: false,
    reason: 'no-such-payment',
  });
  expect(await open()).toBe(0n);
  expect(await balance('bank')).toBe('129000');
  expect(await broken()).toEqual([]);
});

test('a file that breaks at its last line has done nothing', async () => {
  const bytes = file([{ reference: OCR, ore: 128_400 }]);
  const cut = bytes.subarray(0, bytes.length - 20);
  expect(await billing.importPayments('cut.txt', [cut])).toMatchObject({
    ok: false,
    line: 5,
    reason: 'field',
  });
  expect(await open()).toBe(128_400n);
  expect((await world.pool.query('SELECT 1 FROM billing.payment')).rowCount).toBe(0);
});

const corpus = fileURLToPath(new URL('../../../../shared/corpora/banking/bgmax/', import.meta.url));
test.skipIf(!existsSync(corpus))(
  'Bankgirot’s own file is taken whole: kronor are queued and booked, euro only queued (shared/corpora)',
  async () => {
    const bytes = readFileSync(`${corpus}BgMaxfil4.txt`);
    expect(await billing.importPayments('BgMaxfil4.txt', [bytes])).toMatchObject({
      ok: true,
      payments: 10,
      unmatched: 10,
      duplicate: 0,
    });
    expect(await billing.importPayments('again.txt', [bytes])).toMatchObject({
      ok: true,
      payments: 10,
      duplicate: 10,
    });
    expect(await balance('bank')).toBe('860000');
    expect((await billing.unmatched()).filter(({ currency }) => currency === 'EUR')).toHaveLength(2);
    expect(await broken()).toEqual([]);
  },
);

test('a claim is reminded, then demanded, each once and with its fee and interest, and then a person takes over', async () => {
  world.clock.set('2026-12-09T08:00:00Z');
  expect(await billing.dunningRound()).toEqual([]);
  world.clock.set('2026-12-10T08:00:00Z');
  const [reminder] = await billing.dunningRound();
  // 8 days at 10 % on 1 284 kr.
  expect(reminder).toMatchObject({ step: 'reminder', feeOre: 6_000n, interestOre: 281n });
  expect(await billing.dunningRound()).toEqual([]);
  expect(await open()).toBe(128_400n + 6_281n);
  world.clock.set('2026-12-28T08:00:00Z');
  expect(await billing.dunningRound()).toMatchObject([
    { step: 'collection', feeOre: 18_000n, interestOre: 633n },
  ]);
  world.clock.set('2027-01-11T08:00:00Z');
  expect(await billing.dunningRound()).toMatchObject([{ step: 'handed-over', feeOre: 0n }]);
  world.clock.set('2027-06-11T08:00:00Z');
  expect(await billing.dunningRound()).toEqual([]);
  expect(await broken()).toEqual([]);
  // All of it is paid with the invoice's own reference.
  expect(await take([{ reference: OCR, ore: Number(await open()) }], '20270611')).toMatchObject({ paid: 1 });
  expect(await open()).toBe(0n);
});

test('what is disputed is not pressed for, and when it was right it is credited and held if paid', async () => {
  const dispute = await billing.registerDispute({
    customer: CUSTOMER,
    invoice,
    line: 6,
    reason: 'Jag var inte i USA.',
  });
  if (!dispute.ok) throw new Error(dispute.reason);
  expect(await billing.registerDispute({ customer: CUSTOMER, invoice, line: 7, reason: 'Rabatten' })).toEqual(
    { ok: false, reason: 'no-such-line' },
  );
  expect(
    await billing.registerDispute({ customer: CUSTOMER, invoice, line: 6, ore: 9_601n, reason: 'Mer' }),
  ).toEqual({ ok: false, reason: 'more-than-line' });
  expect(await billing.claimsOf(CUSTOMER)).toMatchObject([
    { disputed: true, paidOn: null, remindedOn: null },
  ]);
  await take([{ reference: OCR, ore: 128_400 - 9_600 }]);
  world.clock.set('2026-12-10T08:00:00Z');
  expect(await billing.dunningRound()).toEqual([]);
  expect(await billing.closeDispute({ customer: CUSTOMER, dispute: dispute.dispute, upheld: true })).toBe(
    true,
  );
  expect(await billing.closeDispute({ customer: CUSTOMER, dispute: dispute.dispute, upheld: false })).toBe(
    false,
  );
  const credited = await billing.creditInvoice({
    customer: CUSTOMER,
    invoice,
    lines: [6],
    reason: 'Data som inte använts',
  });
  expect(credited).toMatchObject({ ok: true, note: { number: '2026120001', payableOre: 9_600n } });
  expect(await open()).toBe(0n);
  expect(await billing.creditInvoice({ customer: CUSTOMER, invoice, lines: [6], reason: 'Igen' })).toEqual({
    ok: false,
    reason: 'nothing-left',
  });
  const rest = await billing.creditInvoice({ customer: CUSTOMER, invoice, lines: 'all', reason: 'Resten' });
  expect(rest.ok && rest.note.netOre).toBe(102_704n - 7_680n);
  // It had been paid: all of it, the krona's rounding too, is the customer's now.
  expect(await balance('unallocated')).toBe('-118800');
  for (const account of ['receivable', 'vat', 'rounding', 'revenue-fee', 'revenue-usage', 'discount'])
    expect(await balance(account), account).toBe('0');
  expect(await broken()).toEqual([]);
});
