import { Type, type Static, type TObject, type TProperties, type TUnsafe } from 'typebox';

/** What can be asked for (GDPR Art. 15–18, 20, 21, 22, 7.3, 77), and a question (promise contact.1). */
export const REQUEST_KINDS = [
  'access',
  'correction',
  'restriction',
  'portability',
  'objection',
  'erasure',
  'complaint',
  'question',
] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];
export const requestKind = Type.Union(REQUEST_KINDS.map((kind) => Type.Literal(kind)));

/** In which hat somebody asks (ruling R9). */
export const HATS = ['person', 'subscriber', 'user', 'admin'] as const;
export type Hat = (typeof HATS)[number];
export const CHANNELS = ['app', 'form', 'letter', 'mail', 'phone'] as const;
export type Channel = (typeof CHANNELS)[number];
/** How it is known who asks (Art. 12.6, promise access.16). None of them leaves a copy of a paper. */
export const PROOFS = ['session', 'second-factor', 'code', 'staff'] as const;
export type Proof = (typeof PROOFS)[number];
export const REQUEST_STATES = ['open', 'paused', 'answered', 'withdrawn'] as const;
export type RequestState = (typeof REQUEST_STATES)[number];
export const OUTCOMES = ['granted', 'partly', 'refused'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const STEPS = ['filed', 'extended', 'paused', 'resumed', 'overdue', 'answered', 'withdrawn'] as const;
export type Step = (typeof STEPS)[number];

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
const oneOf = <const V extends string>(values: readonly V[]): TUnsafe<V> =>
  Type.Unsafe<V>(Type.Union(values.map((value) => Type.Literal(value))));
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const Time = Type.String({ description: 'ISO 8601, UTC' });
const Day = Type.String({ description: 'Day in the operator’s zone, YYYY-MM-DD' });
const GivenDay = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' });
const MaybeTime = Type.Union([Time, Type.Null()]);
const MaybeText = Type.Union([Type.String(), Type.Null()]);
const Words = Type.String({ maxLength: 5000 });
/** A reason is a sentence, not a sign. */
const Reason = Type.String({ minLength: 10, maxLength: 2000 });

export const requestIdParam = strict({ id: Id });
export const requestNothing = strict({});

const authority = strict({ name: Type.String(), address: Type.String(), url: Type.String() });
/** Where to complain, in the reader's language: with every request and every answer (Art. 12.4, 15.1 (f), 77; promises access.10, complaint.2). */
export const authoritiesView = strict({ imy: authority, pts: authority });
export type AuthoritiesView = Static<typeof authoritiesView>;

const requestFields = {
  id: Id,
  kind: oneOf(REQUEST_KINDS),
  hat: oneOf(HATS),
  channel: oneOf(CHANNELS),
  proof: oneOf(PROOFS),
  state: oneOf(REQUEST_STATES),
  receivedAt: Time,
  target: Day,
  latest: Day,
  extended: Type.Boolean(),
  pausedDays: Type.Integer({ minimum: 0 }),
  outcome: Type.Union([oneOf(OUTCOMES), Type.Null()]),
  answeredAt: MaybeTime,
};
export const requestItem = strict(requestFields);
export type RequestItem = Static<typeof requestItem>;
export const requestList = strict({
  requests: Type.Array(requestItem),
  today: Day,
  /** The hats the one who asks may wear. */
  hats: Type.Array(oneOf(HATS)),
  authorities: authoritiesView,
});
export type RequestList = Static<typeof requestList>;

const logLine = strict({
  at: Time,
  what: oneOf(STEPS),
  by: oneOf(['person', 'staff', 'system']),
  note: MaybeText,
});
export const requestView = strict({
  ...requestFields,
  text: MaybeText,
  answer: MaybeText,
  log: Type.Array(logLine),
  today: Day,
  authorities: authoritiesView,
});
export type RequestView = Static<typeof requestView>;

/** `POST /api/privacy/requests`. Nothing in it is about money: asking is free (Art. 12.5). */
export const fileBody = strict({ kind: oneOf(REQUEST_KINDS), hat: Type.Optional(oneOf(HATS)), text: Words });
export const filedView = strict({ id: Id, target: Day, latest: Day });
export type FiledView = Static<typeof filedView>;

/** Who of our staff has looked at the one who asks: role and purpose, no name (CJEU C-579/21). */
export const lookedList = strict({
  looks: Type.Array(
    strict({
      at: Time,
      role: Type.String(),
      reason: Type.String(),
      purposes: Type.Array(Type.String()),
      unmasked: Type.Boolean(),
    }),
  ),
});
export type LookedList = Static<typeof lookedList>;

/** `GET /api/privacy/held/counts`: by category how many rows, what for, and `event+period` of when they go; `never` is stored nowhere with us. */
export const heldCounts = strict({
  held: Type.Array(
    strict({
      category: Type.String(),
      rows: Type.Integer({ minimum: 1 }),
      purposes: Type.Array(Type.String()),
      ends: Type.Array(Type.String()),
    }),
  ),
  never: Type.Array(Type.String()),
});
export type HeldCounts = Static<typeof heldCounts>;

export const boardRow = strict({
  ...requestFields,
  customer: Id,
  daysLeft: Type.Integer({ description: 'To the latest day; negative when it has been' }),
  overdue: Type.Boolean(),
});
export type BoardRow = Static<typeof boardRow>;
export const figuresView = strict({
  received: Type.Integer(),
  answered: Type.Integer(),
  answeredInTime: Type.Integer(),
  overdue: Type.Integer(),
  open: Type.Integer(),
});
/** `GET /api/office/privacy/requests`: open ones, those with the fewest days left first. Nothing of whom they are about but ids. */
export const boardView = strict({ requests: Type.Array(boardRow), figures: figuresView, today: Day });
export type BoardView = Static<typeof boardView>;

export const officeRequestParam = strict({ customer: Id, id: Id });
export const officeRequestView = strict({ ...requestFields, text: MaybeText, log: Type.Array(logLine) });
export type OfficeRequestView = Static<typeof officeRequestView>;

/** `POST /api/office/privacy/requests`: what came by letter, mail or phone, on the day it came. */
export const registerBody = strict({
  email: Type.String({ minLength: 3, maxLength: 320 }),
  kind: oneOf(REQUEST_KINDS),
  hat: oneOf(HATS),
  channel: oneOf(['letter', 'mail', 'phone']),
  receivedOn: GivenDay,
  text: Words,
});
export const registeredView = strict({
  filed: Type.Array(strict({ customer: Id, id: Id, target: Day, latest: Day })),
  /** Where nobody was found: the signed «no» to send back, as JSON text. */
  no: MaybeText,
});
export type RegisteredView = Static<typeof registeredView>;
export const reasonBody = strict({ reason: Reason });
export const answerBody = strict({
  outcome: oneOf(OUTCOMES),
  text: Type.String({ minLength: 10, maxLength: 20_000 }),
});

/** `POST /begar`, from a plain HTML form: fields are texts. */
export const publicForm = strict({
  mail: Type.String({ minLength: 3, maxLength: 320 }),
  kind: oneOf(REQUEST_KINDS),
  text: Words,
});
export const publicCode = strict({ code: Type.String({ maxLength: 20 }) });
