import { PROMISES, type PromiseId } from './promises.ts';

export type ProofState = 'passed' | 'failed' | 'skipped';
export type PromiseState = 'proven' | 'failed' | 'not yet';

/** One test that proves a promise, as it went. */
export interface Proof {
  /** Relative to the repository, with forward slashes. */
  readonly file: string;
  readonly title: string;
  /** Milliseconds. */
  readonly ms: number;
  readonly state: ProofState;
}

export interface PromiseResult {
  readonly id: PromiseId;
  readonly state: PromiseState;
  readonly proofs: readonly Proof[];
}

/** One full run of all proofs, bound to the build it ran on. */
export interface ProofRecord {
  /** Hash of the code, the policy and the proofs (build.ts). */
  readonly build: string;
  /** ISO time. */
  readonly ranAt: string;
  readonly results: readonly PromiseResult[];
}

/** One failure breaks the promise; a skipped proof proves nothing, and neither does no proof at all. */
function stateOf(proofs: readonly Proof[]): PromiseState {
  if (proofs.some((proof) => proof.state === 'failed')) return 'failed';
  return proofs.some((proof) => proof.state === 'passed') ? 'proven' : 'not yet';
}

/** A row for each of the 140 ids, in the policy's order, whatever was run. */
export const resultsOf = (proofs: ReadonlyMap<PromiseId, readonly Proof[]>): readonly PromiseResult[] =>
  PROMISES.map(({ id }) => {
    const own = proofs.get(id) ?? [];
    return { id, state: stateOf(own), proofs: own };
  });

/** What a sentence may claim: proven only when each of its promises is, broken as soon as one is. */
export function sentenceState(
  ids: readonly PromiseId[],
  states: ReadonlyMap<PromiseId, PromiseState>,
): PromiseState {
  const own = ids.map((id) => states.get(id) ?? 'not yet');
  if (own.includes('failed')) return 'failed';
  return own.length > 0 && own.every((state) => state === 'proven') ? 'proven' : 'not yet';
}

export type Standing =
  | { readonly kind: 'current'; readonly ranAt: string; readonly results: readonly PromiseResult[] }
  /** The last recorded run tried another build: its states say nothing about this one. */
  | { readonly kind: 'stale'; readonly ranAt: string; readonly results: readonly PromiseResult[] }
  | { readonly kind: 'never'; readonly results: readonly PromiseResult[] };

/** What may be shown about this build. A record of another build lends it nothing: every id is then not yet proven. */
export function standingOf(record: ProofRecord | undefined, build: string): Standing {
  const nothing = resultsOf(new Map());
  if (record === undefined) return { kind: 'never', results: nothing };
  if (record.build !== build) return { kind: 'stale', ranAt: record.ranAt, results: nothing };
  const known = new Map(record.results.map((result) => [result.id, result.proofs]));
  return { kind: 'current', ranAt: record.ranAt, results: resultsOf(known) };
}

export interface Counts {
  readonly proven: number;
  readonly failed: number;
  readonly notYet: number;
}

export const countsOf = (results: readonly PromiseResult[]): Counts => ({
  proven: results.filter((result) => result.state === 'proven').length,
  failed: results.filter((result) => result.state === 'failed').length,
  notYet: results.filter((result) => result.state === 'not yet').length,
});
