/** What things cost: the price book, and the rating of what was used by it. */
export { compile, type Compiled, type Operator, type Rater } from './pure/compile.ts';
export { emptyRated } from './pure/rate.ts';
export { packExplanation, unpackExplanation } from './pure/pack.ts';
export { openingBalance, planAt } from './pure/month.ts';
export type { Rated, Usage, Explanation } from './pure/usage.ts';
export { readDocument } from './pure/read-document.ts';
export { startBook } from './server/start-book.ts';
