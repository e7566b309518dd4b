/** What happens when services are used: records of switches, rated, each once and each with its own end (promises traffic.1–9). */
export { alone } from './server/alone.ts';
export { importFile, type ImportResult } from './server/import-file.ts';
export { openDesk } from './server/open-desk.ts';
export { readFile, type ReadFile, type ReadingOptions } from './server/read-file.ts';
export { moveDeadline, moveDeadlines, type DeadlineReason } from './server/deadlines.ts';
export { rerate, type Rerated } from './server/rerate.ts';
export { retention, type Retention } from './server/retention.ts';
export { sweep, type Swept } from './server/sweep.ts';
export { endAfterPayment, endOf, endOfClaim, expectedEnd, TERMS } from './pure/terms.ts';
export type { Desk } from './server/store-batch.ts';
export { COLUMNS as USAGE_COLUMNS } from './server/usage-row.ts';
export { FORMATS, telinkHeader, writeTelinkCsv, type Format } from './pure/formats/index.ts';
export type { UsageRecord } from './pure/usage-record.ts';
export {
  billedChanges,
  billedRecords,
  billedUse,
  closeMonth,
  type BilledChange,
  type BilledRecord,
  type BilledUse,
} from './server/billed.ts';
export { explainRecord } from './server/explain-record.ts';
export { openObjections, type Dispute } from './server/own-choices.ts';
export { usageRoutes, type UsageDeps } from './server/routes.ts';
export { trafficChecks } from './server/checks.ts';
export { trafficFiles, trafficOffice, type TrafficHouse } from './server/office-routes.ts';
export { simulatedRecords } from './server/simulated-records.ts';
export { takeFile } from './server/take-file.ts';
export { watchFolder, type FolderWatch } from './server/watch-folder.ts';
