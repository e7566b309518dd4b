import { LAW } from '../pure/law.ts';
import { plusDays } from '../pure/bank-days.ts';
import type { Invoice } from '../pure/invoice.ts';
import { kronor, sum } from '../pure/money.ts';
import { bankgiroText } from '../pure/reference.ts';
import type { InvoiceWords } from './text.sv.ts';
import { drawLines } from './pdf-lines.ts';
import { PAGE, type Sheet } from './pdf-sheet.ts';
import { dayAndDate, dayAndMonth, longDate, monthName, periodName } from './pdf-words.ts';

const RIGHT = 367.5;
/** Where the slip begins: nothing else may go below it on the page that has it. */
const SLIP = 726;

/** Head, sum, lines, totals, what differs, and the slip at the foot of the last of these pages. */
export function drawFront(sheet: Sheet, invoice: Invoice, words: InvoiceWords): void {
  drawHead(sheet, invoice, words);
  const below = drawLines(sheet, invoice, words, 243, SLIP - 8);
  let y = drawTotals(sheet, invoice, words, roomFor(sheet, below, 40 + invoice.vat.length * 30));
  y = drawAllowances(sheet, invoice, words, y);
  y = drawDifferences(sheet, invoice, words, y);
  if (invoice.kind === 'invoice' && invoice.payableOre > 0n) drawTerms(sheet, invoice, words, y);
  if (invoice.credits) drawSmall(sheet, invoice.credits.reason, y);
  drawSlip(sheet, invoice, words);
}

function roomFor(sheet: Sheet, y: number, height: number): number {
  if (y + height <= SLIP - 12) return y;
  sheet.newPage();
  return 60;
}

function drawHead(sheet: Sheet, invoice: Invoice, words: InvoiceWords): void {
  sheet.leaf('Figure', () => drawMark(sheet), { alt: words.logo });
  const facts: readonly (readonly [string, string])[] = [
    [words.number, invoice.number === '' ? words.draft : invoice.number],
    [words.customerNumber, invoice.buyer.customerNumber],
    [words.date, longDate(invoice.issuedOn, words)],
    [words.period, periodName(invoice.period, words, true)],
  ];
  for (const [index, [name, value]] of facts.entries())
    sheet.pair(
      () => sheet.put(name, RIGHT, 50.5 + index * 14, { size: 7.9, colour: 'muted' }),
      () => sheet.put(value, RIGHT + 66.5, 50.5 + index * 14, { size: 7.9, width: 112 }),
    );
  sheet.leaf('H1', () =>
    sheet.put(invoice.kind === 'invoice' ? words.invoice : words.creditNote, 48, 148, {
      size: 19.5,
      weight: 600,
    }),
  );
  sheet.leaf('P', () =>
    sheet.put(saying(invoice, words), 48, 173, { size: 7.9, colour: 'muted', width: 300 }),
  );
  sheet.leaf('P', () =>
    sheet.put(`${kronor(invoice.payableOre, invoice.buyer.language)} kr`, 48, 201, {
      size: 25.5,
      weight: 600,
      width: 300,
    }),
  );
  const { buyer } = invoice;
  const address = [
    buyer.name,
    ...(buyer.attention === undefined ? [] : [buyer.attention]),
    buyer.address.street,
    `${buyer.address.postalCode} ${buyer.address.city}`,
    ...(buyer.address.country === 'SE' ? [] : [buyer.address.country]),
  ];
  let y = 144;
  for (const [index, text] of address.entries()) {
    const style = { size: 9.4, weight: index === 0 ? (600 as const) : (400 as const), width: 180 };
    for (const line of sheet.wrap(text, 180, style).slice(0, 3)) {
      sheet.leaf('P', () => sheet.put(line, RIGHT, y, style));
      y += 14.2;
    }
  }
}

function saying(invoice: Invoice, words: InvoiceWords): string {
  if (invoice.credits)
    return words.creditOf(invoice.credits.number, longDate(invoice.credits.issuedOn, words));
  if (invoice.kind === 'credit-note') return words.givenBack;
  return invoice.payableOre === 0n ? words.nothingToPay : words.payBy(dayAndDate(invoice.dueOn, words));
}

function drawMark(sheet: Sheet): void {
  sheet.draw((doc, colours) => {
    doc.save();
    doc.circle(53.3, 47.6, 3.9).fill(colours.accent);
    doc.lineWidth(1.5).strokeColor(colours.accent);
    doc.moveTo(56.8, 47.6).lineTo(62, 47.6).stroke();
    doc.circle(64.6, 47.6, 3.2).stroke();
    doc.restore();
  });
  sheet.put('telink', 75.6, 51.6, { size: 12, weight: 600 });
}

