/** The rights of a person: asked for, answered, carried out and proven, all derived from the data map. */
export { createPrivacy } from './server/privacy.ts';
export type { PrivacyDeps } from './server/deps.ts';
export { reachOf, rowsAbout, type Batch, type Reach, type Who } from './server/rows-about.ts';
export { dueDays, type DueDays } from './pure/deadline.ts';
export { answerRequest, fileRequest, type Filed, type NewRequest } from './server/requests/file-request.ts';
export { requestFigures, type RequestFigures } from './server/requests/look-up.ts';
export { checkBundle } from './server/requests/check-bundle.ts';
export { archiveOf, type ArchiveDeps } from './server/report/archive.ts';
export { mayGo, recordDisclosure, type Disclosure, type Safeguard } from './server/report/disclosure.ts';
export { endOf, type End, type EndFacts } from './server/report/ends.ts';
export { reportOf, type Report } from './server/report/report.ts';
export { checkArchive, publicKey } from './server/report/sign.ts';
export { unzip } from './server/report/unzip.ts';
export { frozenCustomers, ownWill } from './server/restrict/in-force.ts';
export { consentInForce } from './server/restrict/consents.ts';
export { mayDecide, recordDecision, type MayDecide } from './server/restrict/decisions.ts';
