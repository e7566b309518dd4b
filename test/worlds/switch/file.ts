import { closeSync, openSync, truncateSync, writeSync, statSync, readFileSync, writeFileSync } from 'node:fs';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import type { Format } from '../../../modules/traffic/pure/formats/index.ts';
import { asteriskRows } from './asterisk.ts';
import { berRows } from './ber.ts';
import { cucmRows } from './cucm.ts';
import { callAt, type DaySpec } from './day.ts';
import type { Rows } from './format.ts';
import { freeswitchCsvRows, freeswitchJsonRows } from './freeswitch.ts';
import { kamailioRows } from './kamailio.ts';
import { telinkRows } from './telink.ts';

export interface FileSpec extends DaySpec {
  readonly format: Format | 'telink-json' | 'kamailio-json';
  /** Zone in which the switch writes local times; default Europe/Stockholm. */
  readonly timeZone?: string;
  /** Only these calls of the day, first and one past the last: two files with parts in common overlap. */
  readonly part?: readonly [from: number, to: number];
  /** A call of every so many is written twice, the second time 50 calls later. */
  readonly again?: number;
  /** A row that can't be read after every so many calls. */
  readonly broken?: number;
  /** The switch starts again after every so many calls, and counts from nought. */
  readonly restarts?: number;
}

/** What a reader must find. */
export interface Truth {
  /** Calls, each counted once. */
  readonly calls: number;
  readonly answered: number;
  readonly seconds: number;
  readonly bytes: number;
  /** Rows that a reader sees: calls, legs, broken ones, and all of those that were written again. */
  readonly rows: number;
  readonly legs: number;
  readonly broken: number;
  /** Calls that were written twice. */
  readonly again: number;
}

function rowsOf({ format, timeZone = 'Europe/Stockholm', restarts = 0 }: FileSpec): Rows {
  switch (format) {
    case 'asterisk':
      return asteriskRows({ timeZone, restarts });
    case 'freeswitch-csv':
      return freeswitchCsvRows({ timeZone });
    case 'freeswitch-json':
      return freeswitchJsonRows();
    case 'kamailio':
    case 'kamailio-json':
      return kamailioRows({ timeZone, json: format === 'kamailio-json' });
    case 'cucm':
      return cucmRows();
    case 'ber':
      return berRows();
    case 'telink':
    case 'telink-json':
      return telinkRows(format === 'telink-json');
  }
}

const PIECE = 256 * 1024;

/** The file in pieces of about 256 KB, and the truth when it is whole. */
export function* traffic(spec: FileSpec): Generator<Uint8Array, Truth> {
  const rows = rowsOf(spec);
  const [from, to] = spec.part ?? [0, spec.calls];
  let pieces: (string | Uint8Array)[] = [rows.header];
  let [size, text] = [0, ''];
  let [answered, seconds, bytes, legs, broken, again, calls, rowsAgain] = [0, 0, 0, 0, 0, 0, 0, 0];
  const held = new Map<number, string | Uint8Array>();
  const add = (part: string | Uint8Array): void => {
    size += part.length;
    if (typeof part === 'string') text += part;
    else {
      if (text !== '') pieces.push(text);
      text = '';
      pieces.push(part);
    }
  };
  for (let index = from; index < to; index += 1) {
    const call = callAt(spec, index);
    const written = rows.rows(call);
    add(written);
    calls += 1;
    if (call.answered !== undefined) answered += 1;
    seconds += call.seconds;
    bytes += call.bytes;
    legs += rows.legs(call);
    if (spec.again !== undefined && index % spec.again === 0) {
      held.set(index + 50, written);
      again += 1;
      rowsAgain += 1 + rows.legs(call);
    }
    const late = held.get(index);
    if (late !== undefined) {
      add(late);
      held.delete(index);
    }
    if (spec.broken !== undefined && index % spec.broken === 0) {
      add(rows.broken(call));
      broken += 1;
    }
    if (size >= PIECE) {
      pieces.push(text);
      yield Buffer.concat(pieces.map((part) => Buffer.from(part as string)));
      [pieces, size, text] = [[], 0, ''];
    }
  }
  pieces.push(text);
  for (const late of held.values()) pieces.push(late);
  yield Buffer.concat(pieces.map((part) => Buffer.from(part as string)));
  return { calls, answered, seconds, bytes, legs, broken, again, rows: calls + legs + broken + rowsAgain };
}

/** Writes a file piece by piece: memory stays flat however large it is. */
export function writeTraffic(path: string, spec: FileSpec): Truth {
  const file = openSync(path, 'w');
  try {
    const pieces = traffic(spec);
    for (;;) {
      const next = pieces.next();
      if (next.done === true) return next.value;
      writeSync(file, next.value);
    }
  } finally {
    closeSync(file);
  }
}

/** Packs a written file in its place. `cut` takes so many bytes off the end, as when a copy was broken off. */
export function pack(path: string, archive: 'gzip' | 'zstd', cut = 0): void {
  const packed = (archive === 'gzip' ? gzipSync : zstdCompressSync)(readFileSync(path));
  writeFileSync(path, packed);
  if (cut > 0) truncateSync(path, Math.max(0, statSync(path).size - cut));
}
