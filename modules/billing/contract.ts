import { Type, type Static, type TObject, type TProperties } from 'typebox';

export { bankgiroText } from './pure/reference.ts';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const Ore = Type.Integer({ description: 'Whole öre' });
const Day = Type.String({ description: 'ISO date' });
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const Period = strict({ from: Day, to: Day });
const Kind = Type.Union([Type.Literal('invoice'), Type.Literal('credit-note')]);

/** How a bill stands today. `disputed`: part of it waits for an answer, and is not pressed for meanwhile. */
const State = Type.Union([
  Type.Literal('to-pay'),
  Type.Literal('overdue'),
  Type.Literal('disputed'),
  Type.Literal('paid'),
  Type.Literal('credited'),
  Type.Literal('nothing'),
  Type.Literal('credit-note'),
]);

export const InvoiceParam = strict({ id: Id });

export const InvoiceSummaryView = strict({
  id: Type.String(),
  number: Type.String(),
  kind: Kind,
  month: Type.String({ description: 'YYYY-MM' }),
  issuedOn: Day,
  dueOn: Day,
  payableOre: Ore,
  openOre: Type.Integer({ description: 'Left to pay, fees and interest included' }),
  disputedOre: Type.Integer({ description: 'Of what is left, what waits for an answer' }),
  paidOn: Type.Union([Day, Type.Null()]),
  state: State,
});
export type InvoiceSummaryView = Static<typeof InvoiceSummaryView>;
export const InvoiceList = Type.Array(InvoiceSummaryView);

export const InvoiceView = strict({
  id: Type.String(),
  number: Type.String(),
  kind: Kind,
  ocr: Type.String(),
  bankgiro: Type.String(),
  issuedOn: Day,
  dueOn: Day,
  period: Period,
  basis: Type.Union([Type.Literal('with-vat'), Type.Literal('without-vat')], {
    description: 'Whether the lines’ amounts have VAT in them',
  }),
  lines: Type.Array(
    strict({
      line: Type.Integer(),
      kind: Type.String(),
      name: Type.String(),
      serviceName: Type.Optional(Type.String()),
      service: Type.Optional(Type.String()),
      period: Period,
      count: Type.Integer(),
      unit: Type.String(),
      unitOre: Type.Optional(Ore),
      amountOre: Ore,
      vatRate: Type.Integer(),
      records: Type.Optional(Type.Integer()),
      seconds: Type.Optional(Type.Integer()),
      bytes: Type.Optional(Type.Integer()),
      priceVersion: Type.Optional(Type.String()),
    }),
  ),
  allowances: Type.Array(
    strict({
      name: Type.String(),
      serviceName: Type.Optional(Type.String()),
      unit: Type.String(),
      used: Type.Integer(),
      included: Type.Integer(),
    }),
  ),
  vat: Type.Array(strict({ rate: Type.Integer(), netOre: Ore, vatOre: Ore })),
  netOre: Ore,
  vatOre: Ore,
  roundingOre: Ore,
  payableOre: Ore,
  openOre: Ore,
  paidOn: Type.Union([Day, Type.Null()]),
  specification: Type.Boolean(),
  differs: Type.Array(Type.String()),
  credits: Type.Optional(
    strict({
      id: Type.Union([Id, Type.Null()]),
      number: Type.String(),
      issuedOn: Day,
      reason: Type.String(),
    }),
  ),
  month: Type.String({ description: 'YYYY-MM' }),
  language: Type.Union([Type.Literal('sv'), Type.Literal('en')], {
    description: 'Of the names on the lines: the language of the paper',
  }),
  state: State,
  disputedOre: Ore,
  payments: Type.Array(
    strict({
      paidOn: Day,
      ore: Ore,
      heldOre: Type.Integer({ description: 'Of it, what was too much and is the customer’s' }),
    }),
  ),
  creditNotes: Type.Array(
    strict({
      id: Type.String(),
      number: Type.String(),
      issuedOn: Day,
      ore: Ore,
      reason: Type.String(),
    }),
  ),
  disputes: Type.Array(
    strict({
      dispute: Type.String(),
      line: Type.Union([Type.Integer(), Type.Null()]),
      ore: Ore,
      reason: Type.String(),
      state: Type.Union([Type.Literal('open'), Type.Literal('upheld'), Type.Literal('rejected')]),
      openedOn: Day,
      closedOn: Type.Union([Day, Type.Null()]),
    }),
  ),
  late: strict({
    feesOre: Type.Integer({ description: 'Charged so far for reminders' }),
    interestOre: Type.Integer({ description: 'Charged so far' }),
    step: Type.Union([
      Type.Literal('none'),
      Type.Literal('reminder'),
      Type.Literal('collection'),
      Type.Literal('handed-over'),
    ]),
    stepOn: Type.Union([Day, Type.Null()]),
    reminderOn: Day,
    reminderFeeOre: Type.Union([Ore, Type.Null()], {
      description: 'Null when the contract has none: then none is taken (lag 1981:739 2 §)',
    }),
    collectionOn: Day,
    collectionFeeOre: Ore,
    interestRate: Type.Integer({ description: 'A year, in hundredths of a per cent (räntelagen 6 §)' }),
    leastOre: Type.Integer({ description: 'Nobody is reminded of less' }),
  }),
  kept: strict({
    until: Type.String({ description: 'Last day of the invoice itself (bokföringslagen 7 kap. 2 §)' }),
    callsDays: Type.Integer({ description: 'Days after payment until the calls behind it are erased' }),
    callsUntil: Type.Union([Day, Type.Null()], { description: 'Null until it is paid' }),
  }),
});
export type InvoiceView = Static<typeof InvoiceView>;

