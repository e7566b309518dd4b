import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { CLASSES, DAYS, type Document, type PriceList } from './book.ts';
import { compile } from './compile.ts';
import { documents, SMALL, STOCKHOLM } from './small-book.ts';
import { readDocument } from './read-document.ts';
import { writeDocument } from './write-document.ts';

/** A document without its line numbers: they say where it stood, not what it says. */
const bare = (document: Document): unknown =>
  JSON.parse(JSON.stringify(document, (key, value: unknown) => (key === 'line' ? undefined : value)));

function reasonsOf(text: string): readonly string[] {
  const read = readDocument(text, 'file.csv');
  return read.ok ? [] : read.faults.map(({ line, reason }) => `${line}: ${reason}`);
}

test('every document that is written is read back as the same', () => {
  for (const document of documents(SMALL)) {
    const written = writeDocument(document);
    const again = readDocument(written, 'again');
    expect(again.ok && bare(again.document)).toEqual(bare(document));
    expect(again.ok && writeDocument(again.document)).toBe(written);
  }
});

const id = fc.stringMatching(/^[a-z0-9-]{1,8}$/);
const words = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
  .map((text) => text.trim())
  .filter((text) => text !== '' && text.trim() === text);
const money = fc.integer({ min: 0, max: 1_000_000_000 });
const list: fc.Arbitrary<PriceList> = fc
  .record({
    id,
    name: words,
    version: fc.stringMatching(/^[a-z0-9:.-]{1,8}$/),
    vat: fc.constantFrom('included', 'excluded'),
    split: fc.boolean(),
    plans: fc.uniqueArray(id, { maxLength: 3 }),
    from: fc.integer({ min: 0, max: 1439 }),
    days: fc.subarray([...DAYS], { minLength: 1 }),
    prices: fc.uniqueArray(
      fc.record({
        to: fc.oneof(id, fc.constantFrom(...CLASSES.map((one) => `#${one}`)), fc.constant('*')),
        banded: fc.boolean(),
        setup: money,
        price: money,
        first: fc.integer({ min: 1, max: 1_000_000 }),
        next: fc.integer({ min: 1, max: 1_000_000 }),
        minimum: money,
      }),
      { selector: ({ to, banded }) => `${to} ${banded}`, maxLength: 20 },
    ),
  })
  .map(({ from, days, prices, ...head }) => ({
    document: 'list',
    effective: '2026-02-28',
    until: '',
    ...head,
    bands: [{ band: 'kvall', days, from, to: 1440, line: 0 }],
    prices: prices.map(({ banded, ...price }) => ({
      kind: 'voice',
      direction: 'out',
      where: 'home',
      band: banded ? 'kvall' : '',
      line: 0,
      ...price,
    })),
  }));

test('any price list survives being written and read, quotes, semicolons, line breaks and all', () => {
  fc.assert(
    fc.property(list, (document) => {
      const read = readDocument(writeDocument(document), 'x');
      expect(read.ok ? bare(read.document) : read.faults).toEqual(bare(document));
    }),
    { numRuns: 500 },
  );
});

test('every fault of a file is told at once, each with its line', () => {
  const text = SMALL['bas']!.replace('vat;included', 'vat;maybe')
    .replace('sms;out;home;*;;;0,69', 'sms;out;home;*;;;0,691234')
    .replace('minimum', 'minimun');
  expect(reasonsOf(text)).toEqual([
    "7: «maybe» can't be vat; expected one of included, excluded.",
    '11: There is no column «minimun» here.',
    "14: «0,691234» can't be price; expected kronor with at most five decimals, such as 0,69.",
  ]);
  expect(reasonsOf('hello')).toEqual([
    '1: The first line must say what it is: document;destinations, zones, plans, list.',
  ]);
  expect(reasonsOf('document;list\nname;"Utland\n')[0]).toBe('2: A quote is opened here and never closed.');
});

test('two prices for the same are refused with both lines', () => {
  const twice = SMALL['bas']!.replace('sms;out', 'voice;out;home;@sverige;;;0,59;60;60;\nsms;out');
  expect(reasonsOf(twice)).toEqual([
    '14: A second price: «voice out home @sverige» already stands on line 12.',
  ]);
  expect(reasonsOf(SMALL['numbers']!.replace('474 479', '474 47'))).toEqual([
    '14: +47 already belongs to no-fast on line 13.',
  ]);
  expect(reasonsOf(SMALL['foretag']!.replace('\n\nprices', '\nnatt;fri;17:00;24:00\n\nprices'))).toEqual([
    '13: natt overlaps dag on line 12.',
  ]);
});

const faultsOf = (change: Readonly<Record<string, string>>): readonly string[] => {
  const compiled = compile(documents({ ...SMALL, ...change }), STOCKHOLM);
  return compiled.ok ? [] : compiled.faults.map((one) => `${one.document} ${one.line}: ${one.reason}`);
};

test('a book whose documents contradict each other is refused, everything listed', () => {
  const rival = SMALL['bas']!.replace('id;sverige', 'id;rival').replace(
    /\nsms[^]*$/,
    '\nvoice;out;home;se-ingen;;;1;60;60;\nvoice;out;mars;*;;;1;60;60;\n',
  );
  expect(faultsOf({ rival })).toEqual([
    'rival@2026:1 12: voice to @sverige is also priced by sverige@2026:1 on line 12, with the same right.',
    'rival@2026:1 13: voice to @sverige#premium is also priced by sverige@2026:1 on line 13, with the same right.',
    'rival@2026:1 14: There is no destination «se-ingen».',
    'rival@2026:1 15: There is no roaming zone «mars».',
  ]);
  expect(faultsOf({ again: SMALL['utland']!.replace('2026:3', '2026:4') })).toEqual([
    'utland@2026:4 1: It overlaps utland@2026:3: both begin on 2026-10-01.',
  ]);
  expect(
    faultsOf({
      utland: SMALL['utland']!.replace('2026-10-01', '2026-10-01\nuntil;2026-12-24'),
      again: SMALL['utland']!.replace('2026:3', '2026:4').replace('2026-10-01', '2026-12-01'),
    }),
  ).toEqual([
    'utland@2026:4 1: It overlaps utland@2026:3, which holds until 2026-12-24; this begins on 2026-12-01.',
  ]);
  expect(faultsOf({ utland: SMALL['utland']!.replace('vat;included', 'vat;excluded') })).toEqual([
    'utland@2026:3 1: The plan «bas» is stated with VAT included, this list excluded.',
    'utland@2026:3 1: The plan «fri» is stated with VAT included, this list excluded.',
  ]);
  expect(faultsOf({ utland: SMALL['utland']!.replace('no-mobil;', 'sos;') })).toEqual([
    "utland@2026:3 12: Calls to emergency are free; they can't have a price.",
  ]);
});

test('a price that can never hold is refused: the slip that sells a premium number as a landline', () => {
  expect(faultsOf({ bas: SMALL['bas']!.replace('@sverige#premium', '#premium') })).toEqual([
    'sverige@2026:1 13: This price never holds: more telling ones price everything it is for.',
  ]);
});

test('a list made for a plan goes before one for all plans, and that is no contradiction', () => {
  const everybody = SMALL['utland']!.replace('id;utland', 'id;alla').replace('plans;bas fri', 'plans;');
  expect(faultsOf({ everybody })).toEqual([]);
});
