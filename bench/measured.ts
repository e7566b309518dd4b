/** One figure of a run, and where it has one, its ratio to another of the same run. */
export interface Measured {
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  readonly unit: string;
  readonly against: string | null;
  readonly ratio: number | null;
  readonly aim: number | null;
}

export type Add = (
  metric: string,
  value: number,
  unit: string,
  rest?: { readonly against?: string; readonly ratio?: number; readonly aim?: number },
) => void;

/** Lines in the order they are added. */
export function measuring(bench: string): { readonly lines: readonly Measured[]; readonly add: Add } {
  const lines: Measured[] = [];
  return {
    lines,
    add: (metric, value, unit, rest = {}) => {
      lines.push({
        bench,
        metric,
        value,
        unit,
        against: rest.against ?? null,
        ratio: rest.ratio ?? null,
        aim: rest.aim ?? null,
      });
    },
  };
}

/** Milliseconds by the clock and of this process's own processor time. */
export async function timed<T>(
  act: () => Promise<T>,
): Promise<{ readonly ms: number; readonly cpu: number; readonly value: T }> {
  const [began, before] = [performance.now(), process.cpuUsage()];
  const value = await act();
  const { user, system } = process.cpuUsage(before);
  return { ms: performance.now() - began, cpu: (user + system) / 1000, value };
}

/** For people. */
export function measuredTable(lines: readonly Measured[]): string {
  const shown = (value: number): string =>
    value >= 100 ? Math.round(value).toLocaleString('en') : value.toFixed(2);
  const wide = Math.max(40, ...lines.map(({ metric }) => metric.length));
  return lines
    .map(
      ({ metric, value, unit, against, ratio, aim }) =>
        `${metric.padEnd(wide)} ${shown(value).padStart(12)} ${unit.padEnd(12)}${aim === null ? '' : ` aim ${aim.toLocaleString('en')}`}${ratio === null ? '' : `  ${ratio.toFixed(2)} × ${against}`}`.trimEnd() +
        '\n',
    )
    .join('');
}
