import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { arithmeticOf } from './amount-of.ts';
import { explain, type Step } from './explain.ts';
import { packExplanation, unpackExplanation } from './pack.ts';
import { call, raterOf } from './small-book.ts';
import type { Balances, Explanation, Usage } from './usage.ts';

const rater = raterOf();
const NOON = '2026-11-24T10:03:00+01:00';

function told(
  plan: string,
  usage: Usage,
  balances: Balances,
  language: 'sv' | 'en' = 'sv',
): readonly string[] {
  const rated = rater.rate(plan, usage, balances);
  const kept = unpackExplanation(packExplanation(rated));
  const steps = kept && explain(usage, kept, rater, language);
  return (steps ?? []).map(({ text, detail, value }: Step) =>
    [text, ...(detail === undefined ? [] : [detail]), ...(value === undefined ? [] : [value])].join(' / '),
  );
}

test('«Varför 6,90?» is answered in plain Swedish, from what is kept with the record', () => {
  expect(told('bas', call('4740000000', 161, NOON), { own: { utland: 0 } })).toEqual([
    'Du ringde Norge, mobil / +47 4 är mobilnummer. Samtalet började 10:03.',
    'Prislista Utland 2026:3 / Gäller från 1 oktober 2026.',
    'Öppningsavgift / 0,90',
    'Fria utlandsminuter / 0 kvar',
    '3 påbörjade minuter à 2,00 / 2 min 41 s räknas upp till hel minut. / 6,00',
    'Summa med moms / 6,90 kr',
  ]);
});

test('and in English', () => {
  expect(told('bas', call('4740000000', 60, NOON), { own: { utland: 30 } }, 'en')).toEqual([
    'You called Norway, mobile / +47 4 is mobile. The call began at 10:03.',
    'Price list Utland 2026:3 / In force from 1 October 2026.',
    'Free minutes abroad / 30 s. / 0 left',
    '30 s at 2.00 a minute / 1.00',
    'Total with VAT / 1.00 kr',
  ]);
});

test('an amount that had to be rounded says so, and one without VAT too', () => {
  expect(told('vaxel', call('46701740612', 60, NOON), { own: {} })).toEqual([
    'Du ringde Sverige, mobil / +46 70 är mobilnummer. Samtalet började 10:03.',
    'Prislista Företag 7 / Gäller från 1 januari 2026.',
    'Öppningsavgift / 0,25',
    'Gemensam pott / 0 kvar',
    '1 min à 0,3450 per minut / 0,3450',
    'Avrundning till hela ören / 0,0050',
    'Summa utan moms / 0,60 kr',
  ]);
});

test('what costs nothing says why, roaming says where, and split calls say both prices', () => {
  expect(told('bas', call('116111', 60, NOON), { own: {} })).toEqual([
    'Du ringde Hjälplinje / 116 är stödlinje. Samtalet började 10:03.',
    'Stödlinjer är alltid gratis och står aldrig på fakturan',
    'Summa med moms / 0,00 kr',
  ]);
  expect(
    told('bas', call('', 0, NOON, { kind: 'data', bytes: 1_250_001, visited: 'US' }), { own: {} }),
  ).toEqual([
    'Du använde data / Det började 10:03. Du var i USA.',
    'Prislista Sverige 2026:1 / Gäller från 1 januari 2026.',
    '1,3 MB à 1,20 per MB / 1\u00A0250\u00A0001 B räknas upp till 1,3 MB. / 1,56',
    'Summa med moms / 1,56 kr',
  ]);
  expect(told('vaxel', call('46313900600', 300, '2026-11-24T17:58:00+01:00'), { own: {} })).toEqual([
    'Du ringde Sverige, fast / +46 är fast telefoni. Samtalet började 17:58.',
    'Prislista Företag 7 / Gäller från 1 januari 2026.',
    '2 min à 0,60 per minut / 1,20',
    '3 min à 0,30 per minut / 0,90',
    'Summa utan moms / 2,10 kr',
  ]);
});

test('the shares of the steps add up to the amount, to the last fraction of an öre, for whatever is rated', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('bas', 'fri', 'vaxel'),
      fc.constantFrom<Usage['kind']>('voice', 'sms', 'data'),
      fc.constantFrom('4740000000', '46701740612', '46313900600', '46900000000', '112', '116111', ''),
      fc.integer({ min: 0, max: 100_000 }),
      fc.integer({ min: 0, max: 5_000_000_000 }),
      fc.integer({ min: Date.parse('2026-01-01T00:00:00Z'), max: Date.parse('2027-06-30T00:00:00Z') }),
      fc.constantFrom('', 'NO', 'US'),
      fc.integer({ min: 0, max: 700 }),
      (plan, kind, other, seconds, bytes, start, visited, left) => {
        const usage = { ...call(other, seconds, NOON, { kind, bytes, visited }), start };
        const rated = rater.rate(plan, usage, {
          own: { utland: left, surf: left * 1000 },
          shared: { pott: left },
        });
        const packed = packExplanation(rated);
        if (rated.more.length <= 1) expect(packed.length).toBeLessThanOrEqual(120);
        const kept = unpackExplanation(packed);
        const { outcome, reason, destination, prefixDigits, zone, units, setup, version, rule } = rated;
        expect(kept).toEqual({
          outcome,
          reason,
          plan,
          destination,
          prefixDigits,
          zone,
          units,
          setup,
          version,
          rule,
          paid: rated.paid,
          more: [...rated.more],
          uses: [...rated.uses],
        } satisfies Explanation);
        expect(arithmeticOf(kept!, rater)?.amountOre).toBe(rated.amountOre);
        const steps = explain(usage, kept!, rater, 'sv')!;
        const shares = steps.flatMap(({ share }) => (share === undefined ? [] : [share]));
        const sum = shares.reduce((total, one) => total + BigInt(one.numerator), 0n);
        expect(sum).toBe(BigInt(rated.amountOre) * BigInt(shares[0]?.denominator ?? 1));
      },
    ),
    { numRuns: 3000 },
  );
});

test('a price version that is missing is said to be missing, and a text that is no explanation is none', () => {
  const kept = rater.rate('bas', call('4740000000', 60, NOON), { own: {} });
  expect(
    explain(call('4740000000', 60, NOON), { ...kept, version: 'utland@1' }, rater, 'sv'),
  ).toBeUndefined();
  expect(unpackExplanation('')).toBeUndefined();
  expect(unpackExplanation('r||bas|no-mobil|!|')).toBeUndefined();
});
