import type { Invoice } from '../pure/invoice.ts';
import { kronor } from '../pure/money.ts';
import type { Call } from '../pure/source.ts';
import type { InvoiceWords } from './text.sv.ts';
import { PAGE, type Sheet } from './pdf-sheet.ts';
import { callTime, duration, numberName, periodName, quantityName } from './pdf-words.ts';

const COLUMNS = [
  { x: 48, width: 72, align: 'left' },
  { x: 122, width: 84, align: 'left' },
  { x: 208, width: 118, align: 'left' },
  { x: 328, width: 100, align: 'left' },
  { x: 430, width: 54, align: 'right' },
  { x: 488, width: PAGE.right - 488, align: 'right' },
] as const;
const ROW = 12.6;
const BOTTOM = 762;

/** The calls behind the usage lines, one page after another; memory holds the pages drawn, never the list. */
export async function drawSpecification(
  sheet: Sheet,
  invoice: Invoice,
  words: InvoiceWords,
  calls: AsyncIterable<Call> | Iterable<Call> | 'gone',
): Promise<void> {
  let y = 0;
  const heads = [words.when, words.service, words.to, words.destination, words.length, words.price];
  const begin = (first: boolean): void => {
    sheet.newPage();
    const title = `${words.specification}, ${periodName(invoice.period, words, true)}`;
    if (first) sheet.leaf('H2', () => sheet.put(title, 48, 64, { size: 14, weight: 600, width: 480 }));
    else
      sheet.decorate(() =>
        sheet.put(`${title}, ${words.continued}`, 48, 56, { size: 9, colour: 'muted', width: 480 }),
      );
    y = first ? 82 : 70;
  };
  begin(true);
  const note = (text: string): void => {
    sheet.leaf('P', () => {
      for (const line of sheet.wrap(text, 480, { size: 7.9 })) {
        sheet.put(line, 48, y, { size: 7.9, colour: 'muted' });
        y += 10;
      }
    });
  };
  if (calls === 'gone') return note(words.specificationGone);
  note(words.masked);
  y += 8;
  const iterator = Symbol.asyncIterator in calls ? calls[Symbol.asyncIterator]() : calls[Symbol.iterator]();
  let next = await iterator.next();
  // A table a page: a row never hangs between two, and each has its own heads.
  while (next.done !== true) {
    const page: Call[] = [];
    const room = Math.floor((BOTTOM - y - 14) / ROW);
    while (next.done !== true && page.length < room) {
      page.push(next.value);
      next = await iterator.next();
    }
    sheet.within('Table', () => {
      sheet.within('TR', () => {
        for (const [index, text] of heads.entries())
          sheet.leaf(
            'TH',
            () =>
              sheet.put(text, COLUMNS[index]!.x, y, {
                size: 7.9,
                weight: 500,
                colour: 'muted',
                width: COLUMNS[index]!.width,
                align: COLUMNS[index]!.align,
              }),
            { scope: 'Column' },
          );
      });
      sheet.decorate((doc, colours) => {
        doc
          .moveTo(48, y + 5)
          .lineTo(PAGE.right, y + 5)
          .lineWidth(0.6)
          .stroke(colours.line);
      });
      y += 5;
      for (const [index, call] of page.entries()) {
        if (index % 2 === 1)
          sheet.decorate((doc) => {
            doc.rect(46, y + 1.2, PAGE.right - 44, ROW).fill('#f6f8f8');
          });
        row(sheet, call, words, invoice, y + 10);
        y += ROW;
      }
    });
    if (next.done !== true) begin(false);
  }
}

function row(sheet: Sheet, call: Call, words: InvoiceWords, invoice: Invoice, y: number): void {
  const measure =
    call.kind === 'voice'
      ? duration(call.seconds)
      : call.kind === 'data'
        ? quantityName({ count: Math.round(call.bytes / 1_000_000), unit: 'megabyte' }, words)
        : words.kinds[call.kind];
  const to = call.kind === 'data' ? '' : call.other === '' ? words.hidden : numberName(call.other);
  const texts = [
    callTime(call.start, call.offset),
    call.serviceName,
    to,
    call.destination,
    measure,
    kronor(call.ore, invoice.buyer.language),
  ];
  sheet.within('TR', () => {
    for (const [index, text] of texts.entries()) {
      const { x, width, align } = COLUMNS[index]!;
      sheet.leaf('TD', () =>
        sheet.put(text, x, y, {
          size: 8.2,
          width,
          align,
          ...(index === 0 || index === 3 ? { colour: 'muted' as const } : {}),
        }),
      );
    }
  });
}
