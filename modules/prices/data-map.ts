import { impersonal, table, type DataMap } from '#platform/data-map';

export interface PriceVersionRow {
  document_id: string;
  version: string;
  kind: 'destinations' | 'zones' | 'plans' | 'list';
  name: string;
  /** YYYY-MM-DD */
  effective: string;
  until: string | null;
  state: 'draft' | 'scheduled' | 'withdrawn';
  text: string;
  sha256: string;
  added_at: string;
}

export interface PriceActRow {
  document_id: string;
  version: string;
  act_id: string;
  act: 'added' | 'scheduled' | 'withdrawn' | 'discarded';
  at: string;
  actor: string;
  note: string;
}

const reference = 'The price book is the operator’s own; nothing in it is about a customer.';
const book = impersonal('Part of the operator’s price book.');

export const priceVersion = table<PriceVersionRow>()({
  name: 'prices.version',
  reference,
  columns: {
    document_id: book,
    version: book,
    kind: book,
    name: book,
    effective: book,
    until: book,
    state: book,
    text: book,
    sha256: book,
    added_at: book,
  },
});

export const priceAct = table<PriceActRow>()({
  name: 'prices.act',
  reach: [{ staff: 'actor' }],
  reference,
  columns: {
    document_id: book,
    version: book,
    act_id: impersonal('Random name of the act.'),
    act: impersonal('What was done with a version of the price book.'),
    at: impersonal('When, of the act itself.'),
    actor: {
      personal: true,
      category: 'logg',
      origin: 'observed',
      subject: 'staff',
      purposes: [
        ['security', 'legitimate_interest'],
        ['rights', 'legal_obligation'],
      ],
      retention: { event: 'created', plus: 'P5Y', then: 'delete' },
      onErase: { retain: 'security_log' },
    },
    note: impersonal(
      'Why notice was not needed, where it was not; about the price list, not about a person.',
    ),
  },
});

export const pricesMap: DataMap = { slice: 'prices', tables: [priceVersion, priceAct], stores: [] };