function drawTotals(sheet: Sheet, invoice: Invoice, words: InvoiceWords, top: number): number {
  const { language } = invoice.buyer;
  const money = (ore: bigint): string => kronor(ore, language);
  const rows: (readonly [string, string])[] = [];
  const rate = (number: number): string => String(number);
  if (invoice.basis === 'without-vat') {
    rows.push([words.sumWithoutVat, money(invoice.netOre)]);
    for (const { rate: each, netOre, vatOre } of invoice.vat)
      rows.push(each === 0 ? [words.exempt, money(netOre)] : [words.vat(rate(each)), money(vatOre)]);
  } else {
    rows.push([words.sumWithVat, money(sum(invoice.lines.map(({ amountOre }) => amountOre)))]);
    for (const { rate: each, netOre, vatOre } of invoice.vat)
      if (each !== 0) rows.push([words.ofWhichVat(rate(each), money(netOre)), money(vatOre)]);
  }
  const said =
    invoice.basis === 'without-vat'
      ? invoice.roundingOre
      : invoice.payableOre - sum(invoice.lines.map(({ amountOre }) => amountOre));
  if (said !== 0n) rows.push([words.rounding, money(said)]);
  let y = top + 14;
  for (const [name, value] of rows) {
    sheet.pair(
      () => sheet.put(name, 337.5, y, { size: 9, colour: 'muted', width: 140 }),
      () => sheet.put(value, 447.28, y, { size: 9, width: 100, align: 'right' }),
    );
    y += 15;
  }
  sheet.decorate((doc, colours) => {
    doc
      .moveTo(337.5, y - 6.5)
      .lineTo(PAGE.right, y - 6.5)
      .lineWidth(0.75)
      .stroke(colours.strong);
  });
  y += 9.5;
  sheet.pair(
    () =>
      sheet.put(invoice.kind === 'invoice' ? words.toPay : words.toGiveBack, 337.5, y, {
        size: 11.3,
        weight: 600,
      }),
    () =>
      sheet.put(money(invoice.payableOre), 447.28, y, {
        size: 11.3,
        weight: 600,
        width: 100,
        align: 'right',
      }),
  );
  return y + 12;
}

function drawAllowances(sheet: Sheet, invoice: Invoice, words: InvoiceWords, top: number): number {
  if (invoice.allowances.length === 0) return top;
  let y = roomFor(sheet, top + 16, 16 + invoice.allowances.length * 13) + 4;
  sheet.leaf('H2', () => sheet.put(words.allowances, 48, y, { size: 9, weight: 600 }));
  for (const { name, serviceName, unit, used, included } of invoice.allowances) {
    y += 13;
    const many = words.units[unit][1];
    const amount = words.allowance(
      used.toLocaleString(words.language),
      `${included.toLocaleString(words.language)} ${many}`,
    );
    sheet.pair(
      () =>
        sheet.put(serviceName === undefined ? name : `${name}, ${serviceName}`, 48, y, {
          size: 9,
          colour: 'muted',
          width: 300,
        }),
      () => sheet.put(amount, 347.28, y, { size: 9, width: 200, align: 'right' }),
    );
  }
  return y + 4;
}

function drawDifferences(sheet: Sheet, invoice: Invoice, words: InvoiceWords, top: number): number {
  if (invoice.differs.length === 0) return top;
  const style = { size: 9 } as const;
  const lines = sheet.wrap(invoice.differs.join(' '), PAGE.right - PAGE.left - 24, style);
  const height = 18 + 13.2 + lines.length * 13.2 - 4;
  const y = roomFor(sheet, top + 14, height);
  sheet.decorate((doc, colours) => {
    doc
      .roundedRect(48, y, PAGE.right - 48, height, 6)
      .lineWidth(0.75)
      .fillAndStroke(colours.explain, colours.explainLine);
  });
  const before = plusDays(invoice.period.from, -1);
  sheet.leaf('H2', () =>
    sheet.put(words.differs(monthName(invoice.period.from, words), monthName(before, words)), 60, y + 17.5, {
      size: 9,
      weight: 600,
      width: 460,
    }),
  );
  sheet.leaf('P', () => {
    for (const [index, line] of lines.entries()) sheet.put(line, 60, y + 30.5 + index * 13.2, style);
  });
  return y + height;
}

function drawTerms(sheet: Sheet, invoice: Invoice, words: InvoiceWords, top: number): void {
  const fee = invoice.reminderFeeAgreed
    ? kronor(LAW.reminderFeeOre.value, invoice.buyer.language).replace(/[,.]00$/, '')
    : undefined;
  const text = words.late(fee, invoice.seller.email, dayAndMonth(invoice.dueOn, words));
  drawSmall(sheet, text, top);
}

function drawSmall(sheet: Sheet, text: string, top: number): void {
  const style = { size: 7.9, colour: 'muted' } as const;
  const lines = sheet.wrap(text, 350, style);
  const y = roomFor(sheet, top + 16, lines.length * 10);
  sheet.leaf('P', () => {
    for (const [index, line] of lines.entries()) sheet.put(line, 48, y + 4 + index * 9.6, style);
  });
}

/** What a payer copies: payee, bankgiro, OCR, kronor. A credit note and an invoice of nothing have none. */
function drawSlip(sheet: Sheet, invoice: Invoice, words: InvoiceWords): void {
  if (invoice.kind !== 'invoice' || invoice.payableOre === 0n) return;
  sheet.decorate((doc, colours) => {
    doc.moveTo(48, SLIP).lineTo(PAGE.right, SLIP).lineWidth(0.6).dash(3, { space: 2 }).stroke(colours.dash);
    doc.undash();
  });
  const facts = [
    [words.payee, invoice.seller.name, 48, 138],
    [words.bankgiro, bankgiroText(invoice.seller.bankgiro), 192, 110],
    [words.ocr, invoice.ocr, 315, 130],
    [words.kronor, kronor(invoice.payableOre, invoice.buyer.language), 447.28, 100],
  ] as const;
  for (const [index, [name, value, x, width]] of facts.entries()) {
    const align = index === 3 ? ('right' as const) : ('left' as const);
    sheet.pair(
      () => sheet.put(name, x, 750, { size: 7.9, colour: 'muted', width, align }),
      () => sheet.put(value, x, 764.5, { size: 10.5, weight: 500, width, align }),
    );
  }
}
