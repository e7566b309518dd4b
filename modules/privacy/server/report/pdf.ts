import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import Pdf from 'pdfkit';
import { foldAlike, sayReason, sayRoles } from '#contract/privacy';
import { countryName } from './html.ts';
import type { Report } from './report.ts';
import type { ReportWords } from './text.sv.ts';

/** Scripts the paper has letters for; a letter outside them is written in the HTML and the JSON only. */
const FONTS = { plain: 400, strong: 600 } as const;
type Font = keyof typeof FONTS;

/** The report on paper: the answers to (a)–(h), field by field, in a structure tree a voice can read (PDF/UA-1). Rows are in the CSVs. */
export async function pdfOf(
  report: Report,
  words: ReportWords,
  controller: { readonly name: string; readonly number: string },
): Promise<Buffer> {
  const at = new Date(report.madeAt);
  const doc = new Pdf({
    size: 'A4',
    margin: 48,
    pdfVersion: '1.7',
    tagged: true,
    subset: 'PDF/UA',
    lang: words.lang === 'sv' ? 'sv-SE' : 'en-GB',
    displayTitle: true,
    info: { Title: words.title, Author: controller.name, CreationDate: at, ModDate: at },
  } as unknown as PDFKit.PDFDocumentOptions);
  const chunks: Buffer[] = [];
  doc.on('data', (chunk: Buffer) => chunks.push(chunk));
  const ended = new Promise<void>((done) => doc.on('end', () => done()));
  for (const [name, weight] of Object.entries(FONTS)) doc.registerFont(name, fontFile(weight));
  const root = doc.struct('Document');
  doc.addStructure(root);
  const put = (tag: string, text: string, size: number, font: Font, gap: number): void => {
    root.add(
      doc.struct(tag, {}, () => {
        doc.font(font).fontSize(size).fillColor('#16201f').text(text.normalize('NFC'), { lineGap: 2 });
        doc.y += gap;
      }),
    );
  };
  const head = (text: string): void => {
    doc.y += 8;
    put('H2', text, 12, 'strong', 4);
  };
  const say = (text: string): void => put('P', text, 9.5, 'plain', 5);
  const { heads } = words;
  put('H1', words.title, 20, 'strong', 2);
  say(words.about(report.name, report.madeAt.slice(0, 16).replace('T', ' ')));
  say(`${controller.name}, ${controller.number}`);
  say(report.confirmation);
  for (const category of report.categories) {
    head(category.name);
    for (const fields of foldAlike(category.fields)) {
      const [first] = fields;
      if (first === undefined) continue;
      put('P', fields.map(({ name, values }) => `${name} (${values})`).join(', '), 9.5, 'strong', 0);
      say(
        [
          `${heads.why}: ${first.purposes.join(', ')} (${first.bases.join(', ')})`,
          `${heads.from}: ${first.sources.map(({ source, at: when }) => (when === null ? source : `${source}, ${when.slice(0, 10)}`)).join('; ')}`,
          `${heads.until}: ${first.until}`,
        ].join('. '),
      );
    }
  }
  head(heads.never);
  say(`${report.neverStored.join(', ')}. ${heads.neverText}`);
  head(heads.recipients);
  if (report.recipients.length === 0) say(heads.noRecipients);
  for (const each of report.recipients)
    say(
      `${each.recipient}, ${countryName(each.country, words.lang)}${each.safeguard === null ? '' : `, ${each.safeguard}`}: ${each.categories.join(', ')}. ${heads.times(each.times, each.first.slice(0, 10), each.last.slice(0, 10))}`,
    );
  head(heads.rights);
  for (const { right, link } of report.rights) say(`${right}: ${link}`);
  head(heads.complain);
  for (const { name, address, url } of report.authorities) say(`${name}, ${address}, ${url}`);
  head(heads.decisions);
  say(report.decisionsSaid);
  head(heads.looks);
  if (report.looks.length === 0) say(heads.noLooks);
  for (const look of report.looks)
    say(`${look.at.slice(0, 10)} ${sayRoles(words.lang, look.role)}: ${sayReason(words.lang, look.reason)}`);
  if (report.hidden.length > 0) head(heads.hidden);
  for (const { place, why, count } of report.hidden) say(`${place} (${count}): ${why}`);
  head(heads.excluded);
  for (const { place, why } of report.excluded) say(`${place}: ${why}`);
  root.end();
  doc.end();
  await ended;
  return Buffer.concat(chunks);
}

function fontFile(weight: number): Buffer {
  const name = `hanken-grotesk-latin-${weight}-normal.woff`;
  return readFileSync(fileURLToPath(import.meta.resolve(`@fontsource/hanken-grotesk/files/${name}`)));
}
