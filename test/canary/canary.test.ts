import { randomBytes } from 'node:crypto';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { plant, scanBytes, scanText } from './index.ts';

const canary = plant('mail', 'subject', 'seed');
const other = plant('mail', 'body', 'seed');
const noise = (size: number): Buffer => randomBytes(size);

/** The encodings under which bytes that hold the canary between noise betray it. */
async function found(bytes: Uint8Array, wanted = canary): Promise<string[]> {
  const hits = await scanBytes(bytes, [other, wanted]);
  expect(hits.filter((hit) => hit.canary !== wanted)).toStrictEqual([]);
  return [...new Set(hits.map(({ encoding }) => encoding))];
}

const between = (piece: Uint8Array | string): Buffer =>
  Buffer.concat([noise(1003), Buffer.from('\n'), Buffer.from(piece), Buffer.from('\n'), noise(997)]);

describe('planting', () => {
  test('gives a canary of the agreed form, another each time, the same for the same seed and place', () => {
    expect(plant('mail', 'subject')).toMatch(/^CNRY-mail-subject-[0-9a-f]{12}$/);
    expect(plant('mail', 'subject')).not.toBe(plant('mail', 'subject'));
    expect(plant('mail', 'subject', 'seed')).toBe(canary);
    expect(plant('mail', 'subject', 'other')).not.toBe(canary);
    expect(other.slice(-12)).not.toBe(canary.slice(-12));
    expect(() => plant('mail', 'a b')).toThrow(RangeError);
  });
});

