import type { Lang } from '#policy/read';

interface FigureWords {
  readonly title: string;
  readonly requests: string;
  readonly inTime: (inTime: number, answered: number) => string;
  readonly overdue: string;
  readonly staff: string;
  readonly share: (withAccess: number, all: number, percent: string) => string;
  readonly retained: string;
  readonly notRetained: string;
  readonly retainedSince: (since: string) => string;
  readonly proofs: string;
  readonly proven: (proven: number, failed: number) => string;
  readonly stale: string;
  readonly neverRun: string;
  readonly unmeasured: string;
}

export const FIGURES: Readonly<Record<Lang, FigureWords>> = {
  sv: {
    title: 'Just nu',
    requests: 'Begäranden besvarade i tid',
    inTime: (inTime, answered) => (answered === 0 ? 'ingen besvarad än' : `${inTime} av ${answered}`),
    overdue: 'Begäranden som väntar för länge',
    staff: 'Anställda som kan öppna kunders uppgifter',
    share: (withAccess, all, percent) => `${withAccess} av ${all} (${percent})`,
    retained: 'Lagras åt brottsbekämpande myndigheter',
    notRetained: 'ingenting',
    retainedSince: (since) => `samtal och uppkopplingar sedan ${since}`,
    proofs: 'Bevisen kördes senast',
    proven: (proven, failed) => `${proven} löften bevisade, ${failed === 0 ? 'inget' : failed} brutet`,
    stale: 'för en annan utgåva än den här',
    neverRun: 'inte körda för den här utgåvan',
    unmeasured: 'mäts inte än',
  },
  en: {
    title: 'Right now',
    requests: 'Requests answered in time',
    inTime: (inTime, answered) => (answered === 0 ? 'none answered yet' : `${inTime} of ${answered}`),
    overdue: 'Requests that have waited too long',
    staff: 'Staff who can open customers’ data',
    share: (withAccess, all, percent) => `${withAccess} of ${all} (${percent})`,
    retained: 'Retained for law enforcement',
    notRetained: 'nothing',
    retainedSince: (since) => `calls and connections since ${since}`,
    proofs: 'The proofs last ran',
    proven: (proven, failed) => `${proven} promises proven, ${failed === 0 ? 'none' : failed} broken`,
    stale: 'for another build than this one',
    neverRun: 'not run for this build',
    unmeasured: 'not measured yet',
  },
};
