import { allowedIn, allowedOf, textsOf, type Text } from './allowed.ts';
import type { Reader, ReaderOptions } from './batch.ts';
import { bytesOf } from './bytes.ts';
import { csvScanner } from './csv.ts';
import { jsonOrCsv } from './either.ts';
import { headed } from './headed.ts';
import { jsonScanner } from './json-objects.ts';
import { localClock } from './local-time.ts';
import { maskedRow } from './mask.ts';
import { partyRules, type Parties } from './parties.ts';
import { callTimes, settleInstants, type CallTimes } from './times.ts';
import { voiceRows } from './voice.ts';
import { wallTime } from './wall-time.ts';

// Columns have the names the operator gave them in kamailio.cfg; these are the modules' own and the usual ones.
const ID = ['callid', 'call_id', 'sip_callid'];
const CODE = ['sip_code', 'code'];
const CALLER = ['src_user', 'caller', 'from_user', 'src'];
const CALLED = ['dst_ouser', 'dst_user', 'callee', 'to_user', 'dst'];
const READ = [
  ...ID,
  ...CODE,
  ...CALLER,
  ...CALLED,
  'method',
  'from_tag',
  'to_tag',
  'time',
  'start_time',
  'end_time',
  'duration',
  'account',
  'src_ip_group',
];
const NAMES = { called: 'dst_user', caller: 'src_user' };
/** Dialogs that wait for their BYE. The oldest gives way, as unpaired. */
const MOST_OPEN = 65_536;

interface Started {
  readonly line: number;
  readonly key: string;
  /** The INVITE's time, with what a wall clock showed when it was local. */
  readonly time: Moment;
  readonly parties: Parties;
  readonly raw: Uint8Array;
}
type Moment = { readonly instant: number } | { readonly wall: number } | undefined;

