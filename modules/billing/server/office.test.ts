import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBilling } from '#modules/billing';
import { queryOf } from '#platform/db';
import { staffWorld, type Colleague, type StaffWorld } from '../../../test/run/staff-world.ts';
import { EXAMPLE_CHARGES, EXAMPLE_COMPANY, exampleCustomer, sourceOf } from '../pure/example.ts';
import type {
  Acted,
  BillingChecks,
  Payer,
  PaymentsRead,
  PaymentsView,
  RunChecks,
  RunDetail,
  RunList,
} from '../pure/office-contract.ts';

let world: StaffWorld;
let kim: Colleague;
let mo: Colleague;
let sam: Colleague;

beforeAll(async () => {
  world = await staffWorld({
    more: (staff, { config, db, log }) => {
      const customers = ['customer-1', 'customer-2', 'customer-3'].map((id) => ({
        customer: exampleCustomer(EXAMPLE_COMPANY, id),
        charges: EXAMPLE_CHARGES,
      }));
      return createBilling({ config, db, log, source: sourceOf(customers), staff }).office;
    },
  });
  kim = await world.colleague('Kim Berg', ['billing']);
  mo = await world.colleague('Mo Lind', ['billing', 'support']);
  sam = await world.colleague('Sam Ek', ['support', 'prices', 'privacy', 'admin']);
});
afterAll(() => world?.drop());

const BYTES = { 'content-type': 'application/octet-stream' };
const runsOf = async (who: Colleague): Promise<RunList> =>
  (await who.browser.get('/api/office/billing/runs')).json<RunList>();
const detail = async (who: Colleague, run: string): Promise<RunDetail> =>
  (await who.browser.get(`/api/office/billing/runs/${run}`)).json<RunDetail>();
const act = async (who: Colleague, run: string, what: string): Promise<Acted> =>
  (await who.browser.send('POST', `/api/office/billing/runs/${run}/${what}`)).json<Acted>();
const payments = async (): Promise<PaymentsView> =>
  (await kim.browser.get('/api/office/billing/payments')).json<PaymentsView>();

test('each route of billing is 403 for whoever lacks its role', async () => {
  for (const [method, path] of [
    ['GET', '/api/office/billing/runs'],
    ['POST', '/api/office/billing/runs'],
    ['GET', '/api/office/billing/runs/abc'],
    ['GET', '/api/office/billing/runs/abc/checks'],
    ['POST', '/api/office/billing/runs/abc/approve'],
    ['GET', '/api/office/billing/payments'],
    ['POST', '/api/office/billing/payments?name=x'],
    ['GET', '/api/office/billing/payments/abc/payer'],
    ['POST', '/api/office/billing/payments/abc/settle'],
    ['POST', '/api/office/billing/dunning'],
    ['GET', '/api/office/billing/checks'],
  ] as const)
    expect(
      (method === 'GET' ? await sam.browser.get(path) : await sam.browser.send(method, path)).statusCode,
      path,
    ).toBe(403);
  expect(world.routes.filter((route) => route.includes('/billing/')).length).toBeGreaterThanOrEqual(11);
});

test('a run goes from draft to sent at the office: by another than the one who drafted it, and with the three checks beside', async () => {
  const { month, runs } = await runsOf(kim);
  expect([month, runs]).toEqual(['2026-10', []]);
  const drafted = (await kim.browser.send('POST', '/api/office/billing/runs', { month })).json<Acted>();
  expect(drafted.state).toBe('done');
  const run = drafted.run!;
  expect(await detail(kim, run)).toMatchObject({
    state: 'drafted',
    drafts: 3,
    refused: 0,
    outliers: [],
    draftedBy: { name: 'Kim Berg', me: true },
    approvers: ['Mo Lind'],
  });
  expect(await act(mo, run, 'approve')).toEqual({ state: 'refused', reason: 'not-compared' });
  expect(await act(kim, run, 'compare')).toEqual({ state: 'done', run });
  const compared = await detail(mo, run);
  expect(compared).toMatchObject({ state: 'compared', nowOre: 385_200, beforeOre: 0, outlierCount: 3 });
  expect(compared.outliers.map(({ why }) => why)).toEqual(['new', 'new', 'new']);
  const { rows: looks } = await queryOf(world.ctx)(
    "SELECT actor FROM audit.entry WHERE event = 'read' AND detail LIKE '%billing.draft%'",
    [],
  );
  expect(looks).toEqual([{ actor: mo.id }]);
  const checks = async (): Promise<RunChecks> =>
    (await kim.browser.get(`/api/office/billing/runs/${run}/checks`)).json<RunChecks>();
  expect(await checks()).toEqual({ checked: 3, lines: 0, ledger: 0, ubl: 0, faults: [] });
  expect(await act(kim, run, 'approve')).toEqual({ state: 'refused', reason: 'same-person' });
  expect(await act(kim, run, 'post')).toEqual({ state: 'refused', reason: 'not-approved' });
  expect(await act(mo, run, 'approve')).toEqual({ state: 'done', run });
  expect((await detail(kim, run)).approvedBy).toEqual({ name: 'Mo Lind', me: false });
  expect(await act(kim, run, 'post')).toEqual({ state: 'done', run });
  expect(await checks()).toEqual({ checked: 3, lines: 0, ledger: 0, ubl: 0, faults: [] });
  expect(await act(kim, run, 'send')).toEqual({ state: 'done', run });
  expect((await detail(kim, run)).state).toBe('sent');
  // A document that is not what it was is found, by its number.
  await queryOf(world.ctx)(
    "UPDATE billing.invoice SET document = (SELECT document FROM billing.invoice WHERE customer_id = 'customer-2') WHERE customer_id = 'customer-3'",
    [],
  );
  const held = (await kim.browser.get('/api/office/billing/checks')).json<BillingChecks>();
  expect(held.filter(({ ok }) => !ok).map(({ name }) => name)).toContain('row-is-document');
});

