import { hkdfSync, randomBytes } from 'node:crypto';
import { readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import {
  copyOf,
  findBytes,
  formsOf,
  formsOfKey,
  openBrowser,
  openKillable,
  openPage,
  removeFolder,
  serveVault,
  temporaryFolder,
} from './browser.ts';
import { withoutBrowser } from '../../../test/run/browser.ts';

const canary = (place: string): string => `CNRY-vault-${place}-${randomBytes(6).toString('hex')}`;

/** Every form of every needle, named `needle.form`. */
function needles(
  of: Readonly<Record<string, Readonly<Record<string, Uint8Array>>>>,
): Record<string, Uint8Array> {
  return Object.fromEntries(
    Object.entries(of).flatMap(([name, forms]) =>
      Object.entries(forms).map(([form, bytes]) => [`${name}.${form}`, bytes] as const),
    ),
  );
}

function frame(...parts: (string | number)[]): Buffer {
  return Buffer.concat(
    parts.flatMap((part) => {
      const bytes = Buffer.from(String(part));
      const length = Buffer.alloc(4);
      length.writeUInt32BE(bytes.length);
      return [length, bytes];
    }),
  );
}

describe.skipIf(withoutBrowser !== false)('what lies on disk', () => {
  let served: Awaited<ReturnType<typeof serveVault>>;
  const folders: string[] = [];
  const folder = async (making: Promise<string>): Promise<string> => {
    const made = await making;
    folders.push(made);
    return made;
  };

  beforeAll(async () => {
    served = await serveVault();
  });
  afterEach(async () => {
    for (const each of folders.splice(0)) await removeFolder(each);
  });
  afterAll(() => served.close());

  test('of sealed records neither a text, a name nor a key is found, while open and after a SIGKILL', async () => {
    const texts = {
      value: canary('value'),
      wide: `${canary('wide')} 🐚`,
      bytes: canary('bytes'),
      type: canary('type'),
      id: canary('id'),
      context: canary('context'),
      account: canary('account'),
      category: canary('category'),
    };
    const kid = canary('kid');
    const secret = randomBytes(32);
    const profile = await folder(temporaryFolder());
    const { context, kill } = await openKillable(profile);
    try {
      const page = await openPage(context, served.url);
      const salt = await page.evaluate(
        async ({ texts, kid, secret }) => {
          const limits = { maxBytes: 100_000_000, maxAgeMs: 86_400_000 };
          const { context, account, category } = texts;
          globalThis.kept = await bench.openWith({ kid, secret, context, account, category, limits });
          await kept.putMany(texts.type, [
            [texts.id, { subject: texts.value, body: texts.wide }],
            ['bytes', new TextEncoder().encode(texts.bytes)],
            ['large', texts.value.repeat(10_000)],
          ]);
          if ((await kept.getMany(texts.type, [texts.id, 'bytes', 'large'])).size !== 3)
            throw new Error('not kept');
          const device = await bench.answer(indexedDB.open('0'));
          const salt = await bench.answer<Uint8Array>(device.transaction('a').objectStore('a').get(0));
          device.close();
          return [...salt];
        },
        { texts, kid, secret: [...secret] },
      );
      const derive = (use: string): Buffer =>
        Buffer.from(
          hkdfSync(
            'sha256',
            Buffer.concat([secret, Buffer.from(salt)]),
            '',
            frame(texts.context, texts.account, texts.category, 1, use),
            32,
          ),
        );
      const forbidden = needles({
        ...Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, formsOf(text)])),
        secret: formsOfKey(secret),
        seal: formsOfKey(derive('seal')),
        name: formsOfKey(derive('name')),
      });
      // What is meant to lie in clear proves that the scan looks where the records are.
      const expected = needles({ kid: { utf8: Buffer.from(kid) }, salt: { raw: Buffer.from(salt) } });

      const whileOpen = await folder(copyOf(profile));
      expect((await findBytes(whileOpen, forbidden)).hits).toStrictEqual([]);
      const found = (await findBytes(whileOpen, expected)).hits.join('\n');
      expect(found).toContain('kid.utf8: ');
      expect(found).toContain('salt.raw: ');
      await kill();
      expect((await findBytes(profile, forbidden)).hits).toStrictEqual([]);
      expect((await findBytes(profile, expected)).hits.join('\n')).toContain('kid.utf8: ');
    } finally {
      await kill().catch(() => undefined);
    }

    const next = await openBrowser(profile);
    try {
      const page = await openPage(next, served.url);
      const seen = await page.evaluate(async () => ({
        before: (await indexedDB.databases()).length,
        gone: await vault.deleteUnconfirmed(new Set()),
        after: (await indexedDB.databases()).length,
      }));
      expect(seen).toStrictEqual({ before: 2, gone: 1, after: 1 });
    } finally {
      await next.close();
    }
  });

  test('of a plaintext cache, and of a non-extractable key kept in IndexedDB, everything is found', async () => {
    const text = canary('plain');
    const raw = randomBytes(32);
    const profile = await folder(temporaryFolder());
    const { context, kill } = await openKillable(profile);
    const page = await openPage(context, served.url);
    await page.evaluate(
      async ({ text, raw }) => {
        const opening = indexedDB.open('plain', 1);
        opening.addEventListener('upgradeneeded', () => opening.result.createObjectStore('s'));
        const database = await bench.answer(opening);
        const key = await crypto.subtle.importKey('raw', Uint8Array.from(raw), 'AES-GCM', false, ['encrypt']);
        const store = database.transaction('s', 'readwrite').objectStore('s');
        await Promise.all([
          bench.answer(store.put({ text }, text)),
          bench.answer(store.put(key, 2)),
          bench.answer(store.put({ text: `${text}🐚` }, 3)),
        ]);
        database.close();
      },
      { text, raw: [...raw] },
    );
    const whileOpen = await folder(copyOf(profile));
    await kill();
    for (const place of [whileOpen, profile]) {
      const { hits } = await findBytes(place, needles({ text: formsOf(text), key: formsOfKey(raw) }));
      expect(hits.map((hit) => hit.split(':')[0])).toStrictEqual(
        expect.arrayContaining(['text.utf8', 'text.utf16', 'text.utf16be', 'key.raw']),
      );
    }
  });

  test('a database damaged on disk is an empty cache, not an error', async () => {
    const profile = await folder(temporaryFolder());
    const first = await openBrowser(profile);
    const page = await openPage(first, served.url);
    await page.evaluate(async () => {
      const opened = await bench.openWith();
      await opened.putMany(
        't',
        Array.from({ length: 50 }, (_, i) => [String(i), 'x'.repeat(2000)] as const),
      );
    });
    await first.close();
    const inside = path.join(profile, 'Default', 'IndexedDB');
    const damaged: string[] = [];
    for (const entry of await readdir(inside, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      damaged.push(entry.name);
      await writeFile(path.join(entry.parentPath, entry.name), randomBytes(500));
    }
    expect(damaged.length).toBeGreaterThan(2);
    const second = await openBrowser(profile);
    try {
      const again = await openPage(second, served.url);
      const seen = await again.evaluate(async () => {
        const opened = await bench.openWith();
        const before = await opened.get('t', '1');
        await opened.put('t', 'new', 1);
        return { before, threw: false };
      });
      expect(seen).toStrictEqual({ before: undefined, threw: false });
    } finally {
      await second.close();
    }
  });
});
