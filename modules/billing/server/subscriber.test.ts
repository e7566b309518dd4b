import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBilling, type Billing } from '#modules/billing';
import { createHttp, type Server } from '#platform/http';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import type { CallsPage, InvoiceSummaryView, InvoiceView } from '../contract.ts';
import {
  EXAMPLE_CHARGES,
  EXAMPLE_PERSON,
  exampleCall,
  exampleCustomer,
  sourceOf,
  type ExampleBilling,
} from '../pure/example.ts';
import type { PersonActor } from './house.ts';

const [MINE, THEIRS] = ['customer-a', 'customer-b'] as const;
let world: TestWorld;
let server: Server;
let billing: Billing;
let people: ExampleBilling[];
let actor: PersonActor;

beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  await world.pool.query(
    'TRUNCATE billing.bill_run, billing.draft, billing.invoice_number, billing.invoice, billing.entry, billing.posting, billing.payment, billing.payment_file, billing.unmatched, billing.dunning, billing.dispute, billing.refund',
  );
  world.clock.set('2026-11-02T08:00:00Z');
  const calls = Array.from({ length: 250 }, (_, index) =>
    exampleCall(index, { shared: index % 2 === 1, unlisted: index === 4 }),
  );
  people = [MINE, THEIRS].map((id) => ({
    customer: exampleCustomer(EXAMPLE_PERSON, id),
    charges: EXAMPLE_CHARGES,
    calls,
  }));
  actor = { kind: 'person', person: 'p1', customer: MINE, roles: ['subscriber'], session: 's1' };
  billing = createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    source: sourceOf(people),
    person: async () => actor,
  });
  await post('2026-10');
  await server?.close();
  server = await createHttp({
    config: world.config,
    log: world.log,
    ready: () => true,
    apps: { shop: [], app: [billing.routes], office: [] },
  });
});
afterAll(() => server?.close());

async function post(month: string): Promise<void> {
  const drafted = await billing.draftRun({ month, by: 'Anna' });
  if (!drafted.ok) throw new Error(drafted.reason);
  await billing.compare(drafted.run);
  await billing.approve(drafted.run, 'Bo');
  await billing.post(drafted.run);
}
const get = (url: string) => server.inject({ method: 'GET', url, headers: { host: 'app.localhost' } });
const list = async (): Promise<InvoiceSummaryView[]> => (await get('/api/invoices')).json();
const one = async (id: string): Promise<InvoiceView> => (await get(`/api/invoices/${id}`)).json();
const calls = async (id: string, after = 0): Promise<CallsPage> =>
  (await get(`/api/invoices/${id}/calls?after=${after}`)).json();
const dispute = (id: string, payload: object) =>
  server.inject({
    method: 'POST',
    url: `/api/invoices/${id}/dispute`,
    headers: { host: 'app.localhost', origin: world.config.origins.app, 'x-telink': '1' },
    payload,
  });
const pay = (ocr: string, ore: number, day: string) => {
  const n = (value: number | string, width: number): string => String(value).padStart(width, '0');
  const lines = [
    '01BGMAX               0120261125173035010331P',
    '050009912346          SEK',
    `200000000000${ocr.padStart(25)}${n(ore, 18)}21${n(1, 12)}0`,
    `15${n(58410000010098232, 35)}${day}00074${n(ore, 18)}SEK${n(1, 8)} `,
    `70${n(1, 8)}${n(0, 8)}${n(0, 8)}${n(1, 8)}`,
  ];
  return billing.importPayments(`${day}.txt`, [Buffer.from(lines.join('\r\n'), 'latin1')]);
};

test('a bill is to pay, then overdue with its reminder, then paid, and says so with the payment beside it', async () => {
  const [bill] = await list();
  expect(bill).toMatchObject({ state: 'to-pay', openOre: bill!.payableOre, disputedOre: 0 });
  expect(await one(bill!.id)).toMatchObject({
    month: '2026-10',
    payments: [],
    late: { step: 'none', feesOre: 0, interestOre: 0, reminderFeeOre: 6000, interestRate: 1000 },
    kept: { until: '2033-12-31', callsUntil: null },
  });
  world.clock.set(`${bill!.dueOn}T08:00:00Z`);
  expect((await list())[0]!.state).toBe('to-pay');
  world.clock.set('2026-12-28T08:00:00Z');
  expect((await list())[0]!.state).toBe('overdue');
  await billing.dunningRound();
  const late = await one(bill!.id);
  expect(late.late).toMatchObject({ step: 'reminder', stepOn: '2026-12-28', feesOre: 6000 });
  expect(late.late.interestOre).toBeGreaterThan(0);
  expect(late.openOre).toBe(late.payableOre + 6000 + late.late.interestOre);
  await pay(late.ocr, late.openOre, '20261229');
  expect((await list())[0]).toMatchObject({ state: 'paid', openOre: 0, paidOn: '2026-12-29' });
  expect(await one(bill!.id)).toMatchObject({
    state: 'paid',
    payments: [{ paidOn: '2026-12-29', ore: late.openOre, heldOre: 0 }],
    kept: { callsUntil: '2027-01-28' },
  });
});

