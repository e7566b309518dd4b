import { Type, type Static, type TObject, type TProperties, type TUnsafe } from 'typebox';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
/** One of a closed list of words. */
const oneOf = <const V extends string>(values: readonly V[]): TUnsafe<V> =>
  Type.Unsafe<V>(Type.Union(values.map((value) => Type.Literal(value))));

const Ore = Type.Integer({ description: 'Whole öre' });
const Day = Type.String({ description: 'ISO date' });
const Time = Type.String({ description: 'ISO 8601, UTC' });
const Month = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' });
const Count = Type.Integer({ minimum: 0 });
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const PaymentId = Type.String({ pattern: '^[A-Za-z0-9_:.,-]{1,160}$' });

export const Nothing = strict({});
export const RunParam = strict({ run: Id });
export const RunAct = strict({ run: Id, act: oneOf(['compare', 'approve', 'post', 'send']) });
export const DraftMonth = strict({ month: Month });

const Who = strict({ name: Type.String(), me: Type.Boolean() });
const run = {
  run: Type.String(),
  month: Type.String(),
  state: oneOf(['drafting', 'drafted', 'compared', 'approved', 'posted', 'sent']),
  issuedOn: Day,
  draftedBy: Who,
  approvedBy: Type.Union([Who, Type.Null()]),
};
export const RunItem = strict(run);
export type RunItem = Static<typeof RunItem>;
export const RunList = strict({
  runs: Type.Array(RunItem),
  /** The month that has ended last in the operator's zone. */
  month: Month,
});
export type RunList = Static<typeof RunList>;

export const Outlier = strict({
  customer: Type.String(),
  beforeOre: Ore,
  nowOre: Ore,
  why: oneOf(['more', 'less', 'new', 'gone', 'credit', 'refused']),
  detail: Type.Optional(Type.String()),
});
export type Outlier = Static<typeof Outlier>;
export const RunDetail = strict({
  ...run,
  drafts: Count,
  nowOre: Ore,
  beforeOre: Ore,
  refused: Count,
  /** Customers that are passed by: what their bill is made of is frozen (GDPR Art. 18.2). */
  frozen: Count,
  /** The largest differences first, at most twenty; none before it is compared. */
  outliers: Type.Array(Outlier),
  outlierCount: Count,
  /** An act that was begun and is not done, or that broke. */
  work: oneOf(['none', 'working', 'failed']),
  /** Names of those who may approve: not whoever drafted it. */
  approvers: Type.Array(Type.String()),
});
export type RunDetail = Static<typeof RunDetail>;

/** How an act went: done, still going on (ask again for the run), broken, or refused by a rule. */
export const Acted = strict({
  state: oneOf(['done', 'working', 'failed', 'refused']),
  run: Type.Optional(Type.String()),
  reason: Type.Optional(Type.String()),
});
export type Acted = Static<typeof Acted>;

export const RunChecks = strict({
  checked: Count,
  /** Documents that differ: lines against totals, totals against the ledger, totals against the Peppol document. */
  lines: Count,
  ledger: Count,
  ubl: Count,
  faults: Type.Array(Type.String()),
});
export type RunChecks = Static<typeof RunChecks>;

export const PaymentsView = strict({
  files: Type.Array(strict({ name: Type.String(), importedAt: Time, payments: Count, ore: Ore })),
  matched: Type.Array(
    strict({
      payment: Type.String(),
      customer: Type.String(),
      invoice: Type.Union([Type.String(), Type.Null()]),
      outcome: oneOf(['paid', 'part', 'over', 'double']),
      ore: Ore,
      heldOre: Ore,
      paidOn: Day,
    }),
  ),
  /** Oldest first; who paid is opened one by one. */
  unmatched: Type.Array(
    strict({
      payment: Type.String(),
      reason: Type.String(),
      currency: Type.String(),
      ore: Ore,
      paidOn: Day,
    }),
  ),
  late: Type.Array(
    strict({
      customer: Type.String(),
      invoice: Type.String(),
      dueOn: Day,
      openOre: Ore,
      step: oneOf(['none', 'reminder', 'collection', 'handed-over']),
      stepOn: Type.Union([Day, Type.Null()]),
      disputed: Type.Boolean(),
    }),
  ),
});
export type PaymentsView = Static<typeof PaymentsView>;

export const FileName = strict({ name: Type.String({ minLength: 1, maxLength: 200 }) });
export const PaymentsRead = Type.Union([
  strict({
    ok: Type.Literal(true),
    payments: Count,
    paid: Count,
    part: Count,
    over: Count,
    double: Count,
    unmatched: Count,
    duplicate: Count,
    ore: Ore,
  }),
  strict({
    ok: Type.Literal(false),
    line: Count,
    reason: Type.String(),
    says: Type.String(),
  }),
]);
export type PaymentsRead = Static<typeof PaymentsRead>;
export const PaymentParam = strict({ payment: PaymentId });
export const Payer = strict({ reference: Type.String(), payer: Type.String(), message: Type.String() });
export type Payer = Static<typeof Payer>;
export const Settle = strict({
  /** The invoice's number, or `refund`. */
  invoice: Type.String({ pattern: '^(refund|\\d{1,25})$' }),
});
export const SettledView = Type.Union([
  strict({ ok: Type.Literal(true), outcome: Type.String() }),
  strict({ ok: Type.Literal(false), reason: Type.String() }),
]);
export type SettledView = Static<typeof SettledView>;
export const DunnedView = strict({ taken: Count });
export type DunnedView = Static<typeof DunnedView>;

export const BillingChecks = Type.Array(
  strict({
    name: Type.String(),
    ok: Type.Boolean(),
    checked: Count,
    faults: Type.Array(Type.String()),
  }),
);
export type BillingChecks = Static<typeof BillingChecks>;
