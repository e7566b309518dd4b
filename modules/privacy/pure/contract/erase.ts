import { Type, type Static } from 'typebox';

const strict = { additionalProperties: false } as const;
const day = Type.Union([Type.String(), Type.Null()]);

/** One kind of rows in the reader's language. `rows`: null where nobody can count them. `until`: the last day they are kept, ISO; null where nobody knows yet. */
export const ErasureLine = Type.Object(
  {
    table: Type.String(),
    what: Type.String(),
    rows: Type.Union([Type.Number(), Type.Null()]),
    act: Type.Union([Type.Literal('delete'), Type.Literal('keep')]),
    ground: Type.Union([Type.String(), Type.Null()]),
    until: day,
    fields: Type.Array(
      Type.Object(
        {
          what: Type.String(),
          act: Type.Union([Type.Literal('delete'), Type.Literal('shred'), Type.Literal('keep')]),
        },
        strict,
      ),
    ),
  },
  strict,
);
export type ErasureLine = Static<typeof ErasureLine>;

/** `what`: a kind of rows in the reader's language, the name of a recipient, or a month. `until`: ISO day, null where nobody knows yet. */
export const ErasureWait = Type.Object(
  {
    for: Type.Union([
      Type.Literal('contract'),
      Type.Literal('records'),
      Type.Literal('hold'),
      Type.Literal('restriction'),
      Type.Literal('recipient'),
      Type.Literal('bill-run'),
    ]),
    until: day,
    what: Type.String(),
  },
  strict,
);
export type ErasureWait = Static<typeof ErasureWait>;

const state = Type.Union([
  Type.Literal('planned'),
  Type.Literal('ledgered'),
  Type.Literal('destroying'),
  Type.Literal('waiting'),
  Type.Literal('done'),
]);

/** What would happen now (promise access.9). `pending`: the erasure that is under way. */
export const ErasureDryRun = Type.Object(
  {
    lines: Type.Array(ErasureLine),
    waits: Type.Array(ErasureWait),
    pending: Type.Union([Type.String(), Type.Null()]),
  },
  strict,
);
export type ErasureDryRun = Static<typeof ErasureDryRun>;

/** Asked again before what can't be undone. */
export const ErasureConfirm = Type.Object({ password: Type.String({ maxLength: 256 }) }, strict);

/** No identity is in it: whoever has its random name may read it, also when the account is gone. */
export const ErasureReceipt = Type.Object(
  {
    id: Type.String(),
    state,
    askedAt: Type.String(),
    doneAt: day,
    lines: Type.Array(ErasureLine),
    waits: Type.Array(ErasureWait),
  },
  strict,
);
export type ErasureReceipt = Static<typeof ErasureReceipt>;

export const ErasureParam = Type.Object({ id: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }) }, strict);

/** For the privacy officer. */
export const ErasureBoard = Type.Object(
  {
    ledger: Type.Object({ ok: Type.Boolean(), entries: Type.Number() }, strict),
    erasures: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          state,
          cause: Type.Union([Type.Literal('request'), Type.Literal('retention'), Type.Literal('restore')]),
          askedAt: Type.String(),
          doneAt: day,
          waits: Type.Array(ErasureWait),
        },
        strict,
      ),
    ),
    holds: Type.Array(
      Type.Object(
        {
          id: Type.String(),
          customer: Type.String(),
          person: day,
          owner: Type.String(),
          reason: Type.String(),
          reviewOn: Type.String(),
          /** In the reader's language; null for everything. */
          what: day,
        },
        strict,
      ),
    ),
    today: Type.String(),
  },
  strict,
);
export type ErasureBoard = Static<typeof ErasureBoard>;
/** What can be held by itself, in the reader's language, and from which ISO day it can be looked at again. */
export const Holdable = Type.Object(
  {
    tables: Type.Array(Type.Object({ table: Type.String(), what: Type.String() }, strict)),
    today: Type.String(),
  },
  strict,
);
export type Holdable = Static<typeof Holdable>;
/** The privacy officer keeps rows from being erased: of one person, or of everybody at a customer. `reviewOn`: ISO day, not before today. */
export const HoldBody = Type.Object(
  {
    customer: Type.String({ maxLength: 64 }),
    person: Type.Optional(Type.String({ maxLength: 64 })),
    table: Type.Optional(Type.String({ maxLength: 64 })),
    owner: Type.String({ maxLength: 120 }),
    reason: Type.String({ maxLength: 2000 }),
    reviewOn: Type.String({ maxLength: 10 }),
  },
  strict,
);
export type HoldBody = Static<typeof HoldBody>;

/** A recipient who was told by hand has answered (GDPR Art. 19). */
export const AnsweredBody = Type.Object({ recipient: Type.String({ maxLength: 200 }) }, strict);
export const ErasureNothing = Type.Object({}, strict);
