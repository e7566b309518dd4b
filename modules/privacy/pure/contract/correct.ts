import { Type, type Static, type TObject, type TProperties } from 'typebox';

const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
const orNull = <T extends Parameters<typeof Type.Union>[0][number]>(type: T) =>
  Type.Union([type, Type.Null()]);
const id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const line = Type.String({ minLength: 1, maxLength: 200 });
const words = Type.String({ minLength: 1, maxLength: 2000 });
const day = Type.String({ description: 'Day in the operator’s zone, YYYY-MM-DD' });
const language = Type.Union([Type.Literal('sv'), Type.Literal('en')]);
const addressKind = Type.Union([Type.Literal('home'), Type.Literal('invoice'), Type.Literal('delivery')]);
const contactKind = Type.Union([Type.Literal('email'), Type.Literal('phone')]);
const what = Type.Union([
  Type.Literal('email'),
  Type.Literal('phone'),
  Type.Literal('address'),
  Type.Literal('language'),
  Type.Literal('name'),
  Type.Literal('personal_number'),
  Type.Literal('statement'),
]);
const state = Type.Union([
  Type.Literal('code'),
  Type.Literal('review'),
  Type.Literal('done'),
  Type.Literal('refused'),
  Type.Literal('withdrawn'),
]);

/** A home, invoice or delivery address as it was or is; `to` is the day from which it no longer holds. */
const heldAddress = strict({
  kind: addressKind,
  street: Type.String(),
  postalCode: Type.String(),
  city: Type.String(),
  country: Type.String(),
  from: day,
  to: orNull(day),
  source: Type.String(),
});
const heldContact = strict({
  kind: contactKind,
  value: Type.String(),
  from: day,
  to: orNull(day),
  source: Type.String(),
  verifiedAt: orNull(Type.String()),
  bouncedAt: orNull(Type.String()),
});

export const correctionView = strict({
  id,
  what,
  state,
  /** What was held, and what it is to be; a personal number is masked. */
  earlier: orNull(Type.String()),
  wanted: orNull(Type.String()),
  words: orNull(Type.String()),
  ground: orNull(Type.String()),
  askedAt: Type.String(),
  decidedAt: orNull(Type.String()),
  /** Whom we have told, and whether they have confirmed (GDPR Art. 19). */
  told: Type.Array(
    strict({
      recipient: Type.String(),
      state: Type.Union([Type.Literal('pending'), Type.Literal('sent'), Type.Literal('confirmed')]),
    }),
  ),
});
export type CorrectionView = Static<typeof correctionView>;

/** `GET /api/privacy/facts`: a person's own facts, their history, and the corrections of them. */
export const ownFacts = strict({
  name: Type.String(),
  /** Masked: ••••••-1234. */
  personalNumber: orNull(Type.String()),
  email: orNull(Type.String()),
  /** `bounced`: letters come back and nothing is sent there before it is confirmed again. */
  emailState: Type.Union([
    Type.Literal('verified'),
    Type.Literal('unverified'),
    Type.Literal('bounced'),
    Type.Literal('none'),
  ]),
  phone: orNull(Type.String()),
  language,
  addresses: Type.Array(heldAddress),
  contact: Type.Array(heldContact),
  corrections: Type.Array(correctionView),
});
export type OwnFacts = Static<typeof ownFacts>;

/** At once (GDPR Art. 16, promise rectification.2). */
export const addressBody = strict({
  kind: addressKind,
  street: line,
  postalCode: Type.String({ maxLength: 20 }),
  city: line,
  country: Type.Optional(Type.String({ maxLength: 2 })),
});
export type AddressBody = Static<typeof addressBody>;
export const phoneBody = strict({ value: line });
export const languageBody = strict({ value: language });
/** A new address of mail is used once the code that was sent there has been given back. */
export const emailBody = strict({ value: line });
export const codeBody = strict({ code: Type.String({ pattern: '^[0-9]{6}$' }) });
/** Looked at by the operator before it holds. */
export const identityBody = strict({
  what: Type.Union([Type.Literal('name'), Type.Literal('personal_number')]),
  value: line,
  words: Type.Optional(words),
});
export type IdentityBody = Static<typeof identityBody>;
/** A supplementary statement, kept beside the facts (GDPR Art. 16, second sentence). */
export const statementBody = strict({ words });
export const correctionMade = strict({ id, state });
export type CorrectionMade = Static<typeof correctionMade>;
export const correctionParam = strict({ id });

/** `GET /api/office/privacy/corrections`: nothing of the person but random ids, before a reason is stated. */
export const reviewList = strict({
  waiting: Type.Array(strict({ customer: id, person: id, id, what, askedAt: Type.String() })),
});
export type ReviewList = Static<typeof reviewList>;
export const reviewParam = strict({ customer: id, person: id, id });
export const reviewView = strict({
  what,
  earlier: orNull(Type.String()),
  wanted: orNull(Type.String()),
  words: orNull(Type.String()),
  askedAt: Type.String(),
});
export type ReviewView = Static<typeof reviewView>;
export const decisionBody = strict({
  decision: Type.Union([Type.Literal('accept'), Type.Literal('refuse')]),
  /** Why; told to the person. */
  ground: words,
});
