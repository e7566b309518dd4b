import { application, context } from './ber-element.ts';

/** Where a kind of record has its fields: numbers of context tags. A vendor's own file needs a table like this one. */
export interface RecordTable {
  readonly kind: 'voice' | 'sms' | 'data';
  readonly direction: 'out' | 'in';
  readonly served: number;
  /** Absent for data. */
  readonly other?: number;
  /** When it began, and when it was answered where the two differ. */
  readonly began: number;
  readonly answered?: number;
  readonly seconds?: number;
  /** What makes the record itself, in this order. */
  readonly key: readonly number[];
  /** PLMN in which it happened, where it may be another's. */
  readonly network?: number;
  /** Lists of volumes: the list's tag, then up and down within each of its elements. The first that is there counts; another tells the same again. */
  readonly volumes?: readonly { readonly list: number; readonly up: number; readonly down: number }[];
  readonly roaming?: true;
}

/** Records by the tag of the whole, and those that belong to a call that another record bills. */
export interface Dialect {
  readonly records: ReadonlyMap<number, RecordTable>;
  readonly legs: ReadonlySet<number>;
  readonly containers: ReadonlySet<number>;
}

/** 3GPP TS 32.298, circuit-switched records (§5.1.2) and PGW records (§5.1.1): served number, other party, times, volumes, and no more. */
const MO_CALL: RecordTable = {
  kind: 'voice',
  direction: 'out',
  served: 3,
  other: 5,
  began: 22,
  answered: 23,
  seconds: 25,
  key: [9, 32, 33],
};
const MT_CALL: RecordTable = {
  kind: 'voice',
  direction: 'in',
  served: 3,
  other: 4,
  began: 19,
  answered: 20,
  seconds: 22,
  key: [6, 29, 30],
};
const MO_SMS: RecordTable = { kind: 'sms', direction: 'out', served: 3, other: 12, began: 9, key: [6, 8] };
// The one who wrote a message that comes in is in none of its fields.
const MT_SMS: RecordTable = { kind: 'sms', direction: 'in', served: 4, began: 8, key: [6] };
const PGW: RecordTable = {
  kind: 'data',
  direction: 'out',
  served: 22,
  began: 13,
  seconds: 14,
  key: [4, 5, 20],
  network: 27,
  volumes: [
    { list: 12, up: 3, down: 4 },
    { list: 34, up: 12, down: 13 },
  ],
};

/**
 * Records of roaming partners: a batch of application-tagged records, shaped as such files are. The numbers of the fields are ours: GSMA's
 * documents are not public, so a partner's files need a table made from the operator's own copy.
 */
const roamed = {
  served: 1,
  other: 2,
  began: 3,
  answered: 4,
  seconds: 5,
  key: [8, 9],
  network: 10,
  roaming: true,
} as const;
const ROAMED_OUT: RecordTable = { ...roamed, kind: 'voice', direction: 'out' };
const ROAMED_IN: RecordTable = { ...roamed, kind: 'voice', direction: 'in' };
const ROAMED_DATA: RecordTable = {
  kind: 'data',
  direction: 'out',
  served: 1,
  began: 3,
  seconds: 5,
  key: [8, 9],
  network: 10,
  volumes: [{ list: 6, up: 0, down: 1 }],
  roaming: true,
};

export const dialect: Dialect = {
  records: new Map([
    [context(0), MO_CALL],
    [context(1), MT_CALL],
    [context(6), MO_SMS],
    [context(7), MT_SMS],
    [context(79), PGW],
    [application(9), ROAMED_OUT],
    [application(10), ROAMED_IN],
    [application(14), ROAMED_DATA],
  ]),
  // Roaming, incoming and outgoing gateway, transit: the same calls, seen elsewhere in the network.
  legs: new Set([2, 3, 4, 5].map(context)),
  containers: new Set([application(1), application(3)]),
};
/** Within a batch, what stands beside its list of records is about the batch. */
export const BATCH: number = application(1);
