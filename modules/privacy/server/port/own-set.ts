import { portable, saysService, type Portable } from '#data-map/privacy';
import type { DataMap } from '#platform/data-map';
import { queryOf, type Ctx } from '#platform/db';
import type { PrivacyDeps } from '../deps.ts';
import { rowsAbout, type Who } from '../rows-about.ts';
import { schemaOf, type Stored } from './schema.ts';

export type PortDeps = Pick<PrivacyDeps, 'config' | 'db' | 'keys' | 'maps'>;
export type PortRow = Readonly<Record<string, unknown>>;

export interface PortRows {
  readonly of: Portable;
  readonly rows: readonly PortRow[];
  /** The same rows as they are read, with what is not carried; for what is worked out from them and never for the file. */
  readonly whole: readonly PortRow[];
}

/** Names of services within one package: the operator's ids are derived, and stay. */
export type ServiceNames = Map<string, string>;

/**
 * What a person takes along, table by table in the map's order, as it is read: a table may come in several pieces, and an empty one does
 * not come. `only` some tables where not all are asked for.
 */
export async function* ownSet(
  ctx: Ctx,
  deps: PortDeps,
  who: Who,
  names: ServiceNames,
  only?: (name: string) => boolean,
): AsyncGenerator<PortRows> {
  const set = new Map(portable(deps.maps).map((each) => [each.table.name, each]));
  const maps: DataMap[] = deps.maps.map((map) => ({
    ...map,
    tables: map.tables.filter(({ name }) => set.has(name) && (only?.(name) ?? true)),
  }));
  for await (const { table, rows } of rowsAbout(ctx, maps, who)) {
    const of = set.get(table.name);
    if (of === undefined) continue;
    yield { of, whole: rows, rows: rows.map((row) => carried(of, row, names)) };
  }
}

function carried(of: Portable, row: PortRow, names: ServiceNames): PortRow {
  const kept: Record<string, unknown> = {};
  for (const column of [...of.context, ...of.columns]) kept[column] = plain(row[column]);
  if (saysService(of)) {
    const id = String(row['service_id']);
    if (!names.has(id)) names.set(id, `s${names.size + 1}`);
    kept['service'] = names.get(id);
  }
  return kept;
}

/** As JSON says it: 64-bit numbers as decimal text, bytes as base64. */
function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return value.toString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  return value ?? null;
}

export const schemaAddress = ({ config }: PortDeps): string =>
  `${config.origins.app}/.well-known/telink/portability.schema.json`;

/** The published schema of `data.json`: the set from the data map, types from the live database. */
export async function portabilitySchema(ctx: Ctx, deps: PortDeps): Promise<Record<string, unknown>> {
  const { rows } = await queryOf(ctx)(
    `SELECT table_schema || '.' || table_name || '.' || column_name AS place, is_nullable = 'YES' AS nullable,
            CASE WHEN data_type = 'ARRAY' THEN 'text[]' ELSE data_type END AS type
       FROM information_schema.columns WHERE table_schema NOT IN ('information_schema', 'pg_catalog')`,
    [],
  );
  const live = new Map(rows.map((row) => [String(row['place']), row]));
  const set = portable(deps.maps);
  const sealed = new Set(
    set.flatMap(({ table }) =>
      Object.entries(table.columns as Record<string, { sealed?: unknown }>)
        .filter(([, field]) => field.sealed !== undefined)
        .map(([column]) => `${table.name}.${column}`),
    ),
  );
  const stored = (place: string): Stored => {
    const row = live.get(place);
    if (row === undefined) throw new Error(`${place} is declared and not stored.`);
    return {
      type: String(row['type']),
      nullable: row['nullable'] === true,
      sealed: sealed.has(place),
    };
  };
  return schemaOf(set, stored, schemaAddress(deps));
}
