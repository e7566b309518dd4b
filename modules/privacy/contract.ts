export * from './pure/contract/requests.ts';
export * from './pure/contract/report.ts';
export * from './pure/contract/correct.ts';
export * from './pure/contract/restrict.ts';
export * from './pure/contract/port.ts';
export * from './pure/contract/erase.ts';
export * from './pure/contract/incident.ts';
export * from './pure/deadline.ts';
export { sayReason, sayRoles } from './pure/look-words.ts';
