import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBilling, InvoiceRefused, type Billing, type Charge } from '#modules/billing';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import {
  EXAMPLE_CHARGES,
  EXAMPLE_COMPANY,
  EXAMPLE_PERSON,
  exampleCall,
  exampleCharge,
  exampleCustomer,
  sourceOf,
  type ExampleBilling,
} from '../pure/example.ts';

let world: TestWorld;
let customers: ExampleBilling[];
let billing: Billing;
let delivered: string[];
beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  await world.pool.query(
    'TRUNCATE billing.bill_run, billing.draft, billing.invoice_number, billing.invoice, billing.entry, billing.posting, billing.payment, billing.unmatched, billing.dunning, billing.dispute, billing.refund',
  );
  world.clock.set('2026-11-02T08:00:00Z');
  customers = many(3);
  delivered = [];
  billing = open(async ({ number }) => void delivered.push(number));
});

const many = (count: number): ExampleBilling[] =>
  Array.from({ length: count }, (_, index) => ({
    customer: exampleCustomer(
      index % 2 === 0 ? EXAMPLE_COMPANY : EXAMPLE_PERSON,
      `customer-${String(index).padStart(4, '0')}`,
    ),
    charges: EXAMPLE_CHARGES,
    calls: [exampleCall(0), exampleCall(1, { other: '46116111', unlisted: true })],
  }));
const open = (deliver: (invoice: { number: string }) => Promise<void> = async () => undefined): Billing =>
  createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    // Looked at anew each time: a test changes what is charged.
    source: {
      customers: (period, after) => sourceOf(customers).customers(period, after),
      chargesOf: (customer, period) => sourceOf(customers).chargesOf(customer, period),
      callsOf: (customer, period) => sourceOf(customers).callsOf(customer, period),
    },
    deliver,
  });
const value = <R extends { ok: boolean }>(result: R): Extract<R, { ok: true }> => {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result as Extract<R, { ok: true }>;
};
async function posted(month = '2026-10'): Promise<string> {
  const { run } = value(await billing.draftRun({ month, by: 'Anna' }));
  value(await billing.compare(run));
  value(await billing.approve(run, 'Bo'));
  value(await billing.post(run));
  return run;
}
const numbers = async (): Promise<string[]> =>
  (
    await world.pool.query<{ number: string }>(
      'SELECT invoice_number AS number FROM billing.invoice ORDER BY invoice_number',
    )
  ).rows.map(({ number }) => number);
const broken = async (): Promise<string[]> =>
  (await billing.invariants())
    .filter(({ ok }) => !ok)
    .flatMap(({ name, faults }) => [`${name}: ${faults.join('; ')}`]);

test('a month goes from draft to sent, with numbers in a row and books that balance', async () => {
  const run = await posted();
  expect(value(await billing.send(run)).sent).toBe(3);
  expect(await numbers()).toEqual(['2026110001', '2026110002', '2026110003']);
  expect(delivered.toSorted((a, b) => (a < b ? -1 : 1))).toEqual(await numbers());
  const found = await billing.invoiceOf('2026110001');
  expect(found?.invoice).toMatchObject({ payableOre: 128_400n, dueOn: '2026-12-02', ocr: '202611000128' });
  expect(await broken()).toEqual([]);
  expect(await billing.runs()).toMatchObject([{ month: '2026-10', state: 'sent', approvedBy: 'Bo' }]);
  // Each step again does nothing.
  expect(value(await billing.post(run)).invoices).toBe(0);
  expect(value(await billing.send(run)).sent).toBe(0);
  expect(await numbers()).toHaveLength(3);
});

test('nobody approves what they drafted, nor what nobody has compared, and nothing is posted before that', async () => {
  const { run } = value(await billing.draftRun({ month: '2026-10', by: 'Anna Berg' }));
  expect(await billing.post(run)).toEqual({ ok: false, reason: 'not-approved' });
  expect(await billing.approve(run, 'Bo')).toEqual({ ok: false, reason: 'not-compared' });
  value(await billing.compare(run));
  for (const name of ['Anna Berg', ' anna  berg', 'ANNA BERG', ''])
    expect(await billing.approve(run, name)).toEqual({ ok: false, reason: 'same-person' });
  value(await billing.approve(run, 'Bo'));
  expect(await billing.draftRun({ month: '2026-10', by: 'Anna Berg' })).toEqual({
    ok: false,
    reason: 'already-approved',
  });
  expect(await numbers()).toEqual([]);
});

