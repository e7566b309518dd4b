import { sv, type InvoiceWords } from './text.sv.ts';
import { en } from './text.en.ts';
import type { Invoice } from '../pure/invoice.ts';
import type { Call } from '../pure/source.ts';
import { drawFront } from './pdf-front.ts';
import { openSheet } from './pdf-sheet.ts';
import { drawSpecification } from './pdf-specification.ts';

export interface PdfOptions {
  /** The rows of the specification, already held to what may be shown; undefined when it is off, `gone` when the calls have been erased. */
  readonly calls?: AsyncIterable<Call> | Iterable<Call> | 'gone';
}

/**
 * The invoice as A4: fonts embedded as subsets, a structure tree in reading order, title and language (PDF/UA-1). The same invoice gives
 * the same pages; nothing in it depends on when or where it is made.
 */
export async function writePdf(invoice: Invoice, options: PdfOptions = {}): Promise<Buffer> {
  const words: InvoiceWords = invoice.buyer.language === 'sv' ? sv : en;
  const kind = invoice.kind === 'invoice' ? words.invoice : words.creditNote;
  const sheet = openSheet({
    title: `${kind} ${invoice.number}`.trim(),
    author: invoice.seller.name,
    language: words.language,
    date: new Date(`${invoice.issuedOn}T12:00:00Z`),
  });
  drawFront(sheet, invoice, words);
  const specified = options.calls !== undefined;
  if (options.calls !== undefined) await drawSpecification(sheet, invoice, words, options.calls);
  sheet.everyPage((page, pages) => {
    const { seller } = invoice;
    const { street, postalCode, city } = seller.address;
    const columns = [
      [seller.name, `${street}, ${postalCode} ${city}`],
      [
        `${words.organisation} ${seller.organisation.replace(/(\d{6})(\d{4})/, '$1-$2')}`,
        `${words.vatNumber} ${seller.vatNumber}`,
      ],
      [
        words.fTax,
        `${words.page(page, pages)}${specified && page === 1 && pages > 1 ? words.specificationNext : ''}`,
      ],
    ] as const;
    for (const [index, lines] of columns.entries())
      for (const [row, line] of lines.entries())
        sheet.put(line, [48, 218, 347][index]!, 795 + row * 11.5, {
          size: 7.9,
          colour: 'muted',
          ...(index === 2 ? { width: 200, align: 'right' as const } : { width: index === 0 ? 165 : 160 }),
        });
  });
  return sheet.finish();
}