/** Kamailio's acc rows (INVITE and BYE make a call) and cdr rows (one is a call), as CSV with a line of names or as JSON lines. */
export function readKamailio(options: ReaderOptions): Reader {
  const out = voiceRows(options);
  const clock = localClock(options.timeZone);
  const times = callTimes(clock);
  const parties = partyRules(options);
  const inbound = new Set(options.inbound);
  const open = new Map<string, Started>();

  const first = (text: Text, names: readonly string[]): string => {
    for (const name of names) {
      const value = text(name);
      if (value !== '') return value;
    }
    return '';
  };
  const moment = (text: string): Moment => {
    if (/^\d{9,11}(?:\.\d{1,9})?$/.test(text)) return { instant: Math.floor(Number(text)) * 1000 };
    const wall = wallTime(bytesOf(text), 0, text.length);
    return wall > 0 ? { wall } : undefined;
  };
  function settle(begin: Moment, end: Moment, seconds: number | undefined): CallTimes & { seconds?: number } {
    if (begin === undefined || end === undefined) return { ok: false, reason: 'times-disagree' };
    if ('instant' in begin && 'instant' in end) {
      const long = seconds ?? Math.round((end.instant - begin.instant) / 1000);
      if (long < 0) return { ok: false, reason: 'times-disagree' };
      return { ...settleInstants(clock, begin.instant, begin.instant, end.instant, long), seconds: long };
    }
    if (!('wall' in begin) || !('wall' in end)) return { ok: false, reason: 'times-disagree' };
    // Nothing but the two times says how long it was; over the change of the clock an hour is taken off or put on.
    const starts = clock.first(begin.wall);
    const ends = [clock.first(end.wall), clock.second(end.wall)].find((at) => at >= starts);
    const long = seconds ?? (ends === undefined ? -1 : Math.round((ends - starts) / 1000));
    if (long < 0) return { ok: false, reason: Number.isNaN(starts) ? 'time-gap' : 'times-disagree' };
    const settled = times.settle({
      begin: begin.wall,
      answer: begin.wall,
      end: end.wall,
      seconds: long,
      hint: Number.NaN,
    });
    return settled.ok ? { ...settled, seconds: long } : settled;
  }
  const who = (text: Text): Parties =>
    parties.of(
      parties.numberOf(first(text, CALLER)),
      parties.numberOf(first(text, CALLED)),
      text('account') === '' ? undefined : parties.numberOf(text('account')),
      inbound.has(text('src_ip_group')),
    );

  function lose({ line, raw }: Started): void {
    out.reject({ line, reason: 'unpaired', field: 'BYE', raw });
  }
  function call(text: Text, line: number, raw: () => Uint8Array): void {
    const duration = text('duration');
    if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(duration))
      return out.reject({ line, reason: 'field', field: 'duration', raw: raw() });
    const settled = settle(
      moment(text('start_time')),
      moment(text('end_time')),
      Math.floor(Number(duration)),
    );
    const seconds = settled.seconds ?? Math.floor(Number(duration));
    out.row({
      line,
      call: `${first(text, ID)}~${text('from_tag')}`,
      tie: text('to_tag'),
      parties: who(text),
      times: settled,
      seconds,
      answered: true,
      raw,
      names: NAMES,
    });
  }
  function transaction(text: Text, line: number, raw: () => Uint8Array): void {
    const fail = (field: string): void => out.reject({ line, reason: 'field', field, raw: raw() });
    const method = text('method');
    const id = first(text, ID);
    const code = first(text, CODE);
    const [from, to] = [text('from_tag'), text('to_tag')];
    if (id === '') return fail('callid');
    if (!/^[1-6]\d\d$/.test(code)) return fail('sip_code');
    const time = moment(text('time'));
    if (time === undefined) return fail('time');
    // Either side may say BYE, and then the tags change places (RFC 3261 §12).
    const dialog = `${id} ${from < to ? `${from} ${to}` : `${to} ${from}`}`;
    if (method === 'BYE') {
      const started = open.get(dialog);
      if (started === undefined) return out.reject({ line, reason: 'unpaired', field: 'INVITE', raw: raw() });
      open.delete(dialog);
      out.leg();
      const settled = settle(started.time, time, undefined);
      return out.row({
        line: started.line,
        call: started.key,
        tie: to,
        parties: started.parties,
        times: settled,
        seconds: settled.seconds ?? 0,
        answered: true,
        raw: () => started.raw,
        names: NAMES,
      });
    }
    if (method !== 'INVITE') return out.leg();
    const key = `${id}~${from}`;
    if (code >= '300') {
      const instant = 'instant' in time ? time.instant : clock.first(time.wall);
      return out.row({
        line,
        call: key,
        tie: to,
        parties: who(text),
        times: Number.isNaN(instant)
          ? { ok: false, reason: 'time-gap' }
          : { ok: true, start: instant, offset: clock.offsetAt(instant) },
        seconds: 0,
        answered: false,
        raw,
        names: NAMES,
      });
    }
    // A second INVITE within the dialog changes the call, it begins none.
    if (code < '200' || open.has(dialog)) return out.leg();
    open.set(dialog, { line, key, time, parties: who(text), raw: raw() });
    if (open.size > MOST_OPEN)
      for (const [oldest, started] of open) {
        open.delete(oldest);
        lose(started);
        break;
      }
  }
  const take = (text: Text, line: number, raw: () => Uint8Array): void =>
    (text('start_time') === '' ? transaction : call)(text, line, raw);

  const json = () =>
    jsonScanner({
      object: (value, line) => {
        const text = textsOf(value);
        take(text, line, () => allowedOf(text, READ));
      },
      broken: (text, line, reason) => out.reject({ line, reason, raw: allowedIn(text, READ) }),
    });
  const csv = () => {
    const rows = headed([]);
    const hidden = (column: number): boolean => !READ.some((name) => rows.column(name) === column);
    return csvScanner({
      row: (row) => {
        const state = rows.take(row);
        if (state === 'row') take(rows.text, row.line, () => maskedRow(row, hidden, true));
        else if (state === 'columns' || !ID.some((name) => rows.column(name) >= 0))
          out.reject({ line: row.line, reason: 'columns', raw: maskedRow(row, hidden, false) });
      },
      broken: (row, reason) => out.reject({ line: row.line, reason, raw: maskedRow(row, hidden, false) }),
    });
  };
  const scanner = jsonOrCsv(json, csv);
  return {
    push: (chunk) => {
      scanner.push(chunk);
      return out.take();
    },
    end: () => {
      scanner.end();
      for (const started of open.values()) lose(started);
      open.clear();
      return out.takeAll();
    },
  };
}
