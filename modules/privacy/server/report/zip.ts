import { createDeflateRaw, crc32 } from 'node:zlib';

/** A file of the archive: its name, and its bytes as they come. */
export interface ZipEntry {
  readonly name: string;
  readonly bytes: AsyncIterable<Uint8Array | string>;
}

/** Beyond this the format needs ZIP64, which this does not write. */
const MOST = 0xffff_ffff;
const DESCRIPTOR = 0x0808; // sizes follow the data; names are UTF-8

/**
 * A zip archive as a stream (PKWARE APPNOTE 6.3.10): nothing is held but the piece under way and the list of names. `now` is the time
 * written for every file, milliseconds.
 * @throws RangeError when a file or the archive passes 4 GB.
 */
export async function* zipOf(entries: AsyncIterable<ZipEntry>, now: number): AsyncGenerator<Buffer> {
  const central: Buffer[] = [];
  const stamp = dosTime(now);
  let offset = 0;
  for await (const { name, bytes } of entries) {
    const title = Buffer.from(name, 'utf8');
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(20, 4);
    local.writeUInt16LE(DESCRIPTOR, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(stamp, 10);
    local.writeUInt16LE(title.length, 26);
    yield Buffer.concat([local, title]);
    let [crc, size, packed] = [0, 0, 0];
    const deflate = createDeflateRaw();
    const feeding = (async () => {
      for await (const piece of bytes) {
        const part = typeof piece === 'string' ? Buffer.from(piece) : piece;
        crc = crc32(part, crc);
        size += part.length;
        if (!deflate.write(part)) await new Promise<void>((done) => deflate.once('drain', () => done()));
      }
      deflate.end();
    })();
    // A source that breaks must break whoever reads the archive too, not leave it waiting.
    feeding.catch((error: unknown) => deflate.destroy(error instanceof Error ? error : new Error('source')));
    for await (const piece of deflate as AsyncIterable<Buffer>) {
      packed += piece.length;
      yield piece;
    }
    await feeding;
    const end = Buffer.alloc(16);
    end.writeUInt32LE(0x08074b50, 0);
    if (size > MOST || offset + packed > MOST - 1_000_000) throw new RangeError('The archive passes 4 GB.');
    end.writeUInt32LE(crc, 4);
    end.writeUInt32LE(packed, 8);
    end.writeUInt32LE(size, 12);
    yield end;
    const head = Buffer.alloc(46);
    head.writeUInt32LE(0x02014b50, 0);
    head.writeUInt16LE(20, 4);
    head.writeUInt16LE(20, 6);
    head.writeUInt16LE(DESCRIPTOR, 8);
    head.writeUInt16LE(8, 10);
    head.writeUInt32LE(stamp, 12);
    head.writeUInt32LE(crc, 16);
    head.writeUInt32LE(packed, 20);
    head.writeUInt32LE(size, 24);
    head.writeUInt16LE(title.length, 28);
    head.writeUInt32LE(offset, 42);
    central.push(head, title);
    offset += 30 + title.length + packed + 16;
  }
  const list = Buffer.concat(central);
  const last = Buffer.alloc(22);
  last.writeUInt32LE(0x06054b50, 0);
  last.writeUInt16LE(central.length / 2, 8);
  last.writeUInt16LE(central.length / 2, 10);
  last.writeUInt32LE(list.length, 12);
  last.writeUInt32LE(offset, 16);
  yield Buffer.concat([list, last]);
}

function dosTime(now: number): number {
  const at = new Date(now);
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  return ((date << 16) | time) >>> 0;
}
