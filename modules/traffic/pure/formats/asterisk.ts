import {
  KEY_LIMIT,
  type Batch,
  type Reader,
  type ReaderOptions,
  type Reason,
  type UsageRecord,
} from './batch.ts';
import { hashOf, hashOfText, isText, latin, startsWith, wholeNumber } from './bytes.ts';
import { gatherCalls, LEVEL } from './calls.ts';
import { csvScanner, type Row } from './csv.ts';
import { localClock } from './local-time.ts';
import { maskedRow } from './mask.ts';
import { partyRules } from './parties.ts';
import { callTimes } from './times.ts';
import { wallTime } from './wall-time.ts';

// Columns of cdr_csv's Master.csv. After amaflags: uniqueid, userfield, then peeraccount, linkedid, sequence, each group where it is switched on.
const [ACCOUNT, SRC, DST, CONTEXT, CLID, CHANNEL, DSTCHANNEL, LASTDATA] = [0, 1, 2, 3, 4, 5, 6, 8];
const [START, ANSWER, END, BILLSEC, DISPOSITION] = [9, 10, 11, 13, 14];
const [FEWEST, MOST, NEW_COLUMNS] = [16, 21, 3];

/** `1764000000.123`, with the name of the system and a hyphen before it where one is set. @returns the seconds, or -1 when it is none. */
function epochOf(bytes: Uint8Array, from: number, to: number): number {
  let dot = to - 1;
  while (dot > from && bytes[dot] !== 46) dot -= 1;
  if (dot <= from || wholeNumber(bytes, dot + 1, to) === -1) return -1;
  let begin = dot;
  while (begin > from && bytes[begin - 1]! >= 48 && bytes[begin - 1]! <= 57) begin -= 1;
  return dot - begin >= 9 && (begin === from || bytes[begin - 1] === 45)
    ? wholeNumber(bytes, begin, dot)
    : -1;
}

