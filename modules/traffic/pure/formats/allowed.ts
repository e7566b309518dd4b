import { RAW_LIMIT } from './batch.ts';
import { bytesOf } from './bytes.ts';

/** An object's values as texts: a member of a member is `outer.inner`. Numbers, truth and null as JSON writes them. */
export type Text = (name: string) => string;

export function textsOf(object: Readonly<Record<string, unknown>>): Text {
  return (name) => {
    const dot = name.indexOf('.');
    let value = object[dot === -1 ? name : name.slice(0, dot)];
    if (dot !== -1)
      value =
        typeof value === 'object' && value !== null
          ? (value as Readonly<Record<string, unknown>>)[name.slice(dot + 1)]
          : undefined;
    return typeof value === 'string'
      ? value
      : typeof value === 'number' || typeof value === 'boolean'
        ? String(value)
        : '';
  };
}

/** Of a rejected object, only the members that a record is made of: JSON that can be mended and read again, without anything else of it. */
export function allowedOf(text: Text, names: readonly string[]): Uint8Array {
  const members: Record<string, unknown> = {};
  for (const name of names) {
    const value = text(name);
    if (value === '') continue;
    const dot = name.indexOf('.');
    const outer = name.slice(0, dot);
    if (dot === -1) members[name] = value.slice(0, 256);
    else
      members[outer] = {
        ...(members[outer] as Record<string, string> | undefined),
        [name.slice(dot + 1)]: value.slice(0, 256),
      };
  }
  return bytesOf(JSON.stringify(members)).slice(0, RAW_LIMIT);
}

/** The same out of a text that is no JSON: pairs of an allowed name and a plain value are found as they stand. */
export function allowedIn(broken: string, names: readonly string[]): Uint8Array {
  const last = names.map((name) => name.slice(name.indexOf('.') + 1).replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const pair = new RegExp(
    `(?<!\\\\)"(?:${last.join('|')})"\\s*:\\s*(?:"[^"\\\\\\n]{0,256}"|[\\w.+-]{1,64})`,
    'g',
  );
  return bytesOf(`{${(broken.slice(0, 65_536).match(pair) ?? []).join(',')}`).slice(0, RAW_LIMIT);
}
