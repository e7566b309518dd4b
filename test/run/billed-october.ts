import { spawnSync } from 'node:child_process';
import { expect } from 'vitest';
import type { InvoiceView } from '#contract/billing';
import { createBilling, type Call } from '#modules/billing';
import { numbersInUse, type NumberInUse } from '#modules/services';
import type { Ctx, Role } from '#platform/db';
import { billSource } from '../../apps/server/bill-source.ts';
import type { House } from '../../apps/server/house.ts';
import { specified } from '../../modules/billing/pure/source.ts';
import { call } from './api.ts';
import { NUMBERS, startBilledProduct, type BilledProduct } from './billed-product.ts';

export const NOW = '2026-11-02T08:00:00Z';
/** Numbers for films and books that nothing else here has. */
export const CALLED = { vera: '46846500401', tor: '46846500402', folke: '46846500403' };
export const HELPLINE = '116111';
const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };

/** October's calls of three customers from the switch's file to sent bills; Tor has chosen his without specification. */
export async function startOctober(): Promise<BilledProduct> {
  const billed = await startBilledProduct(NOW);
  const { vera, tor, folke, greta } = NUMBERS;
  const october = await billed.traffic(NOW, [
    { served: vera, other: CALLED.vera, start: '2026-10-05T09:00:00+02:00', seconds: 61 },
    // Clocks were put back at three: it ended at five past two by the clock on the wall.
    { served: vera, other: CALLED.vera, start: '2026-10-25T02:55:00+02:00', seconds: 600 },
    { served: vera, other: HELPLINE, start: '2026-10-31T20:00:00+01:00', seconds: 900 },
    {
      served: vera,
      other: CALLED.vera,
      start: '2026-10-12T18:00:00+01:00',
      seconds: 61,
      visited: 'GB',
      networks: ['234-99', '240-98'],
    },
    { served: tor, other: CALLED.tor, start: '2026-10-06T10:00:00+02:00', seconds: 119 },
    { served: tor, kind: 'sms', other: '46701740620', start: '2026-10-06T10:10:00+02:00' },
    { served: greta, other: CALLED.folke, start: '2026-10-07T11:00:00+02:00', seconds: 45 },
    // Dear by day and cheap in the evening: the company's list splits the call where the price changes.
    { served: folke, other: CALLED.folke, start: '2026-10-07T17:55:00+02:00', seconds: 600 },
  ]);
  expect(october).toMatchObject({ read: 8, rated: 7, free: 1, rejected: 0, unrated: 0 });
  const itemised = await billed.cookieOf('torlilja');
  const [service] = (await call(billed.product, '/api/services', { cookie: itemised })).body!['services'] as {
    id: string;
  }[];
  const chosen = await call(billed.product, `/api/services/${service!.id}`, {
    method: 'PATCH',
    cookie: itemised,
    body: { itemised: false },
  });
  expect(chosen.status).toBe(200);
  await billed.bill(NOW, '2026-10');
  return billed;
}

/** A user’s newest bill as the app shows it, and on paper. */
export const invoiceOf = async (
  billed: BilledProduct,
  user: string,
): Promise<InvoiceView & { pdf: Buffer; customer: string }> => {
  const cookie = await billed.cookieOf(user);
  const [summary] = (await call(billed.product, '/api/invoices', { cookie })).body as unknown as {
    id: string;
  }[];
  const view = (await call(billed.product, `/api/invoices/${summary!.id}`, { cookie }))
    .body as unknown as InvoiceView;
  return billed.house(NOW, async (house) => {
    const billing = billingOf(house);
    const pdf = await billing.exportInvoice(summary!.id, 'pdf');
    return { ...view, pdf: pdf!, customer: (await billing.invoiceOf(summary!.id))!.customer };
  });
};
const billingOf = (house: House): ReturnType<typeof createBilling> =>
  createBilling({ config: house.config, db: house.db, log: house.log, source: billSource(house) });

export const whose = async (house: House, number: string): Promise<NumberInUse> =>
  (await numbersInUse(house.ctx('proof'), 0, Date.parse('2040-01-01'), [number]))[0]!;
export const asPerson = async (house: House, number: string, roles: readonly Role[]): Promise<Ctx> => {
  const { customer, person } = await whose(house, number);
  return { db: house.db, actor: { kind: 'person', customer, person: person!, roles, session: 'proof' } };
};
/** What the specification of a customer's bill lists. */
export async function listed(house: House, customer: string): Promise<Call[]> {
  const calls: Call[] = [];
  for await (const one of specified(billSource(house).callsOf(customer, OCTOBER))) calls.push(one);
  return calls;
}
export const poppler = spawnSync('pdftotext', ['-v']).error === undefined;
export const textOf = (pdf: Buffer): string =>
  poppler ? spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf, encoding: 'utf8' }).stdout : '';
