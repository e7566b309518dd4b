/** How a bill stands in the eyes of the one who pays. */
export type Standing =
  | 'to-pay'
  | 'overdue'
  | 'disputed'
  | 'paid'
  | 'credited'
  /** It came to nothing. */
  | 'nothing'
  | 'credit-note';

export interface Stood {
  readonly kind: 'invoice' | 'credit-note';
  readonly payableOre: bigint;
  /** Left to pay, fees and interest included. */
  readonly openOre: bigint;
  /** What is open to dispute. */
  readonly disputedOre: bigint;
  /** Taken back by credit notes. */
  readonly creditedOre: bigint;
  readonly dueOn: string;
}

/** A bill with an open dispute is never called late: what of it is late is the operator's question to answer first. */
export function standingOf(bill: Stood, today: string): Standing {
  if (bill.kind === 'credit-note') return 'credit-note';
  if (bill.payableOre === 0n) return 'nothing';
  if (bill.openOre <= 0n) return bill.creditedOre >= bill.payableOre ? 'credited' : 'paid';
  if (bill.disputedOre > 0n) return 'disputed';
  return bill.dueOn < today ? 'overdue' : 'to-pay';
}

/** Of what is left to pay, what waits for an answer: never more than is left. */
export const waiting = (openOre: bigint, disputedOre: bigint): bigint =>
  openOre <= 0n ? 0n : disputedOre < openOre ? disputedOre : openOre;
