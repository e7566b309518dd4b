import { XMLParser, XMLValidator } from 'fast-xml-parser';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { creditOf } from './compose.ts';
import { EXAMPLE_COMPANY, EXAMPLE_PERSON, exampleCharge, exampleInvoice } from './example.ts';
import type { Invoice } from './invoice.ts';
import type { VatRate } from './money.ts';
import { writeUbl } from './ubl.ts';

/** The rules are read off the document, in hundredths, never off what it was made from. */
type Element = { readonly [name: string]: unknown };
const parser = new XMLParser({
  ignoreAttributes: false,
  removeNSPrefix: true,
  parseTagValue: false,
  parseAttributeValue: false,
  isArray: (name) => ['InvoiceLine', 'CreditNoteLine', 'TaxSubtotal', 'PartyTaxScheme'].includes(name),
});
function parsed(xml: string): Element {
  expect(XMLValidator.validate(xml)).toBe(true);
  const document = parser.parse(xml) as Element;
  return (document['Invoice'] ?? document['CreditNote']) as Element;
}
const at = (element: unknown, path: string): unknown =>
  path.split('/').reduce<unknown>((so, name) => (so as Element | undefined)?.[name], element);
const text = (element: unknown, path: string): string | undefined => {
  const found = at(element, path);
  if (found === undefined) return undefined;
  const value = typeof found === 'object' && found !== null ? (found as Element)['#text'] : found;
  return typeof value === 'string' ? value : undefined;
};
const list = (element: unknown, path: string): Element[] => (at(element, path) ?? []) as Element[];
const cents = (element: unknown, path: string): bigint => {
  const value = text(element, path) ?? '0';
  expect(value, path).toMatch(/^-?\d+(\.\d{1,2})?$/);
  const [whole, part = ''] = value.replace('-', '').split('.');
  const size = BigInt(whole!) * 100n + BigInt(part.padEnd(2, '0'));
  return value.startsWith('-') ? -size : size;
};
const linesOf = (doc: Element): Element[] => [...list(doc, 'InvoiceLine'), ...list(doc, 'CreditNoteLine')];
const add = (amounts: readonly bigint[]): bigint => amounts.reduce((so, each) => so + each, 0n);
const luhn = (digits: string): boolean =>
  [...digits].toReversed().reduce((so, digit, index) => {
    const weighed = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return so + (weighed > 9 ? weighed - 9 : weighed);
  }, 0) %
    10 ===
  0;

