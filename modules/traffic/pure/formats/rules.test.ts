import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { callAt, traffic, type FileSpec } from '../../../../test/worlds/switch/index.ts';
import type { Batch, Format, ReaderOptions } from './batch.ts';
import { createReader, recognise, telinkHeader, writeTelinkCsv, writeTelinkJson } from './index.ts';

const OPTIONS: ReaderOptions = {
  system: 'sw',
  timeZone: 'Europe/Stockholm',
  numbers: { country: '46' },
  own: (number) => number.startsWith('4631390'),
  network: '240-07',
};
function read(format: Format, file: string | Uint8Array, options = OPTIONS): Batch {
  const reader = createReader(format, options);
  const first = reader.push(typeof file === 'string' ? new TextEncoder().encode(file) : file);
  const last = reader.end();
  return {
    records: [...first.records, ...last.records],
    rejects: [...first.rejects, ...last.rejects],
    legs: first.legs + last.legs,
  };
}
const raw = (batch: Batch): string =>
  batch.rejects.map((reject) => new TextDecoder().decode(reject.raw)).join();

describe('our own format', () => {
  const record = {
    system: 'other',
    key: 'a "quoted", key',
    action: 'correct',
    kind: 'data',
    direction: 'out',
    served: '46313900601',
    other: '',
    start: Date.parse('2026-10-25T00:30:00.250Z'),
    offset: 120,
    seconds: 60,
    bytes: 123_456_789_012,
    answered: true,
    originNetwork: '262-01',
    terminatingNetwork: '310-410',
    visited: 'DE',
    line: 2,
  } as const;

  test('carries every field of a record there and back, as CSV and as JSON lines', () => {
    const sms = {
      ...record,
      kind: 'sms',
      seconds: 0,
      bytes: 0,
      other: '72456',
      action: 'withdraw',
      line: 3,
    } as const;
    expect(read('telink', telinkHeader + writeTelinkCsv(record) + writeTelinkCsv(sms)).records).toEqual([
      record,
      sms,
    ]);
    expect(read('telink', `\n${writeTelinkJson(record)}${writeTelinkJson(sms)}`).records).toEqual([
      record,
      sms,
    ]);
    expect(read('telink', `[${writeTelinkJson(record)},${writeTelinkJson(sms)}]`).records).toHaveLength(2);
  });

  test('its columns come in any order, with others among them that are dropped', () => {
    const batch = read(
      'telink',
      'text,start,served,direction,kind,key,other\nCNRY,2026-11-24T10:00:00Z,0313900601,out,sms,k1,0701740605\nCNRY,never,0313900601,out,sms,k2,0701740605\n',
    );
    expect(batch.records).toMatchObject([{ key: 'k1', system: 'sw', other: '46701740605', offset: 0 }]);
    expect(batch.rejects).toMatchObject([{ line: 3, reason: 'field', field: 'start' }]);
    expect(raw(batch)).toContain('k2');
    expect(raw(batch)).not.toContain('CNRY');
  });

  test.each([
    ['served', '112'],
    ['served', 'anonymous'],
    ['kind', 'fax'],
    ['action', 'delete'],
    ['seconds', '1.5'],
    ['bytes', '-1'],
    ['originNetwork', '24007'],
    ['visited', 'Germany'],
    ['start', '2026-11-24T10:00:00'],
    ['answered', 'yes'],
    ['key', ''],
    ['key', 'k'.repeat(201)],
  ])('%s «%s» is refused by name', (field, value) => {
    const object = { ...JSON.parse(writeTelinkJson(record)), [field]: value };
    expect(read('telink', JSON.stringify(object)).rejects).toMatchObject([{ field }]);
  });

  test('of a JSON line that is broken only members of a record are kept', () => {
    const batch = read('telink', '{"key":"k1","text":"CNRY","served":"0313900601","cell":"CNRY\n{}\n');
    expect(batch.rejects).toHaveLength(2);
    expect(raw(batch)).toContain('"served":"0313900601"');
    expect(raw(batch)).not.toContain('CNRY');
  });
});

