import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { handClock } from '#platform/clock';
import { createSealer, openKeyStore } from '#platform/crypto';

let folder: string;
const clock = handClock('2026-11-24T08:00:00Z');
const open = (masterKey?: Buffer) => openKeyStore({ folder, masterKey, clock });
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'telink-keys-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const bytesOnDisk = (): Buffer =>
  Buffer.concat(readdirSync(folder).map((file) => readFileSync(join(folder, file))));

test('a key is made once and is the same after a restart', async () => {
  const first = open();
  const key = await first.key('subject:p1');
  first.close();
  const second = open();
  expect((await second.key('subject:p1')).equals(key)).toBe(true);
  expect(key.length).toBe(32);
  second.close();
});

test('no key lies in clear on disk', async () => {
  const keys = open(randomBytes(32));
  const key = await keys.key('subject:p1');
  expect(bytesOnDisk().includes(key)).toBe(false);
  keys.close();
});

test('a destroyed key leaves no byte of its wrapped form, in the file or its log, and its name can’t be used again', async () => {
  const keys = open();
  await keys.key('subject:p1');
  const peek = new DatabaseSync(join(folder, 'keys.sqlite'), { readOnly: true });
  const { wrapped } = peek.prepare("SELECT wrapped FROM key WHERE name = 'subject:p1'").get() as {
    wrapped: Uint8Array;
  };
  peek.close();
  const stored = Buffer.from(wrapped);
  expect(bytesOnDisk().includes(stored)).toBe(true);
  await keys.destroy('subject:p1');
  expect(bytesOnDisk().includes(stored)).toBe(false);
  expect(await keys.find('subject:p1')).toBe('destroyed');
  await expect(keys.key('subject:p1')).rejects.toMatchObject({ code: 'key-destroyed' });
  keys.close();
});

test('many keys are made in one go, and those that are there or destroyed stay as they are', async () => {
  const keys = open();
  const first = await keys.key('subject:p1');
  await keys.key('subject:p2');
  await keys.destroy('subject:p2');
  await keys.prepare(['subject:p1', 'subject:p2', 'subject:p3', 'subject:p3']);
  expect((await keys.find('subject:p1')) as Buffer).toEqual(first);
  expect(await keys.find('subject:p2')).toBe('destroyed');
  expect(await keys.find('subject:p3')).toHaveLength(32);
  keys.close();
});

test('a key that another process destroys is gone here too, though it was in use', async () => {
  const [here, there] = [open(), open()];
  const key = await here.key('subject:p1');
  expect(await here.find('subject:p1')).toEqual(key);
  await there.destroy('subject:p1');
  expect(await here.find('subject:p1')).toBe('destroyed');
  here.close();
  there.close();
});

test('the wrong master key opens nothing and says so', async () => {
  const keys = open(randomBytes(32));
  await keys.key('index');
  keys.close();
  const other = open(randomBytes(32));
  await expect(other.key('index')).rejects.toThrow('master key');
  other.close();
});

test('a sealed value opens only for its subject and column, and not after one changed bit', async () => {
  const keys = open();
  const sealer = createSealer(keys);
  await sealer.seal('p2', 'a.b', 'so that p2 has a key');
  const sealed = await sealer.seal('p1', 'customers.person.name', 'Åsa');
  expect(await sealer.open('p1', 'customers.person.name', sealed)).toBe('Åsa');
  await expect(sealer.open('p2', 'customers.person.name', sealed)).rejects.toMatchObject({
    code: 'seal-broken',
  });
  await expect(sealer.open('p1', 'customers.person.email', sealed)).rejects.toMatchObject({
    code: 'seal-broken',
  });
  sealed[20]! ^= 1;
  await expect(sealer.open('p1', 'customers.person.name', sealed)).rejects.toMatchObject({
    code: 'seal-broken',
  });
  keys.close();
});

test('two seals of one text differ; its blind index does not', async () => {
  const keys = open();
  const sealer = createSealer(keys);
  expect((await sealer.seal('p', 'a', 'x')).equals(await sealer.seal('p', 'a', 'x'))).toBe(false);
  expect((await sealer.blindIndex('a', 'x')).equals(await sealer.blindIndex('a', 'x'))).toBe(true);
  expect((await sealer.blindIndex('a', 'x')).equals(await sealer.blindIndex('b', 'x'))).toBe(false);
  keys.close();
});
