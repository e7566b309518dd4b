/** What the law may oblige an operator to retain for law enforcement: off until it is, sealed to somebody else's key, gone on the day (promise law.7). */
export { keeperOf, type Conveyed, type Keeper } from './server/keep.ts';
export {
  endRetention,
  obligationOf,
  orderRetention,
  recipientFault,
  type Obligation,
} from './server/obligation.ts';
export { handOver, type Demand, type Piece } from './server/hand-over.ts';
export { NotOpened, openPiece } from './server/open-piece.ts';
export { retainedStatus, type RetainedStatus } from './server/status.ts';
export { KINDS as RETAINED_KINDS, type RetainedKind } from './pure/terms.ts';
