/** The rights of a person: asked for, answered, carried out and proven, all derived from the data map. */
export { createPrivacy } from './server/privacy.ts';
export type { PrivacyDeps } from './server/deps.ts';
export { reachOf, rowsAbout, type Batch, type Reach, type Who } from './server/rows-about.ts';
export { dryRun, erase, resumeErasures, type EraseResult } from './server/erase/erase.ts';
export { addHold, allHolds, liftHold, type Hold } from './server/erase/holds.ts';
export type { EraseHouse, TellRecipients } from './server/erase/house.ts';
export { openLedger, readLedger } from './server/erase/ledger-file.ts';
export { erasures, type Erasure } from './server/erase/ledger.ts';
export { parentsFirst, readLinks } from './server/erase/links.ts';
export { checkpointsOf, eraseHouse } from './server/erase/open-house.ts';
export type { ErasurePlan, PlanLine, Wait } from './server/erase/plan.ts';
export { recipientAnswered } from './server/erase/recipients.ts';
export { LedgerMissing, reconcile, type Reconciled } from './server/erase/reconcile.ts';
export { sweepAll, type Kept } from './server/erase/retention.ts';
export { isSuppressed } from './server/erase/suppression.ts';
