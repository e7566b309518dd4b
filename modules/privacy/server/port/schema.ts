import { saysService, type Portable } from '#data-map/privacy';

/** How a column is stored: `type` as PostgreSQL names it; a sealed one is text. */
export interface Stored {
  readonly type: string;
  readonly sealed: boolean;
  readonly nullable: boolean;
}

type Schema = Readonly<Record<string, unknown>>;

/**
 * JSON Schema (2020-12) of `data.json`, from the data map and the stored types: names are the map's and stay the same between versions;
 * a number beyond 2^53 is decimal text, a time ISO 8601 in UTC, a day YYYY-MM-DD (promise portability.2).
 */
export function schemaOf(set: readonly Portable[], stored: (place: string) => Stored, id: string): Schema {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: id,
    title: 'telink-portability',
    type: 'object',
    required: ['$schema', 'format', 'version', 'madeAt', 'controller', 'tables'],
    additionalProperties: false,
    properties: {
      $schema: { const: id },
      format: { const: 'telink-portability' },
      version: { const: 1 },
      madeAt: { type: 'string', format: 'date-time' },
      controller: {
        type: 'object',
        required: ['name', 'number'],
        additionalProperties: false,
        properties: { name: { type: 'string' }, number: { type: 'string' } },
      },
      tables: {
        type: 'object',
        required: set.map(({ table }) => table.name),
        additionalProperties: false,
        properties: Object.fromEntries(set.map((each) => [each.table.name, rowsOf(each, stored)])),
      },
    },
  };
}

function rowsOf(each: Portable, stored: (place: string) => Stored): Schema {
  const columns = [...each.context, ...each.columns];
  const properties: Record<string, Schema> = Object.fromEntries(
    columns.map((column) => [column, typeOf(stored(`${each.table.name}.${column}`))]),
  );
  if (saysService(each))
    properties['service'] = { type: 'string', pattern: '^s[0-9]+$', description: 'Name within this file.' };
  return {
    type: 'array',
    items: {
      type: 'object',
      required: Object.keys(properties),
      additionalProperties: false,
      properties,
    },
  };
}

function typeOf({ type, sealed, nullable }: Stored): Schema {
  // A sealed value reads as null once its key is destroyed.
  const orNull = (name: string): string | readonly string[] => (nullable || sealed ? [name, 'null'] : name);
  if (sealed) return { type: orNull('string') };
  if (type.endsWith('[]')) return { type: orNull('array'), items: { type: 'string' } };
  switch (type) {
    case 'boolean':
      return { type: orNull('boolean') };
    case 'smallint':
    case 'integer':
      return { type: orNull('integer') };
    case 'bigint':
      return { type: orNull('string'), pattern: '^-?[0-9]+$' };
    case 'date':
      return { type: orNull('string'), format: 'date' };
    case 'timestamp with time zone':
      return { type: orNull('string'), format: 'date-time' };
    case 'bytea':
      return { type: orNull('string'), contentEncoding: 'base64' };
    default:
      return { type: orNull('string') };
  }
}
