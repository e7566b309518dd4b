import { createReadStream } from 'node:fs';
import { Readable, type Transform } from 'node:stream';
import { createGunzip, createZstdDecompress } from 'node:zlib';

/** Why an archive can't be unpacked. What came out of it before stands; the file is not to be taken as whole. */
export type ArchiveReason =
  /** It ends before its own end: a copy that was broken off. */
  | 'truncated'
  /** Its bytes are no archive of that kind, or a check sum is wrong. */
  | 'damaged'
  /** It unpacks to more than two hundred times itself: no call records do. */
  | 'bomb';

export class ArchiveError extends Error {
  override readonly name: string = 'ArchiveError';
  readonly archive: 'gzip' | 'zstd';
  readonly reason: ArchiveReason;
  constructor(archive: 'gzip' | 'zstd', reason: ArchiveReason) {
    super(`${archive}: ${reason}`);
    this.archive = archive;
    this.reason = reason;
  }
}

/** Repeating call records pack about twenty times, hostile noughts a thousand. */
const MOST_TIMES = 200;
/** Below this a ratio says nothing. */
const ANYWAY = 64 * 1024 * 1024;

/** The first two octets of a gzip member (RFC 1952), the first four of a zstd frame (RFC 8878). */
function archiveOf(first: Uint8Array): 'gzip' | 'zstd' | undefined {
  if (first[0] === 0x1f && first[1] === 0x8b) return 'gzip';
  return first[0] === 0x28 && first[1] === 0xb5 && first[2] === 0x2f && first[3] === 0xfd
    ? 'zstd'
    : undefined;
}

/** zlib has no word of its own for a stream that stops; the rest are damage. */
const reasonOf = (error: unknown): ArchiveReason => {
  const code = (error as { code?: unknown } | null)?.code;
  return code === 'Z_BUF_ERROR' ||
    code === 'ZSTD_error_srcSize_wrong' ||
    /unexpected end|truncat/i.test(String(error))
    ? 'truncated'
    : 'damaged';
};

async function* unpacked(
  archive: 'gzip' | 'zstd',
  packed: AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  let [inside, outside] = [0, 0];
  async function* counted(): AsyncGenerator<Uint8Array, void, undefined> {
    for await (const piece of packed) {
      inside += piece.length;
      yield piece;
    }
  }
  const source = Readable.from(counted());
  const unpack: Transform = archive === 'gzip' ? createGunzip() : createZstdDecompress();
  // A source that fails is not a broken archive: its own error goes on as it is.
  let failed: unknown;
  source.on('error', (error) => {
    failed = error;
    unpack.destroy(error);
  });
  source.pipe(unpack);
  try {
    for await (const piece of unpack as AsyncIterable<Uint8Array>) {
      outside += piece.length;
      if (outside > ANYWAY && outside > inside * MOST_TIMES) throw new ArchiveError(archive, 'bomb');
      yield piece;
    }
  } catch (error) {
    if (failed !== undefined || error instanceof ArchiveError) throw error;
    throw new ArchiveError(archive, reasonOf(error));
  } finally {
    source.destroy();
    unpack.destroy();
  }
}

/**
 * The bytes of a file of call records, unpacked where it is gzip or zstd, piece by piece: known by its first bytes, not by its name. Archives within
 * archives stay packed.
 * @param from a path, or the bytes as they come
 * @throws ArchiveError for an archive that is cut off, damaged or a bomb, after what could be unpacked has been given
 */
export async function* openTraffic(
  from: string | AsyncIterable<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const bytes: AsyncIterable<Uint8Array> =
    typeof from === 'string' ? createReadStream(from, { highWaterMark: 256 * 1024 }) : from;
  const pieces = bytes[Symbol.asyncIterator]();
  let first: Uint8Array = new Uint8Array(0);
  let ended = false;
  while (first.length < 4 && !ended) {
    // One after the other: how many are needed is known only when they are there.
    // oxlint-disable-next-line no-await-in-loop
    const next = await pieces.next();
    if (next.done === true) ended = true;
    else first = first.length === 0 ? next.value : Buffer.concat([first, next.value]);
  }
  async function* whole(): AsyncGenerator<Uint8Array, void, undefined> {
    try {
      if (first.length > 0) yield first;
      if (!ended) yield* { [Symbol.asyncIterator]: () => pieces };
    } finally {
      await pieces.return?.();
    }
  }
  const archive = archiveOf(first);
  if (archive === undefined) yield* whole();
  else yield* unpacked(archive, whole());
}
