import { allowedIn, allowedOf, textsOf, type Text } from './allowed.ts';
import {
  KEY_LIMIT,
  type Batch,
  type Reader,
  type ReaderOptions,
  type Reason,
  type Reject,
  type UsageRecord,
} from './batch.ts';
import { csvScanner, type Row } from './csv.ts';
import { jsonOrCsv } from './either.ts';
import { headed } from './headed.ts';
import { isoTime } from './iso-time.ts';
import { jsonScanner } from './json-objects.ts';
import { maskedRow } from './mask.ts';
import { partyRules, type PartyRules } from './parties.ts';

/** Telink's own format: one member of a JSON object, or one column of a CSV file with these names in its first line, for each field of a UsageRecord. */
export const TELINK_FIELDS = [
  'system',
  'key',
  'action',
  'kind',
  'direction',
  'served',
  'other',
  'start',
  'seconds',
  'bytes',
  'answered',
  'originNetwork',
  'terminatingNetwork',
  'visited',
] as const;
type Field = (typeof TELINK_FIELDS)[number];
const NEEDED: readonly Field[] = ['key', 'kind', 'direction', 'served', 'start'];

const one = <T extends string>(text: string, words: readonly T[], absent?: T): T | undefined =>
  text === '' ? absent : words.find((word) => word === text);
const whole = (text: string): number => (text === '' ? 0 : /^\d{1,15}$/.test(text) ? Number(text) : -1);

/** @returns the record, or the field that is not what it should be. */
function recordOf(
  text: Text,
  line: number,
  options: ReaderOptions,
  parties: PartyRules,
): UsageRecord | Reason | Field {
  const key = text('key');
  const system = text('system') || options.system;
  const action = one(text('action'), ['new', 'correct', 'withdraw'], 'new');
  const kind = one(text('kind'), ['voice', 'sms', 'mms', 'data']);
  const direction = one(text('direction'), ['out', 'in', 'forwarded']);
  const served = parties.numberOf(text('served'));
  const otherText = text('other');
  const other = parties.numberOf(otherText);
  const time = isoTime(text('start'));
  const seconds = whole(text('seconds'));
  const bytes = whole(text('bytes'));
  const answered = one(text('answered'), ['true', 'false'], 'true') === 'true';
  if (key === '' || key.length > KEY_LIMIT) return 'key';
  if (system.length > 100) return 'system';
  if (action === undefined) return 'action';
  if (kind === undefined) return 'kind';
  if (direction === undefined) return 'direction';
  if (!served.ok || served.kind === 'short' || served.kind === 'withheld') return 'served';
  if (!other.ok && otherText !== '') return 'number';
  if (time === undefined) return 'start';
  if (seconds < 0) return 'seconds';
  if (bytes < 0) return 'bytes';
  if (one(text('answered'), ['true', 'false'], 'true') === undefined) return 'answered';
  if (!answered && seconds > 0) return 'unanswered-with-seconds';
  if (kind !== 'data' && bytes > 0) return 'bytes';
  if ((kind === 'sms' || kind === 'mms') && seconds > 0) return 'seconds';
  for (const field of ['originNetwork', 'terminatingNetwork'] as const)
    if (!/^(?:\d{3}-\d{2,3})?$/.test(text(field))) return field;
  if (!/^(?:[A-Z]{2})?$/.test(text('visited'))) return 'visited';
  return {
    system,
    key,
    action,
    kind,
    direction,
    served: served.number,
    other: other.ok ? other.number : '',
    start: time.start,
    offset: time.offset,
    seconds,
    bytes,
    answered,
    originNetwork: text('originNetwork'),
    terminatingNetwork: text('terminatingNetwork'),
    visited: text('visited'),
    line,
  };
}

const rejectOf = (line: number, why: Reason | Field, raw: Uint8Array): Reject => {
  if (why === 'number') return { line, reason: 'number', field: 'other', raw };
  if (why === 'served') return { line, reason: 'served', field: 'served', raw };
  if (why === 'unanswered-with-seconds') return { line, reason: why, raw };
  return { line, reason: 'field', field: why, raw };
};

/** Own CSV or JSON lines, told apart by the first byte that is no space. The format itself is in docs/traffic-formats.md. */
export function readTelink(options: ReaderOptions): Reader {
  const parties = partyRules(options);
  let records: UsageRecord[] = [];
  let rejects: Reject[] = [];

  function take(text: Text, line: number, raw: () => Uint8Array): void {
    const read = recordOf(text, line, options, parties);
    if (typeof read === 'string') rejects.push(rejectOf(line, read, raw()));
    else records.push(read);
  }
  const json = () =>
    jsonScanner({
      object: (value, line) => {
        const text = textsOf(value);
        take(text, line, () => allowedOf(text, TELINK_FIELDS));
      },
      broken: (text, line, reason) => rejects.push({ line, reason, raw: allowedIn(text, TELINK_FIELDS) }),
    });
  const csv = () => {
    const rows = headed(NEEDED);
    const hidden = (column: number): boolean => !TELINK_FIELDS.some((field) => rows.column(field) === column);
    return csvScanner({
      row: (row: Row) => {
        const state = rows.take(row);
        if (state === 'header') return;
        if (state !== 'row')
          rejects.push({ line: row.line, reason: 'columns', raw: maskedRow(row, hidden, false) });
        else take(rows.text, row.line, () => rows.raw(TELINK_FIELDS));
      },
      broken: (row, reason) => rejects.push({ line: row.line, reason, raw: maskedRow(row, hidden, false) }),
    });
  };
  function settled(): Batch {
    const batch = { records, rejects, legs: 0 };
    records = [];
    rejects = [];
    return batch;
  }
  const scanner = jsonOrCsv(json, csv);
  return {
    push: (chunk) => {
      scanner.push(chunk);
      return settled();
    },
    end: () => {
      scanner.end();
      return settled();
    },
  };
}

const NAMES = TELINK_FIELDS.join(',');

/** First line of the CSV form. */
export const telinkHeader: string = `${NAMES}\n`;
