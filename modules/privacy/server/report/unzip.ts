import { inflateRawSync } from 'node:zlib';

/** The files of an archive that `zipOf` wrote, by name; undefined when it is none. For checking, so it is held in memory. */
export function unzip(archive: Buffer): Map<string, Buffer> | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) return undefined;
  const files = new Map<string, Buffer>();
  try {
    let at = archive.readUInt32LE(end + 16);
    for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
      if (archive.readUInt32LE(at) !== 0x02014b50) return undefined;
      const packed = archive.readUInt32LE(at + 20);
      const length = archive.readUInt16LE(at + 28);
      const local = archive.readUInt32LE(at + 42);
      const name = archive.toString('utf8', at + 46, at + 46 + length);
      const from = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
      files.set(name, inflateRawSync(archive.subarray(from, from + packed)));
      at += 46 + length + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
    }
    return files;
  } catch {
    return undefined;
  }
}
