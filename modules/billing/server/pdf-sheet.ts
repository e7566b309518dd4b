import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Pdf from 'pdfkit';

/** The look's colours on paper (tokens.css, light). */
const COLOURS = {
  text: '#16201f',
  muted: '#4f5b5e',
  line: '#dfe4e5',
  strong: '#16201f',
  accent: '#15626f',
  dash: '#879296',
  explain: '#fcf8ec',
  explainLine: '#e6dcbd',
} as const;
export type Colour = keyof typeof COLOURS;
export type Weight = 400 | 500 | 600;

/** The font comes in pieces by script; a name may need two of them. */
const SCRIPTS = ['latin', 'latin-ext', 'cyrillic-ext', 'vietnamese'] as const;
type Script = (typeof SCRIPTS)[number];

export interface Style {
  readonly size: number;
  readonly weight?: Weight;
  readonly colour?: Colour;
  readonly width?: number;
  readonly align?: 'left' | 'right';
}

export const PAGE = { width: 595.28, height: 841.89, left: 48, right: 547.28 } as const;

/** A4 pages on which single lines are put at a place. Everything drawn is part of the structure tree, or marked as decoration. */
export interface Sheet {
  /** Draws one line; what does not fit its width is cut with an ellipsis. */
  put(text: string, x: number, y: number, style: Style): void;
  widthOf(text: string, style: Style): number;
  wrap(text: string, width: number, style: Style): string[];
  /** Opens an element of the structure tree under the open one. */
  within(type: string, draw: () => void, options?: { scope?: 'Column' | 'Row'; alt?: string }): void;
  /** Content of the structure tree: a leaf. */
  leaf(type: string, draw: () => void, options?: { scope?: 'Column' | 'Row'; alt?: string }): void;
  /** A name and its value: two pieces of one paragraph, so that a voice does not run them together. */
  pair(name: () => void, value: () => void): void;
  /** Lines and grounds, which a reader's voice passes over. */
  decorate(draw: (doc: PDFKit.PDFDocument, colours: typeof COLOURS) => void): void;
  /** A picture's own strokes, within the leaf that describes it. */
  draw(strokes: (doc: PDFKit.PDFDocument, colours: typeof COLOURS) => void): void;
  newPage(): void;
  /** Drawn on every page at the end, as decoration: page numbers are known by then. */
  everyPage(draw: (page: number, pages: number) => void): void;
  finish(): Promise<Buffer>;
}

