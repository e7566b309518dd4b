import type { PromiseId } from './promises.ts';

/** One place in the code and what stands there once the enforcement is gone. */
export interface Edit {
  /** Relative to the repository. */
  readonly file: string;
  /** Must occur exactly once, or the breach is refused: an entry that no longer fits shows nothing. */
  readonly find: string;
  readonly replace: string;
}

/** One enforcement taken out, and the promises whose proofs must then go red. */
export interface Breach extends Edit {
  /** What is taken away, as a sentence. */
  readonly name: string;
  /** Where an enforcement is kept twice, the second place: either alone holds the promise. */
  readonly also?: Edit;
  readonly promiseIds: readonly PromiseId[];
}
