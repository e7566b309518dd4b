import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createBilling, type Billing, type LetterRef } from '#modules/billing';
import { testWorld, type TestWorld } from '../../../test/run/database.ts';
import { EXAMPLE_CHARGES, EXAMPLE_PERSON, exampleCustomer, sourceOf } from '../pure/example.ts';

const [WITH, WITHOUT] = ['customer-a', 'customer-b'] as const;
let world: TestWorld;
let billing: Billing;
let queued: LetterRef[];
let refuses: boolean;

beforeAll(async () => {
  world = await testWorld();
});
afterAll(() => world.drop());
beforeEach(async () => {
  await world.pool.query(
    'TRUNCATE billing.bill_run, billing.draft, billing.invoice_number, billing.invoice, billing.entry, billing.posting, billing.payment, billing.dunning, billing.dispute',
  );
  world.clock.set('2026-11-02T08:00:00Z');
  [queued, refuses] = [[], false];
  const { email: _email, ...unreachable } = EXAMPLE_PERSON;
  billing = createBilling({
    config: world.config,
    db: world.db,
    log: world.log,
    source: sourceOf([
      { customer: exampleCustomer(EXAMPLE_PERSON, WITH), charges: EXAMPLE_CHARGES },
      { customer: exampleCustomer(unreachable, WITHOUT), charges: EXAMPLE_CHARGES },
    ]),
    remind: async (_ctx, letter) => {
      if (refuses) throw new Error('The queue is away.');
      queued.push(letter);
    },
  });
  const drafted = await billing.draftRun({ month: '2026-10', by: 'Anna' });
  if (!drafted.ok) throw new Error(drafted.reason);
  await billing.compare(drafted.run);
  await billing.approve(drafted.run, 'Bo');
  await billing.post(drafted.run);
  world.clock.set('2026-12-14T08:00:00Z');
});
const bill = async (customer: string) => (await billing.invoicesOf(customer))[0]!;

test('a step is booked with its letter or not at all, and who can’t be written to is left to a person', async () => {
  refuses = true;
  await expect(billing.dunningRound()).rejects.toThrow('The queue is away.');
  const { id, payableOre } = await bill(WITH);
  expect((await bill(WITH)).openOre).toBe(payableOre);
  refuses = false;
  expect(await billing.dunningRound()).toMatchObject([{ customer: WITH, step: 'reminder', feeOre: 6000n }]);
  expect(queued).toEqual([{ customer: WITH, invoice: id, step: 'reminder' }]);
  expect((await bill(WITHOUT)).openOre).toBe((await bill(WITHOUT)).payableOre);
  expect(await billing.dunningRound()).toEqual([]);
  expect(queued).toHaveLength(1);
});

test('a letter says what is left, fees and interest apart, leaves out what is disputed, and is not written once it is paid', async () => {
  const { id, number } = await bill(WITH);
  await billing.registerDispute({ customer: WITH, invoice: id, line: 1, ore: 10_000n, reason: 'Fel.' });
  await billing.dunningRound();
  const open = (await bill(WITH)).openOre;
  const letter = await billing.dunningLetter(queued[0]!);
  expect(letter).toMatchObject({ to: EXAMPLE_PERSON.email, subject: `Påminnelse om faktura ${number}` });
  const kr = (ore: bigint): string => `${(Number(ore) / 100).toFixed(2).replace('.', ',')} kr`;
  const plain = letter!.text.replaceAll('\u00a0', '');
  for (const line of [
    'Kvar av fakturan: 1284,00 kr',
    'Avgifter: 60,00 kr',
    `Ränta enligt räntelagen 6 §: ${kr(open - 128_400n - 6_000n)}`,
    'Det du har ifrågasatt, som väntar på vårt svar: 100,00 kr',
    `Att betala: ${kr(open - 10_000n).replace(/^(\d)(\d{3})/, '$1$2')}`,
    'Bankgiro 991-2346',
    'Senast 2026-12-28',
    `${world.config.origins.app}/fakturor/${id}`,
  ])
    expect(plain).toContain(line);
  // Somebody else's invoice is not found under one's name.
  expect(await billing.dunningLetter({ ...queued[0]!, customer: WITHOUT })).toBeUndefined();
  await billing.creditInvoice({ customer: WITH, invoice: id, lines: 'all', reason: 'Allt.' });
  await world.pool.query(`UPDATE billing.invoice SET paid_on = '2026-12-14' WHERE invoice_id = $1`, [id]);
  expect(await billing.dunningLetter(queued[0]!)).toBeUndefined();
});

test('the books are checked, a breach is logged by its name alone, and the result is kept with its time', async () => {
  expect(billing.lastCheck()).toBeUndefined();
  expect(await billing.checkBooks()).toMatchObject({ at: '2026-12-14T08:00:00.000Z', ok: true });
  const { number } = await bill(WITH);
  await world.pool.query(
    'UPDATE billing.invoice SET payable_ore = payable_ore + 1 WHERE invoice_number = $1',
    [number],
  );
  const before = world.logged.length;
  expect((await billing.checkBooks()).ok).toBe(false);
  expect(billing.lastCheck()?.invariants.find(({ name }) => name === 'row-is-document')).toMatchObject({
    ok: false,
    faults: [number],
  });
  const said = world.logged.slice(before).join('\n');
  expect(said).toContain('row-is-document');
  expect(said).not.toContain(number);
});
