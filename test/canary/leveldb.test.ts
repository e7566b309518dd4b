import { crc32, zstdCompressSync } from 'node:zlib';
import { randomBytes } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { plant, scanBytes } from './index.ts';
import { readLog, readTable } from './leveldb.ts';
import { snappy } from './snappy.ts';

function varint(value: number): Buffer {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    bytes.push(rest < 128 ? rest : (rest % 128) | 128);
    if (rest < 128) return Buffer.from(bytes);
  }
}

function literal(bytes: Buffer): Buffer {
  if (bytes.length <= 60) return Buffer.concat([Buffer.of((bytes.length - 1) << 2), bytes]);
  return Buffer.concat([Buffer.of(61 << 2, (bytes.length - 1) & 255, (bytes.length - 1) >> 8), bytes]);
}

function entry(shared: number, own: string, value: string): Buffer {
  return Buffer.concat([
    varint(shared),
    varint(own.length),
    varint(value.length),
    Buffer.from(own + value, 'latin1'),
  ]);
}

function blockOf(entries: readonly Buffer[]): Buffer {
  const restarts = Buffer.alloc(8);
  restarts.writeUInt32LE(1, 4);
  return Buffer.concat([...entries, restarts]);
}

/** A table of one data block, by doc/table_format.md. */
function tableOf(data: Buffer, type: number): Buffer {
  const trailer = (kind: number): Buffer => Buffer.concat([Buffer.of(kind), Buffer.alloc(4)]);
  const handle = (offset: number, size: number): Buffer => Buffer.concat([varint(offset), varint(size)]);
  const index = blockOf([entry(0, 'zz', handle(0, data.length).toString('latin1'))]);
  const at = data.length + 5;
  const footer = Buffer.alloc(48);
  Buffer.concat([handle(0, 0), handle(at, index.length)]).copy(footer);
  Buffer.from('57fb808b247547db', 'hex').copy(footer, 40);
  return Buffer.concat([data, trailer(type), index, trailer(0), footer]);
}

const canary = plant('mail', 'subject', 'leveldb');
const encodings = async (bytes: Buffer): Promise<string[]> =>
  (await scanBytes(bytes, [canary])).map(({ encoding }) => encoding);

describe('Snappy', () => {
  test('decodes literals of every length form and copies of all three widths, overlapping ones too', () => {
    const long = randomBytes(40_000);
    const input = Buffer.concat([
      varint(3 + 40_000 + 9 + 64 + 8),
      literal(Buffer.from('abc')),
      literal(long),
      Buffer.of(((9 - 4) << 2) | 1, 3),
      Buffer.of((63 << 2) | 2, 0x40, 0x9c),
      Buffer.of((7 << 2) | 3, 1, 0, 0, 0),
    ]);
    const plain = Buffer.concat([Buffer.from('abc'), long]);
    const append = (back: number, size: number, into: Buffer): Buffer => {
      const bytes = [...into];
      for (let i = 0; i < size; i += 1) bytes.push(bytes[bytes.length - back] ?? 0);
      return Buffer.from(bytes);
    };
    const expected = append(1, 8, append(0x9c40, 64, append(3, 9, plain)));
    const decoded = snappy(input);
    expect(decoded?.complete).toBe(true);
    expect(decoded?.output.equals(expected)).toBe(true);
  });

  test('gives what it has when the input is damaged, and nothing for what cannot be Snappy', () => {
    const input = Buffer.concat([varint(100), literal(Buffer.from('here it is')), Buffer.of(2, 0xff, 0xff)]);
    expect(snappy(input)).toStrictEqual({ output: Buffer.from('here it is'), complete: false });
    expect(snappy(input.subarray(0, 6))?.output.toString()).toBe('here');
    expect(snappy(Buffer.alloc(0))).toBeUndefined();
    expect(snappy(Buffer.alloc(9, 0xff))).toBeUndefined();
    for (let i = 0; i < 500; i += 1) snappy(randomBytes(40));
  });
});

describe('LevelDB files', () => {
  // The beginning of the canary is only ever a back reference, as in a real block.
  const value = `${canary.slice(0, 18)}xyz`;
  const plain = blockOf([entry(0, 'key', value), entry(3, '2', canary)]);
  const cut = plain.indexOf(canary);
  const packed = Buffer.concat([
    varint(plain.length),
    literal(plain.subarray(0, cut)),
    Buffer.of(
      ((10 - 4) << 2) | 1 | (((cut - plain.indexOf(value)) >> 8) << 5),
      (cut - plain.indexOf(value)) & 255,
    ),
    literal(plain.subarray(cut + 10)),
  ]);

  test('a table is found by its blocks, compressed by Snappy, by zstd and not at all', async () => {
    expect(packed.includes(canary)).toBe(false);
    expect(snappy(packed)?.output.equals(plain)).toBe(true);
    expect(await encodings(tableOf(packed, 1))).toContain('leveldb snappy > utf8');
    expect(await encodings(tableOf(plain, 0))).toContain('leveldb > utf8');
    expect(await encodings(tableOf(zstdCompressSync(plain), 2))).toContain('leveldb zstd > utf8');
  });

  test('a key that shares its beginning with the one before is found whole', async () => {
    const keys = blockOf([entry(0, `a${canary.slice(0, 20)}!`, ''), entry(21, canary.slice(20), '')]);
    expect(keys.includes(canary)).toBe(false);
    expect(await encodings(tableOf(keys, 0))).toContain('leveldb key > utf8');
  });

  test('a record that a log cuts in two at the end of a block is found whole', async () => {
    const record = Buffer.concat([randomBytes(32_768 - 14 - 12), Buffer.from(canary), randomBytes(100)]);
    const piece = (type: number, bytes: Buffer): Buffer => {
      const header = Buffer.alloc(7);
      header.writeUInt32LE(crc32(bytes), 0);
      header.writeUInt16LE(bytes.length, 4);
      header[6] = type;
      return Buffer.concat([header, bytes]);
    };
    const log = Buffer.concat([piece(2, record.subarray(0, 32_761)), piece(4, record.subarray(32_761))]);
    expect(log.includes(canary)).toBe(false);
    expect(await encodings(log)).toContain('leveldb log > utf8');
  });

  test('what is neither is left alone, and damage does not end the reading', () => {
    expect(readTable(randomBytes(500))).toBeUndefined();
    expect(readLog(Buffer.from('an ordinary log line that is no record\n'))).toBeUndefined();
    const table = tableOf(packed, 1);
    for (let at = 0; at < table.length - 8; at += 1) {
      const damaged = Buffer.from(table);
      damaged[at] = (damaged[at] ?? 0) ^ 0x55;
      expect(() => readTable(damaged)).not.toThrow();
    }
  });
});
