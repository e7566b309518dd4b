import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { sharesOf } from './allocate.ts';
import { BgMaxRefused, readBgMax, type BgMaxPayment } from './bgmax.ts';

const folder = fileURLToPath(new URL('../../../../shared/corpora/banking/bgmax/', import.meta.url));
const present = existsSync(folder);
const file = (name: string): Buffer => readFileSync(`${folder}${name}`);

async function all(bytes: Uint8Array, size = bytes.length): Promise<BgMaxPayment[]> {
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += Math.max(size, 1))
    chunks.push(bytes.subarray(at, at + Math.max(size, 1)));
  const found: BgMaxPayment[] = [];
  for await (const payment of readBgMax(chunks)) found.push(payment);
  return found;
}
const refusal = (bytes: Uint8Array): Promise<BgMaxRefused> =>
  all(bytes).then(
    () => {
      throw new Error('It was read.');
    },
    (error: unknown) => {
      if (error instanceof BgMaxRefused) return error;
      throw error;
    },
  );

const SMALL = [
  '01BGMAX               0120261105173035010331P',
  '050009912346          SEK',
  '200097012333             202611000128000000000000128400210000000000120',
  '26Kalle Plåt AB',
  '1500000000000000000005841000001009823200020261105'.slice(0, 37) +
    '2026110500074000000000000128400SEK00000001 ',
  '7000000001000000000000000000000001',
];
const bytes = (lines: readonly string[]): Buffer => Buffer.from(lines.join('\r\n'), 'latin1');
const changed = (line: number, by: (text: string) => string): Buffer =>
  bytes(SMALL.map((text, index) => (index === line - 1 ? by(text) : text)));

test('a payment has its reference, amount, day and payer', async () => {
  const [payment, ...more] = await all(bytes(SMALL));
  expect(more).toEqual([]);
  expect(payment).toMatchObject({
    kind: 'payment',
    number: '000000000012',
    receiver: '9912346',
    currency: 'SEK',
    depositedOn: '2026-11-05',
    ore: 128_400n,
    reference: '202611000128',
    payer: { name: 'Kalle Plåt AB', bankgiro: '97012333' },
  });
});

describe.skipIf(!present)('Bankgirot’s own files (shared/corpora, skipped where absent)', () => {
  test('the whole file is read to the last reference, in both currencies', async () => {
    const payments = await all(file('BgMaxfil4.txt'));
    expect(payments).toHaveLength(9);
    expect(payments.map(({ ore }) => ore)).toEqual([
      180_000n,
      190_000n,
      200_000n,
      50_000n,
      50_000n,
      50_000n,
      140_000n,
      300_000n,
      100_000n,
    ]);
    expect(payments[0]).toMatchObject({
      payer: { name: 'Kalles Plåt AB', address: 'Storgatan 2, 12345 Storåker', organisation: '5500001234' },
      message: 'Betalning med extra refnr 665869 657775 665661 665760',
      depositedOn: '2004-05-25',
    });
    expect(payments.filter(({ currency }) => currency === 'EUR')).toHaveLength(2);
    expect(sharesOf(payments[2]!)).toEqual([
      { reference: '573964', ore: 170_000n },
      { reference: '573865', ore: 30_000n },
    ]);
    // A credit among the parts: nobody but a person can say which invoice gets less.
    expect(sharesOf(payments[6]!)).toEqual([{ reference: '', ore: 140_000n }]);
    expect(sharesOf(payments[1]!)).toEqual([{ reference: '524967', ore: 190_000n }]);
  });
  test('the smallest file is read', async () => {
    expect(await all(file('minimal.txt'))).toMatchObject([{ ore: 110_000n, reference: '650861' }]);
  });
  test('the broken file is refused at its first broken line', async () => {
    expect(await refusal(file('BgMaxfil4_broken.txt'))).toMatchObject({ line: 10, reason: 'too-long' });
  });
  test('how the bytes come in pieces changes nothing', async () => {
    const whole = await all(file('BgMaxfil4.txt'));
    for (const size of [1, 7, 80, 82, 4096]) expect(await all(file('BgMaxfil4.txt'), size)).toEqual(whole);
  });
});

test.each([
  [
    'an öre more in the deposit',
    changed(5, (text) => text.replace('128400SEK', '128401SEK')),
    5,
    'deposit-sum',
  ],
  [
    'a payment too many in the deposit',
    changed(5, (text) => text.replace('00000001 ', '00000002 ')),
    5,
    'deposit-count',
  ],
  ['another currency in the deposit', changed(5, (text) => text.replace('SEK', 'EUR')), 5, 'currency'],
  ['a trailer that counts wrong', changed(6, () => '7000000002000000000000000000000001'), 6, 'trailer-count'],
  ['no trailer', bytes(SMALL.slice(0, 5)), 5, 'cut-off'],
  ['a deposit left out', bytes([...SMALL.slice(0, 4), SMALL[5]!]), 5, 'order'],
  ['something after the trailer', bytes([...SMALL, SMALL[1]!]), 7, 'after-trailer'],
  ['letters in the amount', changed(3, (text) => text.replace('128400', '12B400')), 3, 'field'],
  ['a day that is none', changed(5, (text) => text.replace('20261105', '20261305')), 5, 'field'],
  ['a record that is none', changed(4, (text) => `99${text.slice(2)}`), 4, 'unknown-record'],
  ['UTF-8', Buffer.from(SMALL.join('\r\n').replace('Plåt', 'PlÄt'), 'utf8'), 4, 'charset'],
  ['another file', Buffer.from('hej\n'), 1, 'not-bgmax'],
  ['no file', Buffer.alloc(0), 1, 'not-bgmax'],
  ['another version', changed(1, (text) => text.replace('  0120', '  0220')), 1, 'version'],
])('%s: refused whole, with the line', async (_what, broken, line, reason) => {
  expect(await refusal(broken)).toMatchObject({ line, reason });
});

test('a file that is cut anywhere is never read to its end', async () => {
  const whole = bytes(SMALL);
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), async (at) => {
      expect(await refusal(whole.subarray(0, at))).toBeInstanceOf(BgMaxRefused);
    }),
  );
});
