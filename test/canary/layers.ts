import { inflate, looksLikeZlib } from './inflate.ts';
import { readLog, readTable, type Stretch } from './leveldb.ts';
import { snappy } from './snappy.ts';

const GZIP = Buffer.from('1f8b08', 'hex');
const ZSTD = Buffer.from('28b52ffd', 'hex');
const ZIP = Buffer.from('504b0304', 'hex');
/** Chromium: a value of the structured clone kind that IndexedDB compressed with Snappy (IDBValueWrapper). */
const WRAPPED = Buffer.from('ff1102', 'hex');
const CACHE_ENTRY = Buffer.from('305c72a71b6dfbfc', 'hex');
const CACHE_END = Buffer.from('d8410d97456ffaf4', 'hex');
const BASE64_GZIP = Buffer.from('H4sI');
/** Above this a file is not tried as one brotli or deflate stream. */
const WHOLE = 64 * 1024 * 1024;

/** Above this not as one Snappy block: a wrong guess reserves what its first bytes promise. */
const SMALL = 4 * 1024 * 1024;

function* occurrences(content: Buffer, magic: Buffer): Generator<number> {
  for (let at = content.indexOf(magic); at >= 0; at = content.indexOf(magic, at + 1)) yield at;
}

async function streams(content: Buffer): Promise<Stretch[]> {
  const found: Stretch[] = [];
  for (const offset of occurrences(content, GZIP)) {
    found.push({ how: 'gzip', offset, bytes: await inflate('gzip', content.subarray(offset)) });
  }
  for (const offset of occurrences(content, ZSTD)) {
    found.push({ how: 'zstd', offset, bytes: await inflate('zstd', content.subarray(offset)) });
  }
  // CMF 0x78 = deflate with the usual window; the two header bytes are a multiple of 31 (RFC 1950 §2.2).
  for (let offset = content.indexOf(0x78); offset >= 0; offset = content.indexOf(0x78, offset + 1)) {
    const flags = content[offset + 1] ?? 0;
    const input = content.subarray(offset);
    if ((0x7800 + flags) % 31 !== 0 || (flags & 0x20) !== 0 || !looksLikeZlib(input)) continue;
    found.push({ how: 'zlib', offset, bytes: await inflate('zlib', input) });
  }
  for (const offset of occurrences(content, ZIP)) {
    if (offset + 30 > content.length || content.readUInt16LE(offset + 8) !== 8) continue;
    const from = offset + 30 + content.readUInt16LE(offset + 26) + content.readUInt16LE(offset + 28);
    found.push({ how: 'zip', offset, bytes: await inflate('deflate', content.subarray(from)) });
  }
  for (const offset of occurrences(content, WRAPPED)) {
    const decoded = snappy(content.subarray(offset + WRAPPED.length));
    if (decoded) found.push({ how: 'snappy', offset, bytes: decoded.output });
  }
  for (const offset of occurrences(content, BASE64_GZIP)) {
    const run = /^[A-Za-z0-9+/_\s-]+/.exec(content.toString('latin1', offset, offset + 8_000_000))?.[0] ?? '';
    found.push({ how: 'base64 gzip', offset, bytes: await inflate('gzip', Buffer.from(run, 'base64')) });
  }
  return found;
}

/** Formats without a mark of their own: tried on the whole, where a whole body begins. */
async function bodies(content: Buffer, offset: number): Promise<Stretch[]> {
  if (content.length === 0 || content.length > WHOLE) return [];
  const decoded = content.length <= SMALL ? snappy(content) : undefined;
  return [
    { how: 'brotli', offset, bytes: await inflate('brotli', content) },
    { how: 'deflate', offset, bytes: await inflate('deflate', content) },
    ...(decoded ? [{ how: 'snappy', offset, bytes: decoded.output }] : []),
  ];
}

/** Chromium's simple cache: header of 24 bytes, key, body, end mark. */
function cacheBody(file: Buffer): readonly [offset: number, body: Buffer] | undefined {
  if (file.length < 24 || !file.subarray(0, 8).equals(CACHE_ENTRY)) return undefined;
  const from = 24 + file.readUInt32LE(12);
  const end = file.indexOf(CACHE_END, from);
  return [from, file.subarray(from, end < 0 ? file.length : end)];
}

/** Content without the header that begins each page, so that what runs over a page's end is whole. */
function withoutHeaders(content: Buffer, page: number, header: number): Buffer {
  const pieces: Buffer[] = [];
  for (let at = 0; at < content.length; at += page) pieces.push(content.subarray(at + header, at + page));
  return Buffer.concat(pieces);
}

function pages(file: Buffer): Stretch[] {
  // PostgreSQL's write-ahead log: pages of 8 KiB behind 24 bytes, magic 0xD1xx (access/xlog_internal.h).
  if (file.length % 8192 === 0 && file.length >= 8192 && file[1] === 0xd1) {
    return [{ how: 'wal', offset: 0, bytes: withoutHeaders(file, 8192, 24) }];
  }
  // SQLite: an overflow page begins with the number of the next, usually the neighbour (fileformat2.html §1.6).
  if (file.toString('latin1', 0, 15) === 'SQLite format 3') {
    const size = file.readUInt16BE(16) === 1 ? 65_536 : file.readUInt16BE(16);
    if (size >= 512) return [{ how: 'sqlite', offset: 0, bytes: withoutHeaders(file, size, 4) }];
  }
  return [];
}

/** What else a file's bytes can be read as. Empty readings are left out. */
export async function layersOf(content: Buffer, whole: boolean): Promise<Stretch[]> {
  const found = await streams(content);
  if (whole) {
    const body = cacheBody(content);
    found.push(...(readTable(content) ?? readLog(content) ?? []), ...pages(content));
    found.push(...(body ? await bodies(body[1], body[0]) : await bodies(content, 0)));
  }
  return found.filter(({ bytes }) => bytes.length > 0);
}
