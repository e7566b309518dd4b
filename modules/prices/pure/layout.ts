import {
  CLASSES,
  type Allowance,
  type Band,
  type Country,
  type Destination,
  type Discount,
  type Document,
  type Line,
  type Plan,
  type Price,
  type PriceList,
  type RoamingZone,
  type SpendCap,
} from './book.ts';
import {
  classes,
  country,
  date,
  days,
  digits,
  idOf,
  kinds,
  kronor,
  label,
  minute,
  oneOf,
  optional,
  percent,
  selector,
  text,
  whole,
  words,
  yesNo,
  type Column,
} from './columns.ts';

/** The columns of a table, in the order they are written. */
export type Columns<R> = { readonly [K in Exclude<keyof R, 'line'>]: Column<R[K]> };

const names = { sv: text, en: text };
const MONEY = optional(kronor, 0);
const MOST = 1_000_000_000_000_000;

const destinations: Columns<Destination> = {
  id: idOf(16),
  class: oneOf(CLASSES),
  group: optional(idOf(16), ''),
  country: optional(country, ''),
  ...names,
  prefixes: words(digits(15)),
  short: words(digits(6)),
};
const zones: Columns<RoamingZone> = { id: idOf(16), likeHome: yesNo, ...names };
const countries: Columns<Country> = { country, zone: idOf(16), ...names };
const plans: Columns<Plan> = {
  id: idOf(10),
  ...names,
  vat: oneOf(['included', 'excluded']),
  fee: kronor,
  barred: classes,
};
const allowances: Columns<Allowance> = {
  id: idOf(8),
  plan: idOf(10),
  kinds,
  to: words(selector),
  where: words(idOf(16)),
  units: whole(1, MOST),
  rollover: whole(0, MOST),
  shared: yesNo,
  ...names,
};
const discounts: Columns<Discount> = {
  id: idOf(16),
  plan: idOf(10),
  on: oneOf(['fee', 'usage', 'total']),
  basisPoints: optional(percent, 0),
  amount: MONEY,
  months: whole(0, 1200),
  ...names,
};
const caps: Columns<SpendCap> = {
  id: idOf(16),
  plan: idOf(10),
  on: oneOf(['roaming', 'roaming-data', 'premium', 'international', 'all']),
  limit: kronor,
  warnAt: whole(1, 100),
};
const bands: Columns<Band> = { band: idOf(16), days, from: minute, to: minute };
const prices: Columns<Price> = {
  kind: oneOf(['voice', 'sms', 'mms', 'data']),
  direction: { ...oneOf(['out', 'in']), absent: 'out' },
  where: { ...idOf(16), absent: 'home' },
  to: selector,
  band: optional(idOf(16), ''),
  setup: MONEY,
  price: kronor,
  first: optional(whole(1, 1_000_000), 0),
  next: optional(whole(1, 1_000_000), 0),
  minimum: MONEY,
};

const head = {
  id: idOf(10),
  name: text,
  version: label(8),
  effective: date,
  until: optional(date, ''),
};
const listHead: Columns<Pick<PriceList, 'plans' | 'vat' | 'split'>> = {
  plans: words(idOf(10)),
  vat: oneOf(['included', 'excluded']),
  split: yesNo,
};

export interface Layout {
  readonly facts: Readonly<Record<string, Column<never>>>;
  readonly tables: Readonly<Record<string, Readonly<Record<string, Column<never>>>>>;
}

const layout = (facts: object, tables: object): Layout => ({ facts, tables }) as Layout;

/** What each kind of document consists of: facts one a line, then tables. */
export const LAYOUTS: Readonly<Record<Document['document'], Layout>> = {
  destinations: layout(head, { destinations }),
  zones: layout(head, { zones, countries }),
  plans: layout(head, { plans, allowances, discounts, caps }),
  list: layout({ ...head, ...listHead }, { bands, prices }),
};

export type AnyRow = Line & Readonly<Record<string, unknown>>;
