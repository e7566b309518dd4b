import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, open, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plant, scan } from './index.ts';

const canary = plant('mail', 'subject', 'seed');
const other = plant('mail', 'body', 'seed');
const between = (piece: string): Buffer =>
  Buffer.concat([randomBytes(1003), Buffer.from(`\n${piece}\n`), randomBytes(997)]);

describe('scanning files', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'telink-canary-'));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test('reads every file under its roots, and the names of the files', async () => {
    const root = path.join(folder, 'tree');
    await mkdir(path.join(root, 'a', 'b'), { recursive: true });
    await writeFile(path.join(root, 'a', 'b', '.hidden'), between(canary));
    await writeFile(path.join(root, 'empty'), '');
    await writeFile(path.join(root, `${canary}.eml`), 'nothing');
    await symlink('/nowhere', path.join(root, 'link'));
    const single = path.join(folder, 'single');
    await writeFile(single, gzipSync(canary));
    const result = await scan([root, single], [canary, other]);
    expect(result.files).toBe(4);
    expect(result.bytes).toBeGreaterThan(2000);
    expect(result.unread).toStrictEqual([]);
    expect(
      result.hits.map(({ file, encoding, offset }) => [path.relative(folder, file), encoding, offset]),
    ).toEqual(
      expect.arrayContaining([
        ['tree/a/b/.hidden', 'utf8', 1004],
        [`tree/${canary}.eml`, 'name > utf8', 0],
        ['single', 'gzip > utf8', 0],
      ]),
    );
    await expect(scan([path.join(folder, 'missing')], [canary])).rejects.toThrow('ENOENT');
    await expect(scan([root], [])).rejects.toThrow(RangeError);
  });

  test('finds it at the seam between two pieces of a large file, and at the very end', async () => {
    const large = path.join(folder, 'large');
    await writeFile(large, '');
    await truncate(large, 300 * 1024 * 1024);
    const file = await open(large, 'r+');
    const places = [256 * 1024 * 1024 - 10, 300 * 1024 * 1024 - canary.length];
    for (const place of places) await file.write(Buffer.from(canary), 0, canary.length, place);
    await file.close();
    const { hits, bytes } = await scan([large], [canary]);
    expect(bytes).toBe(300 * 1024 * 1024);
    expect(hits.filter(({ encoding }) => encoding === 'utf8').map(({ offset }) => offset)).toStrictEqual(
      places,
    );
  });
});
