import type { Kind } from './book.ts';

/** What of a usage record decides its price; a `UsageRecord` of traffic is one. */
export interface Usage {
  readonly kind: Kind;
  readonly direction: 'out' | 'in' | 'forwarded';
  /** The other party: E.164 digits without the plus, a short code, or ''. */
  readonly other: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly seconds: number;
  readonly bytes: number;
  readonly answered: boolean;
  /** ISO 3166-1 alpha-2 of the visited country; '' at home. */
  readonly visited: string;
}

/** What is left of a service's allowances in the month of the record, by allowance id. The caller loads and stores it; rating takes from it. */
export interface Balances {
  readonly own: Record<string, number>;
  /** Those that the customer's services share. */
  readonly shared?: Record<string, number>;
  /** What the customer has barred for this service. */
  readonly bars?: Bars;
}

export interface Bars {
  readonly premium?: boolean;
  readonly international?: boolean;
  readonly roaming?: boolean;
}

export interface AllowanceUse {
  readonly allowance: string;
  readonly units: number;
  readonly left: number;
}

/** What was paid by one price: seconds, pieces or kilobytes after allowances. */
export interface Part {
  readonly version: string;
  /** Number of the price within its list, from 1. */
  readonly rule: number;
  readonly units: number;
}

export type Outcome = 'rated' | 'free' | 'unrated' | 'barred';
export type Reason =
  | ''
  | 'unanswered'
  | 'nothing-used'
  | 'incoming'
  | 'freephone'
  | 'helpline'
  | 'emergency'
  | 'no-book'
  | 'no-plan'
  | 'no-destination'
  | 'unknown-country'
  | 'no-price'
  | 'too-large'
  | 'barred-premium'
  | 'barred-international'
  | 'barred-roaming'
  | 'barred-class';

/** Everything that is needed to tell later how an amount came about, from the record itself and the price versions alone. */
export interface Explanation {
  outcome: Outcome;
  reason: Reason;
  plan: string;
  destination: string;
  /** How many digits of the other party's number decided. */
  prefixDigits: number;
  /** Roaming zone, or '' at home. */
  zone: string;
  /** Seconds, pieces or kilobytes after rounding up, allowances included. */
  units: number;
  /** The set-up fee was due: no allowance paid for the beginning. */
  setup: boolean;
  /** id@version of the list and number of the price in it, from 1, in force at the start: it decides set-up fee and minimum charge. '' and 0 when nothing was priced. */
  version: string;
  rule: number;
  /** Seconds, pieces or kilobytes that this price was paid for, after allowances. */
  paid: number;
  /** Where the list splits a call at a boundary: what the prices after it were paid for. */
  more: readonly Part[];
  uses: readonly AllowanceUse[];
}

export interface Rated extends Explanation {
  /** Whole öre in the plan's terms of VAT; a safe integer. */
  amountOre: number;
  /** The amount before the one rounding, in öre: numerator / denominator, both safe integers. */
  numerator: number;
  denominator: number;
  vatIncluded: boolean;
}
