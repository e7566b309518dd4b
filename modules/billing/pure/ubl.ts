import type { Period } from './bank-days.ts';
import type { Address, Buyer, Invoice, InvoiceLine, Seller, Unit } from './invoice.ts';
import { decimal, type VatRate } from './money.ts';
import { element, type Node, writeXml } from './xml.ts';

/** Peppol BIS Billing 3.0 (EN 16931-1, UBL 2.1), with the Swedish rules SE-R-001 to SE-R-013. */
const CUSTOMIZATION = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0';
const PROFILE = 'urn:fdc:peppol.eu:2017:poacc:billing:01:1.0';
const SEK = { currencyID: 'SEK' };
/** UN/ECE Recommendation 20. */
const UNITS: Readonly<Record<Unit, string>> = {
  month: 'MON',
  piece: 'EA',
  user: 'EA',
  call: 'EA',
  message: 'EA',
  minute: 'MIN',
  second: 'SEC',
  megabyte: '4L',
};

const cbc = (
  name: string,
  text: string | undefined,
  attributes: Readonly<Record<string, string>> = {},
): Node | undefined =>
  text === undefined || text === '' ? undefined : element(`cbc:${name}`, attributes, [text]);
const cac = (name: string, ...children: readonly (Node | undefined)[]): Node | undefined => {
  const real = children.filter((child) => child !== undefined);
  // Peppol R008: no empty elements.
  return real.length === 0 ? undefined : element(`cac:${name}`, {}, real);
};
const amount = (name: string, ore: bigint): Node => element(`cbc:${name}`, SEK, [decimal(ore)]);

/** The invoice or credit note as a Peppol document. The OCR reference is the PaymentID, rounding to whole kronor is PayableRoundingAmount. */
export function writeUbl(invoice: Invoice): string {
  const credit = invoice.kind === 'credit-note';
  const root = credit ? 'CreditNote' : 'Invoice';
  const children: (Node | undefined)[] = [
    cbc('CustomizationID', CUSTOMIZATION),
    cbc('ProfileID', PROFILE),
    cbc('ID', invoice.number),
    cbc('IssueDate', invoice.issuedOn),
    credit ? undefined : cbc('DueDate', invoice.dueOn),
    cbc(credit ? 'CreditNoteTypeCode' : 'InvoiceTypeCode', credit ? '381' : '380'),
    cbc('Note', invoice.credits?.reason),
    cbc('DocumentCurrencyCode', 'SEK'),
    cbc('BuyerReference', invoice.buyer.attention ?? invoice.buyer.customerNumber),
    periodOf(invoice.period),
    invoice.credits &&
      cac(
        'BillingReference',
        cac(
          'InvoiceDocumentReference',
          cbc('ID', invoice.credits.number),
          cbc('IssueDate', invoice.credits.issuedOn),
        ),
      ),
    cac('AccountingSupplierParty', supplier(invoice.seller)),
    cac('AccountingCustomerParty', customer(invoice.buyer, invoice.seller)),
    cac(
      'PaymentMeans',
      cbc('PaymentMeansCode', '30'),
      cbc('PaymentID', invoice.ocr),
      cac(
        'PayeeFinancialAccount',
        cbc('ID', invoice.seller.bankgiro),
        cbc('Name', invoice.seller.name),
        cac('FinancialInstitutionBranch', cbc('ID', 'SE:BANKGIRO')),
      ),
    ),
    cac('PaymentTerms', cbc('Note', terms(invoice))),
    cac(
      'TaxTotal',
      amount('TaxAmount', invoice.vatOre),
      ...invoice.vat.map(({ rate, netOre, vatOre }) =>
        cac(
          'TaxSubtotal',
          amount('TaxableAmount', netOre),
          amount('TaxAmount', vatOre),
          category('TaxCategory', rate),
        ),
      ),
    ),
    cac(
      'LegalMonetaryTotal',
      amount('LineExtensionAmount', invoice.netOre),
      amount('TaxExclusiveAmount', invoice.netOre),
      amount('TaxInclusiveAmount', invoice.netOre + invoice.vatOre),
      invoice.roundingOre === 0n ? undefined : amount('PayableRoundingAmount', invoice.roundingOre),
      amount('PayableAmount', invoice.payableOre),
    ),
    ...invoice.lines.map((line) => lineOf(line, invoice)),
  ];
  return writeXml(
    element(
      root,
      {
        xmlns: `urn:oasis:names:specification:ubl:schema:xsd:${root}-2`,
        'xmlns:cac': 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2',
        'xmlns:cbc': 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2',
      },
      children.filter((child) => child !== undefined),
    ),
  );
}