describe('FreeSWITCH', () => {
  const [A, B] = ['00000000-0000-4000-8000-00000000000a', '00000000-0000-4000-8000-00000000000b'];
  const row = (uuid: string, other: string, more = 'default') =>
    `"x","0313900601","0701740605","${more}","2026-11-24 10:00:00","2026-11-24 10:00:05","2026-11-24 10:01:05","65","60","NORMAL_CLEARING","${uuid}","${other}","","PCMA","PCMA"\n`;

  test('the two channels of a call that name each other are one call, in either order', () => {
    const both = [row(A, B), row(B, A)];
    for (const file of [both.join(''), both.toReversed().join('')])
      expect(read('freeswitch-csv', file)).toMatchObject({
        records: [{ key: `${A}/${B}`, seconds: 60 }],
        legs: 1,
      });
  });

  test('a file that names its columns may have others, in any order', () => {
    expect(
      read(
        'freeswitch-csv',
        `billsec,uuid,secret,caller_id_number,destination_number,start_epoch,answer_epoch,end_epoch\n60,${A},CNRY,0313900601,0701740605,1795510800,1795510805,1795510865\n`,
      ).records,
    ).toMatchObject([{ start: 1_795_510_805_000, offset: 60 }]);
  });

  test('objects are read one after the other, in an array, over several lines, encoded or not', () => {
    const object = (uuid: string, more = {}) =>
      JSON.stringify(
        {
          variables: {
            uuid,
            start_stamp: '2026-11-24%2010:00:00',
            answer_stamp: '2026-11-24 10:00:05',
            end_stamp: '2026-11-24 10:01:05',
            billsec: '60',
            ...more,
          },
          callflow: {
            caller_profile: { caller_id_number: '%2B46313900601', destination_number: '0701740605' },
          },
        },
        null,
        2,
      );
    for (const file of [
      object(A) + object(B),
      `[${object(A)},\n${object(B)}]`,
      `${object(A)}\r\n\r\n${object(B)}`,
    ]) {
      expect(read('freeswitch-json', file).records.map(({ key }) => key)).toEqual([A, B]);
      expect(recognise(new TextEncoder().encode(file), 'x')).toBe('freeswitch-json');
    }
    expect(
      read('freeswitch-json', object(A) + object(B, { direction: 'outbound', originating_leg_uuid: A })),
    ).toMatchObject({ records: [{ served: '46313900601' }], legs: 1 });
  });
});

describe('Kamailio', () => {
  const HEAD = 'method,from_tag,to_tag,callid,sip_code,time,src_user,dst_user\n';
  const invite = (time: string, code = 200) => `INVITE,f,t,c1,${code},${time},0313900601,0701740605\n`;

  test('a start without its end and an end without its start are shown, not billed', () => {
    expect(read('kamailio', HEAD + invite('2026-11-24 10:00:00')).rejects).toMatchObject([
      { line: 2, reason: 'unpaired', field: 'BYE' },
    ]);
    expect(read('kamailio', `${HEAD}BYE,f,t,c1,200,2026-11-24 10:00:00,,\n`).rejects).toMatchObject([
      { line: 2, reason: 'unpaired', field: 'INVITE' },
    ]);
  });

  test('either side may hang up; an INVITE within the call changes nothing', () => {
    const file =
      HEAD +
      invite('2026-11-24 10:00:00') +
      invite('2026-11-24 10:00:20') +
      'BYE,t,f,c1,200,2026-11-24 10:01:00,0701740605,0313900601\n';
    expect(read('kamailio', file)).toMatchObject({
      records: [{ key: 'c1~f', seconds: 60, served: '46313900601' }],
      rejects: [],
      legs: 2,
    });
  });

  test('a refused call is an unanswered record; a whole call in one row is read as such', () => {
    expect(read('kamailio', HEAD + invite('1795510800', 486)).records).toMatchObject([
      { answered: false, key: 'c1~f~0', start: 1_795_510_800_000 },
    ]);
    expect(
      read(
        'kamailio',
        'start_time,end_time,duration,callid,caller,callee\n2026-11-24 10:00:00,2026-11-24 10:01:00,60.250,c2,0313900601,0701740605\n',
      ).records,
    ).toMatchObject([{ key: 'c2~', seconds: 60 }]);
  });
});

