import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { crc32, createDeflateRaw, inflateRawSync } from 'node:zlib';

export interface ZipEntry {
  readonly name: string;
  readonly content: Iterable<string> | AsyncIterable<string>;
  /** Told when the whole entry has passed. */
  readonly passed?: (sum: { readonly bytes: number; readonly sha256: string }) => void;
}

/** Without zip64 an archive ends at 4 GiB; a person's data comes nowhere near, and if it does this says so instead of lying. */
const MOST = 0xffff_ffff;
const [LOCAL, DESCRIPTOR, CENTRAL, END] = [0x04034b50, 0x08074b50, 0x02014b50, 0x06054b50];
/** Sizes follow the data (bit 3), names are UTF-8 (bit 11). */
const FLAGS = 0x0808;

/** One zip archive (APPNOTE 6.3), entry by entry as they come: nothing of it is gathered. `at` dates every entry. */
export async function* zipped(
  entries: Iterable<ZipEntry> | AsyncIterable<ZipEntry>,
  at: Date,
): AsyncGenerator<Buffer> {
  const central: Buffer[] = [];
  const [date, time] = [
    ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate(),
    (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1),
  ];
  let offset = 0;
  for await (const { name, content, passed } of entries) {
    const named = Buffer.from(name);
    const head = Buffer.alloc(30);
    for (const [place, value] of [
      [4, 20],
      [6, FLAGS],
      [8, 8],
      [10, time],
      [12, date],
      [26, named.length],
    ] as const)
      head.writeUInt16LE(value, place);
    head.writeUInt32LE(LOCAL, 0);
    const from = offset;
    yield Buffer.concat([head, named]);
    const hash = createHash('sha256');
    let [crc, size, packed] = [0, 0, 0];
    const deflate = createDeflateRaw();
    const source = async function* (): AsyncGenerator<Buffer> {
      for await (const piece of content) {
        const bytes = Buffer.from(piece);
        crc = crc32(bytes, crc);
        size += bytes.length;
        hash.update(bytes);
        yield bytes;
      }
    };
    const reading = Readable.from(source());
    reading.on('error', (error) => deflate.destroy(error));
    for await (const piece of reading.pipe(deflate)) {
      packed += (piece as Buffer).length;
      yield piece as Buffer;
    }
    const tail = Buffer.alloc(16);
    [DESCRIPTOR, crc, packed, size].forEach((value, index) => tail.writeUInt32LE(value, index * 4));
    yield tail;
    offset += head.length + named.length + packed + tail.length;
    if (offset > MOST || size > MOST) throw new Error('The archive is larger than a zip can be.');
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(CENTRAL, 0);
    for (const [place, value] of [
      [4, 20],
      [6, 20],
      [8, FLAGS],
      [10, 8],
      [12, time],
      [14, date],
      [28, named.length],
    ] as const)
      entry.writeUInt16LE(value, place);
    for (const [place, value] of [
      [16, crc],
      [20, packed],
      [24, size],
      [42, from],
    ] as const)
      entry.writeUInt32LE(value, place);
    central.push(entry, named);
    passed?.({ bytes: size, sha256: hash.digest('hex') });
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(END, 0);
  end.writeUInt16LE(central.length / 2, 8);
  end.writeUInt16LE(central.length / 2, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  yield Buffer.concat([directory, end]);
}

/** One entry of an archive as text; undefined when there is none, or these bytes are no archive. At most `most` bytes. */
export function unzipped(
  archive: Buffer,
  wanted: string,
  most: number = 512 * 1024 * 1024,
): string | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || end + 22 > archive.length) return undefined;
  let at = archive.readUInt32LE(end + 16);
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    if (at + 46 > archive.length || archive.readUInt32LE(at) !== CENTRAL) return undefined;
    const [names, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    if (archive.toString('utf8', at + 46, at + 46 + names) === wanted) {
      const from = archive.readUInt32LE(at + 42);
      const data = from + 30 + archive.readUInt16LE(from + 26) + archive.readUInt16LE(from + 28);
      const bytes = archive.subarray(data, data + archive.readUInt32LE(at + 20));
      const method = archive.readUInt16LE(at + 10);
      if (method === 0) return bytes.toString('utf8');
      return method === 8 ? inflateRawSync(bytes, { maxOutputLength: most }).toString('utf8') : undefined;
    }
    at += 46 + names + extra + comment;
  }
  return undefined;
}
