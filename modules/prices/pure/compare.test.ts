import { expect, test } from 'vitest';
import { diffDocuments } from './diff.ts';
import { readDocument } from './read-document.ts';
import { simulate, type SimulatedRecord } from './simulate.ts';
import { call, raterOf, SMALL } from './small-book.ts';

const read = (text: string): ReturnType<typeof diffDocuments> => {
  const [a, b] = [readDocument(SMALL['bas']!, 'a'), readDocument(text, 'b')];
  if (!a.ok || !b.ok) throw new Error('unreadable');
  return diffDocuments(a.document, b.document);
};

test('a difference names what was added, removed and changed, and by how many per cent', () => {
  const changed = SMALL['bas']!.replace('2026:1', '2026:2')
    .replace('home;*;;;0,69', 'home;*;;;0,79')
    .replace('0,05', '0,04')
    .replace('voice;in;resten;*;;;6;60;60;', 'mms;out;home;*;;;1,90;;;');
  expect(read(changed)).toEqual({
    facts: [{ column: 'version', before: '2026:1', after: '2026:2' }],
    changes: [
      {
        table: 'prices',
        key: 'sms out home *',
        what: 'changed',
        cells: [{ column: 'price', before: '0,69', after: '0,79' }],
        permille: 145,
      },
      {
        table: 'prices',
        key: 'data out home *',
        what: 'changed',
        cells: [{ column: 'price', before: '0,05', after: '0,04' }],
        permille: -200,
      },
      { table: 'prices', key: 'mms out home *', what: 'added', cells: [] },
      { table: 'prices', key: 'voice in resten *', what: 'removed', cells: [] },
    ],
    added: 1,
    removed: 1,
    changed: 2,
    up: 1,
    down: 1,
  });
  expect(read(SMALL['bas']!)).toMatchObject({ facts: [], changes: [] });
  expect(read(SMALL['plans']!)).toBeUndefined();
});

test('a simulation tells revenue before and after, who gains and loses, and the ten most affected', async () => {
  const before = raterOf();
  const after = raterOf({ ...SMALL, utland: SMALL['utland']!.replace('0,90;2,00', '0;3,00') });
  const records: SimulatedRecord[] = [];
  for (let customer = 1; customer <= 20; customer += 1)
    for (let at = 0; at < customer; at += 1)
      records.push({
        customer: `c${customer}`,
        service: `s${customer}`,
        plan: customer === 20 ? 'vaxel' : 'bas',
        // One minute: 2,90 and 3,00. The first two minutes of each service are in its allowance.
        usage: call('4740000000', 60, '2026-11-24T10:00:00+01:00'),
      });
  const streamed = (async function* () {
    yield* records;
  })();
  const found = await simulate(before, after, streamed);
  expect(found).toMatchObject({
    records: 210,
    ratedBefore: 190,
    unratedBefore: 20,
    unratedAfter: 20,
    customers: 20,
    more: 17,
    less: 0,
    same: 3,
  });
  const paid = 190 - 1 - 2 * 18;
  expect([found.beforeOre, found.afterOre]).toEqual([BigInt(paid * 290), BigInt(paid * 300)]);
  expect(found.mostAffected.length).toBe(10);
  expect(found.mostAffected[0]).toEqual({ customer: 'c19', beforeOre: 17n * 290n, afterOre: 17n * 300n });
  expect(await simulate(before, after, records)).toEqual(found);
});
