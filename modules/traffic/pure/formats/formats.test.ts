import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { traffic, type FileSpec, type Truth } from '../../../../test/worlds/switch/index.ts';
import type { Batch, Format, ReaderOptions } from './batch.ts';
import { createReader, recognise } from './index.ts';

const OPTIONS: ReaderOptions = {
  system: 'switch',
  timeZone: 'Europe/Stockholm',
  numbers: { country: '46' },
  inbound: ['from-trunk', 'public'],
  network: '240-07',
};
const KINDS = ['voice', 'sms', 'data', 'roaming'] as const;
const FILES: readonly [name: FileSpec['format'], format: Format, spec: Partial<FileSpec>][] = [
  ['asterisk', 'asterisk', {}],
  ['freeswitch-csv', 'freeswitch-csv', {}],
  ['freeswitch-json', 'freeswitch-json', {}],
  ['kamailio', 'kamailio', {}],
  ['kamailio-json', 'kamailio', {}],
  ['cucm', 'cucm', {}],
  ['ber', 'ber', { kinds: KINDS }],
  ['telink', 'telink', { kinds: ['voice', 'sms'] }],
  ['telink-json', 'telink', { kinds: ['voice', 'data'] }],
];

function file(spec: FileSpec): { bytes: Uint8Array; truth: Truth } {
  const pieces = traffic(spec);
  const all: Uint8Array[] = [];
  for (;;) {
    const next = pieces.next();
    if (next.done === true) return { bytes: Buffer.concat(all), truth: next.value };
    all.push(next.value);
  }
}
function read(format: Format, bytes: Uint8Array, piece = 65_536, options = OPTIONS): Batch {
  const reader = createReader(format, options);
  const records: Batch['records'] = [];
  const rejects: Batch['rejects'] = [];
  let legs = 0;
  const add = (batch: Batch): void => {
    records.push(...batch.records);
    rejects.push(...batch.rejects);
    legs += batch.legs;
  };
  for (let at = 0; at < bytes.length; at += piece) add(reader.push(bytes.slice(at, at + piece)));
  add(reader.end());
  return { records, rejects, legs };
}
const NUMBERS = ['46313900601', '46406280402', '46701740605'];
/** Formats without a context say nothing about the way, so whose number it is does. */
const isOurs = (number: string): boolean => NUMBERS.includes(number);
const OURS: ReaderOptions = { ...OPTIONS, own: isOurs };

describe.each(FILES)('a day in the format %s', (name, format, more) => {
  const spec: FileSpec = { format: name, seed: 7, calls: 3000, numbers: NUMBERS, ...more };

  test('is read as what happened: every call once, every second, nothing lost', () => {
    const { bytes, truth } = file(spec);
    const { records, rejects, legs } = read(format, bytes, 65_536, OURS);
    expect(rejects).toEqual([]);
    expect(records).toHaveLength(truth.calls);
    expect(records.filter((record) => record.answered)).toHaveLength(truth.answered);
    expect(records.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(truth.seconds);
    expect(records.reduce((sum, record) => sum + record.bytes, 0)).toBe(truth.bytes);
    expect(legs).toBe(truth.legs);
    expect(new Set(records.map(({ key }) => key)).size).toBe(truth.calls);
    expect(records.every((record) => isOurs(record.served))).toBe(true);
    expect(new Set(records.map(({ offset }) => offset))).toEqual(new Set([60]));
  });

  test('is recognised by its first bytes', () => {
    const { bytes } = file({ ...spec, calls: 20 });
    expect(recognise(bytes.slice(0, 4096), 'file')).toBe(format);
  });

  test('with broken rows: each is named, the others are read, and every row is one of the three', () => {
    const { bytes, truth } = file({ ...spec, calls: 500, broken: 20 });
    const { records, rejects, legs } = read(format, bytes, 65_536, OURS);
    expect(rejects).toHaveLength(truth.broken);
    expect(records).toHaveLength(truth.calls);
    expect(records.length + rejects.length + legs).toBe(truth.rows);
  });

  test('sent again, a call has the key it had', () => {
    const whole = read(format, file({ ...spec, calls: 400 }).bytes, 65_536, OURS).records;
    const keys = new Set(whole.map(({ key }) => key));
    const overlap = file({ ...spec, calls: 400, part: [150, 400], again: 7 });
    const { records } = read(format, overlap.bytes, 65_536, OURS);
    expect(records.length).toBeGreaterThanOrEqual(250);
    expect(records.every(({ key }) => keys.has(key))).toBe(true);
  });

  test('gives the same in whatever pieces it comes', () => {
    const { bytes } = file({ ...spec, calls: 12, broken: 5 });
    const expected = read(format, bytes);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2000 }), (piece) => {
        expect(read(format, bytes, piece)).toEqual(expected);
      }),
      { numRuns: 20 },
    );
  });

  test('cut anywhere or with bytes changed it never throws, and what is kept of it is short', () => {
    const { bytes } = file({ ...spec, calls: 12 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 8 }),
        fc.nat(bytes.length),
        fc.integer({ min: 1, max: 3000 }),
        (changes, cut, piece) => {
          const changed = bytes.slice(0, cut);
          for (const [at, byte] of changes) if (at < cut) changed[at] = byte;
          const batch = read(format, changed, piece);
          expect(batch).toEqual(read(format, changed));
          expect(batch.rejects.every(({ raw }) => raw.length <= 4096)).toBe(true);
        },
      ),
      { numRuns: 60 },
    );
  });

  test('noise never throws', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3000 }), fc.integer({ min: 1, max: 500 }), (bytes, piece) => {
        expect(read(format, bytes, piece)).toEqual(read(format, bytes));
      }),
      { numRuns: 60 },
    );
  });

  test('what no record may hold is in none, and in no reject', () => {
    const { bytes } = file({ ...spec, calls: 200, broken: 3 });
    const text = Buffer.from(JSON.stringify(read(format, bytes).records)).toString();
    const kept = read(format, bytes.slice(0, -7)).rejects.map(({ raw }) =>
      Buffer.from(raw).toString('latin1'),
    );
    for (const secret of ['CNRY', 'Åsa', 'user_agent', 'Phone', 'comment, with']) {
      expect(text).not.toContain(secret);
      expect(kept.join()).not.toContain(secret);
    }
  });
});