export function openSheet(about: { title: string; author: string; language: string; date: Date }): Sheet {
  const doc = new Pdf({
    size: 'A4',
    margin: 0,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA',
    lang: about.language,
    displayTitle: true,
    bufferPages: true,
    info: { Title: about.title, Author: about.author, CreationDate: about.date, ModDate: about.date },
  } as unknown as PDFKit.PDFDocumentOptions);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => doc.on('end', () => done()));
  registerFonts(doc);
  const root = doc.struct('Document');
  doc.addStructure(root);
  const open: PDFKit.PDFStructureElement[] = [root];

  const runsOf = (text: string): { script: Script; text: string }[] => {
    const runs: { script: Script; text: string }[] = [];
    for (const sign of text.normalize('NFC')) {
      const script = scriptOf(sign);
      const last = runs.at(-1);
      const drawn = script === undefined ? '?' : sign;
      if (last && last.script === (script ?? 'latin')) last.text += drawn;
      else runs.push({ script: script ?? 'latin', text: drawn });
    }
    return runs;
  };
  // Widths are kept for one point of size: a column repeats the same few texts hundreds of times.
  const widths = new Map<string, number>();
  const runWidth = (run: { script: Script; text: string }, style: Style): number => {
    const key = `${run.script}${style.weight ?? 400}${run.text}`;
    const known = widths.get(key);
    if (known !== undefined) return known * style.size;
    choose(run.script, style);
    const width = doc.widthOfString(run.text, FEATURES);
    if (widths.size < 20_000) widths.set(key, width / style.size);
    return width;
  };
  const choose = (script: Script, { size, weight = 400 }: Style): void => {
    doc.font(`${script}-${weight}`).fontSize(size);
  };
  const widthOf = (text: string, style: Style): number => {
    let width = 0;
    for (const run of runsOf(text)) width += runWidth(run, style);
    return width;
  };
  const fitted = (text: string, style: Style): string => {
    if (style.width === undefined || widthOf(text, style) <= style.width) return text;
    let short = [...text];
    while (short.length > 1 && widthOf(`${short.join('')}…`, style) > style.width) short = short.slice(0, -1);
    return `${short.join('').trimEnd()}…`;
  };
  const sheet: Sheet = {
    put(text, x, y, style) {
      const line = fitted(text, style);
      if (line === '') return;
      let at =
        style.align === 'right' && style.width !== undefined ? x + style.width - widthOf(line, style) : x;
      for (const run of runsOf(line)) {
        choose(run.script, style);
        doc.fillColor(COLOURS[style.colour ?? 'text']);
        doc.text(run.text, at, y, { lineBreak: false, baseline: 'alphabetic', ...FEATURES });
        at += runWidth(run, style);
      }
    },
    widthOf,
    wrap(text, width, style) {
      const lines: string[] = [];
      let line = '';
      for (const word of text.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && widthOf(longer, style) > width) {
          lines.push(line);
          line = word;
        } else line = longer;
      }
      return [...lines, line];
    },
    within(type, draw, options = {}) {
      const element = doc.struct(type, options);
      open.at(-1)!.add(element);
      open.push(element);
      draw();
      open.pop();
      element.end();
    },
    leaf(type, draw, options = {}) {
      open.at(-1)!.add(doc.struct(type, options, draw));
    },
    pair(name, value) {
      sheet.within('P', () => {
        sheet.leaf('Span', name);
        sheet.leaf('Span', value);
      });
    },
    decorate(draw) {
      doc.markContent('Artifact', { type: 'Layout' });
      draw(doc, COLOURS);
      doc.endMarkedContent();
    },
    draw(strokes) {
      strokes(doc, COLOURS);
    },
    newPage() {
      doc.addPage();
    },
    everyPage(draw) {
      const { start, count } = doc.bufferedPageRange();
      for (let page = 0; page < count; page += 1) {
        doc.switchToPage(start + page);
        doc.markContent('Artifact', { type: 'Pagination' });
        draw(page + 1, count);
        doc.endMarkedContent();
      }
    },
    async finish() {
      root.end();
      doc.end();
      await ended;
      return Buffer.concat(chunks);
    },
  };
  return sheet;
}

/** One figure has one width: columns of money stand straight. */
const FEATURES = { features: ['tnum', 'kern', 'lnum'] } as { features: PDFKit.Mixins.OpenTypeFeatures[] };

function registerFonts(doc: PDFKit.PDFDocument): void {
  for (const script of SCRIPTS)
    for (const weight of [400, 500, 600] as const)
      doc.registerFont(`${script}-${weight}`, fontFile(script, weight));
}

const known = new Map<string, Script | undefined>();
/** The first piece of the font that has a character; undefined when none has. The weights have the same characters. */
function scriptOf(sign: string): Script | undefined {
  if (known.has(sign)) return known.get(sign);
  const doc = probe();
  const found = SCRIPTS.find((script) => {
    doc.font(`${script}-400`);
    const { font } = (doc as unknown as { _font: { font: { hasGlyphForCodePoint(code: number): boolean } } })
      ._font;
    return font.hasGlyphForCodePoint(sign.codePointAt(0) ?? 0);
  });
  known.set(sign, found);
  return found;
}

let probing: PDFKit.PDFDocument | undefined;
/** Fonts are asked in a document of their own: asked in the invoice's, the first of a process would have its fonts in another order, and an issued invoice would change its bytes with the next start. */
function probe(): PDFKit.PDFDocument {
  if (probing !== undefined) return probing;
  probing = new Pdf();
  registerFonts(probing);
  return probing;
}

const files = new Map<string, Buffer>();
function fontFile(script: Script, weight: Weight): Buffer {
  const name = `hanken-grotesk-${script}-${weight}-normal.woff`;
  const held = files.get(name);
  if (held) return held;
  const bytes = readFileSync(fileURLToPath(import.meta.resolve(`@fontsource/hanken-grotesk/files/${name}`)));
  files.set(name, bytes);
  return bytes;
}
