import { Type, type Static } from 'typebox';

/** What is held of one field, in the reader's words. Days ISO, times ISO 8601 UTC. */
export const heldField = Type.Object({
  place: Type.String(),
  name: Type.String(),
  values: Type.Integer(),
  samples: Type.Array(Type.String()),
  purposes: Type.Array(Type.String()),
  bases: Type.Array(Type.String()),
  sources: Type.Array(Type.Object({ source: Type.String(), at: Type.Union([Type.String(), Type.Null()]) })),
  until: Type.String(),
});
export type HeldField = Static<typeof heldField>;

/** Fields of which the same is true stand together, in the order of the first of each: a table of reasons is read, not one of repetitions. */
export function foldAlike<
  F extends {
    readonly purposes: readonly string[];
    readonly sources: readonly { readonly source: string; readonly at: string | null }[];
    readonly until: string;
  },
>(fields: readonly F[]): F[][] {
  const groups = new Map<string, F[]>();
  for (const field of fields) {
    const days = field.sources.map(({ source, at }) => `${source} ${at?.slice(0, 10)}`);
    const key = JSON.stringify([field.purposes, days, field.until]);
    groups.set(key, [...(groups.get(key) ?? []), field]);
  }
  return [...groups.values()];
}

/** GET /api/privacy/held: everything that is held about the one who asks, at that moment (GDPR Art. 15.1). */
export const heldView = Type.Object({
  madeAt: Type.String(),
  categories: Type.Array(
    Type.Object({
      category: Type.String(),
      name: Type.String(),
      rows: Type.Integer(),
      fields: Type.Array(heldField),
    }),
  ),
  neverStored: Type.Array(Type.String()),
  recipients: Type.Array(
    Type.Object({
      recipient: Type.String(),
      country: Type.String(),
      safeguard: Type.Union([Type.String(), Type.Null()]),
      categories: Type.Array(Type.String()),
      last: Type.String(),
      times: Type.Integer(),
    }),
  ),
  looks: Type.Array(
    Type.Object({
      at: Type.String(),
      role: Type.String(),
      reason: Type.String(),
      purposes: Type.Array(Type.String()),
      what: Type.Array(Type.String()),
    }),
  ),
  decisions: Type.String(),
  excluded: Type.Array(Type.Object({ place: Type.String(), why: Type.String() })),
});
export type HeldView = Static<typeof heldView>;

/** POST /api/privacy/archives: asks for everything in one file (GDPR Art. 15.3). */
export const archiveBody = Type.Object(
  { language: Type.Union([Type.Literal('sv'), Type.Literal('en')]) },
  { additionalProperties: false },
);
export type ArchiveBody = Static<typeof archiveBody>;
export const archiveAnswer = Type.Object({
  archive: Type.String(),
  /** Random name of the request it answers. */
  request: Type.String(),
  expiresAt: Type.String(),
});
export type ArchiveAnswer = Static<typeof archiveAnswer>;
export const archiveParam = Type.Object(
  { id: Type.String({ minLength: 1, maxLength: 64 }) },
  { additionalProperties: false },
);
