import type { Line } from './figures.ts';

export interface Report {
  readonly bench: string;
  readonly messages: number;
  readonly runs: number;
  /** Processes that wanted a core, for each core there is, while it was measured: above 1 the milliseconds are stretched. */
  readonly busy: number;
  readonly lines: readonly Line[];
}

const shown = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toFixed(1);
const ratio = (value: number | null): string => (value === null ? '' : `${value.toFixed(2)} ×`);

/** A table for people. */
export function tableOf({ bench, messages, runs, busy, lines }: Report): string {
  const rows = [
    ['', 'median', '', 'work', 'aim', '', 'to cold', 'to vault off'],
    ...lines.map((line) => [
      line.metric,
      shown(line.value),
      line.unit,
      line.work === null ? '' : shown(line.work),
      line.aim === null ? '' : `≤ ${line.aim}`,
      line.met === null ? '' : line.met ? 'met' : 'MISSED',
      ratio(line.ratio),
      ratio(line.vault),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5, 6, 7].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const right = new Set([1, 3, 6, 7]);
  const table = rows.map((row) =>
    row
      .map((cell, at) => (right.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0)))
      .join('  ')
      .trimEnd(),
  );
  const aimed = lines.filter(({ aim }) => aim !== null);
  const missed = aimed.filter(({ met }) => met === false);
  return [
    `${bench}, ${messages.toLocaleString('en')} messages, ${runs === 1 ? 'one run' : `median of ${runs} runs`}`,
    ...table,
    'work: ms of processor time of the page’s main thread within it. to cold, to vault off: ratios within one run.',
    ...(busy > 1.2
      ? [
          `The machine was busy with other things (${busy.toFixed(1)} × its cores): milliseconds and single ratios say little, work the most.`,
        ]
      : []),
    `${aimed.length - missed.length} of ${aimed.length} aims met.`,
    '',
  ].join('\n');
}

/** One JSON object a line, for machines. */
export function jsonOf({ bench, messages, runs, busy, lines }: Report): string {
  return lines.map((line) => `${JSON.stringify({ bench, messages, runs, busy, ...line })}\n`).join('');
}