describe('plain encodings', () => {
  const utf8 = Buffer.from(canary);
  const utf16 = Buffer.from(canary, 'utf16le');
  const hidden: Readonly<Record<string, Uint8Array | string>> = {
    utf8,
    utf16le: utf16,
    utf16be: Buffer.from(utf16).swap16(),
    hex: utf8.toString('hex'),
    'hex-utf16le': utf16.toString('hex').toUpperCase(),
    url: canary.replaceAll('-', '%2D'),
    'quoted-printable': canary.replaceAll('-', '=2D'),
    json: canary
      .split('')
      .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
      .join(''),
  };
  for (const [encoding, bytes] of Object.entries(hidden)) {
    test(`finds ${encoding}`, async () => {
      expect(await found(between(bytes))).toContain(encoding);
      expect(await found(between(Buffer.from(bytes).subarray(1)))).not.toContain(encoding);
    });
  }

  test('finds a canary that was lower-cased or upper-cased', async () => {
    expect(await found(between(canary.toLowerCase()))).toContain('utf8');
    expect(await found(between(canary.toUpperCase()))).toContain('utf8');
    expect(await found(between(Buffer.from(canary.toUpperCase()).toString('base64')))).toContain('base64');
  });

  test('finds base64 and base64url at each of the three alignments', async () => {
    const text = 'Möte om räkningen ÿþ?>';
    for (const before of ['', 'a', 'ab', 'abc', 'abcd']) {
      for (const wanted of [canary, text]) {
        const body = Buffer.from(`${before}${wanted}tail`);
        expect(await found(between(body.toString('base64')), wanted), before).toContain('base64');
        expect(await found(between(body.toString('base64url')), wanted), before).toEqual(
          expect.arrayContaining([expect.stringMatching(/^base64/)]),
        );
      }
      const wide = Buffer.from(`${before}${canary}`, 'utf16le').toString('base64');
      expect(await found(between(wide))).toContain('base64-utf16le');
    }
  });

  test('finds base64 that is broken into lines inside the canary, in MIME and in MIME inside JSON', async () => {
    for (let before = 0; before < 60; before += 7) {
      const encoded = Buffer.from('x'.repeat(before) + canary + 'y'.repeat(60)).toString('base64');
      const lines = encoded.match(/.{1,40}/g) ?? [];
      expect(await found(between(lines.join('\r\n')))).toEqual(
        expect.arrayContaining([expect.stringContaining('base64')]),
      );
      const json = JSON.stringify({ raw: lines.join('\r\n') });
      expect(await found(between(json))).toEqual(expect.arrayContaining([expect.stringContaining('base64')]));
    }
  });

  test('finds quoted-printable with a soft line break at any place in the canary', async () => {
    const text = `Hej på ${canary} å`;
    const quoted = 'Hej p=C3=A5 ' + canary + ' =C3=A5';
    for (let cut = 14; cut < quoted.length - 8; cut += 1) {
      for (const line of ['=\r\n', '=\n']) {
        const mail = `${'long line of text '.repeat(40)}${quoted.slice(0, cut)}${line}${quoted.slice(cut)}`;
        expect(
          scanText(mail, [canary]).map(({ encoding }) => encoding),
          String(cut),
        ).toEqual(expect.arrayContaining([expect.stringMatching(cut < 40 ? /quoted-printable|utf8/ : /./)]));
      }
    }
    const folded = quoted.replace('=C3=A5 CNRY', '=C3=\r\n=A5 CNRY');
    expect(scanText(folded, [text])).toMatchObject([{ encoding: 'quoted-printable > utf8' }]);
  });

  test('finds texts with Swedish letters and signs as JSON, URL, HTML and headers write them', () => {
    const text = 'Åsa <"Öberg"> & co/ä';
    const ways: readonly string[] = [
      JSON.stringify({ name: text }),
      JSON.stringify({ body: JSON.stringify({ name: text }) }),
      JSON.stringify(text).replaceAll(
        /[^ -~]/g,
        (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
      ),
      `https://example.com/?q=${encodeURIComponent(text)}`,
      `https://example.com/?${new URLSearchParams({ q: text }).toString()}`,
      text.replaceAll(/[^ -~]|[<>&'"]/g, (c) => `&#${c.charCodeAt(0)};`),
      '=?utf-8?Q?=C3=85sa_=3C=22=C3=96berg=22=3E_=26_co=2F=C3=A4?=',
    ];
    for (const way of ways) expect(scanText(way, [text]), way).not.toStrictEqual([]);
    expect(scanText('Åsa <"Öberg"> & co/a', [text])).toStrictEqual([]);
  });

  test('finds a phone number in all its punctuation, and as call records pack it', async () => {
    for (const wanted of ['070-174 06 05', '+46701740605']) {
      for (const text of [
        '0701740605',
        '+46701740605',
        '0046701740605',
        '070-1740605',
        '070 174 06 05',
        '+46 70 174 06 05',
        '+46-70-1740605',
        '+46%2070%20174%2006%2005',
      ]) {
        expect(scanText(`tel ${text}.`, [wanted]), text).not.toStrictEqual([]);
      }
      expect(scanText('0701740606 070-174 06 06', [wanted])).toStrictEqual([]);
      expect(await found(between(Buffer.from('6407710406f5', 'hex')), wanted)).toContain('TBCD');
      expect(await found(between(Buffer.from('0701740605', 'hex')), wanted)).toContain('BCD');
    }
    expect(scanText('08-465 004 12 and +4684650 0412', ['08-465 004 12'])).not.toStrictEqual([]);
    expect(scanText('+46846500412', ['08-465 004 12'])).not.toStrictEqual([]);
  });

  test('finds an identity number with and without century and hyphen', () => {
    for (const text of ['19811218-9876', '198112189876', '811218-9876', '8112189876']) {
      expect(scanText(`id=${text};`, ['19811218-9876']), text).not.toStrictEqual([]);
    }
  });

  test('finds nothing in noise, in other canaries and in text, and refuses to look for nothing', async () => {
    expect(await scanBytes(noise(8_000_000), [canary, '070-174 06 05'])).toStrictEqual([]);
    expect(scanText(`${other} CNRY-mail-subject- ordinary text`, [canary])).toStrictEqual([]);
    expect(() => scanText('text', [])).toThrow(RangeError);
    expect(() => scanText('text', ['short'])).toThrow(RangeError);
  });

  test('says where', () => {
    expect(scanText(`åå${canary} and ${canary}`, [canary])).toMatchObject([
      { canary, encoding: 'utf8', offset: 4 },
      { canary, encoding: 'utf8', offset: 4 + canary.length + 5 },
    ]);
  });
});

describe('inside compressed streams', () => {
  // Digits of noise, so that every method has something to code and none leaves the canary as it is.
  const text = `${noise(3000).toString('hex')}${canary}${noise(3000).toString('hex')}`;
  const ways: Readonly<Record<string, Buffer>> = {
    'gzip > utf8': between(gzipSync(text)),
    'zlib > utf8': between(deflateSync(text)),
    'zstd > utf8': between(zstdCompressSync(text)),
    'deflate > utf8': deflateRawSync(text),
    'brotli > utf8': brotliCompressSync(text),
    'gzip > utf16le': between(gzipSync(Buffer.from(text, 'utf16le'))),
    'gzip > base64': between(gzipSync(Buffer.from(text).toString('base64'))),
    'gzip > gzip > utf8': between(gzipSync(Buffer.concat([noise(50), gzipSync(text), noise(50)]))),
    'base64 gzip > utf8': between(gzipSync(text).toString('base64')),
  };
  for (const [encoding, bytes] of Object.entries(ways)) {
    test(`finds ${encoding}`, async () => {
      expect(bytes.includes(canary)).toBe(false);
      expect(await found(bytes)).toContain(encoding);
    });
  }

  test('finds it in a stream that is cut short or damaged behind it', async () => {
    const whole = gzipSync(`${canary} ${noise(200_000).toString('hex')}`);
    expect(await found(whole.subarray(0, 50_000))).toContain('gzip > utf8');
    const damaged = Buffer.from(whole).fill(0xff, 150_000, 150_100);
    expect(await found(damaged)).toContain('gzip > utf8');
  });

  test('finds it in a zip, and in the body of a browser cache entry', async () => {
    const packed = deflateRawSync(text);
    const header = Buffer.alloc(30);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(8, 8);
    header.writeUInt16LE(5, 26);
    expect(await found(between(Buffer.concat([header, Buffer.from('a.txt'), packed])))).toContain(
      'zip > utf8',
    );

    const entry = Buffer.alloc(24);
    Buffer.from('305c72a71b6dfbfc', 'hex').copy(entry);
    const key = '1/0/https://app.example.com/mail';
    entry.writeUInt32LE(key.length, 12);
    const end = Buffer.concat([Buffer.from('d8410d97456ffaf4', 'hex'), noise(16)]);
    const cached = Buffer.concat([
      entry,
      Buffer.from(key),
      brotliCompressSync(text),
      end,
      Buffer.from('headers'),
    ]);
    expect(await found(cached)).toContain('brotli > utf8');
  });

  test('finds it where PostgreSQL compressed around it, at every phase of the control bytes', async () => {
    const core = canary.slice(-12);
    for (let phase = 0; phase < 8; phase += 1) {
      const bytes = Buffer.from(
        core.replaceAll(/./g, (digit, at: number) => (at % 8 === phase && at > 0 ? `\u0000${digit}` : digit)),
      );
      const hits = await found(between(bytes));
      expect(hits, String(phase)).toContain(
        phase === 0 || phase < 12 ? (bytes.includes(core) ? 'core utf8' : 'pglz') : '',
      );
      const wrong = Buffer.from(bytes).fill('x', bytes.length - 1);
      expect(await found(between(wrong))).toStrictEqual([]);
    }
  });

  test('finds it over the page ends of a write-ahead log and of SQLite', async () => {
    const across = (page: number, header: number): Buffer => {
      const half = Buffer.from(canary);
      const pages = Buffer.concat([noise(page), noise(page)]);
      half.copy(pages, page - 11, 0, 11);
      half.copy(pages, page + header, 11);
      return pages;
    };
    const wal = across(8192, 24);
    wal.writeUInt16LE(0xd118, 0);
    expect(await found(wal)).toContain('wal > utf8');
    const sqlite = across(4096, 4);
    sqlite.write('SQLite format 3\0', 0, 'latin1');
    sqlite.writeUInt16BE(4096, 16);
    expect(await found(sqlite)).toContain('sqlite > utf8');
  });
});
