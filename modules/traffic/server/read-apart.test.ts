import { hash } from 'node:crypto';
import { expect, test } from 'vitest';
import type { NumberInUse } from '#modules/services';
import { fictitiousNumbers } from '#worlds/switch';
import { fileOf } from '../../../test/run/traffic-world.ts';
import { BATCH, gatherer, NAME, type Gathered } from './gather.ts';
import type { Holders } from './holders.ts';
import { lookUpNumbers, numberTable } from './number-table.ts';
import { readApart } from './read-apart.ts';
import { readPieces, type LastRead, type Written } from './read-pieces.ts';
import type { UsageRecord } from '../pure/usage-record.ts';

const numbers = fictitiousNumbers.slice(0, 30).toSorted();
/** Two periods each, of two customers, with a day between them in which nobody had it. */
const inUse = numbers.flatMap((number, at) => [
  { number, customer: `b${at % 7}`, from: 0, to: Date.UTC(2026, 9, 3) } as NumberInUse,
  { number, customer: `a${at % 5}`, from: Date.UTC(2026, 9, 4), to: Infinity } as NumberInUse,
]);
const table = numberTable(inUse);
const places = lookUpNumbers(table);
const holders = { inUse, table, places } as unknown as Holders;
const written: Written = {
  format: 'asterisk',
  system: 'pbx1',
  timeZone: 'Europe/Stockholm',
  numbers: { country: '46' },
};
const file = fileOf({
  format: 'asterisk',
  seed: 5,
  calls: 45_000,
  numbers,
  begins: Date.UTC(2026, 9, 1),
  lasts: 7 * 86_400_000,
  again: 400,
  broken: 700,
});

async function apart(pieces: Iterable<Uint8Array>, how: Written): Promise<LastRead> {
  const reading = readApart(how, holders);
  try {
    const batches: Gathered[] = [];
    for (const piece of pieces) batches.push(...(await reading.push(piece)));
    const last = await reading.end();
    return { batches: [...batches, ...last.batches], sha256: last.sha256 };
  } finally {
    await reading.close();
  }
}
function here(pieces: Iterable<Uint8Array>): LastRead {
  const reading = readPieces(written, table, places);
  const full = [...pieces].flatMap((piece) => reading.push(piece));
  const last = reading.end();
  return { batches: [...full, ...last.batches], sha256: last.sha256 };
}

/** A batch with a hash in the place of each long column: to compare them number by number takes half a minute. */
const shortly = (batch: Gathered): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(batch).map(([name, column]: [string, unknown]) => [
      name,
      ArrayBuffer.isView(column) ? hash('sha256', new Uint8Array(column.buffer)) : column,
    ]),
  );

test('a thread of its own reads from a large file what is read here, record for record and fault for fault, with its line', async () => {
  const [theirs, ours] = [await apart(file.bytes, written), here(file.bytes)];
  expect(theirs.sha256).toBe(ours.sha256);
  expect(theirs.batches.length).toBeGreaterThan(2);
  expect(theirs.batches.map(shortly)).toEqual(ours.batches.map(shortly));
  const rejects = theirs.batches.flatMap((batch) => batch.rejects);
  expect(rejects.length).toBe(file.truth.broken);
  expect(rejects.every(({ line }) => line > 0)).toBe(true);
  // All that was read is somewhere, and nothing twice.
  const sum = (of: (batch: Gathered) => number): number =>
    theirs.batches.reduce((all, batch) => all + of(batch), 0);
  expect(
    sum(
      ({ count, duplicates, strangers, changes, rejects: lost, legs }) =>
        count + duplicates + strangers.length + changes.length + lost.length + legs,
    ),
  ).toBe(file.truth.rows);
  expect(sum(({ strangers }) => strangers.length)).toBeGreaterThan(0);
});

test('what it is sent may be used again at once', async () => {
  const shared = Buffer.alloc(1 << 20);
  function* reused(): Generator<Uint8Array> {
    for (const piece of file.bytes)
      for (let from = 0; from < piece.length; from += shared.length) {
        const part = piece.subarray(from, from + shared.length);
        shared.fill(0).set(part);
        yield shared.subarray(0, part.length);
      }
  }
  expect((await apart(reused(), written)).sha256).toBe(here(file.bytes).sha256);
});

test('a fault of the thread is the reading’s, as it would be here', async () => {
  await expect(apart(file.bytes, { ...written, timeZone: 'Europe/Nowhere' })).rejects.toThrow(RangeError);
});

test('within a batch the records of a customer stand together, each as they came', () => {
  for (const { order, holder, count } of here(file.bytes).batches) {
    expect(new Set(order).size).toBe(count);
    const customers = [...order].map((at) => inUse[holder[at]!]!.customer);
    expect(customers).toEqual(customers.toSorted());
    for (const customer of new Set(customers)) {
      const own = [...order].filter((at) => inUse[holder[at]!]!.customer === customer);
      expect(own).toEqual(own.toSorted((a, b) => a - b));
    }
  }
});

test('a batch is closed when it is full, whatever fills it, and tells a name that it holds already', () => {
  const record = (key: string, change: Partial<UsageRecord> = {}): UsageRecord => ({
    system: 'pbx1',
    key,
    action: 'new',
    kind: 'data',
    direction: 'in',
    served: numbers[3]!,
    other: '46701740605',
    start: Date.UTC(2026, 9, 5),
    offset: -90,
    seconds: 5_000_000_000,
    bytes: 2 ** 50,
    answered: true,
    originNetwork: '240-07',
    terminatingNetwork: '',
    visited: 'NO',
    line: 9,
    ...change,
  });
  const gathering = gatherer(table, places, 4);
  const none = { rejects: [], legs: 0 };
  expect(gathering.add({ ...none, records: [record('a'), record('a'), record('b')] })).toEqual([]);
  const [batch, ...others] = gathering.add({
    ...none,
    records: [record('a', { action: 'correct' }), record('a')],
  });
  expect(others).toEqual([]);
  expect(batch).toMatchObject({ count: 2, duplicates: 1, changes: [{ key: 'a' }] });
  expect([batch!.seconds[0], batch!.bytes[0], batch!.offset[0]]).toEqual([5_000_000_000, 2 ** 50, -90]);
  expect(batch!.words).toEqual(['pbx1', '240-07', '', 'NO']);
  expect(Buffer.from(batch!.other.subarray(0, batch!.otherLength[0])).toString()).toBe('46701740605');
  expect(batch!.event.subarray(0, NAME)).not.toEqual(batch!.event.subarray(NAME, 2 * NAME));
  expect(gathering.take()).toMatchObject({ count: 1, duplicates: 0 });
  expect(BATCH).toBe(20_000);
});
