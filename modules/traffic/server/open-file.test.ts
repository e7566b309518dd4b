import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { pack, writeTraffic } from '../../../test/worlds/switch/index.ts';
import { createReader } from '../pure/formats/index.ts';
import { openTraffic } from './open-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'telink-open-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

async function* inPieces(bytes: Uint8Array, piece: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += piece) yield bytes.subarray(at, at + piece);
}
async function read(from: string | AsyncIterable<Uint8Array>): Promise<{ bytes: Buffer; error: unknown }> {
  const pieces: Uint8Array[] = [];
  try {
    for await (const piece of openTraffic(from)) pieces.push(piece);
  } catch (error) {
    return { bytes: Buffer.concat(pieces), error };
  }
  return { bytes: Buffer.concat(pieces), error: undefined };
}

describe.each(['gzip', 'zstd'] as const)('a file packed with %s', (archive) => {
  const path = join(folder, `day.${archive}`);
  const SPEC = { format: 'asterisk', seed: 3, calls: 2000 } as const;

  test('is read like the file it was, whatever it is called', async () => {
    const truth = writeTraffic(path, SPEC);
    pack(path, archive);
    const { bytes, error } = await read(path);
    expect(error).toBeUndefined();
    const reader = createReader('asterisk', {
      system: 's',
      timeZone: 'Europe/Stockholm',
      numbers: { country: '46' },
      inbound: ['from-trunk'],
    });
    const records = [...reader.push(bytes).records, ...reader.end().records];
    expect(records).toHaveLength(truth.calls);
    expect(records.reduce((sum, { seconds }) => sum + seconds, 0)).toBe(truth.seconds);
  });

  test('cut off, it says so after what could be read', async () => {
    writeTraffic(path, SPEC);
    const whole = readFileSync(path);
    pack(path, archive, 200);
    const { bytes, error } = await read(path);
    expect(error).toMatchObject({ name: 'ArchiveError', archive, reason: 'truncated' });
    expect(bytes.length).toBeGreaterThan(whole.length / 4);
    expect(whole.subarray(0, bytes.length).equals(bytes)).toBe(true);
  });

  test('damaged in the middle, it says so', async () => {
    const packed = (archive === 'gzip' ? gzipSync : zstdCompressSync)(Buffer.alloc(200_000, 'call record '));
    packed.fill(0x55, 20, packed.length - 4);
    expect((await read(inPieces(packed, 50))).error).toMatchObject({ reason: 'damaged' });
  });

  test('a bomb is given up before it fills the memory', async () => {
    const bomb = (archive === 'gzip' ? gzipSync : zstdCompressSync)(Buffer.alloc(300 * 1024 * 1024));
    let seen = 0;
    await expect(async () => {
      for await (const piece of openTraffic(inPieces(bomb, 1000))) seen += piece.length;
    }).rejects.toMatchObject({ reason: 'bomb' });
    expect(seen).toBeLessThan(200 * 1024 * 1024);
  });

  test('its first bytes may come one at a time', async () => {
    const text = Buffer.from('a,b\n'.repeat(100));
    const packed = (archive === 'gzip' ? gzipSync : zstdCompressSync)(text);
    expect((await read(inPieces(packed, 1))).bytes.equals(text)).toBe(true);
  });
});

test('a file that is not packed goes through untouched, an empty one too', async () => {
  const bytes = Buffer.from('\x1f plain');
  expect((await read(inPieces(bytes, 1))).bytes.equals(bytes)).toBe(true);
  writeFileSync(join(folder, 'empty'), '');
  expect(await read(join(folder, 'empty'))).toMatchObject({ error: undefined });
});

test('a source that fails keeps its own error', async () => {
  async function* failing(): AsyncGenerator<Uint8Array> {
    yield gzipSync(Buffer.alloc(100_000, 'x')).subarray(0, 20);
    throw new Error('the disk is gone');
  }
  expect((await read(failing())).error).toMatchObject({ message: 'the disk is gone' });
});
