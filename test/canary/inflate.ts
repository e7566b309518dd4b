import {
  constants,
  createBrotliDecompress,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
  inflateSync,
} from 'node:zlib';

export type Compression = 'gzip' | 'zlib' | 'deflate' | 'brotli' | 'zstd';

/** Longest output read of one stream: a zip bomb in a corpus must not end the scan. */
const MOST = 256 * 1024 * 1024;
const SYNC = { finishFlush: constants.Z_SYNC_FLUSH };

const MAKERS = {
  gzip: () => createInflateRaw(SYNC),
  zlib: () => createInflate(SYNC),
  deflate: () => createInflateRaw(SYNC),
  brotli: () => createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH }),
  zstd: () => createZstdDecompress({ finishFlush: constants.ZSTD_e_flush }),
} satisfies Record<Compression, () => NodeJS.ReadWriteStream>;

/** Bytes of the header in front of the deflate stream (RFC 1952 §2.3). */
function gzipHeader(input: Buffer): number {
  const flags = input[3] ?? 0;
  let at = 10;
  if ((flags & 4) !== 0 && at + 2 <= input.length) at += 2 + input.readUInt16LE(at);
  for (const named of [8, 16]) {
    if ((flags & named) === 0) continue;
    const end = input.indexOf(0, at);
    if (end < 0) return input.length;
    at = end + 1;
  }
  return (flags & 2) === 0 ? at : at + 2;
}

/** Length of a zstd frame by its block headers (RFC 8878 §3.1.1); the whole input if it does not end in it. */
function zstdFrame(input: Buffer): number {
  const descriptor = input[4] ?? 0;
  const single = (descriptor & 0x20) !== 0;
  const sizeField = [single ? 1 : 0, 2, 4, 8][descriptor >>> 6] ?? 0;
  let at = 5 + (single ? 0 : 1) + ([0, 1, 2, 4][descriptor & 3] ?? 0) + sizeField;
  while (at + 3 <= input.length) {
    const header = input.readUIntLE(at, 3);
    at += 3 + (((header >>> 1) & 3) === 1 ? 1 : header >>> 3);
    if ((header & 1) !== 0) return at + ((descriptor & 4) === 0 ? 0 : 4);
  }
  return input.length;
}

/** The stream alone: Node takes what follows a gzip member or a zstd frame for another, and then loses the first. */
function alone(kind: Compression, input: Buffer): Buffer {
  if (kind === 'gzip') return input.subarray(gzipHeader(input));
  return kind === 'zstd' ? input.subarray(0, zstdFrame(input)) : input;
}

/** Decompresses what can be: up to the end of the stream, of the input, or the first damage. */
export function inflate(kind: Compression, input: Buffer): Promise<Buffer> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let length = 0;
    const stream = MAKERS[kind]();
    const done = (): void => {
      stream.destroy();
      resolve(Buffer.concat(pieces));
    };
    stream.on('data', (piece: Buffer) => {
      pieces.push(piece);
      length += piece.length;
      if (length > MOST) done();
    });
    stream.once('end', done);
    stream.once('close', done);
    stream.once('error', done);
    stream.end(alone(kind, input));
  });
}

/** Whether a zlib header is more than two bytes of chance: the first block's header (RFC 1951 §3.2.3), then a try. */
export function looksLikeZlib(input: Buffer): boolean {
  const kind = ((input[2] ?? 0) >>> 1) & 3;
  if (kind === 3 || (kind === 2 && (input[2] ?? 0) >>> 3 > 29)) return false;
  if (kind === 0 && ((input[3] ?? 0) ^ (input[5] ?? 0)) !== 0xff) return false;
  try {
    return inflateSync(input.subarray(0, 2048), SYNC).length > 0;
  } catch {
    return false;
  }
}
