import { impersonal, table, type DataMap, type Personal } from '#platform/data-map';
import { TERMS } from './pure/terms.ts';

export interface PieceRow {
  /** Kind and day; names the key that is destroyed on the day. */
  day_key: string;
  piece_id: string;
  /** ISO day on which the communications ended, in the operator's time zone. */
  conveyed_on: string;
  records: number;
  /** Base64 of an age file: gzip of JSON lines. */
  sealed_records: string;
}

export interface ObligationRow {
  obligation_id: string;
  ground: string;
  /** Public keys, age1…, separated by commas. */
  recipients: string;
  since: string;
  until: string | null;
}

/**
 * LEK 9 kap. 19 §: what an operator may be obliged to retain for law enforcement (promise law.7). Sealed twice: to the public key of those
 * who may open it, which no server has the other half of, and with a key of the day that is destroyed on the last one.
 */
const retained = {
  personal: true,
  category: 'trafikdata',
  origin: 'observed',
  subject: 'self',
  purposes: [['law_enforcement', 'legal_obligation']],
  // Only when one has decided so, and then it gets what is sealed.
  recipients: ['authority'],
  onErase: { retain: 'law_enforcement' },
  sealed: true,
} as const satisfies Omit<Personal, 'retention'>;

const pieces = <const P extends (typeof TERMS)[keyof typeof TERMS]>(name: string, plus: P) =>
  table<PieceRow>()({
    name,
    reach: [
      {
        nobody:
          'Sealed so that the operator can’t open it: whom a piece is about is known to nobody before an authority’s decision has it opened elsewhere.',
      },
    ],
    reference: 'Pieces of a day, each of many customers, that the operator can’t open.',
    subject: 'day_key',
    columns: {
      day_key: impersonal('Kind and day.'),
      piece_id: impersonal('Random name of a piece.'),
      conveyed_on: impersonal('The day the communications of a piece ended.'),
      records: impersonal('How many are in the piece.'),
      sealed_records: { ...retained, retention: { event: 'conveyed', plus, then: 'shred' } },
    },
  });

export const telephony = pieces('retained.telephony', TERMS.telephony);
export const internet = pieces('retained.internet', TERMS.internet);

const order = impersonal('Of the operator’s obligation, not of a customer.');
export const obligation = table<ObligationRow>()({
  name: 'retained.obligation',
  reference: 'The operator’s own obligations.',
  columns: {
    obligation_id: order,
    ground: order,
    recipients: impersonal('Public keys of those who may open what is retained.'),
    since: order,
    until: order,
  },
});

export const retainedMap: DataMap = {
  slice: 'retained',
  tables: [telephony, internet, obligation],
  stores: [],
};
