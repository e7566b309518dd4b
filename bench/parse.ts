import { parse } from 'csv-parse/sync';
import { createReader, type Batch, type Format } from '../modules/traffic/pure/formats/index.ts';
import { traffic, type FileSpec } from '../test/worlds/switch/index.ts';
import type { Options } from './options.ts';

interface Figure {
  readonly format: string;
  readonly rows: number;
  /** Rows for each second of the processor, whatever else the machine does. */
  readonly perSecond: number;
  readonly megabytesPerSecond: number;
  /** Against csv-parse, which only cuts rows into fields, on the same file in the same run; null for what is no CSV. */
  readonly ratio: number | null;
  readonly aim: number | null;
}

const FILES: readonly [name: FileSpec['format'], format: Format, aim: number | null][] = [
  ['asterisk', 'asterisk', 300_000],
  ['freeswitch-csv', 'freeswitch-csv', null],
  ['freeswitch-json', 'freeswitch-json', null],
  ['kamailio', 'kamailio', null],
  ['cucm', 'cucm', null],
  ['ber', 'ber', null],
  ['telink', 'telink', null],
  ['telink-json', 'telink', null],
];
const CALLS = 100_000;
const PIECE = 256 * 1024;

/** Seconds of the processor that something takes. */
function costOf(act: () => void): number {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}
const middle = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[values.length >> 1] ?? Number.NaN;

function fileOf(format: FileSpec['format']): Buffer {
  const pieces = traffic({
    format,
    seed: 1,
    calls: CALLS,
    numbers: ['46313900601', '46406280402', '46701740605'],
  });
  const all: Uint8Array[] = [];
  for (let next = pieces.next(); next.done !== true; next = pieces.next()) all.push(next.value);
  return Buffer.concat(all);
}

function figureOf([name, format, aim]: (typeof FILES)[number], runs: number): Figure {
  const file = fileOf(name);
  let rows = 0;
  const read = (): void => {
    rows = 0;
    const reader = createReader(format, {
      system: 'bench',
      timeZone: 'Europe/Stockholm',
      numbers: { country: '46' },
      inbound: ['from-trunk', 'public'],
    });
    const count = ({ records, rejects, legs }: Batch): void => {
      rows += records.length + rejects.length + legs;
    };
    for (let at = 0; at < file.length; at += PIECE) count(reader.push(file.subarray(at, at + PIECE)));
    count(reader.end());
  };
  // The first run is the compiler's.
  read();
  const cost = middle(Array.from({ length: runs }, () => costOf(read)));
  const isCsv = file[0] !== 123 && format !== 'ber';
  // A tenth of the file is enough to know csv-parse by.
  const part = file.subarray(0, file.lastIndexOf(10, Math.floor(file.length / 10)) + 1);
  const theirs = isCsv
    ? costOf(() => void parse(part, { relax_column_count: true })) * (file.length / part.length)
    : null;
  return {
    format: name,
    rows,
    perSecond: rows / cost,
    megabytesPerSecond: file.length / cost / 1e6,
    ratio: theirs === null ? null : theirs / cost,
    aim,
  };
}

/** `npm run bench -- parse`. @returns a table for people, or a JSON object a line. */
export function benchParse({ runs, json }: Pick<Options, 'runs' | 'json'>): string {
  const figures = FILES.map((file) => figureOf(file, runs));
  if (json) return figures.map((figure) => `${JSON.stringify({ bench: 'parse', ...figure })}\n`).join('');
  const table = figures.map(({ format, rows, perSecond, megabytesPerSecond, ratio, aim }) =>
    [
      format.padEnd(16),
      rows.toLocaleString('en').padStart(9),
      Math.round(perSecond).toLocaleString('en').padStart(11),
      megabytesPerSecond.toFixed(0).padStart(6),
      (ratio === null ? '' : `${ratio.toFixed(1)} ×`).padStart(13),
      aim === null ? '' : `  ≥ ${aim.toLocaleString('en')} ${perSecond >= aim ? 'met' : 'MISSED'}`,
    ].join(''),
  );
  return [
    `${'format'.padEnd(16)}${'rows'.padStart(9)}${'rows/s·core'.padStart(11)}${'MB/s'.padStart(6)}${'to csv-parse'.padStart(13)}  aim`,
    ...table,
    `Seconds are the processor's; median of ${runs} runs after one that does not count. csv-parse only cuts fields.`,
    '',
  ].join('\n');
}
