/** What is measured of mail, in the order of the table. */
export const FIGURES = {
  'sign-in to list': { unit: 'ms' },
  'reload to list': { unit: 'ms', aim: 85, against: 'sign-in to list' },
  'click to body, not cached': { unit: 'ms' },
  'click to body, cached': { unit: 'ms', aim: 30, against: 'click to body, not cached' },
  'click to body, from the vault': { unit: 'ms', aim: 30, against: 'click to body, not cached' },
  'next message': { unit: 'ms', aim: 30, against: 'click to body, not cached' },
  'first compose': { unit: 'ms' },
  compose: { unit: 'ms', aim: 60, against: 'first compose' },
  'first search': { unit: 'ms', aim: 50 },
  search: { unit: 'ms', aim: 50, against: 'first search' },
  'first jump to 5,000': { unit: 'ms' },
  'jump to 5,000': { unit: 'ms', against: 'first jump to 5,000' },
  'first jump to 50,000': { unit: 'ms' },
  'jump to 50,000': { unit: 'ms', against: 'first jump to 50,000' },
  'longest frame, scrolling while it fills': { unit: 'ms', aim: 50 },
  'longest frame, scrolling': { unit: 'ms', aim: 50, against: 'longest frame, scrolling while it fills' },
  'frames over 50 ms': { unit: 'frames', aim: 0 },
  'every header known': { unit: 'ms' },
  'script before the list': { unit: 'kB gzip' },
  'requests before the list': { unit: 'requests' },
  'requests before the list, reload': { unit: 'requests', against: 'requests before the list' },
  'received before the list': { unit: 'kB' },
  'received before the list, reload': { unit: 'kB', against: 'received before the list' },
  'requests, first visit': { unit: 'requests' },
  'sent, first visit': { unit: 'kB' },
  'received, first visit': { unit: 'kB' },
  'heap of the page': { unit: 'MB' },
  'heap of the search index': { unit: 'MB' },
} as const satisfies Readonly<Record<string, Shape>>;

interface Shape {
  readonly unit: string;
  /** The most it should be. */
  readonly aim?: number;
  /** The cold figure of the same run that it is put in proportion to. */
  readonly against?: string;
}

export type FigureName = keyof typeof FIGURES;

export interface Sample {
  readonly value: number;
  /** Of a time: how much of it the page's main thread was at work, in milliseconds of its processor time. */
  readonly work?: number;
}

/** One run's figures; a figure that the mailbox is too small for is absent. */
export type Run = ReadonlyMap<FigureName, Sample>;

export interface Line {
  readonly metric: FigureName;
  readonly unit: string;
  /** Median of the runs. */
  readonly value: number;
  /** Median of the work in it, milliseconds of processor time of the page's main thread; null where it is no time. */
  readonly work: number | null;
  readonly aim: number | null;
  readonly met: boolean | null;
  readonly against: FigureName | null;
  /** Median of the runs' own ratios to `against`. */
  readonly ratio: number | null;
  /** Median of the ratios to the same figure with the vault off, measured within the same run. */
  readonly vault: number | null;
}

/** The middle value; the mean of the two in the middle when their number is even. */
export function median(values: readonly number[]): number {
  if (values.length === 0) throw new Error('There is no median of nothing.');
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const upper = sorted[half] ?? 0;
  return sorted.length % 2 === 1 ? upper : ((sorted[half - 1] ?? 0) + upper) / 2;
}

/** The middle value and the middle work of several samples of the same. */
export function middle(samples: readonly Sample[]): Sample {
  const works = samples.flatMap(({ work }) => work ?? []);
  const value = median(samples.map((one) => one.value));
  return works.length === 0 ? { value } : { value, work: median(works) };
}

/**
 * Puts runs together. A ratio is made within each run and its median taken after: a machine that is busy during one run slows both
 * sides of it, and the ratio stays true.
 */
export function linesOf(runs: readonly { readonly on: Run; readonly off: Run }[]): readonly Line[] {
  return (Object.keys(FIGURES) as FigureName[]).flatMap((metric): readonly Line[] => {
    const shape: Shape = FIGURES[metric];
    const against = (shape.against ?? null) as FigureName | null;
    const samples = runs.flatMap(({ on }) => on.get(metric) ?? []);
    if (samples.length === 0) return [];
    const { value, work } = middle(samples);
    const aim = shape.aim ?? null;
    return [
      {
        metric,
        unit: shape.unit,
        value,
        work: work ?? null,
        aim,
        met: aim === null ? null : value <= aim,
        against,
        ratio: against === null ? null : middleRatio(runs.map(({ on }) => [on.get(metric), on.get(against)])),
        vault: middleRatio(runs.map(({ on, off }) => [on.get(metric), off.get(metric)])),
      },
    ];
  });
}

/** Null when no run has both sides, or nothing to divide by. */
function middleRatio(pairs: readonly (readonly [Sample | undefined, Sample | undefined])[]): number | null {
  const ratios = pairs.flatMap(([a, b]) =>
    a === undefined || b === undefined || b.value === 0 ? [] : a.value / b.value,
  );
  return ratios.length === 0 ? null : median(ratios);
}
