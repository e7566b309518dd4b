/** The rights of a person: asked for, answered, carried out and proven, all derived from the data map. */
export { createPrivacy } from './server/privacy.ts';
export type { PrivacyDeps } from './server/deps.ts';
export { reachOf, rowsAbout, type Batch, type Reach, type Who } from './server/rows-about.ts';
export { frozenCustomers, ownWill } from './server/restrict/in-force.ts';
export { consentInForce } from './server/restrict/consents.ts';
export { mayDecide, recordDecision, type MayDecide } from './server/restrict/decisions.ts';
