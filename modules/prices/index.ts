/** What things cost: the price book with its versions, rating in integers, and why an amount is what it is (promise traffic.9). */
export {
  ALWAYS_FREE,
  CLASSES,
  KINDS,
  NEVER_LISTED,
  versionId,
  type Allowance,
  type DestinationClass,
  type Discount,
  type Document,
  type Fault,
  type Kind,
  type Plan,
  type Price,
  type PriceList,
  type SpendCap,
} from './pure/book.ts';
export { arithmeticOf, type Arithmetic } from './pure/amount-of.ts';
export { readKronor, writeKronor } from './pure/amount.ts';
export { compile, type Compiled, type Operator, type Rater } from './pure/compile.ts';
export { diffDocuments, type Change, type Difference } from './pure/diff.ts';
export { explain, type Step } from './pure/explain.ts';
export { swedishHolidays } from './pure/holidays.ts';
export { classOf, destinationClass, destinationName, isListed } from './pure/destination.ts';
export {
  capsAt,
  daysIn,
  discountsFor,
  feeFor,
  monthOf,
  openingBalance,
  planAt,
  plansAt,
  type Discounted,
} from './pure/month.ts';
export { packExplanation, unpackExplanation } from './pure/pack.ts';
export { emptyRated } from './pure/rate.ts';
export { readDocument, type ReadDocument } from './pure/read-document.ts';
export {
  laterBy,
  simulate,
  type CustomerChange,
  type SimulatedRecord,
  type Simulation,
} from './pure/simulate.ts';
export { capState, countsTowards, crossed, limitOre, type CapState } from './pure/spend-cap.ts';
export type {
  AllowanceUse,
  Balances,
  Bars,
  Explanation,
  Outcome,
  Part,
  Rated,
  Reason,
  Usage,
} from './pure/usage.ts';
export { writeDocument } from './pure/write-document.ts';
export { zoneTime, type ZoneTime } from './pure/zone-time.ts';
export {
  importPrices,
  scheduleDraft,
  withdrawVersion,
  type Decided,
  type Imported,
  type ImportOptions,
} from './server/import.ts';
export { bookDocuments, inWords, loadRater, tryRater, type Tried } from './server/load-rater.ts';
export { pricesOffice, type PricesHouse } from './server/office-routes.ts';
export { operatorOf } from './server/operator.ts';
export { startBook, type BookFile } from './server/start-book.ts';
export {
  diffVersions,
  priceDocument,
  priceText,
  priceVersions,
  type PriceVersion,
  type VersionState,
} from './server/versions.ts';
