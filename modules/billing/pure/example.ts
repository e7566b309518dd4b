import { compose } from './compose.ts';
import type { Buyer, Invoice, Seller } from './invoice.ts';
import { ocrOf } from './reference.ts';
import type { BillableCustomer, BillSource, Call, Charge } from './source.ts';

/** Made-up customers with fictitious numbers, for tests. */
export const EXAMPLE_SELLER: Seller = {
  name: 'Select Telecom AB',
  organisation: '5591993976',
  vatNumber: 'SE559199397601',
  address: { street: 'Smedjegatan 22', postalCode: '352 46', city: 'Växjö', country: 'SE' },
  email: 'info@selecttelecom.se',
  bankgiro: '9912346',
};

export const EXAMPLE_COMPANY: Buyer = {
  kind: 'organisation',
  customerNumber: 'K7Q-2M4',
  name: 'Björkviken Arkitekter AB',
  attention: 'Elin Ljungqvist',
  organisation: '5560000001',
  email: 'faktura@bjorkviken.example',
  address: { street: 'Fiktiva gatan 12', postalCode: '352 00', city: 'Växjö', country: 'SE' },
  language: 'sv',
};

export const EXAMPLE_PERSON: Buyer = {
  kind: 'person',
  customerNumber: 'K3R-9T1',
  name: 'Åsa Öberg',
  email: 'asa@example.se',
  address: { street: 'Fiktiva gatan 3', postalCode: '352 00', city: 'Växjö', country: 'SE' },
  language: 'sv',
};

const OCTOBER = { from: '2026-10-01', to: '2026-10-31' };

export function exampleCharge(given: Partial<Charge> & Pick<Charge, 'name' | 'ore'>): Charge {
  return {
    key: given.key ?? `${given.name}:${given.serviceName ?? ''}:${given.period?.from ?? OCTOBER.from}`,
    kind: 'fee',
    basis: 'without-vat',
    vatRate: 25,
    period: OCTOBER,
    quantity: { count: 1, unit: 'month' },
    ...given,
  };
}

/** The charges of the drawn invoice. */
export const EXAMPLE_CHARGES: readonly Charge[] = [
  exampleCharge({ name: 'Mobil Stor', serviceName: '070-174 06 07', ore: 23_920n, unitOre: 23_920n }),
  exampleCharge({ name: 'Mobil Stor', serviceName: '070-174 06 08', ore: 23_920n, unitOre: 23_920n }),
  exampleCharge({ name: 'Bredband 250', ore: 31_920n, unitOre: 31_920n }),
  exampleCharge({ name: 'Växel', ore: 15_600n, unitOre: 3_900n, quantity: { count: 4, unit: 'user' } }),
  exampleCharge({
    name: 'Samtal till Norge, mobil',
    kind: 'usage',
    ore: 3_864n,
    quantity: { count: 38, unit: 'minute' },
    usage: { records: 14, seconds: 2280, bytes: 0 },
  }),
  exampleCharge({
    name: 'Data i USA',
    kind: 'usage',
    ore: 7_680n,
    unitOre: 80n,
    quantity: { count: 96, unit: 'megabyte' },
    period: { from: '2026-10-12', to: '2026-10-13' },
    usage: { records: 6, seconds: 0, bytes: 96_000_000 },
  }),
  exampleCharge({ name: 'Rabatt, två års avtal', kind: 'discount', ore: -4_200n }),
];

export const exampleCustomer = (buyer: Buyer, customer = 'customer-1'): BillableCustomer => ({
  customer,
  buyer,
  specification: true,
  reminderFeeAgreed: true,
  allowances: [],
});

/** A finished invoice, as posted on 2 November 2026. */
export function exampleInvoice(
  charges: readonly Charge[] = EXAMPLE_CHARGES,
  buyer: Buyer = EXAMPLE_COMPANY,
  issuedOn = '2026-11-02',
): Invoice {
  const draft = compose({
    seller: EXAMPLE_SELLER,
    customer: exampleCustomer(buyer),
    period: OCTOBER,
    charges,
    issuedOn,
  });
  return { ...draft, id: 'invoice-1', number: '2026110047', ocr: ocrOf('2026110047') };
}

export const exampleCall = (index: number, given: Partial<Call> = {}): Call => ({
  start: Date.UTC(2026, 9, 1 + (index % 31), 6 + (index % 12), (index * 7) % 60),
  offset: index % 31 < 24 ? 120 : 60,
  serviceName: index % 2 === 0 ? '070-174 06 07' : '070-174 06 08',
  kind: 'voice',
  other: index % 3 === 0 ? `4631390060${index % 10}` : `4670174061${index % 10}`,
  destination: index % 3 === 0 ? 'Sverige, fast' : 'Sverige, mobil',
  seconds: 30 + ((index * 37) % 900),
  bytes: 0,
  ore: BigInt((index * 13) % 700),
  unlisted: false,
  shared: false,
  ...given,
});

export interface ExampleBilling {
  readonly customer: BillableCustomer;
  charges: readonly Charge[];
  readonly calls?: readonly Call[];
}

/** A source that is a list in memory, in the order of ids. */
export const sourceOf = (all: readonly ExampleBilling[]): BillSource => ({
  async *customers(_period, after) {
    const sorted = all.toSorted((a, b) => (a.customer.customer < b.customer.customer ? -1 : 1));
    for (const { customer } of sorted) if (after === undefined || customer.customer > after) yield customer;
  },
  chargesOf: async ({ customer }) => all.find((each) => each.customer.customer === customer)?.charges ?? [],
  async *callsOf(customer) {
    yield* all.find((each) => each.customer.customer === customer)?.calls ?? [];
  },
});