test('what is disputed waits: it is told apart from what is to pay, and the credit note that settles it is shown from both sides', async () => {
  const [bill] = await list();
  const line = (await one(bill!.id)).lines.find(({ name }) => name === 'Data i USA')!;
  expect((await dispute(bill!.id, { line: line.line, ore: 1_000_000, reason: 'x' })).json()).toMatchObject({
    code: 'bad-request',
    fields: ['ore'],
  });
  expect((await dispute(bill!.id, { line: line.line, reason: 'Jag var hemma.' })).statusCode).toBe(200);
  const [waits] = await list();
  expect(waits).toMatchObject({ state: 'disputed', disputedOre: line.amountOre });
  const [asked] = (await one(bill!.id)).disputes;
  expect(asked).toMatchObject({ line: line.line, reason: 'Jag var hemma.', state: 'open', closedOn: null });
  await billing.closeDispute({ customer: MINE, dispute: asked!.dispute, upheld: true });
  const credited = await billing.creditInvoice({
    customer: MINE,
    invoice: bill!.id,
    lines: [line.line],
    reason: 'Data i USA var fel.',
  });
  if (!credited.ok) throw new Error(credited.reason);
  const after = await one(bill!.id);
  expect(after).toMatchObject({
    state: 'to-pay',
    disputedOre: 0,
    disputes: [{ state: 'upheld', closedOn: '2026-11-02' }],
    creditNotes: [{ id: credited.note.id, number: credited.note.number, reason: 'Data i USA var fel.' }],
  });
  expect(after.openOre).toBe(after.payableOre - after.creditNotes[0]!.ore);
  expect(await one(credited.note.id)).toMatchObject({
    state: 'credit-note',
    openOre: 0,
    credits: { id: bill!.id, number: bill!.number },
  });
  expect((await list()).map(({ state }) => state).toSorted((a, b) => (a < b ? -1 : 1))).toEqual([
    'credit-note',
    'to-pay',
  ]);
  await billing.creditInvoice({ customer: MINE, invoice: bill!.id, lines: 'all', reason: 'Allt.' });
  expect((await list()).find(({ id }) => id === bill!.id)!.state).toBe('credited');
});

test('the calls come page by page, each once, masked where somebody else speaks, and without what must not be seen', async () => {
  const { id } = (await list())[0]!;
  const rows: CallsPage['calls'] = [];
  const sizes: number[] = [];
  for (let after: number | null = 0; after !== null;) {
    const page: CallsPage = await calls(id, after);
    expect(page.state).toBe('listed');
    rows.push(...page.calls);
    sizes.push(page.calls.length);
    after = page.next;
  }
  expect(sizes).toEqual([100, 100, 49]);
  expect(new Set(rows.map((row) => JSON.stringify(row))).size).toBeGreaterThan(240);
  expect(rows[0]).toMatchObject({ at: '2026-10-01T08:00:00+02:00', other: '031-390 06 00' });
  // Every second line is spoken on by somebody else; the fifth row was a helpline.
  const masked = rows.filter(({ other }) => other.includes('x'));
  expect(masked).toHaveLength(125);
  for (const { other } of masked) expect(other.replaceAll(/[ -]/g, '')).toMatch(/\dx{3}$/);
  expect(rows.filter(({ serviceName }) => serviceName === '070-174 06 08')).toEqual(masked);
});

test('without a specification there is none, and calls that are erased are gone while the bill stands', async () => {
  const mine = people[0]!;
  people[0] = { ...mine, customer: { ...mine.customer, specification: false } };
  billing = createBilling({ config: world.config, db: world.db, log: world.log, source: sourceOf(people) });
  world.clock.set('2026-12-02T08:00:00Z');
  await post('2026-11');
  const [november, october] = await list();
  expect(november!.month).toBe('2026-11');
  expect(await calls(november!.id)).toEqual({ state: 'off', calls: [], next: null });
  expect((await calls(october!.id)).state).toBe('listed');
  (mine.calls as unknown[]).length = 0;
  expect(await calls(october!.id)).toEqual({ state: 'gone', calls: [], next: null });
});

test('nobody else reaches a bill, its calls or its dispute: not another customer, not one who only uses a service', async () => {
  const [mine] = await list();
  const [theirs] = await billing.invoicesOf(THEIRS);
  for (const path of ['', '/calls', '/pdf'])
    for (const id of [theirs!.id, theirs!.number])
      expect((await get(`/api/invoices/${id}${path}`)).statusCode, path).toBe(404);
  expect((await dispute(theirs!.id, { line: 1, reason: 'x' })).statusCode).toBe(404);
  expect((await list()).map(({ id }) => id)).toEqual([mine!.id]);
  actor = { ...actor, roles: ['user', 'admin'] };
  for (const path of ['', `/${mine!.id}`, `/${mine!.id}/calls`, `/${mine!.id}/pdf`])
    expect((await get(`/api/invoices${path}`)).statusCode, path).toBe(403);
  expect((await dispute(mine!.id, { line: 1, reason: 'x' })).statusCode).toBe(403);
});
