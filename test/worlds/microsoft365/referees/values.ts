import { isObject } from '../graph/call.ts';
import type { PropertyType, Schema } from './schema.ts';

const primitives: Readonly<Record<string, (value: unknown) => boolean>> = {
  'Edm.String': (value) => typeof value === 'string',
  'Edm.Boolean': (value) => typeof value === 'boolean',
  'Edm.Int32': (value) => Number.isInteger(value) && Math.abs(Number(value)) <= 0x7fffffff,
  'Edm.Int64': (value) => Number.isInteger(value),
  'Edm.Double': (value) => typeof value === 'number',
  'Edm.DateTimeOffset': (value) =>
    typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,12})?(Z|[+-]\d\d:\d\d)$/.test(value),
  'Edm.Date': (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value),
  'Edm.TimeOfDay': (value) => typeof value === 'string' && /^\d\d:\d\d:\d\d(\.\d{1,12})?$/.test(value),
  'Edm.Guid': (value) => typeof value === 'string' && /^[0-9a-f-]{36}$/i.test(value),
  'Edm.Binary': (value) =>
    typeof value === 'string' &&
    /^[A-Za-z0-9+/_-]*={0,2}$/.test(value.length > 4096 ? value.slice(-4096) : value),
  'Edm.Duration': (value) => typeof value === 'string' && value.startsWith('P'),
};

/** Annotations Graph adds to any object, and those it takes in requests. */
const annotation =
  /^@odata\.(type|id|etag|context|nextLink|deltaLink|count|mediaContentType|mediaEditLink|mediaEtag|editLink|readLink)$|^@removed$|^[A-Za-z]+@odata\.(associationLink|navigationLink|type|context|nextLink|count|bind)$/;

/** Finds the first place where a value does not fit its type; a path and a reason, or undefined. */
export function misfit(
  value: unknown,
  wanted: PropertyType,
  schema: Schema,
  path: string,
): string | undefined {
  if (value === null)
    return wanted.nullable || wanted.isCollection ? undefined : `${path} is null but must not be`;
  if (wanted.isCollection) {
    if (!Array.isArray(value)) return `${path} is not a list`;
    for (const [at, entry] of value.entries()) {
      const wrong = misfit(entry, { ...wanted, isCollection: false }, schema, `${path}[${at}]`);
      if (wrong !== undefined) return wrong;
    }
    return undefined;
  }
  if (wanted.type.startsWith('Edm.')) {
    const test = primitives[wanted.type];
    return test === undefined || test(value)
      ? undefined
      : `${path} is not ${wanted.type}: ${JSON.stringify(value)?.slice(0, 60)}`;
  }
  const name = wanted.type.replace(/^graph\./, '');
  const choice = schema.enums.get(name);
  if (choice !== undefined) {
    const parts =
      typeof value === 'string'
        ? choice.isFlags
          ? value.split(',').map((part) => part.trim())
          : [value]
        : [];
    return parts.length > 0 && parts.every((part) => choice.members.has(part))
      ? undefined
      : `${path} is not one of ${name}: ${JSON.stringify(value)?.slice(0, 60)}`;
  }
  return misfitObject(value, name, schema, path);
}

function misfitObject(value: unknown, declared: string, schema: Schema, path: string): string | undefined {
  if (!isObject(value)) return `${path} is not an object`;
  const own = value['@odata.type'];
  const name = typeof own === 'string' ? own.replace(/^#?microsoft\.graph\./, '') : declared;
  // A type outside the excerpt of the CSDL (customTimeZone …) can't be judged further.
  if (!schema.types.has(name))
    return schema.types.has(declared) && typeof own === 'string'
      ? undefined
      : `${path} has an unknown type ${name}`;
  if (!schema.isA(name, declared)) return `${path} is a ${name}, which is no ${declared}`;
  for (const [key, entry] of Object.entries(value)) {
    if (annotation.test(key)) continue;
    const property = schema.property(name, key);
    if (property === undefined) return `${path}.${key} is not a property of ${name}`;
    const wrong = misfit(entry, property, schema, `${path}.${key}`);
    if (wrong !== undefined) return wrong;
  }
  return undefined;
}
