import type { BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openBrowser, openPage, removeFolder, serveVault, temporaryFolder } from './browser.ts';
import { withoutBrowser } from '../../../test/run/browser.ts';

describe.skipIf(withoutBrowser !== false)('wiping in Chromium', () => {
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

  const databases = (tab: Page): Promise<string[]> =>
    tab.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name ?? '').toSorted());

  test('wiping one account leaves the other, and the same account in another category', async () => {
    const seen = await page.evaluate(async () => {
      const a = await bench.openWith({ kid: 'a', account: 'a' });
      const b = await bench.openWith({ kid: 'b', account: 'b' });
      const calendar = await bench.openWith({ kid: 'c', account: 'a', category: 'calendar' });
      for (const each of [a, b, calendar]) await each.put('t', 'x', 'here');
      const before = (await indexedDB.databases()).length;
      await a.wipe();
      await a.put('t', 'x', 'again');
      return {
        before,
        after: (await indexedDB.databases()).length,
        found: [await a.get('t', 'x'), await b.get('t', 'x'), await calendar.get('t', 'x')],
        usage: await a.usage(),
      };
    });
    expect(seen).toStrictEqual({
      before: 4,
      after: 3,
      found: [undefined, 'here', 'here'],
      usage: { records: 0, bytes: 0 },
    });
  });

  test('wiping an account in one tab closes its vault in the others', async () => {
    const other = await openPage(context, served.url);
    for (const tab of [page, other]) {
      await tab.evaluate(async () => {
        globalThis.kept = await bench.openWith();
        await kept.put('t', 'x', 1);
      });
    }
    await page.evaluate(() => kept.wipe());
    expect(await databases(page)).toStrictEqual(['0']);
    expect(
      await other.evaluate(async () => [await kept.put('t', 'x', 2), await kept.get('t', 'x')]),
    ).toStrictEqual([undefined, undefined]);
    expect(await databases(other)).toStrictEqual(['0']);
  });

  test('at boot, stores whose key id is not confirmed go and confirmed ones stay', async () => {
    const seen = await page.evaluate(async () => {
      for (const kid of ['alive', 'dead', 'open']) {
        const opened = await bench.openWith({ kid, account: kid });
        await opened.put('t', 'x', kid);
        if (kid !== 'open') opened.close();
        else globalThis.kept = opened;
      }
      await bench.answer(indexedDB.open('not ours')).then((db) => db.close());
      const gone = await vault.deleteUnconfirmed(new Set(['alive', 'never stored']));
      const alive = await bench.openWith({ kid: 'alive', account: 'alive' });
      return {
        gone,
        alive: await alive.get('t', 'x'),
        open: await kept.get('t', 'x'),
        again: await vault.deleteUnconfirmed(new Set(['alive'])),
        notOurs: (await indexedDB.databases()).some(({ name }) => name === 'not ours'),
      };
    });
    expect(seen).toStrictEqual({ gone: 2, alive: 'alive', open: undefined, again: 0, notOurs: true });
  });

  const fill = (tab: Page): Promise<void> =>
    tab.evaluate(async () => {
      globalThis.kept = await bench.openWith();
      await kept.put('t', 'x', 1);
      localStorage.setItem('l', '1');
      sessionStorage.setItem('s', '1');
      await (await caches.open('c')).put('/x', new Response('x'));
      const folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('f', { create: true });
      const writable = await (await folder.getFileHandle('deep', { create: true })).createWritable();
      await writable.write('x');
      await writable.close();
      await navigator.serviceWorker.register('/sw.js');
      await bench.answer(indexedDB.open('anything else')).then((db) => db.close());
    });

  const left = (tab: Page): Promise<unknown> =>
    tab.evaluate(async () => {
      const files: string[] = [];
      for await (const name of (await navigator.storage.getDirectory()).keys()) files.push(name);
      return {
        databases: (await indexedDB.databases()).length,
        local: localStorage.length,
        session: sessionStorage.length,
        caches: (await caches.keys()).length,
        files: files.length,
        workers: (await navigator.serviceWorker.getRegistrations()).length,
      };
    });

  test('wiping the origin empties every kind of storage, with a second tab in the middle of its work', async () => {
    const other = await openPage(context, served.url);
    await fill(page);
    await fill(other);
    expect(await left(page)).toStrictEqual({
      databases: 3,
      local: 1,
      session: 1,
      caches: 1,
      files: 1,
      workers: 1,
    });
    await other.evaluate(() => {
      vault.onWiped(() => document.body.append('wiped'));
      globalThis.kept.put('t', 'y', 'x'.repeat(1_000_000)).catch(() => document.body.append('threw'));
      setInterval(() => void kept.put('t', 'z', 1).catch(() => document.body.append('threw')), 1);
    });
    const report = await page.evaluate(() => vault.wipeOrigin());
    expect(report).toStrictEqual({
      databases: { removed: 3, left: [] },
      files: { removed: 1, left: [] },
      caches: { removed: 1, left: [] },
      workers: { removed: 1, left: [] },
      localStorage: { removed: 1, left: [] },
      sessionStorage: { removed: 1, left: [] },
      complete: true,
    });
    await other.waitForFunction(() => document.body.textContent.includes('wiped'));
    const nothing = { databases: 0, local: 0, session: 0, caches: 0, files: 0, workers: 0 };
    expect(await left(page)).toStrictEqual(nothing);
    expect(await left(other)).toStrictEqual(nothing);
    expect(await other.evaluate(() => kept.get('t', 'x'))).toBeUndefined();
    expect(await other.textContent('body')).not.toContain('threw');
  });

  test('says what is left when a tab will not let go, and the rest is wiped all the same', async () => {
    const stubborn = await openPage(context, served.url);
    await stubborn.evaluate(async () => {
      const held = await bench.answer(indexedDB.open('held'));
      Reflect.set(globalThis, 'held', held);
    });
    await fill(page);
    const report = await page.evaluate(() => vault.wipeOrigin());
    expect(report).toMatchObject({
      complete: false,
      databases: { removed: 3, left: ['held'] },
      files: { left: [] },
    });
    await stubborn.close();
    await page.waitForFunction(async () => (await indexedDB.databases()).length === 0);
    expect(await page.evaluate(async () => (await vault.wipeOrigin()).complete)).toBe(true);
  });

  test('a vault that is being opened while the origin is wiped keeps nothing', async () => {
    const seen = await page.evaluate(async () => {
      const opening = bench.openWith();
      const wiping = vault.wipeOrigin();
      const [opened] = await Promise.all([opening, wiping]);
      await opened.put('t', 'x', 1);
      return [await opened.get('t', 'x'), await opened.usage()];
    });
    expect(seen).toStrictEqual([undefined, { records: 0, bytes: 0 }]);
  });

  test('a worker can wipe the origin, and its vault closes when a page does', async () => {
    await fill(page);
    const seen = await page.evaluate(async () => {
      const worker = new Worker('/worker.js', { type: 'module' });
      const ask = (source?: string): Promise<unknown> =>
        new Promise((resolve) => {
          worker.addEventListener('message', ({ data }: MessageEvent<unknown>) => resolve(data), {
            once: true,
          });
          if (source !== undefined) worker.postMessage(source);
        });
      await ask();
      await ask(`async () => { globalThis.kept = await bench.openWith(); await kept.put('t', 'w', 1); }`);
      const byPage = (await vault.wipeOrigin()).complete;
      const inWorker = await ask(`() => kept.get('t', 'w')`);
      globalThis.kept = await bench.openWith();
      await kept.put('t', 'x', 1);
      const byWorker = await ask(`async () => (await vault.wipeOrigin()).databases`);
      return { byPage, inWorker, byWorker, inPage: await kept.get('t', 'x') };
    });
    expect(seen).toStrictEqual({
      byPage: true,
      inWorker: { value: undefined },
      byWorker: { value: { removed: 2, left: [] } },
      inPage: undefined,
    });
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
});
