import { Type, type Static, type TObject, type TProperties } from 'typebox';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const Ore = Type.Integer({ description: 'Whole öre' });
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const Month = Type.String({ pattern: '^20[0-9]{2}-(0[1-9]|1[0-2])$', description: 'In the operator’s zone' });
const Day = Type.String({ description: 'Day in the operator’s zone, YYYY-MM-DD' });
/** A name in both languages: the reader's choice is the browser's to know. */
const Named = strict({ sv: Type.String(), en: Type.String() });
/** When it began and the hash of the switch's own name for it. */
const RecordKey = Type.String({
  pattern: '^[0-9]{12,14}\\.[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$',
});
const Kind = Type.Union([
  Type.Literal('voice'),
  Type.Literal('sms'),
  Type.Literal('mms'),
  Type.Literal('data'),
]);

/** `GET /api/usage/months`: those that have anything, and this one; newest first. */
export const usageMonths = strict({ months: Type.Array(Type.String()), today: Day });
export type UsageMonths = Static<typeof usageMonths>;

export const usageQuery = strict({ month: Month, service: Type.Optional(Id) });

const basis = Type.Union([Type.Literal('with-vat'), Type.Literal('without-vat')]);

/** `GET /api/usage`: one month's sums so far. All amounts but the two totals are in `basis`. */
export const usageSum = strict({
  month: Type.String(),
  from: Day,
  /** First day of the month after. */
  until: Day,
  today: Day,
  /** Whether prices of these plans are stated with VAT. */
  basis,
  withVatOre: Ore,
  withoutVatOre: Ore,
  /** Outgoing and answered. */
  seconds: Type.Integer(),
  calls: Type.Integer(),
  messages: Type.Integer(),
  bytes: Type.Integer(),
  services: Type.Array(
    strict({
      service: Type.String(),
      label: Type.String(),
      numbers: Type.Array(Type.String()),
      mine: Type.Boolean(),
    }),
  ),
  allowances: Type.Array(
    strict({
      /** Undefined for one that the customer's services share. */
      service: Type.Optional(Type.String()),
      name: Named,
      unit: Type.Union([Type.Literal('seconds'), Type.Literal('pieces'), Type.Literal('bytes')]),
      left: Type.Integer(),
      of: Type.Integer({ description: 'With what was taken along from the month before' }),
      rolledOver: Type.Integer(),
    }),
  ),
  caps: Type.Array(
    strict({
      service: Type.String(),
      on: Type.Union([
        Type.Literal('all'),
        Type.Literal('roaming'),
        Type.Literal('roaming-data'),
        Type.Literal('premium'),
        Type.Literal('international'),
      ]),
      spentOre: Ore,
      limitOre: Ore,
      percent: Type.Integer(),
      state: Type.Union([Type.Literal('below'), Type.Literal('warned'), Type.Literal('reached')]),
    }),
  ),
  /** One for each day of the month; outgoing calls. */
  days: Type.Array(strict({ day: Day, domestic: Type.Integer(), abroad: Type.Integer() })),
  costs: Type.Array(
    strict({
      what: Type.Union([
        Type.Literal('fee'),
        Type.Literal('discount'),
        Type.Literal('calls'),
        Type.Literal('calls-abroad'),
        Type.Literal('premium'),
        Type.Literal('messages'),
        Type.Literal('data'),
        Type.Literal('roaming'),
        Type.Literal('roaming-data'),
      ]),
      service: Type.Optional(Type.String()),
      /** Of a fee: the plan; of a discount: the discount. */
      name: Type.Optional(Named),
      /** ISO 3166-1 alpha-2. */
      country: Type.Optional(Type.String()),
      ore: Ore,
    }),
  ),
  /** What each service has cost by itself, fee and use. */
  byService: Type.Array(strict({ service: Type.String(), feeOre: Ore, usageOre: Ore })),
  pays: Type.Boolean(),
});
export type UsageSum = Static<typeof usageSum>;

export const callsQuery = strict({
  month: Month,
  service: Type.Optional(Id),
  kind: Type.Optional(Type.Union([Kind, Type.Literal('message')])),
  /** Part of the number as it is shown, or of the destination's name. */
  q: Type.Optional(Type.String({ maxLength: 60 })),
  /** The last one of the page before. */
  before: Type.Optional(RecordKey),
  hidden: Type.Optional(Type.Literal('yes')),
  limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 200 })),
});
export type CallsQuery = Static<typeof callsQuery>;

export const usageCall = strict({
  record: Type.String(),
  service: Type.String(),
  start: Type.String({ description: 'ISO 8601 with the offset where it was recorded' }),
  kind: Kind,
  direction: Type.Union([Type.Literal('out'), Type.Literal('in'), Type.Literal('forwarded')]),
  answered: Type.Boolean(),
  /** E.164 digits or a short code; the last three are x where they are not this reader's to see; '' when withheld or none. */
  other: Type.String(),
  masked: Type.Boolean(),
  destination: Type.Union([Named, Type.Null()]),
  visited: Type.String(),
  seconds: Type.Integer(),
  bytes: Type.Integer(),
  outcome: Type.Union([
    Type.Literal('rated'),
    Type.Literal('free'),
    Type.Literal('unrated'),
    Type.Literal('barred'),
  ]),
  ore: Ore,
  basis,
  /** The day it is erased at the latest; null while a dispute or a hold keeps it. */
  erasedOn: Type.Union([Day, Type.Null()]),
  hidden: Type.Boolean(),
  disputed: Type.Boolean(),
});
export type UsageCall = Static<typeof usageCall>;

/** `GET /api/usage/calls`: newest first. `next` is the `before` of the page after; null at the end. */
export const callList = strict({
  calls: Type.Array(usageCall),
  next: Type.Union([Type.String(), Type.Null()]),
});
export type CallList = Static<typeof callList>;

export const explainQuery = strict({
  record: RecordKey,
  language: Type.Optional(Type.Union([Type.Literal('sv'), Type.Literal('en')])),
});
export const explained = strict({
  call: usageCall,
  /** Null when a price version it names is no longer there. */
  steps: Type.Union([
    Type.Array(
      strict({
        about: Type.String(),
        text: Type.String(),
        detail: Type.Optional(Type.String()),
        value: Type.Optional(Type.String()),
      }),
    ),
    Type.Null(),
  ]),
  mayDispute: Type.Boolean(),
});
export type Explained = Static<typeof explained>;

export const hideBody = strict({ record: RecordKey, hidden: Type.Boolean() });
export const hideAnswer = strict({ hidden: Type.Boolean() });
export const disputeBody = strict({
  record: RecordKey,
  reason: Type.String({ minLength: 1, maxLength: 2000 }),
});
/** `billed`: the line of the bill is paused too; else it is looked at before the bill. */
export const disputeAnswer = strict({ billed: Type.Boolean() });
export type DisputeAnswer = Static<typeof disputeAnswer>;