/** @returns the names of the rules that the document breaks. */
function broken(xml: string): string[] {
  const doc = parsed(xml);
  const rules: Record<string, boolean> = {};
  const lines = linesOf(doc);
  const total = (name: string): bigint => cents(doc, `LegalMonetaryTotal/${name}`);
  const supplier = at(doc, 'AccountingSupplierParty/Party');
  rules['BR-02 number'] = (text(doc, 'ID') ?? '') !== '';
  rules['BR-16 lines'] = lines.length > 0;
  rules['BR-CO-10'] =
    total('LineExtensionAmount') === add(lines.map((line) => cents(line, 'LineExtensionAmount')));
  // No allowances or charges on the level of the document, so 11 and 12 hold emptily and 13 is this.
  rules['BR-CO-11/12'] = at(doc, 'AllowanceCharge') === undefined;
  rules['BR-CO-13'] =
    total('TaxExclusiveAmount') ===
    total('LineExtensionAmount') - total('AllowanceTotalAmount') + total('ChargeTotalAmount');
  const subtotals = list(doc, 'TaxTotal/TaxSubtotal');
  rules['BR-CO-14'] =
    cents(doc, 'TaxTotal/TaxAmount') === add(subtotals.map((each) => cents(each, 'TaxAmount')));
  rules['BR-CO-15'] =
    total('TaxInclusiveAmount') === total('TaxExclusiveAmount') + cents(doc, 'TaxTotal/TaxAmount');
  rules['BR-CO-16'] =
    total('PayableAmount') ===
    total('TaxInclusiveAmount') - total('PrepaidAmount') + total('PayableRoundingAmount');
  rules['BR-CO-17'] = subtotals.every((each) => {
    const exact = cents(each, 'TaxableAmount') * BigInt(text(each, 'TaxCategory/Percent') ?? '0');
    const size = exact < 0n ? -exact : exact;
    const rounded = (size * 2n + 100n) / 200n;
    return cents(each, 'TaxAmount') === (exact < 0n ? -rounded : rounded);
  });
  rules['BR-CO-18, BR-S-08'] =
    subtotals.length > 0 &&
    subtotals.every(
      (each) =>
        cents(each, 'TaxableAmount') ===
        add(
          lines
            .filter(
              (line) =>
                text(line, 'Item/ClassifiedTaxCategory/Percent') === text(each, 'TaxCategory/Percent'),
            )
            .map((line) => cents(line, 'LineExtensionAmount')),
        ),
    );
  rules['BR-CO-25'] =
    total('PayableAmount') <= 0n ||
    text(doc, 'DueDate') !== undefined ||
    text(doc, 'PaymentTerms/Note') !== undefined;
  rules['BR-CO-26'] = text(supplier, 'PartyLegalEntity/CompanyID') !== undefined;
  rules['BR-27 price'] = lines.every((line) => cents(line, 'Price/PriceAmount') >= 0n);
  rules['BR-S-05'] = lines.every(
    (line) =>
      text(line, 'Item/ClassifiedTaxCategory/ID') !== 'S' ||
      Number(text(line, 'Item/ClassifiedTaxCategory/Percent')) > 0,
  );
  rules['BR-E-10'] = subtotals.every(
    (each) =>
      text(each, 'TaxCategory/ID') !== 'E' || text(each, 'TaxCategory/TaxExemptionReason') !== undefined,
  );
  rules['R001/R004'] = text(doc, 'ProfileID') === 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';
  rules['R003'] = (text(doc, 'BuyerReference') ?? '') !== '';
  rules['R008'] = !/<([\w:]+)[^>]*>\s*<\/\1>|<[^>]+\/>/.test(xml);
  rules['R010'] = text(doc, 'AccountingCustomerParty/Party/EndpointID') !== undefined;
  // The schemes that Peppol delivers to which a Swedish document can have; EM is on the list of EN 16931 alone.
  rules['CL008'] = ['AccountingSupplierParty', 'AccountingCustomerParty'].every((party) =>
    ['0007', '0088'].includes(text(doc, `${party}/Party/EndpointID/@_schemeID`) ?? ''),
  );
  rules['R049'] = ['AccountingSupplierParty', 'AccountingCustomerParty'].every((party) =>
    luhn(text(doc, `${party}/Party/EndpointID`) ?? '1'),
  );
  rules['R020'] = text(supplier, 'EndpointID') !== undefined;
  rules['R110/R111'] = lines.every(
    (line) =>
      (text(line, 'InvoicePeriod/StartDate') ?? '9') >= (text(doc, 'InvoicePeriod/StartDate') ?? '') &&
      (text(line, 'InvoicePeriod/EndDate') ?? '0') <= (text(doc, 'InvoicePeriod/EndDate') ?? '9'),
  );
  rules['R120'] = lines.every(
    (line) =>
      BigInt(text(line, 'InvoicedQuantity') ?? text(line, 'CreditedQuantity') ?? '0') *
        cents(line, 'Price/PriceAmount') ===
      cents(line, 'LineExtensionAmount'),
  );
  const schemes = list(supplier, 'PartyTaxScheme');
  const vat = schemes.find((each) => text(each, 'TaxScheme/ID') === 'VAT');
  rules['SE-R-001/002'] = /^SE\d{12}$/.test(text(vat, 'CompanyID') ?? '');
  rules['SE-R-003/004'] = /^\d{10}$/.test(text(supplier, 'PartyLegalEntity/CompanyID') ?? '');
  rules['SE-R-005'] = schemes.some(
    (each) =>
      text(each, 'TaxScheme/ID') !== 'VAT' &&
      (text(each, 'CompanyID') ?? '').toUpperCase() === 'GODKÄND FÖR F-SKATT',
  );
  rules['SE-R-006'] = subtotals.every(
    (each) =>
      text(each, 'TaxCategory/ID') !== 'S' ||
      ['25', '12', '6'].includes(text(each, 'TaxCategory/Percent') ?? ''),
  );
  const account = at(doc, 'PaymentMeans/PayeeFinancialAccount');
  rules['SE-R-008'] =
    text(account, 'FinancialInstitutionBranch/ID') === 'SE:BANKGIRO' &&
    /^\d+$/.test(text(account, 'ID') ?? '');
  rules['SE-R-009'] = [7, 8].includes((text(account, 'ID') ?? '').length);
  rules['SE-R-011/012'] = text(doc, 'PaymentMeans/PaymentMeansCode') === '30';
  rules['SE-R-013'] = luhn(text(supplier, 'PartyLegalEntity/CompanyID') ?? '1');
  return Object.entries(rules).flatMap(([name, holds]) => (holds ? [] : [name]));
}

