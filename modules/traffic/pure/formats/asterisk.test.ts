import fc from 'fast-check';
import { parse } from 'csv-parse/sync';
import { describe, expect, test } from 'vitest';
import type { Batch, ReaderOptions } from './batch.ts';
import { csvScanner } from './csv.ts';
import { createReader } from './index.ts';

const A = '0313900601';
const B = '0701740605';
const OPTIONS: ReaderOptions = {
  system: 'pbx-1',
  timeZone: 'Europe/Stockholm',
  numbers: { country: '46' },
  own: (number) => number.startsWith('4631390'),
};
const DEFAULT = {
  account: '',
  src: A,
  dst: B,
  context: 'from-internal',
  clid: '"Åsa" <031>',
  channel: 'PJSIP/a-00000001',
  dstchannel: 'PJSIP/t-00000002',
  lastapp: 'Dial',
  lastdata: 'PJSIP/0701740605@t,60',
  start: '2026-11-24 10:23:45',
  answer: '2026-11-24 10:23:50',
  end: '2026-11-24 10:25:50',
  duration: '125',
  billsec: '120',
  disposition: 'ANSWERED',
  amaflags: 'DOCUMENTATION',
  uniqueid: '1795512225.1',
  userfield: '',
  peeraccount: '',
  linkedid: '1795512225.1',
  sequence: '1',
};
const row = (change: Partial<typeof DEFAULT> = {}, columns = 21): string =>
  `${Object.values({ ...DEFAULT, ...change })
    .slice(0, columns)
    .map((text) => `"${text.replaceAll('"', '""')}"`)
    .join(',')}\n`;
const UNANSWERED = { answer: '', billsec: '0', disposition: 'NO ANSWER' };

function read(text: string | Uint8Array, options = OPTIONS, piece = Number.POSITIVE_INFINITY): Batch {
  const bytes = typeof text === 'string' ? new TextEncoder().encode(text) : text;
  const reader = createReader('asterisk', options);
  const batches: Batch[] = [];
  for (let at = 0; at < bytes.length; at += piece) batches.push(reader.push(bytes.subarray(at, at + piece)));
  batches.push(reader.end());
  return {
    records: batches.flatMap(({ records }) => records),
    rejects: batches.flatMap(({ rejects }) => rejects),
    legs: batches.reduce((sum, { legs }) => sum + legs, 0),
  };
}
const text = (raw: Uint8Array): string => new TextDecoder().decode(raw);

describe('one row of Asterisk', () => {
  test('an answered call is a record with its number, time, offset and seconds', () => {
    expect(read(row())).toEqual({
      records: [
        {
          system: 'pbx-1',
          key: '1795512225.1',
          action: 'new',
          kind: 'voice',
          direction: 'out',
          served: '46313900601',
          other: '46701740605',
          start: Date.parse('2026-11-24T10:23:50+01:00'),
          offset: 60,
          seconds: 120,
          bytes: 0,
          answered: true,
          originNetwork: '',
          terminatingNetwork: '',
          visited: '',
          line: 1,
        },
      ],
      rejects: [],
      legs: 0,
    });
  });

  test('every number of columns from 16 to 21 is read, and the key is the linked id wherever it is', () => {
    const cells = Object.values({ ...DEFAULT, clid: 'Å', lastdata: '' });
    const columns = (...numbers: number[]): string =>
      `${[...cells.slice(0, 16), ...numbers.map((at) => cells[at]!)].join(',')}\n`;
    const withoutId = '2026-11-24 10:23:45~PJSIP/a-00000001~0313900601~0701740605';
    for (const [line, key] of [
      [columns(), withoutId],
      [columns(16), DEFAULT.uniqueid],
      [columns(17), withoutId],
      [columns(16, 17), DEFAULT.uniqueid],
      [columns(18, 19, 20), DEFAULT.linkedid],
      [columns(16, 18, 19, 20), DEFAULT.linkedid],
      [columns(17, 18, 19, 20), DEFAULT.linkedid],
      [columns(16, 17, 18, 19, 20), DEFAULT.linkedid],
    ] as const)
      expect(read(line).records.map((record) => record.key)).toEqual([key]);
    for (const line of [row({}, 15), row().replace('\n', ',x\n')])
      expect(read(line)).toMatchObject({ records: [], rejects: [{ reason: 'columns', line: 1 }] });
  });

  test.each([
    [{ billsec: '30', disposition: 'NO ANSWER' }, 'unanswered-with-seconds'],
    [{ answer: '' }, 'answered-without-time'],
    [{ billsec: '121', end: '2026-11-24 10:25:30' }, 'times-disagree'],
    [{ start: '2026-02-29 10:00:00' }, 'field'],
    [{ start: '2026-11-24 25:00:00' }, 'field'],
    [{ billsec: '-4' }, 'field'],
    [{ disposition: 'MAYBE' }, 'field'],
    [{ dst: 's' }, 'number'],
    [{ src: '+12025550100' }, 'served'],
  ])('%o is rejected: %s', (change, reason) => {
    expect(read(row(change) + row({ linkedid: '2.2' }))).toMatchObject({
      records: [{ line: 2 }],
      rejects: [{ line: 1, reason }],
      legs: 0,
    });
  });

  test('answered for less than a second is answered, with no seconds', () => {
    expect(read(row({ billsec: '0', end: '2026-11-24 10:23:50' })).records).toMatchObject([
      { answered: true, seconds: 0 },
    ]);
  });

  test('an incoming call is known by its context, its trunk, or by whose number was called', () => {
    const incoming = { src: '+12025550100', dst: A };
    const expected = [{ direction: 'in', served: '46313900601', other: '12025550100' }];
    const { own, ...any } = OPTIONS;
    expect(own).toBeDefined();
    expect(read(row(incoming)).records).toMatchObject(expected);
    expect(
      read(row({ ...incoming, context: 'from-pstn' }), { ...any, inbound: ['from-pstn'] }).records,
    ).toMatchObject(expected);
    expect(
      read(row({ ...incoming, channel: 'PJSIP/carrier-0000a' }), { ...any, inbound: ['carrier'] }).records,
    ).toMatchObject(expected);
    expect(read(row({ ...incoming, src: 'anonymous' })).records).toMatchObject([{ other: '' }]);
  });

  test('the account comes before the caller id; a strange caller on our account is forwarded, and the account pays', () => {
    expect(read(row({ account: '0313900602', src: '1001' })).records).toMatchObject([
      { direction: 'out', served: '46313900602' },
    ]);
    expect(read(row({ account: '0313900602', src: '+12025550100' })).records).toMatchObject([
      { direction: 'forwarded', served: '46313900602', other: '46701740605' },
    ]);
  });

  test('a byte that is no UTF-8, in the caller’s name, harms nothing', () => {
    const bytes = new TextEncoder().encode(row());
    bytes[bytes.indexOf(0xc3)] = 0xe5;
    expect(read(bytes).records).toHaveLength(1);
  });
});

describe('the rows of one call', () => {
  const ringing = Array.from({ length: 5 }, (_, at) =>
    row({ ...UNANSWERED, dstchannel: `PJSIP/desk${at}-1`, sequence: String(at) }),
  );

  test('of parallel ringing the answered one is billed, in whatever order they come', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...ringing, row()], { minLength: 6 }), (rows) => {
        const { records, rejects, legs } = read(rows.join(''));
        expect(records).toHaveLength(1);
        expect(records[0]).toMatchObject({ answered: true, seconds: 120, key: '1795512225.1' });
        expect([rejects.length, legs]).toEqual([0, 5]);
      }),
    );
  });

  test('a call that nobody answered is one unanswered record, with a key that the answered row does not have', () => {
    expect(read(ringing.join(''))).toMatchObject({
      records: [{ answered: false, seconds: 0, key: '1795512225.1~0' }],
      rejects: [],
      legs: 4,
    });
  });

  test('Local channels are never billed; alone and with seconds they are shown', () => {
    const local = (half: 1 | 2, change: Partial<typeof DEFAULT> = {}) =>
      row({ channel: `Local/0701740605@ctx-0001;${half}`, ...change });
    const zero = { billsec: '0', end: DEFAULT.answer };
    expect(read(local(1, zero) + local(2, zero) + row())).toMatchObject({
      records: [{ seconds: 120, line: 3 }],
      legs: 2,
    });
    expect(read(local(1) + local(2) + row({ billsec: '100', answer: '2026-11-24 10:24:10' }))).toMatchObject({
      records: [{ seconds: 100 }],
      rejects: [],
      legs: 2,
    });
    expect(read(local(1) + local(2, zero))).toMatchObject({
      records: [],
      rejects: [{ reason: 'only-local-legs', line: 1 }],
      legs: 1,
    });
    expect(read(local(1, zero) + local(2, zero))).toMatchObject({ records: [{ seconds: 0 }], legs: 1 });
  });

  test('of a transfer the leg that somebody pays for is billed: forwarded before out before in', () => {
    const came = row({ src: '+12025550100', dst: A, billsec: '300', end: '2026-11-24 10:28:50' });
    const on = row({ account: A, src: '+12025550100', start: '2026-11-24 10:23:48', channel: 'PJSIP/x-9' });
    for (const rows of [came + on, on + came])
      expect(read(rows)).toMatchObject({
        records: [{ direction: 'forwarded', served: '46313900601', seconds: 120 }],
        legs: 1,
      });
  });

  test('rows of one call in two files have one key, so a store that knows it bills once', () => {
    const second = row({ channel: 'PJSIP/b-3', sequence: '0' });
    expect(read(row()).records[0]!.key).toBe(read(second).records[0]!.key);
    expect(read(row() + second)).toMatchObject({ records: [{}], legs: 1 });
  });

  test('a sequence that starts again after a restart makes no two calls one', () => {
    const calls = [1, 2, 3, 4].map((at) =>
      row({ linkedid: `pbx-179551222${at}.0`, uniqueid: `pbx-179551222${at}.0`, sequence: '0' }),
    );
    expect(new Set(read(calls.join('')).records.map(({ key }) => key)).size).toBe(4);
  });
});

describe('the clock of the switch', () => {
  const at = (start: string, answer: string, end: string, billsec: number, uniqueid = '1') =>
    row({ start, answer, end, billsec: String(billsec), uniqueid, linkedid: `${start}${uniqueid}` });

  test('the hour that comes twice is told by the epoch in the uniqueid', () => {
    const twice = '2026-10-25 02:30:00';
    const epoch = Date.parse('2026-10-25T02:30:00+02:00') / 1000;
    const rows =
      at(twice, twice, '2026-10-25 02:31:00', 60, `${epoch}.1`) +
      at(twice, twice, '2026-10-25 02:31:00', 60, `${epoch + 3600}.2`);
    expect(read(rows).records.map(({ start, offset }) => [start / 1000, offset])).toEqual([
      [epoch, 120],
      [epoch + 3600, 60],
    ]);
  });

  test('without it, by the seconds of a call over the change and by the order of the file', () => {
    const rows =
      at('2026-10-25 02:10:00', '2026-10-25 02:10:00', '2026-10-25 02:20:00', 600) +
      at('2026-10-25 02:50:00', '2026-10-25 02:50:00', '2026-10-25 02:05:00', 900) +
      at('2026-10-25 02:10:00', '2026-10-25 02:10:00', '2026-10-25 02:12:00', 120, '2') +
      at('2026-10-25 03:00:00', '2026-10-25 03:00:00', '2026-10-25 03:00:10', 10);
    expect(
      read(rows).records.map(({ start, offset }) => [new Date(start).toISOString().slice(11, 16), offset]),
    ).toEqual([
      ['00:10', 120],
      ['00:50', 120],
      ['01:10', 60],
      ['02:00', 60],
    ]);
  });

  test('the hour that never was is rejected, and a call over it has its real length', () => {
    expect(
      read(at('2026-03-29 02:30:00', '2026-03-29 02:30:00', '2026-03-29 02:31:00', 60)).rejects,
    ).toMatchObject([{ reason: 'time-gap' }]);
    expect(
      read(at('2026-03-29 01:59:00', '2026-03-29 01:59:00', '2026-03-29 03:01:00', 120)).records,
    ).toMatchObject([{ seconds: 120, offset: 60 }]);
  });
});

describe('bad files', () => {
  test('a reject keeps its row without the caller’s name, what was dialled with, and the user field', () => {
    const secret = 'CNRY-content';
    const broken = row({ clid: secret, lastdata: secret, userfield: secret, billsec: 'x' });
    for (const bytes of [
      broken,
      broken.replace('"ANSWERED"', '"ANSW"ERED"'),
      broken.replace('\n', ',"x"\n'),
    ]) {
      const { rejects } = read(bytes);
      expect(rejects).toHaveLength(1);
      expect(text(rejects[0]!.raw)).toContain(A);
      expect(text(rejects[0]!.raw)).not.toContain('CNRY');
    }
  });

  test('an unclosed quote costs its own line', () => {
    const rows = row().replace('"from-internal"', '"from-internal');
    expect(
      read(row({ linkedid: '1.1' }) + rows + row({ linkedid: '1.2' }) + row({ linkedid: '1.3' })),
    ).toMatchObject({
      records: [{ line: 1 }, { line: 3 }, { line: 4 }],
      rejects: [{ line: 2, reason: 'syntax' }],
    });
  });

  test('a row of 3 MB is rejected and the next one read, in memory that does not grow with it', () => {
    const huge = `"${'x'.repeat(3_000_000)}\n`;
    expect(read(huge + row(), OPTIONS, 1000)).toMatchObject({
      records: [{ line: 2 }],
      rejects: [{ line: 1, reason: 'too-large' }],
    });
    expect(read(huge, OPTIONS, 1000).rejects[0]!.raw.length).toBeLessThanOrEqual(4096);
  });

  test('a file that ends inside a row says so', () => {
    expect(read(row({ linkedid: '1.1' }) + row().slice(0, 100)).rejects).toMatchObject([
      { line: 2, reason: 'truncated' },
    ]);
  });

  test('in whatever pieces it comes, a file gives the same', () => {
    const file = new TextEncoder().encode(
      `\ufeff${row({ linkedid: '1.1' })}${row({ lastdata: 'a\r\nb"",' }).replace('\n', '\r\n')}\n"x\n${row({ linkedid: '1.2' })}"a""\n`,
    );
    const expected = read(file);
    expect(expected.records).toHaveLength(3);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: file.length }), (piece) => {
        expect(read(file, OPTIONS, piece)).toEqual(expected);
      }),
    );
  });

  test('no bytes make it throw', () => {
    const noise = fc.oneof(
      fc.uint8Array({ maxLength: 600 }),
      fc
        .stringMatching(/^[",\n\rA-D0-9: -]{0,400}$/)
        .map((noise) => new TextEncoder().encode(row() + noise + row())),
    );
    fc.assert(
      fc.property(noise, fc.integer({ min: 1, max: 700 }), (bytes, piece) => {
        expect(read(bytes, OPTIONS, piece)).toEqual(read(bytes));
      }),
      { numRuns: 500 },
    );
  });
});

