import type { Unit } from '../pure/invoice.ts';
import type { Call } from '../pure/source.ts';

/** Words of an invoice on paper. */
export interface InvoiceWords {
  readonly language: string;
  readonly invoice: string;
  readonly creditNote: string;
  readonly draft: string;
  readonly number: string;
  readonly customerNumber: string;
  readonly date: string;
  readonly period: string;
  readonly payBy: (date: string) => string;
  readonly nothingToPay: string;
  readonly givenBack: string;
  readonly creditOf: (number: string, date: string) => string;
  readonly service: string;
  readonly quantity: string;
  readonly unitPrice: string;
  readonly withoutVat: string;
  readonly withVat: string;
  readonly seeSpecification: string;
  readonly sumWithoutVat: string;
  readonly sumWithVat: string;
  readonly ofWhichVat: (rate: string, net: string) => string;
  readonly vat: (rate: string) => string;
  readonly exempt: string;
  readonly rounding: string;
  readonly toPay: string;
  readonly toGiveBack: string;
  readonly differs: (month: string, before: string) => string;
  readonly allowances: string;
  readonly allowance: (used: string, included: string) => string;
  readonly late: (fee: string | undefined, email: string, by: string) => string;
  readonly payee: string;
  readonly bankgiro: string;
  readonly ocr: string;
  readonly kronor: string;
  readonly organisation: string;
  readonly vatNumber: string;
  readonly fTax: string;
  readonly page: (page: number, pages: number) => string;
  readonly specificationNext: string;
  readonly continued: string;
  readonly specification: string;
  readonly specificationGone: string;
  readonly when: string;
  readonly to: string;
  readonly destination: string;
  readonly length: string;
  readonly price: string;
  readonly hidden: string;
  readonly calls: (count: number) => string;
  readonly masked: string;
  readonly logo: string;
  readonly kinds: Readonly<Record<Call['kind'], string>>;
  /** One, and many. */
  readonly units: Readonly<Record<Unit, readonly [string, string]>>;
}

export const sv: InvoiceWords = {
  language: 'sv-SE',
  invoice: 'Faktura',
  creditNote: 'Kreditfaktura',
  draft: 'Utkast',
  number: 'Fakturanummer',
  customerNumber: 'Kundnummer',
  date: 'Datum',
  period: 'Period',
  payBy: (date: string): string => `Att betala senast ${date}`,
  nothingToPay: 'Inget att betala den här gången',
  givenBack: 'Beloppet räknas av eller betalas tillbaka',
  creditOf: (number: string, date: string): string => `Avser faktura ${number} av den ${date}`,
  service: 'Tjänst',
  quantity: 'Antal',
  unitPrice: 'À-pris',
  withoutVat: 'Kronor utan moms',
  withVat: 'Kronor med moms',
  seeSpecification: 'se spec.',
  sumWithoutVat: 'Summa utan moms',
  sumWithVat: 'Summa med moms',
  ofWhichVat: (rate: string, net: string): string => `varav moms ${rate} % på ${net}`,
  vat: (rate: string): string => `Moms ${rate} %`,
  exempt: 'Utan moms',
  rounding: 'Öresavrundning',
  toPay: 'Att betala, kronor',
  toGiveBack: 'Att få tillbaka, kronor',
  differs: (month: string, before: string): string => `Så skiljer sig ${month} från ${before}`,
  allowances: 'Det som ingår',
  allowance: (used: string, included: string): string => `${used} av ${included}`,
  late: (fee: string | undefined, email: string, by: string): string =>
    `Betalar du efter förfallodagen tillkommer ${fee === undefined ? 'ränta' : `${fee} kr i påminnelseavgift och ränta`} enligt räntelagen. Tycker du att något är fel? Skriv till ${email} före ${by}, så väntar vi med den delen.`,
  payee: 'Mottagare',
  bankgiro: 'Bankgiro',
  ocr: 'OCR',
  kronor: 'Kronor',
  organisation: 'Org.nr',
  vatNumber: 'Momsnr',
  fTax: 'Godkänd för F-skatt',
  page: (page: number, pages: number): string => `Sida ${page} av ${pages}`,
  specificationNext: ', specifikation på nästa',
  continued: 'fortsättning',
  specification: 'Specifikation',
  specificationGone:
    'Samtalen är raderade enligt lagen om elektronisk kommunikation. Summorna på fakturan gäller.',
  when: 'När',
  to: 'Till',
  destination: 'Destination',
  length: 'Längd',
  price: 'Pris',
  hidden: 'dolt nummer',
  calls: (count: number): string => (count === 1 ? '1 rad' : `${count} rader`),
  masked:
    'De tre sista siffrorna är dolda på linjer som någon annan använder. Samtal till hjälplinjer står aldrig här.',
  kinds: { voice: 'Samtal', sms: 'Sms', mms: 'Mms', data: 'Data' },
  units: {
    month: ['mån', 'mån'],
    piece: ['st', 'st'],
    user: ['användare', 'användare'],
    call: ['samtal', 'samtal'],
    message: ['sms', 'sms'],
    minute: ['min', 'min'],
    second: ['s', 's'],
    megabyte: ['MB', 'MB'],
  },
  logo: 'Telink',
};
