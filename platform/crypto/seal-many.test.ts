import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSealer, type KeyStore } from '#platform/crypto';
import { sealMany } from './seal-many.ts';

const withNonce =
  (nonce: Buffer) =>
  (into: Buffer, at: number): void =>
    void nonce.copy(into, at);

test('it is AES-256-GCM: test cases 13 and 14 of its authors (McGrew and Viega, «The Galois/Counter Mode of Operation»)', () => {
  const [key, nonce] = [Buffer.alloc(32), Buffer.alloc(12)];
  const seal = sealMany(key, Buffer.alloc(0), 1, withNonce(nonce));
  expect(seal('')?.toString('hex')).toBe(`01${nonce.toString('hex')}530f8afbc74536b9a963b4f1c4cb738b`);
  expect(seal('\0'.repeat(16))?.toString('hex')).toBe(
    `01${nonce.toString('hex')}cea7403d4d606b6e074ec5d3baf39d18d0d1c8a799996bf0265b98b5d48ab919`,
  );
});

test('for any key, nonce, bound data and short text it makes what the platform makes, byte for byte', () => {
  const random = (length: number): fc.Arbitrary<Buffer> =>
    fc.uint8Array({ minLength: length, maxLength: length }).map((array) => Buffer.from(array));
  fc.assert(
    fc.property(
      random(32),
      random(12),
      fc.uint8Array({ maxLength: 100 }),
      fc.array(fc.string({ unit: 'binary-ascii', maxLength: 16 }), { minLength: 1, maxLength: 9 }),
      (key, nonce, bound, texts) => {
        const seal = sealMany(key, Buffer.from(bound), 7, withNonce(nonce));
        for (const text of texts) {
          const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(bound);
          const theirs = Buffer.concat([cipher.update(text, 'latin1'), cipher.final(), cipher.getAuthTag()]);
          expect(seal(text)).toEqual(Buffer.concat([Buffer.of(7), nonce, theirs]));
        }
      },
    ),
    { numRuns: 300 },
  );
});

test('no nonce comes twice, and one changed bit is found', () => {
  const [key, bound] = [randomBytes(32), Buffer.from('somebody\0traffic.usage.other')];
  const [first, second] = [sealMany(key, bound, 1), sealMany(key, bound, 1)];
  const sealed = Array.from({ length: 2000 }, (_, at) => (at % 2 === 0 ? first : second)('46701740605')!);
  expect(new Set(sealed.map((one) => one.toString('latin1', 1, 13))).size).toBe(sealed.length);
  const open = (one: Buffer): Buffer => {
    const decipher = createDecipheriv('aes-256-gcm', key, one.subarray(1, 13)).setAAD(bound);
    decipher.setAuthTag(one.subarray(-16));
    return Buffer.concat([decipher.update(one.subarray(13, -16)), decipher.final()]);
  };
  for (const one of sealed) {
    expect(open(one).toString()).toBe('46701740605');
    one[20]! ^= 1;
    expect(() => open(one)).toThrow();
  }
});

test('a text that is long or not ASCII is sealed too, and all open for their subject and column alone', async () => {
  const key = randomBytes(32);
  const keys = { key: async () => key, find: async () => key } as unknown as KeyStore;
  const sealer = createSealer(keys);
  const seal = await sealer.sealingFor('p1');
  for (const [place, text] of [
    ['a.b', ''],
    ['a.b', '4687463000'],
    ['a.b', 'Åsa'],
    ['a.c', '4687463000'],
    ['a.b', 'x'.repeat(17)],
    ['a.b', '118118'],
  ] as const) {
    const sealed = seal(place, text);
    expect(await sealer.open('p1', place, sealed)).toBe(text);
    await expect(sealer.open('p2', place, sealed)).rejects.toMatchObject({ code: 'seal-broken' });
    await expect(sealer.open('p1', 'a.d', sealed)).rejects.toMatchObject({ code: 'seal-broken' });
  }
});
