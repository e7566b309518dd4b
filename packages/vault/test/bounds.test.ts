import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser, openPage, removeFolder, serveVault, temporaryFolder } from './browser.ts';
import { withoutBrowser } from '../../../test/run/browser.ts';

describe.skipIf(withoutBrowser !== false)('the bounds of the vault in Chromium', () => {
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