test('drafting again writes only what has changed, and a customer who has nothing left to pay loses the draft', async () => {
  customers = many(120);
  expect(value(await billing.draftRun({ month: '2026-10', by: 'Anna' }))).toMatchObject({
    drafts: 120,
    written: 120,
  });
  expect(value(await billing.draftRun({ month: '2026-10', by: 'Anna' }))).toMatchObject({
    drafts: 120,
    written: 0,
  });
  customers[60]!.charges = [
    ...EXAMPLE_CHARGES,
    exampleCharge({ name: 'Sent samtal', kind: 'adjustment', ore: 690n }),
  ];
  customers[61]!.charges = [];
  customers.splice(100, 20);
  expect(value(await billing.draftRun({ month: '2026-10', by: 'Anna' }))).toMatchObject({
    drafts: 99,
    written: 1,
  });
});

test('without a bankgiro number nothing can be approved, and the reason is named', async () => {
  billing = createBilling({
    config: { ...world.config, bankgiro: '' },
    db: world.db,
    log: world.log,
    source: sourceOf(customers),
  });
  const { run, refused } = value(await billing.draftRun({ month: '2026-10', by: 'Anna' }));
  expect(refused).toBe(3);
  const { outliers } = value(await billing.compare(run));
  expect(outliers[0]).toMatchObject({
    why: 'refused',
    detail: 'bankgiro: expected a bankgiro number, found ',
  });
  expect(await billing.approve(run, 'Bo')).toEqual({ ok: false, reason: 'refused-drafts' });
});

test('what changed after approval is not posted', async () => {
  const { run } = value(await billing.draftRun({ month: '2026-10', by: 'Anna' }));
  value(await billing.compare(run));
  value(await billing.approve(run, 'Bo'));
  await world.pool.query(`UPDATE billing.draft SET fingerprint = 'x' WHERE customer_id = 'customer-0001'`);
  expect(await billing.post(run)).toEqual({ ok: false, reason: 'changed-since-approval' });
  expect(await numbers()).toEqual([]);
});

test('the comparison names whoever is far from last month, new, gone or refused, and a refused draft stops the approval', async () => {
  await posted('2026-09');
  world.clock.set('2026-12-01T08:00:00Z');
  customers[0]!.charges = [...EXAMPLE_CHARGES, exampleCharge({ name: 'Data i USA, igen', ore: 500_000n })];
  customers[1]!.charges = [];
  customers[2]!.charges = [exampleCharge({ name: 'Växel', ore: 100n, unitOre: 99n })];
  customers = [
    ...customers,
    { customer: exampleCustomer(EXAMPLE_COMPANY, 'customer-0009'), charges: EXAMPLE_CHARGES },
  ];
  const { run } = value(await billing.draftRun({ month: '2026-10', by: 'Anna' }));
  const compared = value(await billing.compare(run));
  expect(compared.outliers.map(({ customer, why }) => [customer, why])).toEqual([
    ['customer-0000', 'more'],
    ['customer-0001', 'gone'],
    ['customer-0009', 'new'],
    ['customer-0002', 'refused'],
  ]);
  expect(compared.outliers[3]?.detail).toBe('line-price: expected 99, found 100');
  expect(await billing.approve(run, 'Bo')).toEqual({ ok: false, reason: 'refused-drafts' });
  // The words on the next invoice come from the last one.
  customers[2]!.charges = EXAMPLE_CHARGES.slice(1);
  value(await billing.draftRun({ month: '2026-10', by: 'Anna' }));
  value(await billing.compare(run));
  value(await billing.approve(run, 'Bo'));
  value(await billing.post(run));
  const [last] = await billing.invoicesOf('customer-0002');
  expect((await billing.invoiceOf(last!.id))?.invoice.differs[0]).toBe(
    'Borta: Mobil Stor, 070-174 06 07, −239,20 kr.',
  );
});