/** A BgMax file as the bank would send it: one payment with a reference that is none. */
function bgmax(reference: string, ore: number): Buffer {
  const n = (value: number | string, width: number): string => String(value).padStart(width, '0');
  return Buffer.from(
    [
      '01BGMAX               0120261125173035010331P',
      '050009912346          SEK',
      `200000000000${reference.padStart(25)}${n(ore, 18)}21${n(1, 12)}0`,
      `15${n(58410000010098232, 35)}2026112500074${n(ore, 18)}SEK${n(1, 8)} `,
      `70${n(1, 8)}${n(0, 8)}${n(0, 8)}${n(1, 8)}`,
    ].join('\r\n'),
    'latin1',
  );
}

test('a payment that names no claim waits without a name; opened it is in the log, and put to its invoice it is paid', async () => {
  const sent = await kim.browser.send(
    'POST',
    '/api/office/billing/payments?name=in.txt',
    bgmax('123', 128_400),
    BYTES,
  );
  expect(sent.json<PaymentsRead>()).toMatchObject({ ok: true, payments: 1, unmatched: 1, paid: 0 });
  const { unmatched, files } = await payments();
  expect(files).toMatchObject([{ name: 'in.txt', payments: 1 }]);
  expect(unmatched).toEqual([
    {
      payment: expect.any(String) as string,
      reason: 'bad-reference',
      currency: 'SEK',
      ore: 128_400,
      paidOn: '2026-11-25',
    },
  ]);
  const path = `/api/office/billing/payments/${unmatched[0]!.payment}`;
  expect((await mo.browser.get(`${path}/payer`)).json<Payer>().reference).toBe('123');
  const { rows } = await queryOf(world.ctx)('SELECT actor FROM audit.entry WHERE subject = $1', [
    unmatched[0]!.payment,
  ]);
  expect(rows).toEqual([{ actor: mo.id }]);
  const settle = async (invoice: string): Promise<unknown> =>
    (await mo.browser.send('POST', `${path}/settle`, { invoice })).json();
  expect(await settle('2026119999')).toEqual({ ok: false, reason: 'no-such-invoice' });
  const { rows: numbers } = await queryOf(world.ctx)(
    "SELECT invoice_number FROM billing.invoice WHERE customer_id = 'customer-1'",
    [],
  );
  expect(await settle(String(numbers[0]?.['invoice_number']))).toEqual({ ok: true, outcome: 'paid' });
  const after = await payments();
  expect(after.unmatched).toEqual([]);
  expect(after.matched).toMatchObject([{ customer: 'customer-1', outcome: 'paid', ore: 128_400 }]);
});

test('a broken file from the bank is refused with its line and does nothing; a late claim moves on when asked', async () => {
  const broken = bgmax('123', 5).toString('latin1').replace('70000', '71000');
  const refused = await kim.browser.send(
    'POST',
    '/api/office/billing/payments?name=b.txt',
    Buffer.from(broken),
    BYTES,
  );
  expect(refused.json<PaymentsRead>()).toMatchObject({ ok: false, line: expect.any(Number) as number });
  expect((await payments()).files).toHaveLength(1);
  world.clock.advance(60 * 86_400_000);
  kim = await world.colleague('Kim Ny', ['billing']);
  const { late } = await payments();
  expect(late.map(({ step, openOre }) => [step, openOre])).toEqual([
    ['none', 128_400],
    ['none', 128_400],
  ]);
  expect((await kim.browser.send('POST', '/api/office/billing/dunning')).json()).toEqual({ taken: 2 });
  expect((await payments()).late.map(({ step }) => step)).toEqual(['reminder', 'reminder']);
});
