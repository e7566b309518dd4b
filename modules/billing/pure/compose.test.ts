import fc from 'fast-check';
import { expect, test } from 'vitest';
import { entryOf, faultsOf, ledgerFaults } from './check.ts';
import { compose, creditOf } from './compose.ts';
import { differences } from './differences.ts';
import {
  EXAMPLE_COMPANY,
  EXAMPLE_PERSON,
  EXAMPLE_SELLER,
  exampleCall,
  exampleCharge,
  exampleCustomer,
  exampleInvoice,
} from './example.ts';
import { freeze, thaw, type Invoice } from './invoice.ts';
import { balances } from './ledger.ts';
import { sum, type VatRate } from './money.ts';
import { masked, specified, type Charge } from './source.ts';

const anyCharge: fc.Arbitrary<Charge> = fc
  .record({
    name: fc.constantFrom('Mobil Stor', 'Samtal', 'Rabatt', 'Påminnelse'),
    kind: fc.constantFrom('fee', 'usage', 'discount', 'adjustment', 'reminder'),
    ore: fc.bigInt({ min: -50_000n, max: 200_000n }),
    basis: fc.constantFrom('with-vat', 'without-vat'),
    vatRate: fc.constantFrom<VatRate[]>(25, 25, 25, 12, 6, 0),
  })
  .map((given) => exampleCharge(given as Partial<Charge> & Pick<Charge, 'name' | 'ore'>));
const charges = fc.array(anyCharge, { minLength: 1, maxLength: 25 });
const buyer = fc.constantFrom(EXAMPLE_COMPANY, EXAMPLE_PERSON);

test('the drawn invoice comes to 1 284 kronor', () => {
  const invoice = exampleInvoice();
  expect(invoice).toMatchObject({
    netOre: 102_704n,
    vatOre: 25_676n,
    roundingOre: 20n,
    payableOre: 128_400n,
    dueOn: '2026-12-02',
  });
  expect(faultsOf(invoice)).toEqual([]);
});

test('whatever is charged, lines, totals and ledger agree to the öre', () => {
  fc.assert(
    fc.property(charges, buyer, (list, who) => {
      const invoice = exampleInvoice(list, who);
      expect(faultsOf(invoice)).toEqual([]);
      const entry = entryOf(invoice);
      expect(ledgerFaults(invoice, entry)).toEqual([]);
      expect(sum(entry.postings.map(({ ore }) => ore))).toBe(0n);
    }),
    { numRuns: 500 },
  );
});

test('a consumer’s prices with VAT add up to what is paid, in whole kronor', () => {
  fc.assert(
    fc.property(
      fc.array(fc.bigInt({ min: 0n, max: 100_000n }), { minLength: 1, maxLength: 30 }),
      (prices) => {
        const invoice = exampleInvoice(
          prices.map((ore) => exampleCharge({ name: 'Samtal', ore, basis: 'with-vat' })),
          EXAMPLE_PERSON,
        );
        const total = sum(prices);
        expect(invoice.payableOre).toBe(((total + 50n) / 100n) * 100n);
        expect(sum(invoice.lines.map(({ amountOre }) => amountOre))).toBe(total);
      },
    ),
  );
});

test('an invoice that differs by an öre is named with what differs', () => {
  const right = exampleInvoice();
  const [first, ...rest] = right.lines;
  const off: readonly [Invoice, string][] = [
    [{ ...right, payableOre: right.payableOre + 1n }, 'payable'],
    [{ ...right, vatOre: right.vatOre + 1n }, 'vat-sum'],
    [{ ...right, netOre: right.netOre - 1n }, 'net-sum'],
    [{ ...right, lines: [{ ...first!, netOre: first!.netOre + 1n }, ...rest] }, 'net-sum'],
    [{ ...right, lines: [{ ...first!, unitOre: 23_921n }, ...rest] }, 'line-price'],
    [{ ...right, roundingOre: 19n }, 'payable'],
    [{ ...right, ocr: '202611004725' }, 'ocr'],
    [{ ...right, lines: [] }, 'no-lines'],
  ];
  for (const [invoice, what] of off)
    expect(
      faultsOf(invoice).map((fault) => fault.what),
      what,
    ).toContain(what);
  const entry = entryOf(right);
  const skewed = {
    ...entry,
    postings: entry.postings.map((each, index) => (index === 0 ? { ...each, ore: each.ore + 1n } : each)),
  };
  expect(ledgerFaults(right, skewed)).toEqual([
    { what: 'ledger', expected: 'receivable 128400', found: 'receivable 128401' },
    { what: 'ledger', expected: 'all 0', found: 'all 1' },
  ]);
});

