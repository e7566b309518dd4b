import { Type, type Static, type TObject, type TProperties, type TUnsafe } from 'typebox';
import { FORMATS } from './formats/index.ts';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });

/** One of a closed list of words. */
const oneOf = <const V extends string>(values: readonly V[]): TUnsafe<V> =>
  Type.Unsafe<V>(Type.Union(values.map((value) => Type.Literal(value))));

const Time = Type.String({ description: 'ISO 8601, UTC' });
const Day = Type.String({ description: 'ISO date' });
const Count = Type.Integer({ minimum: 0 });
const FormatName = oneOf(FORMATS);
const counts = {
  read: Count,
  rated: Count,
  free: Count,
  duplicate: Count,
  rejected: Count,
  unrated: Count,
};

export const FileView = strict({
  id: Type.String(),
  name: Type.String(),
  system: Type.String(),
  format: Type.String(),
  state: oneOf(['reading', 'done', 'broken']),
  ...counts,
  amountOre: Type.Integer({ description: 'Whole öre' }),
  startedAt: Time,
  doneAt: Type.Union([Time, Type.Null()]),
});
export type FileView = Static<typeof FileView>;

/** A row that could not become a record; never the row itself. */
const RejectView = strict({
  file: Type.String(),
  nr: Type.Integer({ minimum: 1 }),
  line: Count,
  name: Type.String(),
  format: Type.String(),
  expiresOn: Day,
});
export const RejectGroup = strict({
  reason: Type.String(),
  field: Type.Union([Type.String(), Type.Null()]),
  count: Count,
  /** The newest of them, at most twenty. */
  rows: Type.Array(RejectView),
});
export type RejectGroup = Static<typeof RejectGroup>;

export const Mediation = strict({
  /** Newest first. */
  files: Type.Array(FileView),
  /** Files in all, and those whose counts do not add up. */
  sum: strict({ files: Count, broken: Count }),
  days: Type.Array(strict({ day: Day, read: Count, rejected: Count })),
  gaps: Type.Array(strict({ system: Type.String(), from: Time, to: Time, expected: Count })),
  systems: Type.Array(Type.String()),
  rejects: Type.Array(RejectGroup),
});
export type Mediation = Static<typeof Mediation>;

/** How a file that is sent is named, which switch it is of, and what it is; the format is asked of its bytes when absent. */
export const FileQuery = strict({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  system: Type.Optional(Type.String({ pattern: '^[\\p{L}\\p{N}._-]{1,60}$' })),
  format: Type.Optional(FormatName),
  timezone: Type.Optional(Type.String({ pattern: '^[A-Za-z0-9_+/-]{1,60}$' })),
});

export type FileQuery = Static<typeof FileQuery>;

/** As `telink traffic import --json` says it. */
export const FileRead = Type.Union([
  strict({
    ok: Type.Literal(true),
    file: Type.String(),
    sha256: Type.String(),
    format: Type.String(),
    ...counts,
    seconds: Count,
    amountOre: Type.Integer(),
    broken: Type.Optional(Type.String()),
  }),
  strict({
    ok: Type.Literal(false),
    reason: oneOf(['unknown-format', 'empty', 'archive']),
    what: Type.String(),
  }),
]);
export type FileRead = Static<typeof FileRead>;

export const RejectParam = strict({
  file: Type.String({ pattern: '^[A-Za-z0-9_-]{1,64}$' }),
  nr: Type.Integer({ minimum: 1 }),
});
export const RejectRow = strict({
  row: Type.Union([Type.String(), Type.Null()]),
  format: Type.String({ description: 'What the row is written in' }),
});
export type RejectRow = Static<typeof RejectRow>;
export const MendRow = strict({ row: Type.String({ minLength: 1, maxLength: 8192 }), format: FormatName });
export const Mended = Type.Union([
  strict({
    ok: Type.Literal(true),
    outcome: oneOf(['rated', 'free', 'unrated', 'duplicate']),
  }),
  strict({ ok: Type.Literal(false), reason: Type.String(), field: Type.Optional(Type.String()) }),
]);
export type Mended = Static<typeof Mended>;
export const Nothing = strict({});

export const RetentionView = strict({
  today: Day,
  overdue: Count,
  held: Count,
  due: Type.Array(strict({ on: Day, records: Count })),
  rejects: strict({ open: Count, overdue: Count }),
  ledger: strict({ entries: Count, broken: Type.Optional(Type.Integer()) }),
  /** The last erasures, newest first. */
  erasures: Type.Array(
    strict({
      id: Type.Integer(),
      day: Day,
      way: Type.String(),
      records: Count,
      at: Time,
      hash: Type.String(),
    }),
  ),
});
export type RetentionView = Static<typeof RetentionView>;

export const SweptView = strict({
  today: Day,
  dropped: Count,
  records: Count,
  held: Count,
  rejects: Count,
});
export type SweptView = Static<typeof SweptView>;

export const TrafficChecks = Type.Array(
  strict({
    name: oneOf(['read-is-sum', 'each-event-once', 'nothing-overdue', 'erasures-chained']),
    ok: Type.Boolean(),
    checked: Count,
    faults: Type.Array(Type.String()),
  }),
);
export type TrafficChecks = Static<typeof TrafficChecks>;
