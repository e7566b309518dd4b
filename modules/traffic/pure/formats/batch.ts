import type { NumberPlan } from '../numbers/index.ts';
import type { UsageRecord } from '../usage-record.ts';

export type { UsageRecord } from '../usage-record.ts';

export const FORMATS = [
  'asterisk',
  'freeswitch-csv',
  'freeswitch-json',
  'kamailio',
  'cucm',
  'ber',
  'telink',
] as const;
export type Format = (typeof FORMATS)[number];

/** Why a row is not a record. Each is a row that a person can mend and run again, except where the file itself is broken. */
export type Reason =
  /** Wrong number of columns, or none of the headers that are needed. */
  | 'columns'
  /** Broken quoting, JSON or BER. */
  | 'syntax'
  /** Longer than 1 MB. */
  | 'too-large'
  /** The file ends inside it. */
  | 'truncated'
  /** Nested deeper than 32 levels. */
  | 'depth'
  /** A value is missing or is not what the field holds. */
  | 'field'
  /** The clock was set forward over it: there was no such time that day. */
  | 'time-gap'
  /** End is before answer, or does not agree with the seconds. */
  | 'times-disagree'
  /** ANSWERED without a time of answer. */
  | 'answered-without-time'
  /** Not answered, and yet with seconds. */
  | 'unanswered-with-seconds'
  /** The called number can't be read. */
  | 'number'
  /** None of its numbers is served by us. */
  | 'served'
  /** All its rows are Local/ channels, and one has seconds: nobody can say who is billed. */
  | 'only-local-legs'
  /** A start without its end, or an end without its start. */
  | 'unpaired'
  /** A BER record that the dialect does not name. */
  | 'dialect';

export interface Reject {
  /** Line of a text file, or number of the record in a binary one, from 1. */
  readonly line: number;
  readonly reason: Reason;
  /** Name of the field in its format. */
  readonly field?: string;
  /** The row as it stood, at most 4,096 bytes, every byte of content, cells and names replaced by «x». What is left can be mended and read again. */
  readonly raw: Uint8Array;
}

/** What came out of a piece of a file. Summed over the file: rows read = records + rejects + legs. */
export interface Batch {
  readonly records: UsageRecord[];
  readonly rejects: Reject[];
  /** Rows of a call that is billed by another row. */
  readonly legs: number;
}

export interface Reader {
  /** The next bytes, as many as there are. They may be reused afterwards. */
  push(chunk: Uint8Array): Batch;
  /** What is still held when the file ends. Nothing may be pushed after it. */
  end(): Batch;
}

export interface ReaderOptions {
  /** Name of the switch. Part of what makes a record itself, so it never changes for a switch. */
  readonly system: string;
  /** IANA zone in which the switch writes local times, e.g. Europe/Stockholm. */
  readonly timeZone: string;
  readonly numbers: NumberPlan;
  /** Is this number (E.164 digits) served by us? Without it the caller is taken to be ours, unless `inbound` says otherwise. */
  readonly own?: (number: string) => boolean;
  /** Contexts and trunks that bring calls in from other networks: names of dialplan contexts, or of the peer in a channel (`PJSIP/<name>-…`). */
  readonly inbound?: readonly string[];
  /** Our own network as MCC-MNC, for formats that don't say. Default ''. */
  readonly network?: string;
}

export const RAW_LIMIT = 4096;
export const RECORD_LIMIT = 1024 * 1024;
export const KEY_LIMIT = 200;