/** A page begins after as many rows as have been shown. */
export const CallsQuery = strict({ after: Type.Optional(Type.Integer({ minimum: 0, maximum: 10_000_000 })) });
export const CallsPage = strict({
  /** `off`: the subscriber wants none, or there is nothing to list. `gone`: erased, or nothing that may be shown. */
  state: Type.Union([Type.Literal('listed'), Type.Literal('off'), Type.Literal('gone')]),
  calls: Type.Array(
    strict({
      at: Type.String({ description: 'Start, ISO 8601 with the offset it was made in' }),
      serviceName: Type.String(),
      kind: Type.Union([
        Type.Literal('voice'),
        Type.Literal('sms'),
        Type.Literal('mms'),
        Type.Literal('data'),
      ]),
      other: Type.String({
        description:
          'The other party as on the paper: its last three digits are x where somebody else uses the line',
      }),
      destination: Type.String(),
      seconds: Type.Integer(),
      bytes: Type.Integer(),
      ore: Ore,
    }),
  ),
  next: Type.Union([Type.Integer(), Type.Null()]),
});
export type CallsPage = Static<typeof CallsPage>;

export const DisputeBody = strict({
  line: Type.Integer({ minimum: 1 }),
  record: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_:.-]{1,200}$' })),
  ore: Type.Optional(Type.Integer({ minimum: 1 })),
  reason: Type.String({ minLength: 1, maxLength: 2000 }),
});
export const DisputeAnswer = strict({ dispute: Type.String() });

export const ChargingBody = strict({
  op: Type.Union([Type.Literal('reserve'), Type.Literal('commit'), Type.Literal('release')]),
  customer: Id,
  balance: Id,
  key: Type.String({ pattern: '^[A-Za-z0-9_:.-]{1,128}$' }),
  ore: Type.Optional(Type.Integer({ minimum: 0, maximum: 1_000_000_000_000 })),
});
export const ChargingView = strict({
  granted: Type.Boolean(),
  reason: Type.Optional(Type.String()),
  availableOre: Ore,
  warning: Type.Boolean({ description: '80 % of a cap is used or held' }),
});
export type ChargingView = Static<typeof ChargingView>;
