import { Type, type Static, type TObject, type TProperties } from 'typebox';

export { addMonths, bindsTooLong, LONGEST_BINDING_MONTHS } from './pure/binding.ts';
export { isNumber, readNumber } from './pure/number.ts';
export { showNumber } from './pure/show-number.ts';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const day = Type.String({ description: 'Day in the operator’s zone, YYYY-MM-DD' });
const time = Type.String({ description: 'ISO 8601, UTC' });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
/** Whole öre; a million kronor is the most a cap can be. */
const cap = Type.Union([Type.Integer({ minimum: 0, maximum: 100_000_000 }), Type.Null()]);

export const serviceView = strict({
  id,
  kind: Type.Union([
    Type.Literal('mobile'),
    Type.Literal('fixed'),
    Type.Literal('data'),
    Type.Literal('sip-trunk'),
  ]),
  label: Type.String(),
  state: Type.Union([
    Type.Literal('ordered'),
    Type.Literal('active'),
    Type.Literal('paused'),
    Type.Literal('ended'),
  ]),
  plan: Type.String({ description: 'Name of the plan in force, or the first to come; empty when over' }),
  nextPlan: orNull(strict({ plan: Type.String(), from: time })),
  startsOn: day,
  endsOn: orNull(day),
  /** The first day that is free again. */
  bindingUntil: orNull(day),
  /** E.164 digits without the plus; only those held now or to come. */
  numbers: Type.Array(Type.String()),
  /** Name of the one who uses it; null when that is nobody in particular. */
  usedBy: orNull(Type.String()),
  /** Whether the one who asks uses it. */
  mine: Type.Boolean(),
  pool: orNull(Type.String()),
  itemised: Type.Boolean(),
  masked: Type.Boolean(),
  spendCapOre: cap,
  roamingCapOre: cap,
  barPremium: Type.Boolean(),
  barInternational: Type.Boolean(),
  barRoaming: Type.Boolean(),
});
export type ServiceView = Static<typeof serviceView>;

/** `GET /api/services`: a subscriber gets all of the customer’s, a user those they use. `today` is the day in the operator’s zone. */
export const serviceList = strict({
  services: Type.Array(serviceView),
  mayChange: Type.Boolean(),
  today: day,
});
export type ServiceList = Static<typeof serviceList>;

/** `PATCH /api/services/:id`: what is left out stays as it is. Only subscribers; another’s service is answered like one that does not exist. */
export const limitsBody = strict({
  itemised: Type.Optional(Type.Boolean()),
  spendCapOre: Type.Optional(cap),
  roamingCapOre: Type.Optional(cap),
  barPremium: Type.Optional(Type.Boolean()),
  barInternational: Type.Optional(Type.Boolean()),
  barRoaming: Type.Optional(Type.Boolean()),
});
export type LimitsBody = Static<typeof limitsBody>;
export const idParam = strict({ id });
