import {
  Type,
  type Static,
  type TNull,
  type TObject,
  type TProperties,
  type TUnion,
  type TUnsafe,
} from 'typebox';

import { CASE_REASONS, FIND_BY, STAFF_ROLES, UNMASK_REASONS } from './pure/closed-lists.ts';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
/** One of a closed list of words. */
const oneOf = <const V extends string>(values: readonly V[]): TUnsafe<V> =>
  Type.Unsafe<V>(Type.Union(values.map((value) => Type.Literal(value))));

export {
  CASE_REASONS,
  FIND_BY,
  STAFF_ROLES,
  UNMASK_REASONS,
  type CaseReason,
  type FindBy,
  type StaffRole,
  type UnmaskReason,
} from './pure/closed-lists.ts';

const Time = Type.String({ description: 'ISO 8601, UTC' });
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const Password = Type.String({ minLength: 1, maxLength: 256 });
const Mail = Type.String({ minLength: 1, maxLength: 320 });
const Code = Type.String({ pattern: '^[0-9 ]{6,9}$' });
const LinkToken = Type.String({ pattern: '^[A-Za-z0-9_-]{20,64}$' });
const maybe = <P extends TProperties>(of: TObject<P>): TUnion<[TObject<P>, TNull]> =>
  Type.Union([of, Type.Null()]);
const MaybeText = Type.Union([Type.String(), Type.Null()]);

export const Nothing = strict({});
export const StaffSignIn = strict({ mail: Mail, password: Password });
export const StaffSecondFactor = strict({
  code: Type.Optional(Code),
  recoveryCode: Type.Optional(Type.String({ minLength: 8, maxLength: 24 })),
});
export const EnrolBegin = strict({ token: LinkToken, password: Password });
export const EnrolBegun = strict({ uri: Type.String(), secret: Type.String() });
export type EnrolBegun = Static<typeof EnrolBegun>;
export const EnrolConfirm = strict({ token: LinkToken, code: Code });
export const StaffRecoveryCodes = strict({ codes: Type.Array(Type.String()) });
export type StaffRecoveryCodes = Static<typeof StaffRecoveryCodes>;

export const AgreementState = strict({
  /** The newest version; 0 when none has been published, and then nobody sees anything. */
  version: Type.Integer(),
  signed: Type.Boolean(),
  inForceUntil: Type.Union([Time, Type.Null()]),
});
export const StaffView = strict({
  staff: strict({ id: Type.String(), name: Type.String(), roles: Type.Array(oneOf(STAFF_ROLES)) }),
  controller: strict({ name: Type.String() }),
  agreement: AgreementState,
  idleMs: Type.Integer(),
  absoluteExpiry: Time,
});
export type StaffView = Static<typeof StaffView>;

export const AgreementText = strict({
  version: Type.Integer(),
  text: Type.String(),
  hash: Type.String({ description: 'SHA-256 of the text, hex' }),
  publishedAt: Time,
});
export type AgreementText = Static<typeof AgreementText>;
/** `hash` is of the text that was shown: a version published meanwhile is not signed unread. */
export const AgreementSign = strict({
  version: Type.Integer({ minimum: 1 }),
  hash: Type.String({ pattern: '^[0-9a-f]{64}$' }),
  name: Type.String({ minLength: 1, maxLength: 200 }),
});

export const StaffSessionItem = strict({
  id: Type.String(),
  device: Type.String({ description: 'a browser and a system, e.g. «chrome windows»' }),
  createdAt: Time,
  seenAt: Time,
  current: Type.Boolean(),
});
export const OwnView = strict({
  mail: Type.String(),
  recoveryCodesLeft: Type.Integer(),
  sessions: Type.Array(StaffSessionItem),
});
export type OwnView = Static<typeof OwnView>;

/** One way to look, one value. */
export const FindCustomer = strict({
  by: oneOf(FIND_BY),
  text: Type.String({ minLength: 1, maxLength: 320 }),
});
/** Nothing of the customer but a random id, before a reason is stated. */
export const FoundCustomers = strict({
  customers: Type.Array(strict({ id: Type.String(), open: Type.Boolean() })),
});
export type FoundCustomers = Static<typeof FoundCustomers>;

export const CustomerParam = strict({ customer: Id });
export const PersonParam = strict({ customer: Id, person: Id });
export const CaseParam = strict({ customer: Id, case: Id });
export const IdParam = strict({ id: Id });
export const OpenCase = strict({
  reason: oneOf(CASE_REASONS),
  note: Type.String({ minLength: 3, maxLength: 500 }),
});
export const CaseView = strict({
  id: Type.String(),
  customer: Type.String(),
  reason: oneOf(CASE_REASONS),
  openedAt: Time,
  closesAt: Time,
});
export type CaseView = Static<typeof CaseView>;
export const CaseList = strict({ cases: Type.Array(CaseView) });
export type CaseList = Static<typeof CaseList>;

const AddressView = strict({
  kind: oneOf(['home', 'invoice', 'delivery']),
  street: Type.String(),
  postalCode: Type.String(),
  city: Type.String(),
  country: Type.String(),
});
export const PersonView = strict({
  id: Type.String(),
  name: Type.String(),
  email: MaybeText,
  phone: MaybeText,
  /** `••••••-1234`, or null where none is held. */
  personalNumber: MaybeText,
  roles: Type.Array(oneOf(['subscriber', 'user', 'admin'])),
  addresses: Type.Array(AddressView),
});
export const LookedView = strict({
  at: Time,
  until: Time,
  role: Type.String({ description: 'roles of the one who looked, never a name (CJEU C-579/21)' }),
  reason: Type.String(),
  purposes: Type.Array(Type.String()),
  unmasked: Type.Boolean({ description: 'the personal number was shown in full' }),
  what: Type.Array(Type.String({ description: 'table.column names' })),
});
export type LookedView = Static<typeof LookedView>;
const PastCase = strict({
  id: Type.String(),
  reason: Type.String(),
  note: Type.String(),
  mine: Type.Boolean(),
  openedAt: Time,
  closesAt: Time,
});
export const CustomerView = strict({
  id: Type.String(),
  kind: oneOf(['person', 'organisation']),
  name: Type.String(),
  /** An organisation's number in full, a person's masked. */
  number: MaybeText,
  state: oneOf(['active', 'ended']),
  contractStart: Type.String({ description: 'ISO date' }),
  case: CaseView,
  people: Type.Array(PersonView),
  cases: Type.Array(PastCase),
  looked: Type.Array(LookedView),
});
export type CustomerView = Static<typeof CustomerView>;

export const Unmask = strict({ reason: oneOf(UNMASK_REASONS) });
export const Unmasked = strict({ personalNumber: MaybeText });
export type Unmasked = Static<typeof Unmasked>;

export const AccessRow = strict({
  id: Type.String(),
  name: Type.String(),
  mail: Type.String(),
  roles: Type.Array(oneOf(STAFF_ROLES)),
  active: Type.Boolean(),
  secondFactor: Type.Boolean(),
  agreement: maybe(strict({ version: Type.Integer(), until: Time, inForce: Type.Boolean() })),
  sessions: Type.Integer(),
  lastSeen: Type.Union([Time, Type.Null()]),
});
export const AccessList = strict({ newest: Type.Integer(), staff: Type.Array(AccessRow) });
export type AccessList = Static<typeof AccessList>;
