import { Type, type Static } from 'typebox';

export * from './pure/places.ts';

const id = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$' });
const name = Type.String({ maxLength: 40, pattern: '^[A-Za-z0-9_.-]*$' });
/** A claims challenge as the provider sent it: JSON, or JSON in base64 (OpenID Connect Core §5.5). */
const claims = Type.Optional(Type.String({ minLength: 2, maxLength: 4096 }));

/** `GET /api/connections` answers an array of these. Times are ISO 8601 UTC. */
export const connectionView = Type.Object(
  {
    id,
    provider: Type.Literal('microsoft365'),
    /** Empty until the provider has told whose it is. */
    address: Type.String(),
    name: Type.String(),
    state: Type.Union([
      Type.Literal('pending-admin'),
      Type.Literal('connected'),
      Type.Literal('needs-consent'),
      Type.Literal('disconnected'),
    ]),
    reason: Type.Union([
      Type.Literal('asked'),
      Type.Literal('granted'),
      Type.Literal('refused'),
      Type.Literal('revoked'),
      Type.Literal('partial'),
      Type.Literal('claims'),
      Type.Null(),
    ]),
    features: Type.Array(Type.String()),
    /** Scopes the person left out, by the provider's own names. */
    missing: Type.Array(Type.String()),
    connectedAt: Type.Union([Type.String(), Type.Null()]),
    lastTokenAt: Type.Union([Type.String(), Type.Null()]),
  },
  { additionalProperties: false },
);
export type ConnectionView = Static<typeof connectionView>;
export const connectionList = Type.Array(connectionView);

/** `GET /api/connectors` answers an array of these: what can be connected here. */
export const connectorView = Type.Object(
  { provider: Type.String(), name: Type.String(), features: Type.Array(Type.String()) },
  { additionalProperties: false },
);
export type ConnectorView = Static<typeof connectorView>;

/** `POST /api/connections`. `connection` renews an existing one; `claims` answers a challenge. */
export const connectBody = Type.Object(
  { provider: name, feature: name, connection: Type.Optional(id), claims },
  { additionalProperties: false },
);
export const connectAnswer = Type.Object({ redirect: Type.String() }, { additionalProperties: false });

/** `POST /api/connections/:id/token`. */
export const tokenBody = Type.Object({ feature: name, claims }, { additionalProperties: false });
export const tokenAnswer = Type.Object(
  {
    accessToken: Type.String(),
    /** By the server's clock; `expiresIn` in seconds is what a browser should reckon with. */
    expiresAt: Type.String(),
    expiresIn: Type.Integer(),
    scopes: Type.Array(Type.String()),
    /** Base addresses without trailing slash. */
    graph: Type.String(),
    upload: Type.String(),
  },
  { additionalProperties: false },
);
export type TokenAnswer = Static<typeof tokenAnswer>;

/** `POST /api/connections/:id/disconnect`: what is gone and what is left, for the screen to put in words. */
export const disconnectAnswer = Type.Object(
  {
    id,
    deletedHere: Type.Array(Type.String()),
    /** Microsoft offers no revocation of one token (RFC 7009 is not implemented): never claim it. */
    revokedAtProvider: Type.Literal(false),
    /** The last access token handed out may work until then at most; null when none can be alive. */
    tokenLivesUntil: Type.Union([Type.String(), Type.Null()]),
    /** Where the person takes back the consent at the provider: work or school account, private account. */
    consentPages: Type.Array(Type.String()),
  },
  { additionalProperties: false },
);
export type DisconnectAnswer = Static<typeof disconnectAnswer>;

export const adminLinkAnswer = Type.Object(
  { link: Type.String(), validUntil: Type.String() },
  { additionalProperties: false },
);
export type AdminLinkAnswer = Static<typeof adminLinkAnswer>;

export const idParams = Type.Object({ id }, { additionalProperties: false });
