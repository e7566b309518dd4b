import { allowedIn, allowedOf, textsOf, type Text } from './allowed.ts';
import type { Reader, ReaderOptions } from './batch.ts';
import { csvScanner } from './csv.ts';
import { jsonOrCsv } from './either.ts';
import { headed } from './headed.ts';
import { jsonScanner } from './json-objects.ts';
import { localClock } from './local-time.ts';
import { maskedRow } from './mask.ts';
import { partyRules, type Parties } from './parties.ts';
import { callTimes, settleInstants } from './times.ts';
import { voiceRows } from './voice.ts';
import { wallTimeOf } from './wall-time.ts';

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
  /** Of the INVITE's answer, milliseconds since the epoch. */
  readonly time: number;
  readonly parties: Parties;
  readonly raw: Uint8Array;
}
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
  /** Seconds since the epoch, with or without parts, as milliseconds; NaN when it is no such number. */
  const epoch = (text: string): number =>
    /^\d{9,11}(?:\.\d{1,9})?$/.test(text) ? Math.floor(Number(text)) * 1000 : Number.NaN;
  const wall = (text: string): number => wallTimeOf(text);
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
    const fail = (field: string): void => out.reject({ line, reason: 'field', field, raw: raw() });
    const duration = text('duration');
    if (!/^\d{1,9}(?:\.\d{1,6})?$/.test(duration)) return fail('duration');
    const seconds = Math.floor(Number(duration));
    const [begin, end] = [epoch(text('start_time')), epoch(text('end_time'))];
    const [shown, until] = [wall(text('start_time')), wall(text('end_time'))];
    const local = Number.isNaN(begin);
    if (local && shown < 0) return fail('start_time');
    if (local ? until < 0 : Number.isNaN(end)) return fail('end_time');
    out.row({
      line,
      call: `${first(text, ID)}~${text('from_tag')}`,
      tie: text('to_tag'),
      parties: who(text),
      times: local
        ? times.settle({ begin: shown, answer: shown, end: until, seconds, hint: Number.NaN })
        : settleInstants(clock, begin, begin, end, seconds),
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
    const shown = wall(text('time'));
    let time = epoch(text('time'));
    if (Number.isNaN(time)) {
      if (shown < 0) return fail('time');
      time = times.moment(shown);
      if (Number.isNaN(time)) return out.reject({ line, reason: 'time-gap', raw: raw() });
    }
    // Either side may say BYE, and then the tags change places (RFC 3261 §12).
    const dialog = `${id} ${from < to ? `${from} ${to}` : `${to} ${from}`}`;
    if (method === 'BYE') {
      const started = open.get(dialog);
      if (started === undefined) return out.reject({ line, reason: 'unpaired', field: 'INVITE', raw: raw() });
      open.delete(dialog);
      out.leg();
      const seconds = Math.round((time - started.time) / 1000);
      return out.row({
        line: started.line,
        call: started.key,
        tie: to,
        parties: started.parties,
        times: settleInstants(clock, started.time, started.time, time, Math.max(seconds, 0)),
        seconds: Math.max(seconds, 0),
        answered: true,
        raw: () => started.raw,
        names: NAMES,
      });
    }
    if (method !== 'INVITE') return out.leg();
    const key = `${id}~${from}`;
    if (code >= '300') {
      return out.row({
        line,
        call: key,
        tie: to,
        parties: who(text),
        times: { ok: true, start: time, offset: clock.offsetAt(time) },
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
        if (state === 'row') take(rows.text, row.line, () => rows.raw(READ));
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
