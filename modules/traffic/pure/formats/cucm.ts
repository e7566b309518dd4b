import type { Reader, ReaderOptions } from './batch.ts';
import { csvScanner } from './csv.ts';
import { headed } from './headed.ts';
import { localClock } from './local-time.ts';
import { maskedRow } from './mask.ts';
import { partyRules } from './parties.ts';
import { settleInstants } from './times.ts';
import { voiceRows } from './voice.ts';

/** Everything that is read of the hundred and more columns; addresses are signed whole numbers there, and not ours to keep. */
const READ = [
  'cdrRecordType',
  'globalCallID_callManagerId',
  'globalCallID_callId',
  'globalCallId_ClusterID',
  'origLegCallIdentifier',
  'dateTimeOrigination',
  'callingPartyNumber',
  'originalCalledPartyNumber',
  'finalCalledPartyNumber',
  'lastRedirectDn',
  'dateTimeConnect',
  'dateTimeDisconnect',
  'duration',
  'origDeviceName',
  'pkid',
];
const NEEDED = [
  'globalCallID_callManagerId',
  'globalCallID_callId',
  'dateTimeOrigination',
  'callingPartyNumber',
  'finalCalledPartyNumber',
  'dateTimeConnect',
  'dateTimeDisconnect',
  'duration',
  'pkid',
];
const NAMES = { called: 'finalCalledPartyNumber', caller: 'callingPartyNumber' };
const CALL_RECORD = '1';

/** Cisco CUCM's flat files: names in the first line, types in the second, times as seconds since the epoch. */
export function readCucm(options: ReaderOptions): Reader {
  const out = voiceRows(options);
  const clock = localClock(options.timeZone);
  const parties = partyRules(options);
  const inbound = new Set(options.inbound);
  const rows = headed(NEEDED);
  const { text } = rows;
  const hidden = (column: number): boolean => !READ.some((name) => rows.column(name) === column);
  const instant = (name: string): number => {
    const value = text(name);
    return /^\d{1,12}$/.test(value) && Number(value) > 0 ? Number(value) * 1000 : Number.NaN;
  };

  function take(line: number, raw: () => Uint8Array): void {
    const fail = (field: string): void => out.reject({ line, reason: 'field', field, raw: raw() });
    const type = text('cdrRecordType');
    // The types of the columns, and what phones measured of a call's quality: neither is a call.
    if (type === 'INTEGER' || text('globalCallID_callId') === 'INTEGER') return;
    if (type !== '' && type !== CALL_RECORD) return out.leg();
    const [manager, id] = [text('globalCallID_callManagerId'), text('globalCallID_callId')];
    if (!/^\d{1,12}$/.test(manager)) return fail('globalCallID_callManagerId');
    if (!/^\d{1,12}$/.test(id)) return fail('globalCallID_callId');
    const duration = text('duration');
    if (!/^\d{1,9}$/.test(duration)) return fail('duration');
    const begin = instant('dateTimeOrigination');
    if (Number.isNaN(begin)) return fail('dateTimeOrigination');
    const answer = instant('dateTimeConnect');
    const end = instant('dateTimeDisconnect');
    if (Number.isNaN(end)) return fail('dateTimeDisconnect');
    const calling = parties.numberOf(text('callingPartyNumber'));
    const called = parties.numberOf(text('finalCalledPartyNumber') || text('originalCalledPartyNumber'));
    const redirect = text('lastRedirectDn');
    // Somebody of ours sent it on: not the caller's own number, nor the one that was reached.
    const sentOn = redirect === '' ? undefined : parties.numberOf(redirect);
    const forwarded =
      sentOn?.ok === true &&
      sentOn.number !== (calling.ok ? calling.number : '') &&
      sentOn.number !== (called.ok ? called.number : '')
        ? parties.forwarded(sentOn, called)
        : undefined;
    out.row({
      line,
      call: `${text('globalCallId_ClusterID')}/${manager}/${id}`,
      tie: `${text('origLegCallIdentifier')}/${text('pkid')}`,
      parties:
        forwarded?.ok === true
          ? forwarded
          : parties.of(calling, called, undefined, inbound.has(text('origDeviceName'))),
      times: settleInstants(clock, begin, answer, end, Number(duration)),
      seconds: Number(duration),
      answered: !Number.isNaN(answer),
      raw,
      names: NAMES,
    });
  }
  const scanner = csvScanner({
    row: (row) => {
      const state = rows.take(row);
      if (state === 'row') take(row.line, () => rows.raw(READ));
      else if (state === 'columns')
        out.reject({ line: row.line, reason: 'columns', raw: maskedRow(row, hidden, false) });
    },
    broken: (row, reason) => out.reject({ line: row.line, reason, raw: maskedRow(row, hidden, false) }),
  });
  return {
    push: (chunk) => {
      scanner.push(chunk);
      return out.take();
    },
    end: () => {
      scanner.end();
      return out.takeAll();
    },
  };
}