test('CUCM: a call that one of ours sent on is forwarded, and paid for by the one who did', () => {
  const file =
    'cdrRecordType,globalCallID_callManagerId,globalCallID_callId,dateTimeOrigination,callingPartyNumber,finalCalledPartyNumber,lastRedirectDn,dateTimeConnect,dateTimeDisconnect,duration,pkid,origIpAddr\nINTEGER,INTEGER,INTEGER,INTEGER,VARCHAR(50),VARCHAR(50),VARCHAR(50),INTEGER,INTEGER,INTEGER,UNIQUEIDENTIFIER,INTEGER\n1,1,7,1795510800,0701740605,0701740606,0313900601,1795510805,1795510865,60,p,-1711275968\n2,1,7,,,,,,,,,\n';
  expect(read('cucm', file)).toMatchObject({
    records: [{ direction: 'forwarded', served: '46313900601', other: '46701740606', key: '/1/7' }],
    legs: 1,
  });
});

describe('the night when the clock is set back', () => {
  /** Autumn 2026 in Sweden, from half past one summer time to half past three. */
  const night = { seed: 5, calls: 4000, begins: Date.UTC(2026, 9, 24, 23, 30), lasts: 3 * 3_600_000 };
  test.each(['asterisk', 'freeswitch-csv', 'kamailio'] as const)(
    'every call of %s has the moment and the seconds it had',
    (format) => {
      const spec: FileSpec = { ...night, format, numbers: ['46313900601'], ringing: 0, local: 0 };
      const chunks = traffic(spec);
      const all: Uint8Array[] = [];
      for (let next = chunks.next(); next.done !== true; next = chunks.next()) all.push(next.value);
      const { records, rejects } = read(format, Buffer.concat(all), {
        ...OPTIONS,
        own: (number) => number === '46313900601',
      });
      expect(rejects).toEqual([]);
      const truth = Array.from({ length: spec.calls }, (_, at) => callAt(spec, at));
      const key = (start: number, seconds: number): string => `${start} ${seconds}`;
      expect(records.map(({ start, seconds }) => key(start, seconds)).toSorted()).toEqual(
        truth.map(({ answered, began, seconds }) => key(answered ?? began, seconds)).toSorted(),
      );
      expect(new Set(records.map(({ offset }) => offset))).toEqual(new Set([60, 120]));
    },
  );
});

describe('a reject can be mended and read again', () => {
  /** A file of one call whose seconds are no number, and what to put in their place. */
  const FILES: readonly [Format, string, string][] = [
    [
      'asterisk',
      '"","0313900601","0701740605","c","Åsa","PJSIP/a-1","","Dial","","2026-11-24 10:00:00","2026-11-24 10:00:00","2026-11-24 10:01:00","60","BAD","ANSWERED","3","1.1","","","1.1","1"\n',
      '1.1',
    ],
    [
      'freeswitch-csv',
      'Åsa,0313900601,0701740605,default,2026-11-24 10:00:00,2026-11-24 10:00:00,2026-11-24 10:01:00,60,BAD,NORMAL_CLEARING,a-b,,,PCMA,PCMA\n',
      'a-b',
    ],
    [
      'freeswitch-json',
      '{"variables":{"uuid":"a-b","start_epoch":"1795510800","answer_epoch":"1795510800","end_epoch":"1795510860","billsec":"BAD"},"callflow":[{"caller_profile":{"caller_id_number":"0313900601","destination_number":"0701740605"}}]}',
      'a-b',
    ],
    [
      'kamailio',
      'start_time,end_time,duration,callid,caller,callee,body\n2026-11-24 10:00:00,2026-11-24 10:01:00,BAD,c2,0313900601,0701740605,Åsa\n',
      'c2~',
    ],
    [
      'cucm',
      'comment,globalCallID_callManagerId,globalCallID_callId,dateTimeOrigination,callingPartyNumber,finalCalledPartyNumber,dateTimeConnect,dateTimeDisconnect,duration,pkid\nÅsa,1,7,1795510800,0313900601,0701740605,1795510800,1795510860,BAD,p\n',
      '/1/7',
    ],
    [
      'telink',
      'text,key,kind,direction,served,other,start,seconds\nÅsa,k1,voice,out,0313900601,0701740605,2026-11-24T10:00:00+01:00,BAD\n',
      'k1',
    ],
  ];
  test.each(FILES)('in %s', (format, file, key) => {
    const batch = read(format, file);
    expect(batch.rejects).toHaveLength(1);
    expect(raw(batch)).not.toMatch(/sa/);
    expect(read(format, raw(batch).replace('BAD', '60'))).toMatchObject({
      records: [{ key, seconds: 60, served: '46313900601', other: '46701740605' }],
      rejects: [],
    });
  });
});

