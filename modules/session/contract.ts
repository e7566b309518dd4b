import { Type, type Static, type TObject, type TProperties } from 'typebox';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

const Password = Type.String({ minLength: 1, maxLength: 256 });
/** What the person types; whatever is no user id simply opens nothing. */
const UserId = Type.String({ minLength: 1, maxLength: 64 });
const Id = Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' });
const Base64Url = Type.String({ pattern: '^[A-Za-z0-9_-]*$', maxLength: 20_000 });
const Role = Type.Union([Type.Literal('subscriber'), Type.Literal('user'), Type.Literal('admin')]);
const Time = Type.String({ description: 'ISO 8601, UTC' });

export const SignIn = strict({ userId: UserId, password: Password });
export const SecondFactor = strict({
  code: Type.Optional(Type.String({ pattern: '^[0-9 ]{6,9}$' })),
  recoveryCode: Type.Optional(Type.String({ minLength: 8, maxLength: 24 })),
});
export const Next = strict({ next: Type.Union([Type.Literal('done'), Type.Literal('second-factor')]) });
export type Next = Static<typeof Next>;

export const SessionView = strict({
  user: strict({ id: Type.String(), userId: Type.String(), name: Type.String(), roles: Type.Array(Role) }),
  controller: strict({ name: Type.String() }),
  idleMs: Type.Integer(),
  /** The server's time at this answer: the clock of the person's machine may be wrong by days. */
  now: Time,
  absoluteExpiry: Time,
  kids: Type.Array(Type.String()),
});
export type SessionView = Static<typeof SessionView>;

/** `account` is the id of a connection of the person's. */
export const VaultKeyRequest = strict({
  account: Id,
  category: Type.Union([Type.Literal('mail'), Type.Literal('calendar'), Type.Literal('contacts')]),
});
export const VaultKeyView = strict({
  kid: Type.String(),
  secret: Type.String({ description: '32 bytes, base64url' }),
});
export type VaultKeyView = Static<typeof VaultKeyView>;

export const PasswordChange = strict({ current: Password, next: Password });
export const PasswordProof = strict({ password: Password });
/** A user id or an e-mail address. The answer is the same whoever exists. */
export const ResetRequest = strict({ who: Type.String({ minLength: 1, maxLength: 320 }) });
export const ResetPerform = strict({
  token: Type.String({ pattern: '^[A-Za-z0-9_-]{20,64}$' }),
  password: Password,
});
export const Nothing = strict({});

export const TotpBegun = strict({ uri: Type.String(), secret: Type.String() });
export type TotpBegun = Static<typeof TotpBegun>;
export const TotpConfirm = strict({ code: Type.String({ pattern: '^[0-9 ]{6,9}$' }) });
export const RecoveryCodes = strict({ codes: Type.Array(Type.String()) });
export type RecoveryCodes = Static<typeof RecoveryCodes>;

export const IdParam = strict({ id: Id });
export const PasskeyName = strict({ label: Type.String({ minLength: 1, maxLength: 60 }) });
export const PasskeyView = strict({
  id: Type.String(),
  label: Type.String(),
  createdAt: Time,
  usedAt: Type.Union([Time, Type.Null()]),
});

/** `device` is a browser and a system, e.g. `chrome windows`; the words are the screen's. */
export const SessionItem = strict({
  id: Type.String(),
  device: Type.String(),
  way: Type.Union([Type.Literal('password'), Type.Literal('second-factor'), Type.Literal('passkey')]),
  createdAt: Time,
  seenAt: Time,
  current: Type.Boolean(),
});

export const SecurityView = strict({
  userId: Type.String(),
  passwordChangedAt: Time,
  totp: Type.Boolean(),
  recoveryCodesLeft: Type.Integer(),
  passkeys: Type.Array(PasskeyView),
  sessions: Type.Array(SessionItem),
});
export type SecurityView = Static<typeof SecurityView>;

export const EndSessions = strict({ which: Type.Union([Type.Literal('others'), Type.Literal('all')]) });

/** WebAuthn §5.1.9 and §5.1.10: of what `toJSON()` writes, only what is verified is sent. */
export const PasskeyAnswer = strict({
  id: Base64Url,
  rawId: Base64Url,
  type: Type.Literal('public-key'),
  response: strict({
    clientDataJSON: Base64Url,
    authenticatorData: Base64Url,
    signature: Base64Url,
    userHandle: Base64Url,
  }),
});
export type PasskeyAnswer = Static<typeof PasskeyAnswer>;
export const PasskeyNew = strict({
  label: Type.String({ minLength: 1, maxLength: 60 }),
  answer: strict({
    id: Base64Url,
    rawId: Base64Url,
    type: Type.Literal('public-key'),
    response: strict({
      clientDataJSON: Base64Url,
      attestationObject: Base64Url,
      transports: Type.Optional(Type.Array(Type.String({ pattern: '^[a-z-]{1,20}$' }), { maxItems: 10 })),
    }),
  }),
});
export type PasskeyNew = Static<typeof PasskeyNew>;

/** Ready for `PublicKeyCredential.parseRequestOptionsFromJSON`. */
export const PasskeyAsk = strict({
  challenge: Type.String(),
  rpId: Type.String(),
  timeout: Type.Integer(),
  userVerification: Type.Literal('required'),
});
export type PasskeyAsk = Static<typeof PasskeyAsk>;
/** Ready for `PublicKeyCredential.parseCreationOptionsFromJSON`. */
export const PasskeyOffer = strict({
  challenge: Type.String(),
  rp: strict({ id: Type.String(), name: Type.String() }),
  user: strict({ id: Type.String(), name: Type.String(), displayName: Type.String() }),
  pubKeyCredParams: Type.Array(strict({ alg: Type.Integer(), type: Type.Literal('public-key') })),
  timeout: Type.Integer(),
  attestation: Type.Literal('none'),
  excludeCredentials: Type.Array(strict({ id: Type.String(), type: Type.Literal('public-key') })),
  authenticatorSelection: strict({
    residentKey: Type.Literal('required'),
    requireResidentKey: Type.Literal(true),
    userVerification: Type.Literal('required'),
  }),
});
export type PasskeyOffer = Static<typeof PasskeyOffer>;