/** Asterisk's cdr_csv, 16 to 21 columns. The rule of the billed row is in docs/traffic-formats.md. */
export function readAsterisk(options: ReaderOptions): Reader {
  const calls = gatherCalls();
  const times = callTimes(localClock(options.timeZone));
  const parties = partyRules(options);
  const inbound = options.inbound ?? [];
  const network = options.network ?? '';

  const field = (row: Row, column: number): string =>
    latin(row.bytes, row.starts[column]!, row.ends[column]!);
  const is = (row: Row, column: number, text: string): boolean =>
    isText(row.bytes, row.starts[column]!, row.ends[column]!, text);
  const empty = (row: Row, column: number): boolean => row.starts[column] === row.ends[column];
  const time = (row: Row, column: number): number =>
    wallTime(row.bytes, row.starts[column]!, row.ends[column]!);

  /** A trunk's name in `PJSIP/<name>-0000001a`. */
  const fromTrunk = (row: Row): boolean => {
    const [bytes, from, to] = [row.bytes, row.starts[CHANNEL]!, row.ends[CHANNEL]!];
    let slash = from;
    while (slash < to && bytes[slash] !== 47) slash += 1;
    return inbound.some(
      (name) => startsWith(bytes, slash + 1, to, name) && bytes[slash + 1 + name.length] === 45,
    );
  };
  const cameIn = (row: Row): boolean =>
    inbound.length > 0 && (inbound.some((name) => is(row, CONTEXT, name)) || fromTrunk(row));

  function read(row: Row): void {
    const { count, line } = row;
    const extra = count - FEWEST;
    // Without the three new columns there are at most two more, and with them at least three.
    const tail = extra >= NEW_COLUMNS ? NEW_COLUMNS : 0;
    const middle = extra - tail;
    const unique = FEWEST;
    const named = middle > 0 && epochOf(row.bytes, row.starts[unique]!, row.ends[unique]!) !== -1;
    // One column in the middle is the uniqueid or the userfield, whichever of the two is switched on.
    const userfield = middle === 2 ? FEWEST + 1 : middle === 1 && !named ? FEWEST : -1;
    const hidden = (column: number): boolean =>
      column === CLID || column === LASTDATA || column === userfield;
    const reject = (reason: Reason, name?: string): void =>
      calls.reject({
        line,
        reason,
        ...(name === undefined ? {} : { field: name }),
        raw: maskedRow(row, hidden, reason !== 'columns'),
      });
    if (count < FEWEST || count > MOST) return reject('columns');
    if (line === 1 && is(row, START, 'start') && is(row, SRC, 'src')) return;

    const begin = time(row, START);
    if (!(begin > 0)) return reject('field', 'start');
    const answer = empty(row, ANSWER) ? Number.NaN : time(row, ANSWER);
    if (answer < 0) return reject('field', 'answer');
    const end = time(row, END);
    if (!(end > 0)) return reject('field', 'end');
    const seconds = wholeNumber(row.bytes, row.starts[BILLSEC]!, row.ends[BILLSEC]!);
    if (seconds < 0) return reject('field', 'billsec');
    const answered = is(row, DISPOSITION, 'ANSWERED');
    if (!answered && !DISPOSITIONS.some((word) => is(row, DISPOSITION, word)))
      return reject('field', 'disposition');
    if (answered && Number.isNaN(answer)) return reject('answered-without-time');
    if (!answered && seconds > 0) return reject('unanswered-with-seconds');

    const linked = tail === 0 ? -1 : count - 2;
    const id = linked >= 0 && !empty(row, linked) ? linked : named ? unique : -1;
    const epoch =
      id === -1 ? -1 : epochOf(row.bytes, row.starts[named ? unique : id]!, row.ends[named ? unique : id]!);
    const settled = times.settle({
      begin,
      answer: answered ? answer : Number.NaN,
      end,
      seconds,
      hint: named && epoch > 0 ? epoch * 1000 : Number.NaN,
    });
    if (!settled.ok) return reject(settled.reason);
    const call =
      id === -1
        ? `${field(row, START)}~${field(row, CHANNEL)}~${field(row, SRC)}~${field(row, DST)}`
        : field(row, id);
    if (call.length > KEY_LIMIT - 2) return reject('field', id === -1 ? 'channel' : 'linkedid');

    const local = startsWith(row.bytes, row.starts[CHANNEL]!, row.ends[CHANNEL]!, 'Local/');
    const number = (column: number) => parties.number(row.bytes, row.starts[column]!, row.ends[column]!);
    const who = parties.of(
      number(SRC),
      number(DST),
      empty(row, ACCOUNT) ? undefined : number(ACCOUNT),
      cameIn(row),
    );
    if (!who.ok && !local && seconds > 0) return reject(who.reason, who.reason === 'number' ? 'dst' : 'src');

    const record: UsageRecord = {
      system: options.system,
      // Unanswered rows of a call may be in an earlier file than the answered one: they must not take its key.
      key: answered ? call : `${call}~0`,
      action: 'new',
      kind: 'voice',
      direction: who.ok ? who.direction : 'out',
      served: who.ok ? who.served : '',
      other: who.ok ? who.other : '',
      start: settled.start,
      offset: settled.offset,
      seconds,
      bytes: 0,
      answered,
      originNetwork: network,
      terminatingNetwork: '',
      visited: '',
      line,
    };
    const hash = id === -1 ? hashOfText(call) : hashOf(row.bytes, row.starts[id]!, row.ends[id]!);
    const rank = who.ok ? who.rank : 0;
    const tie = hashOf(row.bytes, row.starts[CHANNEL]!, row.ends[DSTCHANNEL]!);
    if (local && seconds > 0)
      calls.add(call, hash, record, LEVEL.localWithSeconds, rank, tie, {
        reason: 'only-local-legs',
        raw: maskedRow(row, hidden, true),
      });
    else if (!who.ok)
      calls.add(call, hash, record, LEVEL.unreadable, rank, tie, {
        reason: who.reason,
        field: who.reason === 'number' ? 'dst' : 'src',
        raw: maskedRow(row, hidden, true),
      });
    else
      calls.add(
        call,
        hash,
        record,
        local ? LEVEL.local : seconds > 0 ? LEVEL.billable : LEVEL.free,
        rank,
        tie,
        undefined,
      );
  }

  const scanner = csvScanner({
    row: read,
    broken: (row, reason) =>
      calls.reject({ line: row.line, reason, raw: maskedRow(row, (column) => column >= CLID, false) }),
  });
  return {
    push: (chunk): Batch => {
      scanner.push(chunk);
      return calls.take();
    },
    end: (): Batch => {
      scanner.end();
      return calls.takeAll();
    },
  };
}

const DISPOSITIONS = ['NO ANSWER', 'BUSY', 'FAILED', 'CONGESTION'];
