import { createDecipheriv, hkdfSync, webcrypto } from 'node:crypto';
import { existsSync } from 'node:fs';
import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { CHROMIUM, openBrowser, openPage, removeFolder, serveVault, temporaryFolder } from './browser.ts';

describe.skipIf(!existsSync(CHROMIUM))('the vault in Chromium', () => {
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

  test('opens nothing with another secret, account, category or context, and empties a store that is not its own', async () => {
    for (const other of [
      { secret: Array.from({ length: 32 }, () => 8) },
      { account: 'b' },
      { category: 'calendar' },
      { context: 'tenant/other' },
    ]) {
      const seen = await page.evaluate(async (other) => {
        const first = await bench.openWith();
        await first.put('t', 'a', 'mine');
        first.close();
        const again = await bench.openWith();
        const control = await again.get('t', 'a');
        again.close();
        const stranger = await bench.openWith(other);
        const found = await stranger.get('t', 'a');
        const left = (await bench.records()).length;
        stranger.close();
        return { control, found, left };
      }, other);
      expect(seen).toStrictEqual({ control: 'mine', found: undefined, left: 0 });
    }
  });

  test('deletes a store of a newer layout and begins again', async () => {
    const seen = await page.evaluate(async () => {
      const first = await bench.openWith();
      await first.put('t', 'a', 1);
      first.close();
      const name = (await indexedDB.databases()).find((each) => each.name?.startsWith('0.'))?.name ?? '';
      const newer = await bench.answer(indexedDB.open(name, 7));
      newer.close();
      const opened = await bench.openWith();
      const found = await opened.get('t', 'a');
      await opened.put('t', 'b', 2);
      const version = (await indexedDB.databases()).find((each) => each.name === name)?.version;
      return { found, b: await opened.get('t', 'b'), version };
    });
    expect(seen).toStrictEqual({ found: undefined, b: 2, version: 1 });
  });

  test('evicts the oldest first when the bytes run out, counting right across two tabs', async () => {
    const limits = { maxBytes: 10_000, maxAgeMs: 86_400_000 };
    const other = await openPage(context, served.url);
    for (const tab of [page, other]) {
      await tab.evaluate(async (limits) => {
        globalThis.kept = await bench.openWith({ limits });
      }, limits);
    }
    const fill = (tab: Page, from: number): Promise<void> =>
      tab.evaluate(async (from) => {
        for (let i = from; i < from + 20; i += 1) await kept.put('t', String(i), 'x'.repeat(600));
      }, from);
    await Promise.all([fill(page, 0), fill(other, 100)]);
    await page.evaluate(() => kept.put('t', 'newest', 1));
    const usages = await Promise.all([page, other].map((tab) => tab.evaluate(() => kept.usage())));
    const real = await page.evaluate(async () =>
      (await bench.records()).map(([, record]) => ({ n: record.n, bytes: record.c.byteLength })),
    );
    expect(usages[0]).toStrictEqual(usages[1]);
    expect(usages[0]?.records).toBe(real.length);
    expect(usages[0]?.bytes).toBe(real.reduce((sum, { bytes }) => sum + bytes + 192, 0));
    expect(usages[0]?.bytes).toBeLessThanOrEqual(limits.maxBytes);
    expect(real.length).toBeGreaterThan(8);
    expect(Math.min(...real.map(({ n }) => n))).toBe(41 - real.length + 1);
    expect(await other.evaluate(() => kept.get('t', 'newest'))).toBe(1);
  });

  test('counts a replaced record once, and does not keep one that is larger than the whole limit', async () => {
    const seen = await page.evaluate(async () => {
      const opened = await bench.openWith({ limits: { maxBytes: 5000, maxAgeMs: 86_400_000 } });
      await opened.put('t', 'a', 1);
      const once = await opened.usage();
      await opened.put('t', 'a', 2);
      const twice = await opened.usage();
      await opened.put('t', 'b', 3);
      await opened.put('t', 'a', 'x'.repeat(6000));
      return {
        same: once.bytes === twice.bytes && twice.records === 1,
        a: await opened.get('t', 'a'),
        b: await opened.get('t', 'b'),
        left: await opened.usage(),
      };
    });
    expect(seen).toMatchObject({ same: true, a: undefined, b: 3, left: { records: 1 } });
  });

  test('gives out nothing older than its limit, and deletes it at the next opening or write', async () => {
    const seen = await page.evaluate(async () => {
      const limits = { maxBytes: 1_000_000, maxAgeMs: 10_000_000 };
      const opened = await bench.openWith({ limits });
      await opened.putMany('t', [
        ['a', 1],
        ['b', 2],
      ]);
      bench.clock += 10_000_000;
      const still = await opened.get('t', 'a');
      bench.clock += 1;
      const late = await opened.get('t', 'a');
      const one = (await bench.records()).length;
      bench.clock += 3_600_000;
      opened.close();
      const again = await bench.openWith({ limits });
      const none = (await bench.records()).length;
      return { still, late, one, none, usage: await again.usage() };
    });
    expect(seen).toStrictEqual({
      still: 1,
      late: undefined,
      one: 1,
      none: 0,
      usage: { records: 0, bytes: 0 },
    });
  });

  test('removes records by id and clears one type alone', async () => {
    const seen = await page.evaluate(async () => {
      const opened = await bench.openWith();
      await opened.putMany('mail', [
        ['a', 1],
        ['b', 2],
        ['c', 3],
      ]);
      await opened.putMany('folder', [['a', 4]]);
      await opened.remove('mail', ['a', 'a', 'never']);
      const afterRemove = [...(await opened.getMany('mail', ['a', 'b', 'c'])).keys()];
      await opened.clear('mail');
      return {
        afterRemove,
        mail: (await opened.getMany('mail', ['a', 'b', 'c'])).size,
        folder: await opened.get('folder', 'a'),
        usage: (await opened.usage()).records,
      };
    });
    expect(seen).toStrictEqual({ afterRemove: ['b', 'c'], mail: 0, folder: 4, usage: 1 });
  });

  test('the last of two writes stands, whichever tab seals faster', async () => {
    const seen = await page.evaluate(async () => {
      const opened = await bench.openWith();
      const slow = opened.put('t', 'a', 'x'.repeat(3_000_000));
      const fast = opened.put('t', 'a', 'later');
      await Promise.all([slow, fast]);
      return opened.get('t', 'a');
    });
    expect(seen).toBe('later');
  });

  test('hides sizes: values of neighbouring lengths are equally long on disk', async () => {
    const sizes = await page.evaluate(async () => {
      const opened = await bench.openWith();
      await opened.putMany(
        't',
        Array.from({ length: 40 }, (_, i) => [String(i), 'x'.repeat(1000 + i)] as const),
      );
      return [...new Set((await bench.records()).map(([, record]) => record.c.byteLength))];
    });
    expect(sizes.length).toBeLessThanOrEqual(2);
  });

  test('works inside a worker, on the same records as the page', async () => {
    const seen = await page.evaluate(async () => {
      const opened = await bench.openWith();
      await opened.put('t', 'a', 'from the page');
      const worker = new Worker('/worker.js', { type: 'module' });
      const next = (): Promise<unknown> =>
        new Promise((resolve) =>
          worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data), {
            once: true,
          }),
        );
      await next();
      worker.postMessage(
        `async () => { const v = await bench.openWith(); await v.put('t', 'b', 'from the worker'); return v.get('t', 'a'); }`,
      );
      const answer = await next();
      return { answer, b: await opened.get('t', 'b') };
    });
    expect(seen).toStrictEqual({ answer: { value: 'from the page' }, b: 'from the worker' });
  });

  test('keeps nothing and throws nothing where IndexedDB refuses, hangs or is absent', async () => {
    const ways = ['throws', 'fails', 'hangs', 'absent', 'unlisted'] as const;
    for (const way of ways) {
      const seen = await page.evaluate(async (way) => {
        const real = globalThis.indexedDB;
        // A connection that never closes: whoever asks for a newer version of it waits for ever.
        if (way === 'hangs') await bench.answer(real.open('held', 1));
        const refuse = (): IDBOpenDBRequest => {
          if (way === 'throws') throw new DOMException('refused', 'SecurityError');
          if (way === 'hangs') return real.open('held', 2);
          const request = real.open('refused', 1);
          request.addEventListener('upgradeneeded', () => request.transaction?.abort());
          return request;
        };
        const replaced =
          way === 'absent'
            ? undefined
            : {
                open: refuse,
                deleteDatabase: real.deleteDatabase.bind(real),
                ...(way === 'unlisted' ? {} : { databases: real.databases.bind(real) }),
              };
        Object.defineProperty(globalThis, 'indexedDB', { value: replaced, configurable: true });
        try {
          const opened = await bench.openWith();
          await opened.put('t', 'a', 1);
          const found = await opened.get('t', 'a');
          await opened.remove('t', ['a']);
          await opened.clear('t');
          const unconfirmed = await vault.deleteUnconfirmed(new Set());
          await opened.wipe();
          opened.close();
          return { found, unconfirmed, usage: await opened.usage() };
        } finally {
          Object.defineProperty(globalThis, 'indexedDB', { value: real, configurable: true });
        }
      }, way);
      expect(seen, way).toStrictEqual({ found: undefined, unconfirmed: 0, usage: { records: 0, bytes: 0 } });
    }
  });

  test('makes room when the browser says the quota is spent, counts right afterwards, and never throws', async () => {
    // The quota itself cannot be set for IndexedDB from outside; what the browser answers when it is spent can.
    for (const way of ['thrown', 'aborted'] as const) {
      const seen = await page.evaluate(async (way) => {
        await vault.wipeOrigin();
        const opened = await bench.openWith();
        // oxlint-disable-next-line typescript/unbound-method -- put back, and called with its own `this`
        const { put } = IDBObjectStore.prototype;
        let stored = 0;
        let refusals = 0;
        IDBObjectStore.prototype.put = function (
          this: IDBObjectStore,
          value: { c?: ArrayBuffer },
          key?: IDBValidKey,
        ) {
          stored += value.c?.byteLength ?? 0;
          if (stored < 12_000) return put.call(this, value, key);
          stored = 4000;
          refusals += 1;
          const spent = new DOMException('spent', 'QuotaExceededError');
          if (way === 'thrown') throw spent;
          const request = put.call(this, value, key);
          Object.defineProperty(this.transaction, 'error', { value: spent });
          this.transaction.abort();
          return request;
        };
        try {
          for (let i = 0; i < 10; i += 1)
            await opened.putMany('t', [
              [`a${i}`, 'x'.repeat(900)],
              [`b${i}`, 'x'.repeat(900)],
            ]);
          const real = await bench.records();
          return {
            refusals,
            usage: await opened.usage(),
            real: real.length,
            bytes: real.reduce((sum, [, { c }]) => sum + c.byteLength + 192, 0),
            first: await opened.get('t', 'a0'),
            last: await opened.get('t', 'b9'),
          };
        } finally {
          IDBObjectStore.prototype.put = put;
        }
      }, way);
      expect(seen.refusals, way).toBeGreaterThan(0);
      expect(seen.usage, way).toStrictEqual({ records: seen.real, bytes: seen.bytes });
      expect(seen, way).toMatchObject({ first: undefined, last: 'x'.repeat(900) });
    }
  });

  test('the null vault keeps nothing and touches no storage', async () => {
    const seen = await page.evaluate(async () => {
      const none = vault.openNullVault();
      await none.put('t', 'a', 1);
      await none.putMany('t', [['b', 2]]);
      return {
        a: await none.get('t', 'a'),
        many: (await none.getMany('t', ['a', 'b'])).size,
        usage: await none.usage(),
        databases: await indexedDB.databases(),
      };
    });
    expect(seen).toStrictEqual({ a: undefined, many: 0, usage: { records: 0, bytes: 0 }, databases: [] });
  });
});
