import { Type, type Static, type TLiteral, type TObject, type TProperties, type TUnion } from 'typebox';
import { AGAINST, DECISION_KINDS } from '../restrict/decisions.ts';

export {
  AGAINST,
  DECISIONS,
  type Against,
  DECISION_KINDS,
  isDecisionKind,
  type DecisionKind,
  type DecisionRule,
} from '../restrict/decisions.ts';
export { CONSENTS, type ConsentText } from '../restrict/consent-texts.ts';
export { FREEZABLE, freezableField, type Freezable } from '../restrict/freezable.ts';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
const oneOf = <const V extends readonly string[]>(
  values: V,
): TUnion<{ -readonly [K in keyof V]: TLiteral<V[K] & string> }> =>
  Type.Union(values.map((value) => Type.Literal(value))) as never;
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const time = Type.String({ description: 'ISO 8601, UTC' });
const words = Type.String({ maxLength: 2000 });

/** GDPR Art. 18.1 (a)–(d), in that order. */
export const GROUNDS = [
  'disputed-accuracy',
  'unlawful-not-erased',
  'needed-for-claims',
  'objection-pending',
] as const;
export type Ground = (typeof GROUNDS)[number];
export const SCOPES = ['person', 'table', 'field', 'record'] as const;
export type Scope = (typeof SCOPES)[number];
export const OPTIONAL = ['marketing', 'statistics'] as const;
export type OptionalPurpose = (typeof OPTIONAL)[number];

export const restrictIdParam = strict({ id });
export const consentParam = strict({ purpose: oneOf(OPTIONAL) });
export const restrictNothing = strict({});

/** What may be chosen: everything, or one thing of the list `FREEZABLE`; a record by what its column holds. */
export const placeBody = strict({
  scope: oneOf(SCOPES),
  table: Type.Optional(Type.String({ maxLength: 80 })),
  field: Type.Optional(Type.String({ maxLength: 80 })),
  record: Type.Optional(id),
  ground: oneOf(['disputed-accuracy', 'unlawful-not-erased', 'needed-for-claims']),
  note: words,
});
export type PlaceBody = Static<typeof placeBody>;
export const officePlaceBody = strict({ customer: id, person: id, ...placeBody.properties });
export type OfficePlaceBody = Static<typeof officePlaceBody>;

export const restrictionView = strict({
  id,
  scope: oneOf(SCOPES),
  table: orNull(Type.String()),
  field: orNull(Type.String()),
  record: orNull(Type.String()),
  ground: oneOf(GROUNDS),
  placedBy: oneOf(['person', 'staff', 'objection']),
  note: Type.String(),
  from: time,
  liftAsked: orNull(time),
  noticeSent: orNull(time),
  lifted: orNull(time),
});
export type RestrictionView = Static<typeof restrictionView>;

export const objectBody = strict({
  against: oneOf(AGAINST),
  decision: Type.Optional(oneOf(DECISION_KINDS)),
  words,
});
export type ObjectBody = Static<typeof objectBody>;
export const objectionView = strict({
  id,
  against: oneOf(AGAINST),
  decision: orNull(oneOf(DECISION_KINDS)),
  words: Type.String(),
  made: time,
  outcome: oneOf(['pending', 'upheld', 'refused']),
  ground: orNull(oneOf(['contract', 'law'])),
  answer: Type.String(),
  decided: orNull(time),
});
export type ObjectionView = Static<typeof objectionView>;

export const contestBody = strict({ words });
export const decisionView = strict({
  id,
  kind: oneOf(DECISION_KINDS),
  version: Type.Integer(),
  inputs: Type.String({ description: 'JSON: what the rule looked at' }),
  consequence: Type.String(),
  at: time,
  contested: orNull(time),
  reviewed: orNull(time),
  review: orNull(oneOf(['stands', 'changed'])),
  answer: Type.String(),
});
export type DecisionView = Static<typeof decisionView>;

export const consentView = strict({
  purpose: oneOf(OPTIONAL),
  on: Type.Boolean(),
  version: Type.Integer({ description: 'Of the text that stands beside the switch' }),
  given: orNull(time),
  withdrawn: orNull(time),
});
export type ConsentView = Static<typeof consentView>;
export const consentBody = strict({ on: Type.Boolean(), version: Type.Integer() });

export const ownRestrictions = strict({
  restrictions: Type.Array(restrictionView),
  objections: Type.Array(objectionView),
  decisions: Type.Array(decisionView),
  consents: Type.Array(consentView),
});
export type OwnRestrictions = Static<typeof ownRestrictions>;

/** At the office people stand under random ids, and nothing of their own words: those are seen with a case (`officeAtCustomer`). */
const whose = { customer: id, person: id };
export const officeRestrictions = strict({
  restrictions: Type.Array(
    strict({
      ...whose,
      id,
      scope: oneOf(SCOPES),
      table: orNull(Type.String()),
      field: orNull(Type.String()),
      ground: oneOf(GROUNDS),
      placedBy: oneOf(['person', 'staff', 'objection']),
      from: time,
      liftAsked: orNull(time),
      noticeSent: orNull(time),
      lifted: orNull(time),
    }),
  ),
  objections: Type.Array(
    strict({ ...whose, id, against: oneOf(AGAINST), decision: orNull(oneOf(DECISION_KINDS)), made: time }),
  ),
  decisions: Type.Array(strict({ ...whose, id, kind: oneOf(DECISION_KINDS), at: time, contested: time })),
});
export type OfficeRestrictions = Static<typeof officeRestrictions>;
export const ofCustomer = strict({ customer: id });
export const ofOne = strict({ customer: id, person: id, id });
/** What the people at one customer have written about these, and what a contested decision looked at; by id. */
/** The same of one customer, with what the people there have written and what each decision was taken by (JSON, `DECISIONS[kind].inputs`). */
export const officeAtCustomer = strict({
  ...officeRestrictions.properties,
  words: Type.Array(strict({ id, words: Type.String(), inputs: Type.String() })),
});
export type OfficeAtCustomer = Static<typeof officeAtCustomer>;
/** How the person is told: by mail, now; or in a letter on paper that has been posted. */
const way = oneOf(['mail', 'paper']);
export const noticeBody = strict({ way });
export const decideObjectionBody = strict({ outcome: oneOf(['upheld', 'refused']), answer: words, way });
export type DecideObjectionBody = Static<typeof decideObjectionBody>;
export const reviewBody = strict({ review: oneOf(['stands', 'changed']), answer: words });
export type ReviewBody = Static<typeof reviewBody>;
