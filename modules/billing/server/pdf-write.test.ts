import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { creditOf } from '../pure/compose.ts';
import {
  EXAMPLE_COMPANY,
  EXAMPLE_PERSON,
  exampleCall,
  exampleCharge,
  exampleInvoice,
} from '../pure/example.ts';
import { writePdf } from './pdf-write.ts';

/** Read by somebody else's program: poppler. Skipped by name where it is absent. */
const poppler = spawnSync('pdftotext', ['-v']).error === undefined;

function read(pdf: Buffer): {
  text: string;
  pages: number;
  structure: string;
  fonts: string;
  complaints: string;
} {
  const folder = mkdtempSync(join(tmpdir(), 'telink-pdf-'));
  const file = join(folder, 'a.pdf');
  try {
    writeFileSync(file, pdf);
    const info = spawnSync('pdfinfo', [file], { encoding: 'utf8' });
    const structure = spawnSync('pdfinfo', ['-struct-text', file], { encoding: 'utf8' });
    const drawn = spawnSync('pdftoppm', ['-r', '20', '-png', file, join(folder, 'p')], { encoding: 'utf8' });
    return {
      text: execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' }),
      pages: Number(/Pages:\s+(\d+)/.exec(info.stdout)?.[1]),
      structure: `${info.stdout}${structure.stdout}`,
      fonts: execFileSync('pdffonts', [file], { encoding: 'utf8' }),
      complaints: `${info.stderr}${structure.stderr}${drawn.stderr}`,
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.skipIf(!poppler)('an invoice on paper says what it says on screen, with its slip', async () => {
  const { text, pages, fonts, structure, complaints } = read(await writePdf(exampleInvoice()));
  expect(pages).toBe(1);
  expect(complaints).toBe('');
  for (const part of [
    'Björkviken Arkitekter AB',
    '2026110047',
    '202611004724',
    '991-2346',
    'Öresavrundning',
    'Godkänd för F-skatt',
  ])
    expect(text).toContain(part);
  expect(text.match(/1\s284,00/g)).toHaveLength(3);
  expect(text).toContain('onsdag 2 december 2026');
  // Every font is embedded and only in the part that is used.
  for (const row of fonts.trim().split('\n').slice(2))
    expect(row).toMatch(/^[A-Z]{6}\+HankenGrotesk.* yes yes yes/);
  expect(structure).toMatch(/Tagged:\s+yes/);
  expect(structure).toMatch(/Title:\s+Faktura 2026110047/);
  expect(structure).toMatch(/H1[^]*Table[^]*TH[^]*Scope \/Column[^]*TD/);
});

test.skipIf(!poppler)(
  'four hundred calls fill their pages, each with its heads and number, and none is lost',
  async () => {
    const calls = Array.from({ length: 400 }, (_, index) => exampleCall(index));
    const { text, pages } = read(await writePdf(exampleInvoice(), { calls }));
    expect(pages).toBeGreaterThan(6);
    expect(text.match(/Sverige, (fast|mobil)/g)).toHaveLength(400);
    expect(text.match(/Destination/g)).toHaveLength(pages - 1);
    expect(text).toContain(`Sida ${pages} av ${pages}`);
  },
  // Nine pages drawn by us and again by poppler, on a machine that may have other work.
  240_000,
);

test.skipIf(!poppler)('what has been erased is said to be erased', async () => {
  const { text } = read(await writePdf(exampleInvoice(), { calls: 'gone' }));
  expect(text).toContain('raderade enligt lagen om elektronisk kommunikation');
});

test.skipIf(!poppler)(
  'an invoice of nothing has no slip, and a credit note names its invoice and reason',
  async () => {
    const nothing = read(await writePdf(exampleInvoice([exampleCharge({ name: 'Mobil Stor', ore: 0n })])));
    expect(nothing.text).toContain('Inget att betala');
    expect(nothing.text).not.toContain('OCR');
    const credited = creditOf(exampleInvoice(), [6], 'Data som inte använts', '2026-11-20');
    if (!credited.ok) throw new Error(credited.reason);
    const note = read(await writePdf({ ...credited.note, id: 'n', number: '2026110048' }));
    for (const part of ['Kreditfaktura', 'Avser faktura 2026110047', 'Data som inte använts', '96,00'])
      expect(note.text).toContain(part);
    expect(note.text).not.toContain('OCR');
  },
);

test.skipIf(!poppler)(
  'long and foreign names stay whole, and sixty lines repeat their heads without splitting a row',
  async () => {
    const name = 'Åsa-Märta Öberg von Łukasiewicz-Đurđević till Ängsö';
    const lines = Array.from({ length: 60 }, (_, index) =>
      exampleCharge({
        name: `Mobil Stor med ett långt namn nummer ${index}`,
        ore: 23_920n,
        unitOre: 23_920n,
        key: `k${index}`,
      }),
    );
    const long = read(await writePdf(exampleInvoice(lines, { ...EXAMPLE_COMPANY, name, language: 'en' })));
    const flat = long.text.replaceAll(/\s+/g, ' ');
    for (const word of name.split(' ')) expect(flat).toContain(word);
    expect(long.pages).toBeGreaterThan(2);
    expect(long.text.match(/SEK excl\. VAT/g)).toHaveLength(long.pages);
    expect(flat.match(/239\.20/g)).toHaveLength(120);
  },
);

test('the same invoice gives the same bytes', async () => {
  const consumer = exampleInvoice(
    [exampleCharge({ name: 'Mobil', ore: 29_900n, basis: 'with-vat' })],
    EXAMPLE_PERSON,
  );
  // The id of the file is drawn from its date and title, so nothing of now or here is in it.
  expect((await writePdf(consumer)).equals(await writePdf(consumer))).toBe(true);
});