test('the examples of docs/traffic-formats.md are read', () => {
  const text = readFileSync(new URL('../../../../docs/traffic-formats.md', import.meta.url), 'utf8');
  // Rows stand at the margin; what is indented shows commands.
  const examples = [...text.matchAll(/^```\n([\s\S]*?)^```/gm)].map(([, example = '']) => example);
  expect(
    examples.map((example) => read('telink', example.trimStart()).records.map(({ key }) => key)),
  ).toEqual([['c1'], ['c2']]);
});

describe('hostile files stay small in memory', () => {
  /** What a reader does with so many megabytes of a piece that repeats. */
  function flood(
    format: Format,
    first: string,
    piece: Uint8Array,
    megabytes: number,
  ): { rejects: number; grown: number } {
    const reader = createReader(format, OPTIONS);
    reader.push(new TextEncoder().encode(first));
    const before = process.memoryUsage().arrayBuffers;
    let [rejects, most] = [0, 0];
    for (let done = 0; done < megabytes * 1_048_576; done += piece.length) {
      rejects += reader.push(piece).rejects.length;
      most = Math.max(most, process.memoryUsage().arrayBuffers);
    }
    rejects += reader.end().rejects.length;
    return { rejects, grown: most - before };
  }
  const x = new Uint8Array(262_144).fill(120);

  test.each([
    ['asterisk', '"', 1024],
    ['asterisk', 'a,', 64],
    ['freeswitch-csv', '"', 64],
    ['kamailio', '{"a":"', 64],
    ['freeswitch-json', '{"a":["', 64],
    ['telink', '{', 64],
    ['cucm', 'x', 64],
  ] as const)(
    'in %s a line that begins with %s and goes on for %i MB is one reject',
    (format, first, megabytes) => {
      const { rejects, grown } = flood(format, first, x, megabytes);
      expect(rejects).toBe(1);
      expect(grown).toBeLessThan(16 * 1_048_576);
    },
  );

  test('elements within elements, ever deeper, end in a reject', () => {
    const deep = new Uint8Array(65_536).fill(0xa0);
    for (let at = 1; at < deep.length; at += 2) deep[at] = 0x80;
    const { rejects, grown } = flood('ber', '', deep, 16);
    expect(rejects).toBe(1);
    expect(grown).toBeLessThan(16 * 1_048_576);
  });

  test('a record that says it is 4 GB long is passed over without being held', () => {
    const head = Uint8Array.from([0xa0, 0x84, 0xff, 0xff, 0xff, 0xff]);
    const reader = createReader('ber', OPTIONS);
    expect(reader.push(head).rejects).toMatchObject([{ reason: 'too-large' }]);
    expect(reader.push(x).rejects).toEqual([]);
    expect(reader.end().rejects).toEqual([]);
  });

  test('arrays within arrays end in a reject', () => {
    expect(flood('freeswitch-json', '{"a":', new Uint8Array(65_536).fill(91), 4)).toMatchObject({
      rejects: 1,
    });
  });
});
