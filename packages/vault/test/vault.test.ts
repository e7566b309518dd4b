import { createDecipheriv, hkdfSync, webcrypto } from 'node:crypto';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser, openPage, removeFolder, serveVault, temporaryFolder } from './browser.ts';
import { withoutBrowser } from '../../../test/run/browser.ts';

describe.skipIf(withoutBrowser !== false)('the vault in Chromium', () => {
  let served: Awaited<ReturnType<typeof serveVault>>;
  let profile: string;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    served = await serveVault();
    profile = await temporaryFolder();
    context = await openBrowser(profile);
  });

  afterAll(async () => {
    await context.close();
    await served.close();
    await removeFolder(profile);
  });

  beforeEach(async () => {
    for (const old of context.pages()) if (old.url() !== 'about:blank') await old.close();
    page = await openPage(context, served.url);
    await page.evaluate(() => vault.wipeOrigin());
  });

  test('gives back what was put, of every kind it promises, also after a reload', async () => {
    await page.evaluate(async () => {
      const opened = await bench.openWith();
      await opened.putMany('mail', [
        ['json', { subject: 'Hej å ä ö 🐚', list: [1, null, true, { $: 'dollar' }], left: undefined }],
        ['bytes', new Uint8Array([0, 255, 1])],
        ['empty', new Uint8Array()],
        ['text', ''],
        [
          'tree',
          {
            at: new Date(5),
            big: 12n ** 30n,
            map: new Map([['k', new Set([1])]]),
            nan: Number.NaN,
            bytes: new Uint8Array([9, 8]),
            buffer: new Uint8Array([7]).buffer,
            $: ['bytes', 0, 1],
          },
        ],
      ]);
    });
    await page.reload();
    await page.waitForFunction(() => document.title === 'ready');
    const found = await page.evaluate(async () => {
      const opened = await bench.openWith();
      const all = await opened.getMany('mail', ['json', 'bytes', 'empty', 'text', 'tree', 'never']);
      const listed = (value: unknown): unknown =>
        value instanceof Uint8Array || value instanceof Set ? [...value] : undefined;
      const tree = await opened.get<Record<string, unknown>>('mail', 'tree');
      const [bytes, map] = [tree?.['bytes'], tree?.['map']];
      return {
        ids: [...all.keys()],
        json: all.get('json'),
        bytes: listed(all.get('bytes')),
        empty: listed(all.get('empty')),
        text: all.get('text'),
        date: tree?.['at'] instanceof Date && tree['at'].getTime(),
        big: String(tree?.['big']),
        set: map instanceof Map && listed(map.get('k')),
        nan: Number.isNaN(tree?.['nan']),
        inner: listed(bytes),
        buffer: tree?.['buffer'] instanceof ArrayBuffer && tree['buffer'].byteLength,
        dollar: tree?.['$'],
        otherType: await opened.get('folder', 'json'),
      };
    });
    expect(found).toStrictEqual({
      ids: ['json', 'bytes', 'empty', 'text', 'tree'],
      json: { subject: 'Hej å ä ö 🐚', list: [1, null, true, { $: 'dollar' }] },
      bytes: [0, 255, 1],
      empty: [],
      text: '',
      date: 5,
      big: String(12n ** 30n),
      set: [1],
      nan: true,
      inner: [9, 8],
      buffer: 1,
      dollar: ['bytes', 0, 1],
      otherType: undefined,
    });
  });

  test('refuses a value that cannot be stored with a TypeError, and keeps the rest working', async () => {
    const faults = await page.evaluate(async () => {
      const opened = await bench.openWith();
      const say = (value: unknown): Promise<string> =>
        opened.put('t', 'x', value).then(
          () => 'kept',
          (fault: unknown) => (fault instanceof Error ? fault.name : ''),
        );
      return [
        await say(undefined),
        await say(() => 1),
        await say({ deep: [Symbol('s')] }),
        await say(new URL('https://example.com')),
        await say(1),
        await opened.get('t', 'x'),
      ];
    });
    expect(faults).toStrictEqual(['TypeError', 'TypeError', 'TypeError', 'TypeError', 'kept', 1]);
  });

  test('overwrites the secret with zeros, also when it ends as a null vault', async () => {
    const left = await page.evaluate(async () => {
      const open = async (): Promise<number[]> => {
        const secret = crypto.getRandomValues(new Uint8Array(32));
        const opened = await vault.openVault({
          context: 'c',
          account: 'a',
          category: 'm',
          key: { kid: 'k', secret },
          limits: { maxBytes: 1, maxAgeMs: 1 },
          now: () => 0,
        });
        opened.close();
        return [...secret];
      };
      const kept = await open();
      Object.defineProperty(globalThis, 'indexedDB', { value: undefined, configurable: true });
      return [kept, await open()];
    });
    expect(left).toStrictEqual([Array.from({ length: 32 }, () => 0), Array.from({ length: 32 }, () => 0)]);
  });

  test('writes records that another implementation opens by the README, and only with both halves of the key', async () => {
    const kid = 'a kid / with å';
    const raw = await page.evaluate(async (kid) => {
      const opened = await bench.openWith({ kid });
      await opened.put('type', 'id', { hello: 'world' });
      const device = await bench.answer(indexedDB.open('0'));
      const salt = await bench.answer<Uint8Array>(device.transaction('a').objectStore('a').get(0));
      device.close();
      const [[id, record] = ['', undefined]] = await bench.records();
      if (!record) throw new Error('no record');
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      return {
        salt: [...salt],
        id,
        names,
        k: record.k,
        n: record.n,
        i: [...record.i],
        c: [...new Uint8Array(record.c)],
      };
    }, kid);
    const frame = (...parts: (string | number)[]): Buffer =>
      Buffer.concat(
        parts.flatMap((part) => {
          const bytes = Buffer.from(String(part));
          const length = Buffer.alloc(4);
          length.writeUInt32BE(bytes.length);
          return [length, bytes];
        }),
      );
    const derive = (salt: readonly number[], use: string): Buffer =>
      Buffer.from(
        hkdfSync(
          'sha256',
          Buffer.concat([Buffer.alloc(32, 7), Buffer.from(salt)]),
          '',
          frame('tenant/user', 'account', 'mail', 1, use),
          32,
        ),
      );
    const open = (salt: readonly number[], version: number): Buffer => {
      const sealed = Buffer.from(raw.c);
      const decipher = createDecipheriv('aes-256-gcm', derive(salt, 'seal'), Buffer.from(raw.i));
      decipher.setAAD(frame(kid, 'account', 'type', 'id', 1, version));
      decipher.setAuthTag(sealed.subarray(-16));
      return Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()]);
    };
    const plain = open(raw.salt, raw.n);
    expect(plain.length).toBe(256);
    expect(plain.readDoubleBE(0)).toBe(1_700_000_000_000);
    expect(plain.subarray(12, 12 + plain.readUInt32BE(8)).toString()).toBe('\u0001{"hello":"world"}');
    expect(() => open(raw.salt.with(0, (raw.salt[0] ?? 0) ^ 1), raw.n)).toThrow();
    expect(() => open(raw.salt, raw.n + 1)).toThrow();

    const name = await webcrypto.subtle.importKey(
      'raw',
      derive(raw.salt, 'name'),
      { name: 'HMAC', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const mac = async (...parts: string[]): Promise<Buffer> =>
      Buffer.from(await webcrypto.subtle.sign('HMAC', name, frame(...parts)));
    expect(raw.id).toBe(
      (await mac('type', 'type')).subarray(0, 8).toString('base64url') +
        (await mac('record', 'type', 'id')).subarray(0, 24).toString('base64url'),
    );
    const digest = Buffer.from(await webcrypto.subtle.digest('SHA-256', frame(kid)));
    expect(raw.names.toSorted()).toStrictEqual(['0', `0.${digest.subarray(0, 16).toString('base64url')}`]);
  });

  test('refuses a record moved to another id, another version or an older state, and deletes it', async () => {
    const seen = await page.evaluate(async () => {
      const opened = await bench.openWith();
      const idsOf = async (): Promise<string[]> => (await bench.records()).map(([id]) => id);
      await opened.put('t', 'a', 'first a');
      const [idA = ''] = await idsOf();
      const old = (await bench.records())[0]?.[1];
      await opened.put('t', 'a', 'second a');
      await opened.put('t', 'b', 'only b');
      const idB = (await idsOf()).find((id) => id !== idA) ?? '';
      const b = (await bench.records()).find(([id]) => id === idB)?.[1];
      if (!old || !b) throw new Error('records missing');
      const control = await opened.getMany('t', ['a', 'b']);

      await bench.plant(idA, b);
      const swapped = await opened.get('t', 'a');
      const afterSwap = await idsOf();
      await opened.put('t', 'a', 'third a');
      await bench.plant(idA, old);
      const rolledBack = await opened.get('t', 'a');
      const afterRollback = await idsOf();
      await bench.plant(idB, { ...b, n: b.n + 1 });
      const renumbered = await opened.get('t', 'b');
      return {
        control: [...control],
        swapped,
        afterSwap: afterSwap.includes(idA),
        rolledBack,
        afterRollback: afterRollback.includes(idA),
        renumbered,
        usage: await opened.usage(),
        left: await idsOf(),
      };
    });
    expect(seen).toMatchObject({
      control: [
        ['a', 'second a'],
        ['b', 'only b'],
      ],
      swapped: undefined,
      afterSwap: false,
      rolledBack: undefined,
      afterRollback: false,
      renumbered: undefined,
      usage: { records: 0, bytes: 0 },
      left: [],
    });
  });

  test('deletes a record with a flipped bit and still gives out its neighbours', async () => {
    const seen = await page.evaluate(async () => {
      const opened = await bench.openWith();
      await opened.putMany('t', [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]);
      const [[id, record] = ['', undefined]] = await bench.records();
      if (!record) throw new Error('no record');
      new Uint8Array(record.c)[3]! ^= 1;
      await bench.plant(id, record);
      const found = await opened.getMany<number>('t', ['a', 'b', 'c']);
      return {
        found: found.size,
        left: (await bench.records()).length,
        usage: (await opened.usage()).records,
      };
    });
    expect(seen).toStrictEqual({ found: 2, left: 2, usage: 2 });
  });
});
