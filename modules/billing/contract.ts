import { Type, type Static, type TObject, type TProperties } from 'typebox';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const Ore = Type.Integer({ description: 'Whole öre' });
const Day = Type.String({ description: 'ISO date' });
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const Period = strict({ from: Day, to: Day });
const Kind = Type.Union([Type.Literal('invoice'), Type.Literal('credit-note')]);

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
  paidOn: Type.Union([Day, Type.Null()]),
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
  credits: Type.Optional(strict({ number: Type.String(), issuedOn: Day, reason: Type.String() })),
});
export type InvoiceView = Static<typeof InvoiceView>;

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
