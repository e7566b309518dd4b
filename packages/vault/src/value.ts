import type { Bytes } from './frame.ts';

/**
 * Values as bytes: one byte of kind, then the payload.
 * 0 = a Uint8Array as it is. 1 = JSON. 2 = JSON in which what JSON cannot say stands as `{"$": [kind, …]}`,
 * behind its length (unsigned 32 bits) and followed by the bytes of the arrays inside.
 */
const BYTES = 0;
const JSON_ONLY = 1;
const TREE = 2;

const utf8 = new TextEncoder();
const text = new TextDecoder('utf-8', { fatal: true });

/**
 * JSON values, and beside them, at any depth, Uint8Array, ArrayBuffer, Date, Map, Set, bigint, NaN and the infinities.
 * Undefined members are left out, as in JSON.
 * @throws TypeError for undefined itself, functions, symbols and objects of other classes.
 */
export function encodeValue(value: unknown): Bytes {
  if (value instanceof Uint8Array) {
    const bytes = new Uint8Array(1 + value.byteLength);
    bytes[0] = BYTES;
    bytes.set(value, 1);
    return bytes;
  }
  if (isJson(value)) {
    const json = utf8.encode(JSON.stringify(value));
    const bytes = new Uint8Array(1 + json.byteLength);
    bytes[0] = JSON_ONLY;
    bytes.set(json, 1);
    return bytes;
  }
  const parts: Uint8Array[] = [];
  const json = utf8.encode(JSON.stringify(escape(value, parts, { at: 0 })));
  const bytes = new Uint8Array(5 + json.byteLength + parts.reduce((sum, part) => sum + part.byteLength, 0));
  bytes[0] = TREE;
  new DataView(bytes.buffer).setUint32(1, json.byteLength);
  bytes.set(json, 5);
  let at = 5 + json.byteLength;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.byteLength;
  }
  return bytes;
}

/** The inverse of `encodeValue`. @throws whatever the parsers throw for bytes that `encodeValue` did not make. */
export function decodeValue(bytes: Bytes): unknown {
  if (bytes[0] === BYTES) return bytes.slice(1);
  if (bytes[0] === JSON_ONLY) return JSON.parse(text.decode(bytes.subarray(1)));
  if (bytes[0] !== TREE) throw new TypeError('unknown kind of value');
  const end = 5 + new DataView(bytes.buffer, bytes.byteOffset).getUint32(1);
  return unescape(JSON.parse(text.decode(bytes.subarray(5, end))), bytes.subarray(end));
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (!isObject(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function isJson(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value);
  if (Array.isArray(value)) return value.every((item) => isJson(item));
  if (!isPlainObject(value)) return false;
  for (const key in value) if (value[key] !== undefined && !isJson(value[key])) return false;
  return true;
}

function escape(value: unknown, parts: Uint8Array[], cursor: { at: number }): unknown {
  const inner = (item: unknown): unknown => escape(item, parts, cursor);
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : { $: ['number', String(value)] };
  if (typeof value === 'bigint') return { $: ['bigint', String(value)] };
  if (Array.isArray(value)) return value.map((item) => (item === undefined ? null : inner(item)));
  if (value instanceof Date) return { $: ['date', value.getTime()] };
  if (value instanceof Map) return { $: ['map', [...value].map(([key, item]) => [inner(key), inner(item)])] };
  if (value instanceof Set) return { $: ['set', Array.from(value, inner)] };
  if (value instanceof Uint8Array || value instanceof ArrayBuffer) {
    const part = value instanceof ArrayBuffer ? new Uint8Array(value) : value;
    const place = cursor.at;
    parts.push(part);
    cursor.at += part.byteLength;
    return { $: [value instanceof ArrayBuffer ? 'buffer' : 'bytes', place, part.byteLength] };
  }
  if (!isPlainObject(value)) throw new TypeError(`a ${typeof value} of this kind cannot be stored`);
  const entries = Object.entries(value).filter(([, item]) => item !== undefined);
  const pairs = entries.map(([key, item]) => [key, inner(item)] as const);
  return '$' in value ? { $: ['object', pairs] } : Object.fromEntries(pairs);
}

function unescape(value: unknown, parts: Bytes): unknown {
  const inner = (item: unknown): unknown => unescape(item, parts);
  if (Array.isArray(value)) return value.map(inner);
  if (!isObject(value)) return value;
  const mark = value['$'];
  if (!Array.isArray(mark))
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, inner(item)]));
  const [kind, first, second]: readonly unknown[] = mark;
  const list: readonly unknown[] = Array.isArray(first) ? first : [];
  const pairs = list.flatMap((pair) =>
    Array.isArray(pair) ? [[inner(pair[0]), inner(pair[1])] as const] : [],
  );
  switch (kind) {
    case 'number':
      return Number(first);
    case 'bigint':
      return BigInt(String(first));
    case 'date':
      return new Date(Number(first));
    case 'map':
      return new Map(pairs);
    case 'set':
      return new Set(list.map(inner));
    case 'object':
      return Object.fromEntries(pairs.map(([key, item]) => [String(key), item]));
    case 'bytes':
    case 'buffer': {
      const copy = parts.slice(Number(first), Number(first) + Number(second));
      return kind === 'bytes' ? copy : copy.buffer;
    }
    default:
      throw new TypeError('unknown mark in a value');
  }
}