test('credited in one piece or in many, an invoice is taken back to the öre, account by account', () => {
  fc.assert(
    fc.property(charges, buyer, fc.array(fc.nat({ max: 3 }), { maxLength: 25 }), (list, who, parts) => {
      const invoice = exampleInvoice(list, who);
      if (invoice.kind !== 'invoice') return;
      const entries = [entryOf(invoice)];
      let before = { lines: [] as number[], payableOre: 0n };
      for (const group of [0, 1, 2, 'all'] as const) {
        const lines =
          group === 'all'
            ? group
            : invoice.lines.map(({ line }) => line).filter((line) => parts[line] === group);
        const credited = creditOf(invoice, lines, 'Fel', '2026-11-20', before);
        if (!credited.ok) {
          // Only a part that is a discount more than a price, or nothing at all.
          expect(['nothing-left', 'below-nothing']).toContain(credited.reason);
          continue;
        }
        const note = { ...credited.note, id: `note-${group}` };
        expect(faultsOf(note)).toEqual([]);
        entries.push(entryOf(note, invoice.id));
        const taken = new Set(note.lines.map(({ key }) => key));
        before = {
          lines: [...before.lines, ...(lines === 'all' ? invoice.lines.map(({ line }) => line) : lines)],
          payableOre: before.payableOre + note.payableOre,
        };
        expect(taken.size).toBeGreaterThan(0);
      }
      if (new Set(before.lines).size < invoice.lines.length) return;
      const left = new Map(balances(entries));
      expect(left.get('receivable') ?? 0n).toBe(0n);
      // VAT of the parts may be rounded apart from VAT of the whole; what that makes is in the rounding and nowhere else.
      expect((left.get('vat') ?? 0n) + (left.get('rounding') ?? 0n)).toBe(0n);
      for (const account of ['revenue-fee', 'revenue-usage', 'discount', 'reminder-fee'] as const)
        expect(left.get(account) ?? 0n).toBe(0n);
    }),
    { numRuns: 300 },
  );
});

test('a line is credited once, and what has been credited already is not credited again with the rest', () => {
  const invoice = exampleInvoice();
  const part = creditOf(invoice, [6], 'Data som inte använts', '2026-11-20');
  expect(part).toMatchObject({
    ok: true,
    note: { netOre: 7_680n, vatOre: 1_920n, payableOre: 9_600n, roundingOre: 0n },
  });
  const before = { lines: [6], payableOre: 9_600n };
  expect(creditOf(invoice, [6], 'Igen', '2026-11-20', before)).toEqual({ ok: false, reason: 'nothing-left' });
  expect(creditOf(invoice, [99], 'Ingen', '2026-11-20')).toEqual({ ok: false, reason: 'no-such-line' });
  expect(creditOf(invoice, [7], 'Rabatten', '2026-11-20')).toEqual({ ok: false, reason: 'below-nothing' });
  const rest = creditOf(invoice, 'all', 'Resten', '2026-11-21', before);
  expect(rest).toMatchObject({ ok: true, note: { payableOre: 128_400n - 9_600n, roundingOre: 20n } });
});

test('more given back than charged is a credit note, and nobody is asked to pay a sum below zero', () => {
  const invoice = exampleInvoice([exampleCharge({ name: 'Rabatt', kind: 'discount', ore: -10_000n })]);
  expect(invoice).toMatchObject({ kind: 'credit-note', netOre: 10_000n, payableOre: 12_500n });
  expect(faultsOf(invoice)).toEqual([]);
});

test('a frozen invoice is the same when it is thawed', () => {
  const invoice = exampleInvoice();
  expect(thaw(freeze(invoice))).toEqual(invoice);
  expect(typeof thaw(freeze(invoice)).payableOre).toBe('bigint');
});

test('what differs from the month before is said in words, largest first', () => {
  const usage = (ore: bigint): Charge => exampleCharge({ name: 'Samtal till Norge', kind: 'usage', ore });
  const made = (list: readonly Charge[]): Invoice =>
    compose({
      seller: EXAMPLE_SELLER,
      customer: exampleCustomer(EXAMPLE_COMPANY),
      period: { from: '2026-10-01', to: '2026-10-31' },
      charges: list,
      issuedOn: '2026-11-02',
    });
  const fee = exampleCharge({ name: 'Mobil Stor', ore: 23_920n });
  expect(
    differences(
      made([fee, usage(5_664n)]),
      made([fee, usage(3_864n), exampleCharge({ name: 'Data i USA', ore: 7_680n })]),
    ),
  ).toEqual([
    'Nytt: Data i USA, 76,80 kr.',
    'Samtal till Norge: 18,00 kr mindre.',
    'I övrigt samma tjänster och samma belopp.',
  ]);
  expect(differences(made([fee]), made([fee]))).toEqual(['Samma tjänster och samma belopp.']);
});

test('helplines are never listed, and the other party is masked on a shared line', async () => {
  const calls = [
    exampleCall(0, { other: '46116111', unlisted: true }),
    exampleCall(1, { other: '46313900600', shared: true }),
    exampleCall(2, { other: '46313900601' }),
    exampleCall(3, { other: '112', shared: true }),
  ];
  const shown: string[] = [];
  for await (const { other } of specified(calls)) shown.push(other);
  expect(shown).toEqual(['46313900xxx', '46313900601', 'xxx']);
  expect(masked('')).toBe('');
});