test('the scanner reads what csv-parse reads, field by field', () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-z0-9 åäö.:-]{0,12}$/),
    fc.stringMatching(/^[a-z",\n ]{0,12}$/).map((text) => `"${text.replaceAll('"', '""')}"`),
  );
  const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 8 }), { maxLength: 12 });
  fc.assert(
    fc.property(
      rows,
      fc.constantFrom('\n', '\r\n'),
      fc.boolean(),
      fc.integer({ min: 1, max: 40 }),
      (table, end, last, piece) => {
        const file = new TextEncoder().encode(
          table.map((cells) => cells.join(',')).join(end) + (last ? end : ''),
        );
        const seen: string[][] = [];
        const scanner = csvScanner({
          row: ({ bytes, count, starts, ends, doubled }) => {
            seen.push(
              Array.from({ length: count }, (_, at) => {
                const value = text(bytes.subarray(starts[at], ends[at]));
                return doubled[at] === 1 ? value.replaceAll('""', '"') : value;
              }),
            );
          },
          broken: () => expect.unreachable(),
        });
        for (let at = 0; at < file.length; at += piece) scanner.push(file.subarray(at, at + piece));
        scanner.end();
        expect(seen).toEqual(
          parse(Buffer.from(file), {
            relax_column_count: true,
            skip_empty_lines: true,
            record_delimiter: ['\n', '\r\n'],
          }),
        );
      },
    ),
    { numRuns: 300 },
  );
});
