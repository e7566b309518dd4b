import { Type, type Static, type TObject, type TProperties, type TUnsafe } from 'typebox';

/** Unknown fields are refused, not dropped in silence (promise customer.8). */
const strict = <P extends TProperties>(properties: P): TObject<P> =>
  Type.Object(properties, { additionalProperties: false });
/** One of a closed list of words. */
const oneOf = <const V extends string>(values: readonly V[]): TUnsafe<V> =>
  Type.Unsafe<V>(Type.Union(values.map((value) => Type.Literal(value))));

const Ore = Type.Integer({ description: 'Whole öre' });
const Day = Type.String({ description: 'ISO date' });
const Count = Type.Integer({ minimum: 0 });
const NAME = '[\\p{L}\\p{N}._:-]{1,80}';
const Version = Type.String({ pattern: `^${NAME}@${NAME}$`, description: 'id@version' });

export const Nothing = strict({});
export const VersionView = strict({
  id: Type.String(),
  version: Type.String(),
  kind: oneOf(['destinations', 'zones', 'plans', 'list']),
  name: Type.String(),
  effective: Day,
  until: Type.String(),
  state: oneOf(['draft', 'scheduled', 'in-force', 'past', 'withdrawn']),
  addedAt: Type.String(),
});
export type VersionView = Static<typeof VersionView>;
export const PriceBook = strict({
  versions: Type.Array(VersionView),
  /** The month that has ended last in the operator's zone, YYYY-MM. */
  month: Type.String(),
});
export type PriceBook = Static<typeof PriceBook>;

const Cell = strict({ column: Type.String(), before: Type.String(), after: Type.String() });
export const DiffQuery = strict({ a: Version, b: Version });
export const DiffView = strict({
  facts: Type.Array(Cell),
  /** At most five hundred. */
  changes: Type.Array(
    strict({
      table: Type.String(),
      key: Type.String(),
      what: oneOf(['added', 'removed', 'changed']),
      cells: Type.Array(Cell),
      permille: Type.Optional(Type.Integer()),
    }),
  ),
  added: Count,
  removed: Count,
  changed: Count,
  up: Count,
  down: Count,
});
export type DiffView = Static<typeof DiffView>;

export const VersionParam = strict({ id: Version });
export const Fault = strict({ document: Type.String(), line: Type.Integer(), reason: Type.String() });
const reason = Type.Optional(Type.String({ minLength: 3, maxLength: 500 }));
export const AddDocument = strict({
  name: Type.String({ minLength: 1, maxLength: 200 }),
  text: Type.String({ minLength: 1 }),
  as: oneOf(['draft', 'scheduled']),
  withoutNotice: reason,
});
export const Schedule = strict({ withoutNotice: reason });
export const DecidedView = Type.Union([
  strict({ ok: Type.Literal(true), added: Type.Array(Type.String()), already: Type.Array(Type.String()) }),
  strict({ ok: Type.Literal(false), faults: Type.Array(Fault) }),
]);
export type DecidedView = Static<typeof DecidedView>;

export const SimulateQuery = strict({ month: Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])$' }) });
export const SimulationView = strict({
  state: oneOf(['none', 'working', 'done', 'failed']),
  faults: Type.Optional(Type.Array(Fault)),
  told: Type.Optional(
    strict({
      month: Type.String(),
      records: Count,
      unratedBefore: Count,
      unratedAfter: Count,
      beforeOre: Ore,
      afterOre: Ore,
      customers: Count,
      more: Count,
      less: Count,
      same: Count,
      mostAffected: Type.Array(strict({ customer: Type.String(), beforeOre: Ore, afterOre: Ore })),
    }),
  ),
});
export type SimulationView = Static<typeof SimulationView>;
