import { Type, type TObject, type TProperties } from 'typebox';

/** A contract's object: unknown fields are refused, not dropped in silence (promise customer.8). The server won't start with a body or query that lacks this. */
export function strict<P extends TProperties>(properties: P): TObject<P> {
  return Type.Object(properties, { additionalProperties: false });
}

/** Throws when a schema of something that comes in would let unknown fields pass, at any depth. */
export function assertStrict(schema: unknown, where: string): void {
  if (typeof schema !== 'object' || schema === null) return;
  const node = schema as Record<string, unknown>;
  if (
    node['type'] === 'object' &&
    node['additionalProperties'] !== false &&
    node['patternProperties'] === undefined
  ) {
    throw new Error(`${where}: an object here accepts unknown fields. Use strict().`);
  }
  for (const value of Object.values(node)) {
    if (Array.isArray(value)) for (const item of value) assertStrict(item, where);
    else assertStrict(value, where);
  }
}
