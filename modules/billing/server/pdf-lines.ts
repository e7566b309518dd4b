import type { Invoice, InvoiceLine } from '../pure/invoice.ts';
import { kronor } from '../pure/money.ts';
import type { InvoiceWords } from './text.sv.ts';
import { PAGE, type Sheet, type Style } from './pdf-sheet.ts';
import { periodName, quantityName } from './pdf-words.ts';

interface Column {
  readonly x: number;
  readonly width: number;
  readonly align: 'left' | 'right';
}
const COLUMNS: readonly Column[] = [
  { x: 48, width: 162, align: 'left' },
  { x: 215, width: 84, align: 'left' },
  { x: 296, width: 69.3, align: 'right' },
  { x: 366, width: 60.5, align: 'right' },
  { x: 432, width: PAGE.right - 432, align: 'right' },
];
const ROW = 20.25;

/** The lines as a table. Heads repeat on every page and no row is split. @returns the y below the last line. */
export function drawLines(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  top: number,
  bottom: number,
): number {
  let y = top;
  const heads = [
    words.service,
    words.period,
    words.quantity,
    words.unitPrice,
    invoice.basis === 'with-vat' ? words.withVat : words.withoutVat,
  ];
  const head = (): void => {
    sheet.within('TR', () => {
      for (const [index, text] of heads.entries())
        cell(sheet, 'TH', text, COLUMNS[index]!, y + 4, { size: 9, colour: 'muted', weight: 500 });
    });
    rule(sheet, y + 11.4);
    y += 11.4;
  };
  sheet.within('Table', () => {
    head();
    for (const line of invoice.lines) {
      const names = sheet.wrap(nameOf(line), COLUMNS[0]!.width, { size: 9, weight: 500 }).slice(0, 3);
      const height = ROW + (names.length - 1) * 11.5;
      if (y + height > bottom) {
        sheet.newPage();
        y = 52;
        head();
      }
      drawLine(sheet, line, names, words, invoice, y + 13.2);
      y += height;
      rule(sheet, y);
    }
  });
  return y;
}

const nameOf = (line: InvoiceLine): string =>
  line.serviceName === undefined ? line.name : `${line.name}, ${line.serviceName.replaceAll(' ', '\u00a0')}`;

function drawLine(
  sheet: Sheet,
  line: InvoiceLine,
  names: readonly string[],
  words: InvoiceWords,
  invoice: Invoice,
  y: number,
): void {
  const { language } = invoice.buyer;
  const bare = line.kind === 'discount' || line.kind === 'reminder' || line.kind === 'interest';
  const counted = line.kind === 'usage' && line.usage !== undefined && line.usage.seconds > 0;
  const texts = [
    counted && line.usage
      ? `${line.usage.records} ${words.units.call[line.usage.records === 1 ? 0 : 1]}`
      : bare
        ? ''
        : periodName(line.period, words),
    bare ? '' : quantityName(line.quantity, words),
    line.unitOre !== undefined && !bare
      ? kronor(line.unitOre, language)
      : line.kind === 'usage' && invoice.specification
        ? words.seeSpecification
        : '',
    kronor(line.amountOre, language),
  ];
  sheet.within('TR', () => {
    sheet.leaf(
      'TH',
      () => {
        for (const [index, name] of names.entries())
          sheet.put(name, COLUMNS[0]!.x, y + index * 11.5, {
            size: 9,
            weight: 500,
            width: COLUMNS[0]!.width,
          });
      },
      { scope: 'Row' },
    );
    for (const [index, text] of texts.entries())
      cell(sheet, 'TD', text, COLUMNS[index + 1]!, y, {
        size: 9,
        ...(index === 0 ? { colour: 'muted' as const } : {}),
      });
  });
}

function cell(sheet: Sheet, type: 'TH' | 'TD', text: string, column: Column, y: number, style: Style): void {
  sheet.leaf(
    type,
    () => sheet.put(text, column.x, y, { ...style, width: column.width, align: column.align }),
    type === 'TH' ? { scope: 'Column' } : {},
  );
}

const rule = (sheet: Sheet, y: number): void =>
  sheet.decorate((doc, colours) => {
    doc.moveTo(PAGE.left, y).lineTo(PAGE.right, y).lineWidth(0.6).stroke(colours.line);
  });
