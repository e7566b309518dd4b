import { existsSync, readFileSync } from 'node:fs';
import { getExampleNumber, type CountryCode } from 'libphonenumber-js/max';
import examples from 'libphonenumber-js/mobile/examples';
import { expect, test } from 'vitest';
import type { Destination, DestinationClass } from '../pure/book.ts';
import { compile, type Rater } from '../pure/compile.ts';
import { placeOf } from '../pure/look-up.ts';
import { readDocument } from '../pure/read-document.ts';
import { call, STOCKHOLM } from '../pure/small-book.ts';
import { writeDocument } from '../pure/write-document.ts';
import { startBook } from './start-book.ts';

const NUMBERS = new URL('../../../../shared/corpora/numbers/libphonenumber/metadata/', import.meta.url);
const withoutCorpus = existsSync(NUMBERS) ? false : 'the corpora are not here';

const read = startBook().map(({ name, text }) => ({ text, ...readDocument(text, name) }));
const documents = read.flatMap((one) => (one.ok ? [one.document] : []));
const rater: Rater = (() => {
  const compiled = compile(documents, STOCKHOLM);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.faults, undefined, 1));
  return compiled.rater;
})();
const now = rater.tables.epochs.at(-1)!;
const find = (number: string): Destination | undefined => now.places[placeOf(now, number) >> 4];

/** Rows of a corpus table, by column. */
function rowsOf(file: string): readonly Readonly<Record<string, string>>[] {
  const [head = '', ...lines] = readFileSync(new URL(file, NUMBERS), 'utf8').trim().split('\n');
  const cells = (line: string): readonly string[] =>
    line.split(';').map((cell) => cell.trim().replace(/^"|"$/g, ''));
  const names = cells(head);
  return lines.map((line) => Object.fromEntries(cells(line).map((cell, at) => [names[at] ?? '', cell])));
}

/** Every prefix a pattern such as 70132[0-469] stands for. */
function spelledOut(pattern: string): readonly string[] {
  const found = /^(\d*)\[([\d-]+)\](.*)$/.exec(pattern);
  if (!found) return [pattern];
  const [, before = '', set = '', after = ''] = found;
  const digits = set.replace(/(\d)-(\d)/g, (_all, from: string, to: string) =>
    '0123456789'.slice(Number(from), Number(to) + 1),
  );
  return [...digits].flatMap((digit) => spelledOut(`${before}${digit}${after}`));
}

/** Numbers of each allowed length in a range. */
const numbersIn = (code: string, row: Readonly<Record<string, string>>): readonly string[] =>
  spelledOut(row['Prefix'] ?? '').flatMap((prefix) =>
    (row['Length'] ?? '')
      .split(/[,-]/)
      .flatMap((length) => ['0', '5'].map((fill) => code + prefix.padEnd(Number(length), fill))),
  );

test('the starting price book reads, holds together, and is written as it stands', () => {
  expect(read.flatMap((one) => (one.ok ? [] : one.faults))).toEqual([]);
  expect(documents.length).toBeGreaterThan(10);
  for (const one of read)
    if (one.ok) expect(writeDocument(one.document).replaceAll('\r\n', '\n')).toBe(one.text);
});

function expectedClass(row: Readonly<Record<string, string>>): DestinationClass {
  switch (row['Tariff']) {
    case 'TOLL_FREE':
      return 'freephone';
    case 'PREMIUM_RATE':
      return 'premium';
    case 'SHARED_COST':
      return 'shared-cost';
  }
  switch (row['Type']) {
    case 'MOBILE':
      return 'domestic-mobile';
    case 'FIXED_LINE':
      return 'domestic-fixed';
    case 'VOICEMAIL':
      return 'voicemail';
    default:
      return 'domestic-special';
  }
}

test.skipIf(withoutCorpus)('every Swedish range of the corpus is in the right class', () => {
  const rows = rowsOf('46/ranges.csv');
  expect(rows.length).toBeGreaterThan(900);
  const wrong = rows.flatMap((row) =>
    numbersIn('46', row).flatMap((number) => {
      const found = find(number)?.class;
      return found === expectedClass(row) ? [] : [`${number} ${row['Type']} ${row['Tariff']}: ${found}`];
    }),
  );
  expect(wrong).toEqual([]);
});

test.skipIf(withoutCorpus)(
  'every Swedish short code has a place; what is free or premium in the corpus is so here',
  () => {
    const rows = rowsOf('46/shortcodes.csv');
    expect(rows.length).toBeGreaterThan(25);
    for (const row of rows)
      for (const code of numbersIn('', row)) {
        const found = find(code)?.class;
        expect([code, found]).not.toEqual([code, undefined]);
        if (row['Tariff'] === 'TOLL_FREE') expect(['emergency', 'helpline', 'freephone']).toContain(found);
        if (row['Tariff'] === 'PREMIUM_RATE') expect(found).toBe('premium');
        if (row['Type'] === 'EMERGENCY') expect(found).toBe('emergency');
      }
  },
);