const terms = (invoice: Invoice): string => {
  const sv = invoice.buyer.language === 'sv';
  if (invoice.kind === 'credit-note')
    return sv ? 'Beloppet räknas av eller betalas tillbaka.' : 'The amount is set off or paid back.';
  const interest = sv
    ? 'Dröjsmålsränta enligt räntelagen.'
    : 'Interest on late payment by the Swedish Interest Act.';
  const fee = sv ? ' Påminnelseavgift 60 kr.' : ' Reminder fee SEK 60.';
  return `${interest}${invoice.reminderFeeAgreed ? fee : ''}`;
};

const periodOf = ({ from, to }: Period): Node | undefined =>
  cac('InvoicePeriod', cbc('StartDate', from), cbc('EndDate', to));

function addressOf({ street, city, postalCode, country }: Address): Node | undefined {
  return cac(
    'PostalAddress',
    cbc('StreetName', street),
    cbc('CityName', city),
    cbc('PostalZone', postalCode),
    cac('Country', cbc('IdentificationCode', country)),
  );
}

const scheme = (id: string): Node | undefined => cac('TaxScheme', cbc('ID', id));

function supplier(seller: Seller): Node | undefined {
  return cac(
    'Party',
    cbc('EndpointID', seller.organisation, { schemeID: '0007' }),
    cac('PartyName', cbc('Name', seller.name)),
    addressOf(seller.address),
    cac('PartyTaxScheme', cbc('CompanyID', seller.vatNumber), scheme('VAT')),
    // SE-R-005: these very words, under a scheme that is not VAT.
    cac('PartyTaxScheme', cbc('CompanyID', 'Godkänd för F-skatt'), scheme('TAX')),
    cac(
      'PartyLegalEntity',
      cbc('RegistrationName', seller.name),
      cbc('CompanyID', seller.organisation, { schemeID: '0007' }),
    ),
    cac('Contact', cbc('Name', seller.name), cbc('ElectronicMail', seller.email)),
  );
}

function customer(buyer: Buyer, seller: Seller): Node | undefined {
  return cac(
    'Party',
    // R010 demands an address on the network, and a person has none: what is for one goes to the operator, who hands it over. Not the
    // person's e-mail: its scheme (EM) is none that Peppol delivers to (CL008).
    cbc('EndpointID', buyer.organisation ?? seller.organisation, { schemeID: '0007' }),
    cac('PartyIdentification', cbc('ID', buyer.customerNumber)),
    cac('PartyName', cbc('Name', buyer.name)),
    addressOf(buyer.address),
    cac(
      'PartyLegalEntity',
      cbc('RegistrationName', buyer.name),
      cbc('CompanyID', buyer.organisation, { schemeID: '0007' }),
    ),
    cac('Contact', cbc('Name', buyer.attention), cbc('ElectronicMail', buyer.email)),
  );
}

/** 25, 12 and 6 are standard rate (SE-R-006); a reminder fee and interest are no payment for a service, so exempt with the reason. */
function category(name: string, rate: VatRate): Node | undefined {
  return cac(
    name,
    cbc('ID', rate === 0 ? 'E' : 'S'),
    cbc('Percent', String(rate)),
    rate === 0 && name === 'TaxCategory'
      ? cbc('TaxExemptionReason', 'Ersättning för dröjsmål, utan moms')
      : undefined,
    scheme('VAT'),
  );
}

/**
 * Price × quantity must be the line's net (R120), and a price is never below zero (BR-27): what is taken off is minus one of it, and a line
 * whose price does not multiply exactly, as with prices that include VAT, is one of its net.
 */
function lineOf(line: InvoiceLine, invoice: Invoice): Node | undefined {
  const size = line.netOre < 0n ? -line.netOre : line.netOre;
  const counted =
    invoice.basis === 'without-vat' &&
    line.unitOre !== undefined &&
    line.unitOre >= 0n &&
    line.unitOre * BigInt(line.quantity.count) === line.netOre;
  const count = counted ? line.quantity.count : line.netOre < 0n ? -1 : 1;
  const price = counted && line.unitOre !== undefined ? line.unitOre : size;
  // R110, R111: the period of a line lies within the invoice's. One that does not, a late record's, is told in words.
  const within = line.period.from >= invoice.period.from && line.period.to <= invoice.period.to;
  const credit = invoice.kind === 'credit-note';
  return cac(
    credit ? 'CreditNoteLine' : 'InvoiceLine',
    cbc('ID', String(line.line)),
    within ? undefined : cbc('Note', `${line.period.from} – ${line.period.to}`),
    element(
      `cbc:${credit ? 'CreditedQuantity' : 'InvoicedQuantity'}`,
      { unitCode: counted ? UNITS[line.quantity.unit] : 'EA' },
      [String(count)],
    ),
    amount('LineExtensionAmount', line.netOre),
    within ? periodOf(line.period) : undefined,
    cac(
      'Item',
      cbc('Description', line.serviceName),
      cbc('Name', line.name),
      category('ClassifiedTaxCategory', line.vatRate),
    ),
    cac('Price', amount('PriceAmount', price)),
  );
}
