/**
 * The price book as data. Four kinds of document, each with a version and a first day; nothing in one is ever changed, a new version
 * takes its place from a day on. All money inside a document is whole milliöre (a thousandth of an öre): 0,69 kr a minute is 69000.
 */
export type Kind = 'voice' | 'sms' | 'mms' | 'data';
export const KINDS: readonly Kind[] = ['voice', 'sms', 'mms', 'data'];

/** What sort of place a number is. Decides what is free, what can be barred, and what a price may be set for at once. */
export const CLASSES = [
  'domestic-fixed',
  'domestic-mobile',
  'domestic-special',
  'own-network',
  'voicemail',
  'freephone',
  'shared-cost',
  'premium',
  'directory',
  'short-code',
  'helpline',
  'emergency',
  'international-fixed',
  'international-mobile',
  'international-special',
  'satellite',
] as const;
export type DestinationClass = (typeof CLASSES)[number];

/** Never paid for, wherever one is (directive (EU) 2018/1972 Art. 109, decision 2007/116/EC). */
export const ALWAYS_FREE: readonly DestinationClass[] = ['emergency', 'helpline'];
/** Never named on a bill (directive (EU) 2018/1972 Annex VI A (a), promise traffic.5). */
export const NEVER_LISTED: readonly DestinationClass[] = ['emergency', 'helpline', 'freephone'];

/** Where in its file something stood. */
export interface Line {
  readonly line: number;
}

interface Head {
  /** Lower case, digits and hyphens; at most 10 characters. */
  readonly id: string;
  /** As people say it: «Utland». */
  readonly name: string;
  /** As people say it: «2026:3». At most 8 characters. */
  readonly version: string;
  /** First day in force, YYYY-MM-DD: from midnight in the operator's time zone. */
  readonly effective: string;
  /** First day no longer in force, or '' when only a later version ends it. */
  readonly until: string;
}

export interface Destination extends Line {
  /** At most 16 characters. */
  readonly id: string;
  readonly class: DestinationClass;
  /** Places that share prices: «norden»; '' for none. */
  readonly group: string;
  /** ISO 3166-1 alpha-2, or '' for what belongs to no country. */
  readonly country: string;
  readonly sv: string;
  readonly en: string;
  /** E.164 digits without the plus. */
  readonly prefixes: readonly string[];
  /** Short codes as dialled, at most six digits; a code here covers those that begin with it. */
  readonly short: readonly string[];
}

export interface DestinationTable extends Head {
  readonly document: 'destinations';
  readonly destinations: readonly Destination[];
}

export interface RoamingZone extends Line {
  readonly id: string;
  /** What has no price of its own for this zone is priced as at home (regulation (EU) 2022/612 Art. 4). */
  readonly likeHome: boolean;
  readonly sv: string;
  readonly en: string;
}

export interface Country extends Line {
  readonly country: string;
  readonly zone: string;
  readonly sv: string;
  readonly en: string;
}

export interface ZoneTable extends Head {
  readonly document: 'zones';
  readonly zones: readonly RoamingZone[];
  readonly countries: readonly Country[];
}

export type Vat = 'included' | 'excluded';

export interface Plan extends Line {
  readonly id: string;
  readonly sv: string;
  readonly en: string;
  /** Whether the plan's amounts are stated with VAT (to consumers, prisinformationslagen 7 §) or without it. */
  readonly vat: Vat;
  /** A month, milliöre. */
  readonly fee: number;
  /** Classes that can't be called on this plan. */
  readonly barred: readonly DestinationClass[];
}

export interface Allowance extends Line {
  /** At most 8 characters. */
  readonly id: string;
  readonly plan: string;
  readonly kinds: readonly Kind[];
  /** Selectors of what counts; see `Price.to`. */
  readonly to: readonly string[];
  /** «home» and roaming zones where it counts. */
  readonly where: readonly string[];
  /** A month: seconds, pieces or bytes. */
  readonly units: number;
  /** The most that is taken along to the next month; 0 for none. */
  readonly rollover: number;
  /** One balance for all of a customer's services on the plan, each of which adds `units`. */
  readonly shared: boolean;
  readonly sv: string;
  readonly en: string;
}

export interface Discount extends Line {
  readonly id: string;
  readonly plan: string;
  readonly on: 'fee' | 'usage' | 'total';
  /** Hundredths of a per cent; 0 when it is an amount. */
  readonly basisPoints: number;
  /** A month, milliöre; 0 when it is a per cent. */
  readonly amount: number;
  /** Counted from the service's first month; 0 is for ever. */
  readonly months: number;
  readonly sv: string;
  readonly en: string;
}

export interface SpendCap extends Line {
  readonly id: string;
  readonly plan: string;
  readonly on: 'roaming' | 'roaming-data' | 'premium' | 'international' | 'all';
  /** A month, milliöre, in the plan's own terms of VAT. */
  readonly limit: number;
  /** Per cent of the limit at which the customer is told. */
  readonly warnAt: number;
}

export interface PlanTable extends Head {
  readonly document: 'plans';
  readonly plans: readonly Plan[];
  readonly allowances: readonly Allowance[];
  readonly discounts: readonly Discount[];
  readonly caps: readonly SpendCap[];
}

export const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun', 'holiday'] as const;
export type Day = (typeof DAYS)[number];

export interface Band extends Line {
  readonly band: string;
  /** A public holiday is its own kind of day, whatever the weekday. */
  readonly days: readonly Day[];
  /** Minutes after local midnight; `to` is exclusive, at most 1440. */
  readonly from: number;
  readonly to: number;
}

export interface Price extends Line {
  readonly kind: Kind;
  readonly direction: 'out' | 'in';
  /** «home» or a roaming zone. */
  readonly where: string;
  /** «no-mobil» one destination, «@norden#premium» class in a group, «@norden» group, «^eu» countries of a roaming zone, «#premium» class, «*» all. */
  readonly to: string;
  /** A band of this list, or '' for the rest of the time. */
  readonly band: string;
  readonly setup: number;
  /** Milliöre a minute, a piece or a megabyte (1,000,000 bytes). */
  readonly price: number;
  /** Seconds or kilobytes (1,000 bytes); 0 for messages. */
  readonly first: number;
  readonly next: number;
  /** The least that a paid call costs, set-up included. */
  readonly minimum: number;
}

export interface PriceList extends Head {
  readonly document: 'list';
  /** Plan ids; empty for all plans with the same terms of VAT. */
  readonly plans: readonly string[];
  readonly vat: Vat;
  /** A call that goes on when a band or a version begins is paid for by each in turn; else by the price in force when it started. */
  readonly split: boolean;
  readonly bands: readonly Band[];
  readonly prices: readonly Price[];
}

export type Document = DestinationTable | ZoneTable | PlanTable | PriceList;

/** Something that stands in the way of using a document or a book. */
export interface Fault {
  /** id@version of the document, or the file's name while it can't be read. */
  readonly document: string;
  readonly line: number;
  readonly reason: string;
}

export const versionId = ({ id, version }: { readonly id: string; readonly version: string }): string =>
  `${id}@${version}`;