test('an invoice that does not add up is not stored, and its number is not used up', async () => {
  const { run } = value(await billing.draftRun({ month: '2026-10', by: 'Anna' }));
  value(await billing.compare(run));
  value(await billing.approve(run, 'Bo'));
  // A document that went bad after it was drafted: sealed anew with an öre more.
  const { rows } = await world.pool.query<{ document: Buffer; book_id: string }>(
    `SELECT document, book_id FROM billing.draft WHERE customer_id = 'customer-0002'`,
  );
  const place = 'billing.draft.document';
  const text = await world.db.sealer.open(rows[0]!.book_id, place, rows[0]!.document);
  const off = await world.db.sealer.seal(
    rows[0]!.book_id,
    place,
    text!.replace('"payableOre":"128400"', '"payableOre":"128401"'),
  );
  await world.pool.query(`UPDATE billing.draft SET document = $1 WHERE customer_id = 'customer-0002'`, [off]);
  await expect(billing.post(run)).rejects.toThrow(InvoiceRefused);
  expect(await numbers()).toEqual([]);
  await world.pool.query(`UPDATE billing.draft SET document = $1 WHERE customer_id = 'customer-0002'`, [
    rows[0]!.document,
  ]);
  expect(value(await billing.post(run)).invoices).toBe(3);
  expect(await numbers()).toEqual(['2026110001', '2026110002', '2026110003']);
});

test('whatever is charged, lines, totals, ledger and Peppol document agree after the run', async () => {
  const charge: fc.Arbitrary<Charge> = fc
    .record({
      name: fc.constantFrom('Fast', 'Rörlig', 'Rabatt'),
      key: fc.uuid(),
      ore: fc.bigInt({ min: -30_000n, max: 90_000n }),
      basis: fc.constantFrom('with-vat' as const, 'without-vat' as const),
      vatRate: fc.constantFrom(25 as const, 25 as const, 6 as const, 0 as const),
    })
    .map(exampleCharge);
  const list = fc.array(fc.array(charge, { minLength: 1, maxLength: 8 }), { minLength: 6, maxLength: 6 });
  for (const [index, each] of fc.sample(list, { numRuns: 4, seed: 3976 }).entries()) {
    customers = many(6).map((one, at) => ({ ...one, charges: each[at]! }));
    await posted(`2026-0${index + 1}`);
  }
  expect(await numbers()).toHaveLength(24);
  expect(await broken()).toEqual([]);
});

test('an öre out of place anywhere is found by the invariants', async () => {
  await posted();
  expect(await broken()).toEqual([]);
  const spoil = async (sql: string): Promise<string> => {
    await world.pool.query(`BEGIN; SET LOCAL session_replication_role = replica; ${sql}; COMMIT`);
    const found = await broken();
    return found.map((each) => each.split(':')[0]).join(' ');
  };
  expect(
    await spoil(
      "UPDATE billing.posting SET ore = ore + 1 WHERE account = 'vat' AND customer_id = 'customer-0000'",
    ),
  ).toBe('entries-balance invoice-is-ledger');
  expect(
    await spoil("UPDATE billing.invoice SET net_ore = net_ore + 1 WHERE customer_id = 'customer-0001'"),
  ).toContain('row-is-document');
  expect(await spoil('UPDATE billing.invoice_number SET last = 9')).toContain('numbers-without-gaps');
});

test('the database itself refuses an unbalanced entry and a change of what is booked', async () => {
  await posted();
  await expect(
    world.pool.query(
      `WITH e AS (INSERT INTO billing.entry VALUES ('customer-0000', 'e1', 's1', '2026-11-02') RETURNING entry_id) INSERT INTO billing.posting VALUES ('customer-0000', 'e1', 'bank', 5)`,
    ),
  ).rejects.toThrow('does not balance');
  await expect(world.pool.query('UPDATE billing.posting SET ore = ore')).rejects.toThrow('never changed');
  await expect(world.pool.query('UPDATE billing.entry SET booked_on = now()')).rejects.toThrow(
    'never changed',
  );
});

test('an invoice is exported as Peppol document, PDF and JSON', async () => {
  await posted();
  expect(String(await billing.exportInvoice('2026110001', 'ubl'))).toContain(
    '<cbc:PayableAmount currencyID="SEK">1284.00<',
  );
  expect(JSON.parse(String(await billing.exportInvoice('2026110001', 'json')))).toMatchObject({
    payableOre: '128400',
  });
  expect((await billing.exportInvoice('2026110001', 'pdf'))?.subarray(0, 5).toString()).toBe('%PDF-');
  expect(await billing.exportInvoice('2026119999', 'ubl')).toBeUndefined();
});

test('erasing a person leaves the books readable, and nothing of the document is in clear in the database', async () => {
  await posted();
  await world.db.sealer.shred('customer-0000');
  expect((await billing.invoiceOf('2026110001'))?.invoice.buyer.name).toBe('Björkviken Arkitekter AB');
  const { rows } = await world.pool.query<{ text: string }>('SELECT i::text AS text FROM billing.invoice i');
  expect(rows.map(({ text }) => text).join()).not.toContain(Buffer.from('Björkviken').toString('hex'));
});