test.skipIf(withoutCorpus)(
  'every country code there is has a destination, and belongs to its country',
  () => {
    const rows = rowsOf('metadata.csv');
    expect(rows.length).toBeGreaterThan(210);
    const all = now.places.filter((place) => place !== undefined);
    for (const row of rows) {
      const code = row['Calling Code']!;
      const reached = all.filter(({ prefixes }) => prefixes.some((prefix) => prefix.startsWith(code)));
      expect([code, reached.length > 0]).toEqual([code, true]);
      const countries = [row['Main Region']!, ...(row['Extra Regions'] ?? '').split(',')];
      for (const country of countries.filter((one) => /^[A-Z]{2}$/.test(one)))
        if (!['BL', 'MF', 'VA'].includes(country))
          expect([code, country, all.some((place) => place.country === country)]).toEqual([
            code,
            country,
            true,
          ]);
    }
  },
);

test.skipIf(withoutCorpus)(
  'mobile and fixed ranges of Norway and Finland are told apart; those of Denmark can’t be, and have one price',
  () => {
    expect(find('4520000000')).toBe(find('4533000000'));
    for (const code of ['47', '358']) {
      const rows = rowsOf(`${code}/ranges.csv`).filter(({ Tariff }) => Tariff === 'STANDARD_RATE');
      const told = { right: 0, wrong: [] as string[] };
      for (const row of rows) {
        if (row['Type'] !== 'MOBILE' && row['Type'] !== 'FIXED_LINE') continue;
        const want = row['Type'] === 'MOBILE' ? 'international-mobile' : 'international-fixed';
        for (const number of numbersIn(code, row)) {
          if (find(number)?.class === want) told.right += 1;
          else told.wrong.push(`${number} is ${row['Type']}`);
        }
      }
      expect([code, told.wrong]).toEqual([code, []]);
      expect(told.right).toBeGreaterThan(5);
    }
  },
);

test('the example of a mobile number of every country is found in that country, as mobile where we tell them apart', () => {
  const all = now.places.filter((place) => place !== undefined);
  const wrong: string[] = [];
  let asked = 0;
  for (const country of Object.keys(examples) as CountryCode[]) {
    const example = getExampleNumber(country, examples);
    const number = example?.number.slice(1);
    if (number === undefined || country === 'SE') continue;
    asked += 1;
    const place = find(number);
    const toldApart =
      example?.getType() === 'MOBILE' &&
      all.some((one) => one.country === country && one.class === 'international-mobile');
    if (place?.country !== country || (toldApart && place.class !== 'international-mobile'))
      wrong.push(`${country} +${number}: ${place?.id}`);
  }
  expect(asked).toBeGreaterThan(230);
  // Islands that share their numbers with a neighbour: the number alone does not tell which.
  const shared = ['AX', 'BL', 'CC', 'CX', 'EH', 'GG', 'IM', 'JE', 'MF', 'SJ', 'VA', 'BQ'];
  expect(wrong.filter((one) => !shared.includes(one.slice(0, 2)))).toEqual([]);
});

test('every place that can be called has a price for a call on every mobile plan', () => {
  const calls = now.places.flatMap((place) =>
    place === undefined ? [] : [...place.prefixes, ...place.short].map((prefix) => [place, prefix] as const),
  );
  expect(calls.length).toBeGreaterThan(500);
  const unpriced = new Set<string>();
  for (const plan of ['mobil-fri', 'mobil-stor', 'mobil-bas', 'mobil-ftg', 'vaxel', 'sip'])
    for (const [place, prefix] of calls) {
      const number = place.short.includes(prefix) ? prefix : prefix.padEnd(Math.max(9, prefix.length), '0');
      const rated = rater.rate(plan, call(number, 60, '2026-11-24T10:00:00Z'), { own: {} });
      if (rated.outcome === 'unrated') unpriced.add(`${plan} ${place.id} ${rated.reason}`);
    }
  const expected = new Set(['se-sms', 'se-sms-betal', 'iprs']);
  expect([...unpriced].filter((one) => !expected.has(one.split(' ')[1]!))).toEqual([]);
});

test('no number of a special kind is sold at the price of an ordinary one', () => {
  for (const plan of ['mobil-fri', 'mobil-bas', 'vaxel', 'sip', 'mobil-ftg'])
    for (const place of now.places)
      for (const prefix of place?.prefixes ?? []) {
        const special = place?.class === 'international-special' || place?.class === 'satellite';
        if (!special && place?.class !== 'premium') continue;
        const rated = rater.rate(plan, call(prefix.padEnd(9, '0'), 60, '2026-11-24T10:00:00Z'), { own: {} });
        if (rated.outcome === 'rated') expect([prefix, rated.amountOre >= 990]).toEqual([prefix, true]);
      }
});

test('a call to Norway costs 6,90 as the price list says, and helplines nothing on any plan', () => {
  const on = (plan: string, number: string): string => {
    const { outcome, amountOre } = rater.rate(plan, call(number, 161, '2026-11-24T10:03:00+01:00'), {
      own: {},
    });
    return `${outcome} ${amountOre}`;
  };
  expect(on('mobil-bas', '4740000000')).toBe('rated 690');
  expect(on('mobil-fri', '46701740612')).toBe('rated 0');
  for (const plan of ['mobil-fri', 'mobil-bas', 'vaxel', 'sip'])
    for (const helpline of ['116111', '116123', '1177', '11313', '112'])
      expect(on(plan, helpline)).toBe('free 0');
});
