import { zstdDecompressSync } from 'node:zlib';
import { snappy } from './snappy.ts';

/** One stretch of readable bytes out of a database file. */
export interface Stretch {
  readonly how: string;
  /** Where in the file it begins. */
  readonly offset: number;
  readonly bytes: Buffer;
}

const MAGIC = Buffer.from('57fb808b247547db', 'hex');
const LOG_BLOCK = 32_768;

function varint(bytes: Buffer, at: number): readonly [value: number, next: number] | undefined {
  let value = 0;
  for (let shift = 0; shift < 50; shift += 7) {
    const byte = bytes[at];
    if (byte === undefined) return undefined;
    at += 1;
    value += (byte & 0x7f) * 2 ** shift;
    if (byte < 0x80) return [value, at];
  }
  return undefined;
}

function varints(bytes: Buffer, at: number, count: number): readonly number[] | undefined {
  const values: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const next = varint(bytes, at);
    if (!next) return undefined;
    values.push(next[0]);
    at = next[1];
  }
  return [...values, at];
}

function block(file: Buffer, offset: number, size: number): Stretch | undefined {
  const end = offset + size;
  if (end + 5 > file.length) return undefined;
  const raw = file.subarray(offset, end);
  if (file[end] === 0) return { how: 'leveldb', offset, bytes: raw };
  if (file[end] === 1) {
    const decoded = snappy(raw);
    return decoded && { how: 'leveldb snappy', offset, bytes: decoded.output };
  }
  if (file[end] !== 2) return undefined;
  try {
    return { how: 'leveldb zstd', offset, bytes: zstdDecompressSync(raw) };
  } catch {
    return undefined;
  }
}

/** Keys and values of a block. Keys are stored as what differs from the key before; here they are whole again. */
function entries(bytes: Buffer): { readonly key: Buffer; readonly value: Buffer }[] {
  const found: { key: Buffer; value: Buffer }[] = [];
  if (bytes.length < 4) return found;
  const end = bytes.length - 4 - 4 * bytes.readUInt32LE(bytes.length - 4);
  let key: Buffer = Buffer.alloc(0);
  for (let at = 0; at < end;) {
    const header = varints(bytes, at, 3);
    if (!header) break;
    const [shared = 0, own = 0, size = 0, from = 0] = header;
    if (shared > key.length || from + own + size > end) break;
    key = Buffer.concat([key.subarray(0, shared), bytes.subarray(from, from + own)]);
    found.push({ key, value: bytes.subarray(from + own, from + own + size) });
    at = from + own + size;
  }
  return found;
}

/** A table file (`.ldb`, `.sst`; leveldb, doc/table_format.md): each data block decoded, and its keys made whole. */
export function readTable(file: Buffer): Stretch[] | undefined {
  if (file.length < 48 || !file.subarray(-8).equals(MAGIC)) return undefined;
  const handles = varints(file, file.length - 48, 4);
  const index = handles && block(file, handles[2] ?? 0, handles[3] ?? 0);
  if (!index) return [];
  return entries(index.bytes).flatMap(({ value }): Stretch[] => {
    const handle = varints(value, 0, 2);
    const data = handle && block(file, handle[0] ?? 0, handle[1] ?? 0);
    if (!data) return [];
    const keys = Buffer.concat(entries(data.bytes).flatMap(({ key }) => [key, Buffer.of(0)]));
    return [data, { how: `${data.how} key`, offset: data.offset, bytes: keys }];
  });
}

/** A log file (leveldb, doc/log_format.md) without the headers that cut records in two at every 32 KiB. */
export function readLog(file: Buffer): Stretch[] | undefined {
  const pieces: Buffer[] = [];
  for (let start = 0; start < file.length; start += LOG_BLOCK) {
    const end = Math.min(start + LOG_BLOCK, file.length);
    for (let at = start; at + 7 <= end;) {
      const size = file.readUInt16LE(at + 4);
      const type = file[at + 6] ?? 0;
      if (type === 0 && size === 0) break;
      if (type > 4 || at + 7 + size > end) {
        if (pieces.length === 0) return undefined;
        break;
      }
      pieces.push(file.subarray(at + 7, at + 7 + size));
      at += 7 + size;
    }
  }
  return pieces.length === 0 ? undefined : [{ how: 'leveldb log', offset: 0, bytes: Buffer.concat(pieces) }];
}
