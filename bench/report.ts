import type { Line } from './figures.ts';

export interface Report {
  readonly bench: string;
  readonly messages: number;
  readonly runs: number;
  readonly lines: readonly Line[];
}

const shown = (value: number): string =>
  value >= 100 || Number.isInteger(value) ? Math.round(value).toLocaleString('en') : value.toFixed(1);
const ratio = (value: number | null): string => (value === null ? '' : `${value.toFixed(2)} ×`);

/** A table for people. */
export function tableOf({ bench, messages, runs, lines }: Report): string {
  const rows = [
    ['', 'median', '', 'aim', '', 'to cold', 'to vault off'],
    ...lines.map((line) => [
      line.metric,
      shown(line.value),
      line.unit,
      line.aim === null ? '' : `≤ ${line.aim}`,
      line.met === null ? '' : line.met ? 'met' : 'MISSED',
      ratio(line.ratio),
      ratio(line.vault),
    ]),
  ];
  const widths = [0, 1, 2, 3, 4, 5, 6].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  const right = new Set([1, 5, 6]);
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
    `${aimed.length - missed.length} of ${aimed.length} aims met.`,
    '',
  ].join('\n');
}

/** One JSON object a line, for machines. */
export function jsonOf({ bench, messages, runs, lines }: Report): string {
  return lines.map((line) => `${JSON.stringify({ bench, messages, runs, ...line })}\n`).join('');
}