test('the drawn invoice keeps every rule, and carries OCR, bankgiro, rounding and sum', () => {
  const xml = writeUbl(exampleInvoice());
  expect(broken(xml)).toEqual([]);
  const doc = parsed(xml);
  expect(text(doc, 'PaymentMeans/PaymentID')).toBe('202611004724');
  expect(text(doc, 'PaymentMeans/PayeeFinancialAccount/ID')).toBe('9912346');
  expect(text(doc, 'LegalMonetaryTotal/PayableAmount')).toBe('1284.00');
  expect(text(doc, 'LegalMonetaryTotal/PayableRoundingAmount')).toBe('0.20');
  expect(text(doc, 'AccountingCustomerParty/Party/EndpointID')).toBe('5560000001');
  expect(at(doc, 'AccountingCustomerParty/Party/EndpointID/@_schemeID')).toBe('0007');
});

test('every invoice and credit note keeps the arithmetic, whatever is charged to whom', () => {
  const charge = fc
    .record({
      name: fc.string({ minLength: 1, unit: 'grapheme' }).map((name) => `Tjänst ${name}`),
      ore: fc.bigInt({ min: -40_000n, max: 150_000n }),
      basis: fc.constantFrom('with-vat' as const, 'without-vat' as const),
      vatRate: fc.constantFrom<VatRate[]>(25, 25, 12, 6, 0),
      late: fc.boolean(),
    })
    .map(({ late, ...given }) =>
      exampleCharge({ ...given, ...(late ? { period: { from: '2026-08-01', to: '2026-08-31' } } : {}) }),
    );
  fc.assert(
    fc.property(
      fc.array(charge, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(EXAMPLE_COMPANY, EXAMPLE_PERSON),
      (charges, who) => {
        const invoice = exampleInvoice(charges, who);
        expect(broken(writeUbl(invoice))).toEqual([]);
        if (invoice.kind !== 'invoice') return;
        const credited = creditOf(invoice, 'all', 'Rättelse', '2026-11-20');
        if (credited.ok)
          expect(broken(writeUbl({ ...credited.note, id: 'n', number: '2026110048' }))).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

describe('the rules see what is wrong', () => {
  const xml = writeUbl(exampleInvoice());
  test.each([
    [
      'BR-CO-10',
      'LineExtensionAmount currencyID="SEK">1027.04<',
      'LineExtensionAmount currencyID="SEK">1027.05<',
    ],
    [
      'BR-CO-15',
      'TaxInclusiveAmount currencyID="SEK">1283.80<',
      'TaxInclusiveAmount currencyID="SEK">1283.81<',
    ],
    ['BR-CO-16', 'PayableAmount currencyID="SEK">1284.00<', 'PayableAmount currencyID="SEK">1284.01<'],
    ['BR-CO-17', 'TaxAmount currencyID="SEK">256.76<', 'TaxAmount currencyID="SEK">256.75<'],
    ['SE-R-005', 'Godkänd för F-skatt', 'Godkänd'],
    ['SE-R-013', '>5591993976</cbc:CompanyID', '>5591993977</cbc:CompanyID'],
    ['SE-R-008', 'SE:BANKGIRO', 'SE:BG'],
    ['R120', '<cbc:PriceAmount currencyID="SEK">39.00<', '<cbc:PriceAmount currencyID="SEK">39.01<'],
  ])('%s', (rule, from, to) => {
    expect(xml).toContain(from);
    expect(broken(xml.replaceAll(from, to))).toContain(rule);
  });
});

test('a credit note is a document of its own kind that names its invoice', () => {
  const credited = creditOf(exampleInvoice(), [6], 'Data som inte använts', '2026-11-20');
  if (!credited.ok) throw new Error(credited.reason);
  const note: Invoice = { ...credited.note, id: 'n', number: '2026110048' };
  const xml = writeUbl(note);
  expect(broken(xml)).toEqual([]);
  const doc = parsed(xml);
  expect(xml).toContain('<CreditNote ');
  expect(text(doc, 'CreditNoteTypeCode')).toBe('381');
  expect(text(doc, 'BillingReference/InvoiceDocumentReference/ID')).toBe('2026110047');
  expect(text(doc, 'LegalMonetaryTotal/PayableAmount')).toBe('96.00');
});

test('names with markup, control characters and half pairs are written, never obeyed', () => {
  const hostile = exampleInvoice(
    [exampleCharge({ name: ']]><b>&amp;\u0000\u000B\uD800 "Växel" \u2028', ore: 100n })],
    { ...EXAMPLE_COMPANY, name: '<AB> & "Söner" ' },
  );
  const doc = parsed(writeUbl(hostile));
  expect(text(doc, 'AccountingCustomerParty/Party/PartyName/Name')).toContain('<AB> & ');
  expect(broken(writeUbl(hostile))).toEqual([]);
});
